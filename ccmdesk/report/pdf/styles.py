"""The type of a paper: sizes and weights per role, faces per language, each opened once."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from ccmdesk.lang.scripts import FontFiles, fonts_of, is_rtl, leading_factor, script_of
from ccmdesk.report.text.clean import cleaned
from ccmdesk.report.text.face import Face
from ccmdesk.report.text.lines import Line, lines_of, part_width, widths_of
from ccmdesk.report.text.voice import Voice

BLACK = "0 g"
NAVY = "0.07 0.22 0.38 rg"
GREY = "0.36 g"


class Cut(Enum):
    """The cut of a family a text is set in; bold stays bold where italics are asked for as well."""

    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"


class Role(Enum):
    """What a text is for."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    ORGANISATION = "organisation"
    SYMBOL = "symbol"
    MASTHEAD = "masthead"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    LEAD = "lead"
    BODY = "body"
    NOTE = "note"
    SMALL = "small"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    CELL = "cell"
    CELL_BOLD = "bold cell"
    FIGURE = "key figure"
    FIGURE_LONG = "key figure too long for its box"
    FIGURE_LABEL = "label of a key figure"
    FIGURE_NOTE = "note to a key figure"
    CHART = "chart"
    CHART_BOLD = "bold in a chart"
    RUNNING = "running head and foot"
    BANNER = "banner"


_LOOKS = {
    Role.TITLE: (17, True, NAVY),
    Role.SUBTITLE: (11.5, False, GREY),
    Role.ORGANISATION: (13, True, BLACK),
    Role.SYMBOL: (11.5, True, BLACK),
    Role.MASTHEAD: (9, False, BLACK),
    Role.HEADING_1: (14, True, NAVY),
    Role.HEADING_2: (11.5, True, NAVY),
    Role.HEADING_3: (10, True, BLACK),
    Role.LEAD: (11, False, BLACK),
    Role.BODY: (9.75, False, BLACK),
    Role.NOTE: (8.75, False, GREY),
    Role.SMALL: (7.75, False, BLACK),
    Role.FOOTNOTE: (7.75, False, BLACK),
    Role.CAPTION: (9, True, BLACK),
    Role.CELL: (8, False, BLACK),
    Role.CELL_BOLD: (8, True, BLACK),
    Role.FIGURE: (15, True, NAVY),
    Role.FIGURE_LONG: (11, True, NAVY),
    Role.FIGURE_LABEL: (8, False, BLACK),
    Role.FIGURE_NOTE: (7.5, False, GREY),
    Role.CHART: (7.5, False, BLACK),
    Role.CHART_BOLD: (7.5, True, BLACK),
    Role.RUNNING: (7.75, False, GREY),
    Role.BANNER: (8, True, BLACK),
}
"""Size in points, whether bold, and colour as PDF operators."""

_HAN_LEAST = 8.5
"""Points below which strokes of Chinese characters run together on office printers."""


@dataclass(slots=True, eq=False)
class Style:
    """A role in a language; it remembers the lines it has set."""

    voice: Voice
    size: float
    leading: float
    rtl: bool
    colour: str
    cut: Cut
    _set: dict[tuple[str, float], tuple[Line, ...]] = field(default_factory=dict)

    def lines(self, text: str, width: float) -> tuple[Line, ...]:
        """Break *text* to *width* points."""
        lines = self._set.get((text, width))
        if lines is None:
            per_em = 1000 / self.size
            lines = lines_of(text, self.voice, rtl=self.rtl, width=width * per_em)
            self._set[text, width] = lines
        return lines

    def widths(self, text: str) -> tuple[float, float]:
        """Return the widest word and the widest line of *text* in points."""
        word, line = widths_of(self.voice.words(cleaned(text), rtl=self.rtl))
        return word * self.size / 1000, line * self.size / 1000

    def part_width(self, text: str) -> float:
        """Return the widest part of *text* that is never divided, in points."""
        return part_width(self.voice.words(cleaned(text), rtl=self.rtl)) * self.size / 1000

    @property
    def drop(self) -> float:
        """Points from the top of a line down to its baseline: capitals stand in its middle."""
        return self.leading / 2 + 0.36 * self.size


class Styles:
    """Every style of one paper in *language*; *second_language* is that of a paper in two."""

    def __init__(self, language: str, second_language: str | None = None) -> None:
        self.language = language
        self.second_language = second_language
        self._faces: dict[Path, Face] = {}
        self._voices: dict[tuple[str, Cut], Voice] = {}
        self._styles: dict[tuple[Role, str], Style] = {}
        self._variants: dict[tuple[Style, str, Cut], Style] = {}

    def of(self, role: Role, language: str | None = None) -> Style:
        """Return the style of *role* for a text in *language*, by default the paper's."""
        key = (role, language or self.language)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._style(*key)
        return style

    def variant(self, style: Style, cut: Cut, language: str | None = None) -> Style:
        """Return *style* in another cut or language; what is bold stays so."""
        if style.cut is Cut.BOLD:
            cut = Cut.BOLD
        key = (style, language or style.voice.language, cut)
        found = self._variants.get(key)
        if found is None:
            found = self._variants[key] = self._variant(*key)
        return found

    @property
    def turned(self) -> Styles:
        """The same styles for what is in the second language: it takes the place of the first."""
        other = copy(self)
        other.language = self.second_language or self.language
        other.second_language = self.language
        return other

    @property
    def faces(self) -> list[Face]:
        """The faces with which something was set."""
        return [face for face in self._faces.values() if len(face.cids) > 1]

    def _style(self, role: Role, language: str) -> Style:
        size, bold, colour = _LOOKS[role]
        size = _readable(size, language)
        cut = Cut.BOLD if bold else Cut.REGULAR
        leading = size * leading_factor(language)
        return Style(self._voice(language, cut), size, leading, is_rtl(language), colour, cut)

    def _variant(self, style: Style, language: str, cut: Cut) -> Style:
        size = _readable(style.size, language)
        leading = size * leading_factor(language)
        return Style(self._voice(language, cut), size, leading, is_rtl(language), style.colour, cut)

    def _voice(self, language: str, cut: Cut) -> Voice:
        voice = self._voices.get((language, cut))
        if voice is None:
            faces = [self._face(_file(fonts, cut)) for fonts in fonts_of(language)]
            voice = self._voices[language, cut] = Voice(faces, language)
        return voice

    def _face(self, file: Path) -> Face:
        face = self._faces.get(file)
        if face is None:
            face = self._faces[file] = Face(file, f"F{len(self._faces) + 1}")
        return face


def _readable(size: float, language: str) -> float:
    return max(size, _HAN_LEAST) if script_of(language) == "Hans" else size


def _file(fonts: FontFiles, cut: Cut) -> Path:
    match cut:
        case Cut.REGULAR:
            return fonts.regular
        case Cut.BOLD:
            return fonts.bold
        case Cut.ITALIC:
            return fonts.italic
