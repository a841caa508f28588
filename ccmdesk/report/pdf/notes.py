"""Footnotes: small type under a rule at the foot of the page their mark stands on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ccmdesk.report.pdf.links import Link, Place
from ccmdesk.report.pdf.pen import Pen, Strand
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Measure, SetText, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, Named
from ccmdesk.report.pdf.styles import Role
from ccmdesk.report.text.stretches import Passage, Stretch

_HANG = 14.0
_GAP = 1.5
_FEWEST = 2  # lines of a note that stay together on either page
_RULE = "0.36 G 0.5 w"
_RULE_WIDTH = TEXT_WIDTH / 3
_ABOVE, _BELOW = 7.0, 3.0  # points from the text down to the rule, from it down to the first note


@dataclass(frozen=True, slots=True)
class Hung:
    """A footnote, its mark and the text that has the mark on its end, and where the two stand."""

    number: int
    mark: str
    text: str
    hangs_on: str
    mark_place: Place = field(default_factory=Place)
    place: Place = field(default_factory=Place)


@dataclass(slots=True, kw_only=True, eq=False)
class NoteSlab(TextSlab):
    """A footnote; its text comes last, after the mark in front of it."""

    def split(self, room: float) -> tuple[Slab, Slab] | None:
        """Divide its lines; both parts belong to the same element."""
        *mark, body = self.texts
        count = min(int(room // body.style.leading), len(body.lines) - _FEWEST)
        if not _FEWEST <= count < len(body.lines):
            return None
        first = [*mark, body._replace(lines=body.lines[:count])]
        rest = [body._replace(lines=body.lines[count:])]
        return (
            replace(self, texts=first, height=first[-1].height),
            replace(self, texts=rest, height=rest[-1].height + _GAP, places=()),
        )


@dataclass(slots=True, kw_only=True, eq=False)
class FootRule(Slab):
    """The rule that sets footnotes off from the text."""

    left: float

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the rule."""
        pen.rule((self.left, top - _ABOVE), _RULE_WIDTH, _RULE)


def foot_rule(sheet: Sheet) -> FootRule:
    """Return the rule; it begins where lines of the paper do."""
    left = LEFT + TEXT_WIDTH - _RULE_WIDTH if sheet.rtl else LEFT
    return FootRule(height=_ABOVE + _BELOW, left=left)


def note_slab(sheet: Sheet, hung: Hung, owner: Element, language: str | None) -> NoteSlab:
    """Set a footnote as the last child of its text; a click on its mark leads back to that."""
    element = Named("Note", f"note{hung.number:05}")
    owner.kids.append(element)
    measure = Measure(sheet, LEFT, TEXT_WIDTH, language)
    mark = _mark(measure, hung, element)
    style, box = sheet.styles.of(Role.FOOTNOTE, language), measure.box(_HANG)
    body = SetText(style.lines(hung.text, box.width), style, box.start(rtl=style.rtl), element)
    return NoteSlab(height=body.height + _GAP, texts=[mark, body], places=[hung.place])


def _mark(measure: Measure, hung: Hung, element: Element) -> SetText:
    """Set the mark where lines of the note's language begin."""
    style = measure.sheet.styles.of(Role.FOOTNOTE, measure.language)
    label = Passage([Stretch("", style.voice, mark=hung.mark)], style.voice, style.rtl)
    edge = measure.box(0).start(rtl=style.rtl)
    link = Link(hung.mark_place, hung.hangs_on or hung.mark)
    owner = Strand(element.add("Lbl").add("Link"), style.colour, link)
    return SetText(label.lines(TEXT_WIDTH * 1000), style, edge, element, 0.0, {1: owner})
