"""One font file opened for one paper: it shapes text and numbers the glyphs that are used."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

from ccmdesk.report.text.clean import copied
from ccmdesk.report.text.hyphens import SOFT_HYPHEN

VISUAL_TO_UNICODE = True
"""Keep the letters of a right-to-left ligature in the order they are seen, against the letter of
PDF 32000-1, because poppler and pdfium turn them round once more: lam-alef is found only so."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Drawn for a character that no font has; readers are told the character all the same."""

_MISSING = 0
_SLACK = 0.05
"""Thousandths of an em a glyph may stand off before the string is broken to put it right."""


class Shaped(NamedTuple):
    """A piece of text in thousandths of an em, so it serves every size.

    *shows* holds (rise, content of a TJ array). *is_split* tells that a letter was drawn by several
    glyphs, so that the text cannot be read back from them one by one.
    """

    advance: float
    shows: tuple[tuple[float, str], ...]
    is_split: bool


class Glyph(NamedTuple):
    """A glyph as HarfBuzz placed it, in thousandths of an em, and the text that is read from it."""

    id: int
    text: str
    advance: float
    x: float
    y: float


class Face:
    """Glyphs get a number (CID) per pair of shape and text.

    Arabic letters share their dotless shapes: with one text per shape letters would be lost.
    """

    def __init__(self, file: Path, name: str) -> None:
        self.name = name
        self.hb_face = hb.Face(hb.Blob.from_file_path(str(file)))
        self.hb_font = hb.Font(self.hb_face)
        self.unit = 1000 / self.hb_face.upem
        self.widths: dict[int, float] = {0: self._width(0)}
        self.cids: dict[tuple[int, str], int] = {(0, ""): 0}
        self._shaped: dict[tuple[str, bool, str, str], Shaped] = {}
        self._has: dict[str, bool] = {}

    def has(self, char: str) -> bool:
        """Whether the font draws *char*."""
        known = self._has.get(char)
        if known is None:
            known = self._has[char] = bool(self.hb_font.get_nominal_glyph(ord(char)))
        return known

    def shape(self, text: str, *, rtl: bool, script: str, language: str) -> Shaped:
        """Shape *text* of one direction and one script (ISO 15924).

        The language is part of what is remembered: Serbian and Russian share letters, not forms.
        """
        key = (text, rtl, script, language)
        shaped = self._shaped.get(key)
        if shaped is None:
            shaped = self._shaped[key] = self._shows(self.glyphs(*key))
        return shaped

    def shape_between(self, text: str, around: tuple[str, str], *, language: str) -> Shaped:
        """Shape Arabic letters so that they join those before and after them in other faces."""
        buffer = _buffer("Arab", language, rtl=True)
        buffer.add_str("".join((around[0], text, around[1])), len(around[0]), len(text))
        return self._shows(self._placed(buffer, text, rtl=True, first=len(around[0])))

    @cached_property
    def hyphen(self) -> Shaped:
        """The hyphen of a word that goes on in the next line."""
        (glyph,) = self.glyphs("-", False, "Latn", "en")
        return self._shows([glyph._replace(text=SOFT_HYPHEN)])

    def glyphs(self, text: str, rtl: bool, script: str, language: str) -> list[Glyph]:  # noqa: FBT001
        """Return the glyphs of *text* from left to right."""
        buffer = _buffer(script, language, rtl=rtl)
        buffer.add_str(text)
        return self._placed(buffer, text, rtl=rtl)

    def _placed(self, buffer: Any, text: str, *, rtl: bool, first: int = 0) -> list[Glyph]:
        """Shape the buffer; its clusters are counted from *first*."""
        hb.shape(self.hb_font, buffer)
        infos = buffer.glyph_infos
        clusters = [info.cluster - first for info in infos]
        advances = [position.x_advance for position in buffer.glyph_positions]
        texts = _texts(text, clusters, advances, rtl)
        ids = [info.codepoint for info in infos]
        unit = self.unit
        glyphs = [
            Glyph(
                own,
                read,
                position.x_advance * unit,
                position.x_offset * unit,
                position.y_offset * unit,
            )
            for own, position, read in zip(ids, buffer.glyph_positions, texts, strict=True)
        ]
        return [self._shown(glyph) for glyph in glyphs] if _MISSING in ids else glyphs

    def _shown(self, glyph: Glyph) -> Glyph:
        """Return the sign for a character that cannot be shown in place of the font's empty box."""
        sign = self.hb_font.get_nominal_glyph(ord(REPLACEMENT))
        if glyph.id != _MISSING or sign is None:
            return glyph
        return Glyph(sign, glyph.text, self._width(sign), 0.0, 0.0)

    def _shows(self, glyphs: list[Glyph]) -> Shaped:
        shows: list[tuple[float, str]] = []
        parts: list[str] = []
        rise = debt = 0.0
        for glyph in glyphs:
            if glyph.y != rise:
                if parts:
                    shows.append((rise, _array(parts)))
                parts, rise = [], glyph.y
            debt -= glyph.x
            if abs(debt) > _SLACK:
                parts.append(f">{debt:.2f} <")
                debt = 0.0
            parts.append(f"{self._cid(glyph.id, glyph.text):04X}")
            debt += self.widths[glyph.id] - glyph.advance + glyph.x
            if abs(debt) > _SLACK:
                parts.append(f">{debt:.2f} <")
                debt = 0.0
        if parts:
            shows.append((rise, _array(parts)))
        advance = sum(glyph.advance for glyph in glyphs)
        return Shaped(advance, tuple(shows), any(not glyph.text for glyph in glyphs))

    def _cid(self, glyph: int, text: str) -> int:
        cid = self.cids.get((glyph, text))
        if cid is None:
            cid = self.cids[glyph, text] = len(self.cids)
            if glyph not in self.widths:
                self.widths[glyph] = self._width(glyph)
        return cid

    def _width(self, glyph: int) -> float:
        return float(self.hb_font.get_glyph_h_advance(glyph) * self.unit)


def _array(parts: list[str]) -> str:
    """Join to the content of a TJ array; readers want a space after each number."""
    return f"<{''.join(parts)}>".replace("<>", "")


def _buffer(script: str, language: str, *, rtl: bool) -> Any:
    buffer = hb.Buffer()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = language
    level = hb.BufferClusterLevel
    buffer.cluster_level = level.MONOTONE_CHARACTERS if rtl else level.MONOTONE_GRAPHEMES
    buffer.flags |= hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    return buffer


def _texts(text: str, clusters: list[int], advances: list[int], rtl: bool) -> list[str]:  # noqa: FBT001
    """Return the text each glyph stands for: of several in one cluster one carries it all."""
    if clusters == list(range(len(text))) and not rtl and text.isascii():
        return list(text)
    starts = sorted(set(clusters))
    end_of = dict(pairwise([*starts, len(text)]))
    if len(starts) == len(clusters):
        return [_read(text[start : end_of[start]], rtl) for start in clusters]
    texts = [""] * len(clusters)
    for start in starts:
        members = [index for index, cluster in enumerate(clusters) if cluster == start]
        if rtl:
            members.reverse()
        carrier = next((index for index in members if advances[index] > 0), members[0])
        texts[carrier] = _read(text[start : end_of[start]], rtl)
    return texts


def _read(text: str, rtl: bool) -> str:  # noqa: FBT001
    kept = copied(text)
    return kept[::-1] if rtl and VISUAL_TO_UNICODE else kept
