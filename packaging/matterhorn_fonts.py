"""Conditions on fonts: what they embed, how wide their glyphs are, what their codes say."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pikepdf
from fontTools.agl import AGL2UV
from fontTools.ttLib import TTFont
from matterhorn_reading import Check, Reading, to_unicode

_IDENTITY = frozenset({"/Identity-H", "/Identity-V"})
_KNOWN_CMAPS = re.compile(
    r"/(Identity-[HV]|(Uni(GB|CNS|JIS|KS)-|GB|CNS|B5|HKscs|ETen|KSC|Ext-|Add-|EUC-|83pv|90ms)"
    r"[\w-]*|[HV])"
)
_OWN_COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1"})
_LATIN = frozenset({"/MacRomanEncoding", "/MacExpertEncoding", "/WinAnsiEncoding"})
_SYMBOLIC = 4
_MOST_APART = 1.0
_UNICODE_CMAP, _SYMBOL_CMAP, _MAC_CMAP = (3, 1), (3, 0), (1, 0)


def _composite(file: Reading) -> list[Any]:
    return [font for font in file.fonts if font.Subtype == "/Type0"]


def _cid_fonts(file: Reading) -> list[Any]:
    return [font.DescendantFonts[0] for font in _composite(file)]


def _cid_true_type(file: Reading) -> list[Any]:
    return [font for font in _cid_fonts(file) if font.Subtype == "/CIDFontType2"]


def _embedded_cmaps(file: Reading) -> list[tuple[Any, Any]]:
    """Return the fonts whose encoding is a stream of the file, with their CID fonts."""
    return [
        (font, font.DescendantFonts[0])
        for font in _composite(file)
        if isinstance(font.Encoding, pikepdf.Stream)
    ]


def _differing(key: str) -> Check:
    """Return the check that a font and its CMap say the same of their characters."""

    def check(file: Reading) -> list[str] | None:
        cmaps = _embedded_cmaps(file)
        if not cmaps:
            return None
        pairs = [(own.CIDSystemInfo, font.Encoding.CIDSystemInfo) for font, own in cmaps]
        if key == "/Supplement":
            return [key for own, cmap in pairs if int(own[key]) < int(cmap[key])]
        return [key for own, cmap in pairs if str(own[key]) != str(cmap[key])]

    return check


def _wrong_glyph_maps(file: Reading) -> list[str] | None:
    found = [font for font in _cid_true_type(file) if "/CIDToGIDMap" in font]
    return [
        str(font.BaseFont)
        for font in found
        if not isinstance(font.CIDToGIDMap, pikepdf.Stream) and font.CIDToGIDMap != "/Identity"
    ]


def _no_glyph_maps(file: Reading) -> list[str] | None:
    found = _cid_true_type(file)
    return [str(font.BaseFont) for font in found if "/CIDToGIDMap" not in font] if found else None


def _unknown_cmaps(file: Reading) -> list[str] | None:
    named = [font.Encoding for font in _composite(file) if isinstance(font.Encoding, pikepdf.Name)]
    return [str(name) for name in named if not _KNOWN_CMAPS.fullmatch(str(name))]


def _writing_modes(file: Reading) -> list[str] | None:
    cmaps = [font.Encoding for font, _ in _embedded_cmaps(file)]
    if not cmaps:
        return None
    wrong = []
    for cmap in cmaps:
        said = re.search(rb"/WMode\s+(\d)", cmap.read_bytes())
        if int(cmap.get("/WMode", 0)) != (int(said[1]) if said else 0):
            wrong.append("WMode")
    return wrong


def _used_cmaps(file: Reading) -> list[str] | None:
    cmaps = [font.Encoding for font, _ in _embedded_cmaps(file)]
    if not cmaps:
        return None
    used = [str(cmap.UseCMap) for cmap in cmaps if isinstance(cmap.get("/UseCMap"), pikepdf.Name)]
    return [name for name in used if not _KNOWN_CMAPS.fullmatch(name)]


def _program(font: Any) -> Any:
    """Return the stream of an embedded font, None without one."""
    own = font.DescendantFonts[0] if font.Subtype == "/Type0" else font
    descriptor = own.get("/FontDescriptor", {})
    return next(
        (descriptor[k] for k in ("/FontFile", "/FontFile2", "/FontFile3") if k in descriptor), None
    )


def _not_embedded(file: Reading) -> list[str]:
    return [
        str(font.get("/BaseFont", font.Subtype))
        for font in file.fonts
        if font.Subtype != "/Type3" and _program(font) is None
    ]


class _TrueType:
    """The font program of a CIDFontType2, and how codes lead to its glyphs."""

    def __init__(self, font: Any) -> None:
        own = font.DescendantFonts[0]
        self.name = str(font.BaseFont)
        self.program = TTFont(io.BytesIO(own.FontDescriptor.FontFile2.read_bytes()), lazy=True)
        glyphs = own.get("/CIDToGIDMap")
        self._glyphs = glyphs.read_bytes() if isinstance(glyphs, pikepdf.Stream) else b""
        self.widths = dict(_widths(own.get("/W", [])))
        self.default = float(own.get("/DW", 1000))

    def glyph(self, code: int) -> int:
        if not self._glyphs:
            return code
        return int.from_bytes(self._glyphs[2 * code : 2 * code + 2], "big")

    def has(self, glyph: int) -> bool:
        return glyph < int(self.program["maxp"].numGlyphs)

    def is_drawn(self, glyph: int) -> bool:
        order = self.program.getGlyphOrder()
        return bool(self.program["glyf"][order[glyph]].numberOfContours)

    def width(self, glyph: int) -> float:
        order, unit = self.program.getGlyphOrder(), self.program["head"].unitsPerEm
        return float(self.program["hmtx"][order[glyph]][0]) * 1000 / float(unit)


def _widths(array: Any) -> Iterator[tuple[int, float]]:
    items = list(array)
    while items:
        first = int(items.pop(0))
        if isinstance(items[0], pikepdf.Array):
            yield from enumerate((float(width) for width in items.pop(0)), start=first)
        else:
            last, width = int(items.pop(0)), float(items.pop(0))
            yield from ((code, width) for code in range(first, last + 1))


def _used_codes(file: Reading) -> dict[Any, set[int]]:
    used: dict[Any, set[int]] = {}
    for shown in file.content.shown:
        used.setdefault(shown.font.objgen, set()).update(shown.codes)
    return used


def _per_glyph(wrong: Callable[[_TrueType, int, str], bool]) -> Check:
    """Return the check of each code that is shown with a TrueType font by its glyph and text."""

    def check(file: Reading) -> list[str] | None:
        fonts = [font for font in _composite(file) if _program(font) is not None]
        if not fonts:
            return None
        used = _used_codes(file)
        found: list[str] = []
        for font in fonts:
            program, texts = _opened(font), to_unicode(font)
            found += [
                f"{program.name}: code {code}"
                for code in sorted(used[font.objgen])
                if wrong(program, code, texts.get(code, ""))
            ]
        return found

    return check


def _opened(font: Any) -> _TrueType:
    return _TrueType(font)


def _is_missing(font: _TrueType, code: int, text: str) -> bool:
    glyph = font.glyph(code)
    if not font.has(glyph):
        return True
    is_ink = any(unicodedata.category(char)[0] not in "ZC" for char in text)
    return is_ink and not font.is_drawn(glyph)


def _is_of_other_width(font: _TrueType, code: int, _text: str) -> bool:
    said = font.widths.get(code, font.default)
    return abs(said - font.width(font.glyph(code))) > _MOST_APART


def _is_the_box(font: _TrueType, code: int, _text: str) -> bool:
    return font.glyph(code) == 0


def _sets(wrong: Callable[[_TrueType, bytes, set[int]], bool]) -> Check:
    def check(file: Reading) -> list[str] | None:
        found = [f for f in _composite(file) if "/CIDSet" in f.DescendantFonts[0].FontDescriptor]
        if not found:
            return None
        used = _used_codes(file)
        return [
            str(font.BaseFont)
            for font in found
            if wrong(
                _opened(font),
                font.DescendantFonts[0].FontDescriptor.CIDSet.read_bytes(),
                used[font.objgen],
            )
        ]

    return check


def _in_set(bits: bytes, code: int) -> bool:
    return code // 8 < len(bits) and bool(bits[code // 8] & (0x80 >> code % 8))


def _lacks_used(_font: _TrueType, bits: bytes, used: set[int]) -> bool:
    return not all(_in_set(bits, code) for code in used)


def _has_too_many(font: _TrueType, bits: bytes, _used: set[int]) -> bool:
    return any(
        _in_set(bits, code) and not font.has(font.glyph(code)) for code in range(8 * len(bits))
    )


def _simple(file: Reading, *, symbolic: bool) -> list[Any]:
    return [
        font
        for font in file.fonts
        if font.Subtype == "/TrueType"
        and bool(int(font.FontDescriptor.get("/Flags", 0)) & _SYMBOLIC) is symbolic
    ]


@cache
def _cmaps_of(program: bytes) -> frozenset[tuple[int, int]]:
    font = TTFont(io.BytesIO(program), lazy=True)
    tables = font["cmap"].tables if "cmap" in font else []
    return frozenset((table.platformID, table.platEncID) for table in tables)


def _of_simple(
    *, symbolic: bool, wrong: Callable[[Any, frozenset[tuple[int, int]]], bool]
) -> Check:
    """Return the check of each simple TrueType font by its dictionary and its cmaps."""

    def check(file: Reading) -> list[str] | None:
        fonts = _simple(file, symbolic=symbolic)
        if not fonts:
            return None
        programs = [(font, _program(font)) for font in fonts]
        cmaps = [
            (f, _cmaps_of(p.read_bytes()) if p is not None else frozenset()) for f, p in programs
        ]
        return [str(font.BaseFont) for font, tables in cmaps if wrong(font, tables)]

    return check


def _names(font: Any) -> list[str]:
    encoding = font.get("/Encoding")
    if not isinstance(encoding, pikepdf.Dictionary):
        return []
    return [
        str(each)[1:] for each in encoding.get("/Differences", []) if isinstance(each, pikepdf.Name)
    ]


def _base(font: Any) -> str:
    encoding = font.get("/Encoding", "")
    if isinstance(encoding, pikepdf.Dictionary):
        return str(encoding.get("/BaseEncoding", ""))
    return str(encoding)


def _has_no_base(font: Any, _tables: object) -> bool:
    encoding = font.get("/Encoding")
    return isinstance(encoding, pikepdf.Dictionary) and "/BaseEncoding" not in encoding


def _not_looked_up(file: Reading) -> list[str] | None:
    if not _simple(file, symbolic=False):
        return None
    raise NotImplementedError


def _of_type_1(file: Reading) -> list[str] | None:
    fonts = [font for font in file.fonts if font.Subtype in {"/Type1", "/MMType1"}]
    if not any("/CharSet" in font.get("/FontDescriptor", {}) for font in fonts):
        return None
    raise NotImplementedError


def _says_nothing(file: Reading) -> list[str]:
    """Return codes that neither their font nor a text beside them says; ISO 32000-1, 14.8.2.4.2."""
    said = {font.objgen: to_unicode(font) for font in file.fonts}
    wrong = []
    for shown in file.content.shown:
        texts = said[shown.font.objgen]
        if not shown.is_replaced and not _speaks_by_itself(shown.font):
            wrong += [f"code {code}" for code in shown.codes if not texts.get(code)]
    return wrong


def _formula_text(file: Reading) -> list[str] | None:
    return _says_nothing(file) if file.named("/Formula") else None


def _no_to_unicode(file: Reading) -> list[str]:
    return [
        str(font.BaseFont)
        for font in file.fonts
        if "/ToUnicode" not in font and not _speaks_by_itself(font)
    ]


def _speaks_by_itself(font: Any) -> bool:
    if font.Subtype == "/Type0":
        own = font.DescendantFonts[0].CIDSystemInfo
        return str(own.Registry) == "Adobe" and str(own.Ordering) in _OWN_COLLECTIONS
    if font.Subtype == "/TrueType":
        return not int(font.FontDescriptor.get("/Flags", 0)) & _SYMBOLIC
    return _base(font) in _LATIN or (bool(_names(font)) and set(_names(font)) <= set(AGL2UV))


def _unicode_of(*bad: str) -> Check:
    def check(file: Reading) -> list[str]:
        return [
            str(font.BaseFont)
            for font in file.fonts
            if any(set(text) & set(bad) for text in to_unicode(font).values())
        ]

    return check


CHECKS: Mapping[str, Check] = {
    "10-001": _says_nothing,
    "17-003": _formula_text,
    "31-001": _differing("/Registry"),
    "31-002": _differing("/Ordering"),
    "31-003": _differing("/Supplement"),
    "31-004": _wrong_glyph_maps,
    "31-005": _no_glyph_maps,
    "31-006": _unknown_cmaps,
    "31-007": _writing_modes,
    "31-008": _used_cmaps,
    "31-009": _not_embedded,
    "31-011": _per_glyph(_is_missing),
    "31-012": _of_type_1,
    "31-013": _of_type_1,
    "31-014": _sets(_lacks_used),
    "31-015": _sets(_has_too_many),
    "31-016": _per_glyph(_is_of_other_width),
    "31-017": _of_simple(
        symbolic=False, wrong=lambda _, tables: not tables & {_UNICODE_CMAP, _MAC_CMAP}
    ),
    "31-018": _not_looked_up,
    "31-019": _of_simple(symbolic=False, wrong=lambda font, _: "/Encoding" not in font),
    "31-020": _of_simple(symbolic=False, wrong=_has_no_base),
    "31-021": _of_simple(
        symbolic=False,
        wrong=lambda font, _: _base(font) not in {"/MacRomanEncoding", "/WinAnsiEncoding"},
    ),
    "31-022": _of_simple(
        symbolic=False, wrong=lambda font, _: not set(_names(font)) <= set(AGL2UV)
    ),
    "31-023": _of_simple(
        symbolic=False,
        wrong=lambda font, tables: bool(_names(font)) and _UNICODE_CMAP not in tables,
    ),
    "31-024": _of_simple(symbolic=True, wrong=lambda font, _: "/Encoding" in font),
    "31-025": _of_simple(symbolic=True, wrong=lambda _, tables: not tables),
    "31-026": _of_simple(
        symbolic=True, wrong=lambda _, tables: len(tables) > 1 and _SYMBOL_CMAP not in tables
    ),
    "31-027": _no_to_unicode,
    "31-028": _unicode_of("\0"),
    "31-029": _unicode_of("\ufeff", "\ufffe"),
    "31-030": _per_glyph(_is_the_box),
}
