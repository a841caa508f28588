"""Writes a face into the file: only the glyphs in use, each with the text it stands for.

ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import hashlib
from typing import Any

import uharfbuzz as hb

from ccmdesk.report.pdf.file import PdfFile
from ccmdesk.report.text.face import Face

_DROPPED = "BASE DSIG GDEF GPOS GSUB MATH OS/2 STAT VORG cmap gasp meta name post vhea vmtx"
_PER_BLOCK = 100  # entries a bfchar block may hold
_SPARE = "\u200b"
"""What a glyph stands for whose letter is read from its neighbour: every code must say something.

Such lines carry their text beside the glyphs. Only in one from right to left, which cannot, it
costs poppler words in Lao.
"""
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def "
    "/CMapName/Adobe-Identity-UCS def/CMapType 2 def "
    "1 begincodespacerange<0000><FFFF>endcodespacerange\n"
)
_CMAP_TAIL = "endcmap CMapName currentdict/CMap defineresource pop end end"


def write_face(file: PdfFile, face: Face) -> int:
    """Add the font object of *face* with what it was used for; return its number."""
    name = _subset_name(face)
    descendant = file.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {_descriptor(file, face, name)} 0 R/DW 1000/W[0[{_widths(face)}]]"
        f"/CIDToGIDMap {file.add_stream('', _glyph_of_cid(face))} 0 R>>"
    )
    to_unicode = file.add_stream("", _cmap(face).encode("ascii"))
    return file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {to_unicode} 0 R>>"
    )


def _subset_name(face: Face) -> str:
    """Return the PostScript name behind six capitals that tell this choice of glyphs."""
    name = face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
    digest = hashlib.sha256(f"{name} {sorted(face.cids)}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6]) + f"+{name}"


def _descriptor(file: PdfFile, face: Face, name: str) -> int:
    subset = _subset(face)
    program = file.add_stream(f"/Length1 {len(subset)}", subset)
    extents = face.hb_font.get_font_extents("ltr")
    ascent, descent = round(extents.ascender * face.unit), round(extents.descender * face.unit)
    box = " ".join(str(round(value * face.unit)) for value in _bounding_box(face))
    capitals = face.hb_font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
    return file.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0"
        f"/Ascent {ascent}/Descent {descent}/CapHeight {round(capitals * face.unit)}"
        f"/StemV {_stem(name)}/FontFile2 {program} 0 R>>"
    )


def _stem(name: str) -> int:
    return 140 if name.endswith("Bold") else 80


def _bounding_box(face: Face) -> list[int]:
    """Return xMin, yMin, xMax, yMax of table head, in font units."""
    head = face.hb_face.reference_table("head").data
    return [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]


def _subset(face: Face) -> bytes:
    """Cut the font to the glyphs in use; they keep their numbers."""
    wanted: Any = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(face.widths.keys())
    flags = hb.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE
    dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for tag in _DROPPED.split():
        dropped.add(int.from_bytes(tag.encode(), "big"))
    return bytes(hb.subset(face.hb_face, wanted).blob.data)


def _widths(face: Face) -> str:
    return " ".join(_short(face.widths[glyph]) for glyph, _ in face.cids)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _glyph_of_cid(face: Face) -> bytes:
    return b"".join(glyph.to_bytes(2, "big") for glyph, _ in face.cids)


def _cmap(face: Face) -> str:
    pairs = [
        f"<{cid:04X}><{(text or _SPARE).encode('utf-16-be').hex().upper()}>"
        for (_, text), cid in face.cids.items()
        if cid
    ]
    blocks = [pairs[start : start + _PER_BLOCK] for start in range(0, len(pairs), _PER_BLOCK)]
    body = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return _CMAP_HEAD + body + _CMAP_TAIL
