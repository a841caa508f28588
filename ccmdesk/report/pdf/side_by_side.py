"""The same prose in two languages, in columns of half the width that go over the page together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ccmdesk.report.blocks import Heading, ListItems, Paragraph, Prose, SideBySide
from ccmdesk.report.pdf.pen import Pen
from ccmdesk.report.pdf.prose import heading_slabs, item_slabs, paragraph_slabs
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Measure, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Placed, Slab
from ccmdesk.report.pdf.structure import Element

_GUTTER = 18.0
_HALF = (TEXT_WIDTH - _GUTTER) / 2

Side = Sequence[Placed]


@dataclass(slots=True, kw_only=True, eq=False)
class PairSlab(Slab):
    """Two columns of lines; the first is drawn and read before the second."""

    sides: Sequence[Side]

    def __post_init__(self) -> None:
        """Collect the footnotes of both."""
        self.notes = [note for side in self.sides for placed in side for note in placed.slab.notes]

    def draw(self, pen: Pen, top: float) -> None:
        """Draw one column after the other."""
        for side in self.sides:
            for slab, offset in side:
                slab.draw(pen, top - offset)

    def split(self, room: float) -> tuple[Slab, Slab] | None:
        """Divide both columns at the same height; neither is left behind whole."""
        divided = [_divided(side, room) for side in self.sides]
        left_behind = any(below and not above for above, below in divided)
        if left_behind or not any(below for _, below in divided):
            return None
        above, below = [first for first, _ in divided], [rest for _, rest in divided]
        return (
            replace(self, sides=above, height=_height(above)),
            replace(self, sides=below, height=_height(below), space=0.0, places=()),
        )


def pair_slabs(sheet: Sheet, pair: SideBySide, parent: Element) -> Iterator[Slab]:
    """Yield a slab for both sides; of two lists one for each two items that belong together."""
    first, second = _measures(sheet)
    groups = list(_groups(first, pair.first, parent, is_first=True))
    beside = list(_groups(second, pair.second, parent, is_first=False))
    for own, other in zip_longest(groups, beside, fillvalue=()):
        slabs = [*own, *other]
        sides = _on_one_baseline(own, other)
        yield PairSlab(
            height=_height(sides),
            space=max(slab.space for slab in slabs),
            keep=any(slab.keep for slab in slabs),
            places=[place for slab in slabs for place in slab.places],
            flows=True,
            sides=sides,
        )


def _measures(sheet: Sheet) -> tuple[Measure, Measure]:
    """Return the column of the paper's language, where lines begin, and that of its second."""
    left, right = LEFT, LEFT + _HALF + _GUTTER
    start, end = (right, left) if sheet.rtl else (left, right)
    second = Measure(sheet, end, _HALF, sheet.styles.second_language)
    return Measure(sheet, start, _HALF), second


def _groups(
    measure: Measure, prose: Prose, parent: Element, *, is_first: bool
) -> Iterator[Sequence[Slab]]:
    match prose:
        case Heading():
            yield list(heading_slabs(measure, prose, parent, is_listed=is_first))
        case Paragraph():
            yield list(paragraph_slabs(measure, prose, parent))
        case ListItems():
            yield from map(list, item_slabs(measure, prose, parent))


def _on_one_baseline(first: Sequence[Slab], second: Sequence[Slab]) -> list[Side]:
    """Stack the slabs of either side; the first lines stand on the same height."""
    drops = [_drop(slabs) for slabs in (first, second)]
    lowest = max(drops)
    return [
        _stacked(slabs, lowest - drop) for slabs, drop in zip((first, second), drops, strict=True)
    ]


def _drop(slabs: Sequence[Slab]) -> float:
    first = slabs[0] if slabs else None
    return first.texts[-1].style.drop if isinstance(first, TextSlab) else 0.0


def _stacked(slabs: Sequence[Slab], offset: float) -> Side:
    side: list[Placed] = []
    for slab in slabs:
        side.append(Placed(slab, offset))
        offset += slab.height
    return side


def _divided(side: Side, room: float) -> tuple[Side, Side]:
    """Return what of a column ends within *room*, and the rest from its own top."""
    above = [placed for placed in side if placed.offset + placed.slab.height <= room]
    below = side[len(above) :]
    return above, _stacked([placed.slab for placed in below], 0.0)


def _height(sides: Sequence[Side]) -> float:
    return max(side[-1].offset + side[-1].slab.height for side in sides if side)
