"""Fill cells of the budget by year: whatever is typed or pasted at once is one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_record import refuse
from ccmdesk.db.filters import Filter
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.parse import parse_money
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.change import Change, StepKind, deletion, difference
from ccmdesk.model.codec import DELETED, Json
from ccmdesk.model.ids import BudgetLineId
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Absence, Money
from ccmdesk.model.words import N_
from ccmdesk.rules.budget_grid import BudgetCell, CellPlace

UNKNOWN = "?"
"""Typed where an amount is not known, which is not zero and not forgotten either."""


@dataclass(frozen=True, slots=True)
class FillCell:
    """What a cell is to hold: an amount, why there is none, or (both None) nothing yet."""

    cell: BudgetCell
    amount: Money | None
    absence: Absence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FillBudget:
    """The cells that are filled at once; each stands for one budget line at most."""

    cells: tuple[FillCell, ...]


def typed_cell(cell: BudgetCell, text: str, *, lang: Lang) -> FillCell:
    """Return what *text* puts into *cell*; raises Problem where nothing can, or not this."""
    if cell.refusal is not None:
        raise Problem(cell.refusal.msgid, **cell.refusal.values)
    plain = text.strip()
    if not plain:
        return FillCell(cell, None)
    if plain == UNKNOWN:
        return FillCell(cell, None, Absence.UNKNOWN)
    amount = parse_money(plain, language=lang.code, currency=cell.currency)
    if cell.currency is not None and amount.currency != cell.currency:
        raise Problem(
            N_(
                "The amounts of this activity are in {currency}. Enter “{text}” as a budget line of"
                " its own."
            ),
            text=plain,
            currency=cell.currency,
        )
    return FillCell(cell, amount)


def is_new(fill: FillCell) -> bool:
    """Whether it changes what the cell holds."""
    cell = fill.cell
    minor = None if fill.amount is None else fill.amount.minor
    absence = None if fill.amount is not None else fill.absence
    return (minor, absence) != (cell.minor, None if cell.minor is not None else cell.absence)


def fill_budget(store: Store, ask: FillBudget, *, author: Author, packs: Packs) -> Step | None:
    """Write the cells as one step; None when they hold all that already.

    Raises Problem, and writes nothing, when an amount cannot be right, or when others have filled
    one of the cells meanwhile: a second budget line would be added to theirs.
    """
    _refuse_filled_since(store, ask.cells)
    changes = [
        change
        for before, after in _pairs(store, ask.cells)
        for change in _changes(before, after, author=author, packs=packs)
    ]
    made = all(change.old.get(DELETED) is True for change in changes)
    return store.apply(changes, author.stamp(StepKind.ADD if made else StepKind.EDIT))


def _pairs(store: Store, cells: Sequence[FillCell]) -> Iterator[tuple[Any | None, Any | None]]:
    """Yield each record as it is and as it will be; None where it is made or goes to the bin."""
    lines = {line.id: line for line in store.records(BudgetLine, _lines(cells))}
    costs = [fill.cell.place.activity for fill in cells if fill.cell.is_cost]
    activities = {one.id: one for one in store.records(Activity, costs)}
    for fill in cells:
        place = fill.cell.place
        if fill.cell.is_cost:
            yield _filled(activities.get(place.activity), "cost", fill)
        elif fill.cell.lines:
            yield _line(lines.get(fill.cell.lines[0].id), fill)
        elif fill.amount is not None or fill.absence is not None:
            yield None, _filled(_fresh(place), "amount", fill)[1]


def _refuse_filled_since(store: Store, cells: Sequence[FillCell]) -> None:
    known = {line.id for fill in cells for line in fill.cell.lines}
    places = [fill.cell.place for fill in cells]
    filled = {(place.activity, place.role, place.year) for place in places}
    for line in store.records(BudgetLine, store.ids(_around(places))):
        if line.id not in known and (line.activity, line.role, line.year) in filled:
            raise Problem(
                N_("Something else was entered in this cell meanwhile. Look at it and type again.")
            )


def _around(places: Collection[CellPlace]) -> ListQuery:
    """Return what finds the budget lines of all *places*, and no more than the database has to."""
    activities = {str(place.activity) for place in places}
    roles = frozenset[Json](place.role.value for place in places)
    where = {"activity": activities.pop()} if len(activities) == 1 else {}
    return ListQuery(kind=BudgetLine, where=where, filters=(Filter("role", roles),))


def _fresh(place: CellPlace) -> BudgetLine:
    return BudgetLine(
        id=BudgetLineId(new_id()), activity=place.activity, role=place.role, year=place.year
    )


def _lines(cells: Sequence[FillCell]) -> list[BudgetLineId]:
    return [fill.cell.lines[0].id for fill in cells if fill.cell.lines]


def _line(before: BudgetLine | None, fill: FillCell) -> tuple[Any | None, Any | None]:
    emptied = fill.amount is None and fill.absence is None
    if before is not None and emptied and _says_no_more(before):
        return before, None
    return _filled(before, "amount", fill)


def _says_no_more(line: BudgetLine) -> bool:
    """Whether a budget line has nothing but its amount: emptied, it would be in the way."""
    bare = BudgetLine(id=line.id, activity=line.activity, role=line.role, year=line.year)
    return replace(line, amount=None) == bare


def _filled(before: Any | None, name: str, fill: FillCell) -> tuple[Any, Any]:
    """Return the pair of a record whose field *name* takes what the cell is to hold."""
    if before is None:
        raise Problem(N_("What stood in this cell is no longer in the plan. Type it again."))
    amount, known = fill.amount, getattr(before, name)
    if amount is not None and known is not None and amount.currency == known.currency:
        amount = replace(known, minor=amount.minor)
    note = replace(before.notes[name], absence=fill.absence, reason="")
    return before, replace(before, **{name: amount}, notes=before.notes.put(name, note))


def _changes(
    before: Any | None, after: Any | None, *, author: Author, packs: Packs
) -> tuple[Change, ...]:
    if after is None:
        return (deletion(before),)
    refuse(after, None if before is None else _name(after), author=author, packs=packs)
    return difference(before, after)


def _name(record: Activity | BudgetLine) -> str:
    return "cost" if isinstance(record, Activity) else "amount"
