"""The title block of a meeting paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.report.blocks import Masthead
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Box, SetText, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, language_entry
from ccmdesk.report.pdf.styles import Role

_START = TEXT_WIDTH * 0.66 - 10
"""The meeting and its place take more room than the symbol, the date and the language."""

_END = TEXT_WIDTH * 0.34 - 10
_HEAVY = "0.07 0.22 0.38 RG 1.6 w"
_LIGHT = "0.07 0.22 0.38 RG 0.5 w"


@dataclass(slots=True, kw_only=True, eq=False)
class RuledSlab(TextSlab):
    """Texts with a rule along their foot."""

    look: str

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the rule behind the texts."""
        pen.rule((LEFT, top - self.height), TEXT_WIDTH, self.look)
        TextSlab.draw(self, pen, top)


@dataclass(frozen=True, slots=True)
class _Block:
    """Where the parts of one title block are set."""

    sheet: Sheet
    parent: Element

    def stacked(
        self, role: Role, texts: Sequence[str], box: Box, *, language: str | None = None
    ) -> list[SetText]:
        """Set texts under one another from the edge where lines begin."""
        style = self.sheet.styles.of(role, language)
        placed: list[SetText] = []
        below = 0.0
        for text in texts:
            lines, edge = style.lines(text, box.width), box.start(rtl=style.rtl)
            placed.append(SetText(lines, style, edge, self._element(language), below))
            below = placed[-1].height
        return placed

    def _element(self, language: str | None) -> Element:
        return self.parent.add("P", language_entry(language))

    def at_end(self, role: Role, text: str, box: Box) -> SetText:
        """Set a text at the edge where lines end."""
        style = self.sheet.styles.of(role)
        lines, edge = style.lines(text, box.width), box.end(rtl=style.rtl)
        return SetText(lines, style, edge, self.parent.add("P"))


def masthead_slabs(sheet: Sheet, masthead: Masthead, parent: Element) -> Iterator[Slab]:
    """Yield the title block; its title is a heading of the first level."""
    block = _Block(sheet, parent)
    whole, start = sheet.box(0, TEXT_WIDTH), sheet.box(0, _START)
    end = sheet.box(TEXT_WIDTH - _END, _END)
    first = block.stacked(Role.ORGANISATION, [masthead.organisation], start)
    first.append(block.at_end(Role.SYMBOL, masthead.symbol, end))
    yield RuledSlab(height=_height(first) + 5, texts=first, look=_HEAVY)
    below = block.stacked(Role.MASTHEAD, masthead.left, start)
    below += block.stacked(Role.MASTHEAD, masthead.right, end)
    if below:
        yield RuledSlab(height=_height(below) + 6, space=4, texts=below, look=_LIGHT)
    style = sheet.styles.of(Role.TITLE)
    edge = whole.start(rtl=style.rtl)
    title = SetText(style.lines(masthead.title, whole.width), style, edge, parent.add("H1"))
    yield TextSlab(height=title.height, space=12, keep=True, texts=[title])
    yield from _below_title(block, Role.SUBTITLE, (masthead.subtitle, masthead.approval))
    if masthead.second:
        second, (title_too, *rest) = sheet.styles.second_language, masthead.second
        yield from _below_title(block, Role.HEADING_2, (title_too,), language=second)
        yield from _below_title(block, Role.SUBTITLE, rest, language=second)


def _below_title(
    block: _Block, role: Role, texts: Sequence[str], *, language: str | None = None
) -> Iterator[Slab]:
    """Yield what stands under the title over the whole width; nothing where there is no text."""
    whole = block.sheet.box(0, TEXT_WIDTH)
    placed = block.stacked(role, [text for text in texts if text], whole, language=language)
    if placed:
        yield TextSlab(height=_height(placed) + 4, space=2, keep=True, texts=placed)


def _height(texts: Sequence[SetText]) -> float:
    return max(text.height for text in texts)
