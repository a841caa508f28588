"""Read a block of text from a spreadsheet into cells of the budget; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ccmdesk.actions.fill_budget import UNKNOWN, FillCell, is_new, typed_cell
from ccmdesk.lang.lang import Lang
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Absence, Money
from ccmdesk.model.words import Message
from ccmdesk.rules.budget_grid import BudgetCell, BudgetGrid, CellPlace

MANY = 20
"""More cells than this are not changed by one paste before the user has seen which."""


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell and the text for it: what it puts there, or why it cannot be read."""

    cell: BudgetCell
    text: str
    fill: FillCell | None
    fault: Message | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """The cells a paste would change, and those it cannot; *outside* cells have no place at all."""

    cells: tuple[PastedCell, ...]
    outside: int = 0
    asked: tuple[tuple[CellPlace, str], ...] = ()
    """Each text with its place, also where the cell shows it already: it may not for long."""

    @property
    def fills(self) -> tuple[FillCell, ...]:
        """What would be written."""
        return tuple(one.fill for one in self.cells if one.fill is not None)

    @property
    def faults(self) -> tuple[PastedCell, ...]:
        """What cannot be read."""
        return tuple(one for one in self.cells if one.fault is not None)

    @property
    def asks_first(self) -> bool:
        """Whether the user is to look at it before anything is written."""
        return bool(self.faults) or self.outside > 0 or len(self.fills) > MANY


def block_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of cells that a spreadsheet puts on the clipboard as text with tabs."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return tuple(tuple(cell.strip().strip('"') for cell in row.split("\t")) for row in rows)


def read_paste(asked: Iterable[tuple[BudgetCell, str]], *, lang: Lang) -> tuple[PastedCell, ...]:
    """Return what the texts change; a cell that shows its text already is left out."""
    read = (_read(cell, text, lang=lang) for cell, text in asked if text != copied(cell, lang=lang))
    return tuple(one for one in read if one.fault is not None or one.fill is not None)


def read_again(pasted: Pasted, grid: BudgetGrid, *, lang: Lang) -> Pasted:
    """Return what the same texts change in the table as it is now."""
    groups = {group.activity.id: group for group in grid.groups}
    there = [(place, text) for place, text in pasted.asked if place.activity in groups]
    cells = [(groups[at.activity].cell(at.role, at.year), text) for at, text in there]
    outside = pasted.outside + len(pasted.asked) - len(there)
    return Pasted(read_paste(cells, lang=lang), outside, pasted.asked)


def copied(cell: BudgetCell, *, lang: Lang) -> str:
    """Return a cell as it goes to a spreadsheet: the amount without its currency, or nothing."""
    if cell.minor is not None and cell.currency is not None:
        return lang.amount(Money(cell.minor, cell.currency))
    if cell.others:
        return lang.join([lang.money(other) for other in cell.others])
    return absent_text(cell.absence, lang=lang)


def absent_text(absence: Absence | None, *, lang: Lang) -> str:
    """Return the mark of what is not known, the words of what does not apply, else nothing."""
    match absence:
        case None:
            return ""
        case Absence.UNKNOWN:
            return UNKNOWN
        case Absence.NOT_APPLICABLE | Absence.MASKED:
            return lang(absence.label)


def _read(cell: BudgetCell, text: str, *, lang: Lang) -> PastedCell:
    try:
        fill = typed_cell(cell, text, lang=lang)
    except Problem as problem:
        return PastedCell(cell, text, None, problem.message)
    return PastedCell(cell, text, fill if is_new(fill) else None, None)
