"""The entries of a form as cells: one value, or several after one another with their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.model.facts import Unit, field_map
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Cell, Tint
from ccmdesk.report.documents.authors import Told
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.value_cells import field_cell, value_told
from ccmdesk.rules.form_content import Entry
from ccmdesk.rules.form_sums import Sum


def entry_cell(desk: Desk, entries: Sequence[Entry], *, areas: AreaUnit) -> Cell:
    """Return what the entries of one column say, or that nothing is filled in."""
    if len(entries) == 1:
        return _one(desk, entries[0], areas)
    said = [entry for entry in entries if entry.says_something]
    if not said:
        return _one(desk, entries[0], areas)
    cells = [_one(desk, entry, areas) for entry in said]
    texts = [cells[0].text]
    texts += [_named(desk, e, cell) for e, cell in zip(said[1:], cells[1:], strict=True)]
    languages = [cell.language for cell in cells if cell.language]
    both = C_("two entries of a form", "{first}; {second}")
    text = reduce(lambda first, second: desk.lang(both, first=first, second=second), texts)
    return Cell(text, language=languages[0] if languages else None)


def sum_cell(desk: Desk, entries: Sequence[Entry], total: Sum, *, areas: AreaUnit) -> Cell:
    """Return a sum in the unit of its entries; amounts of several currencies stand side by side."""
    if not total:
        return Cell(desk.lang(C_("absent value", "Not yet filled")), tint=Tint.QUIET)
    lang, spec = desk.lang, None
    if entries:
        spec = field_map(type(entries[0].record))[entries[0].name].spec
    shown = []
    for part in total:
        if isinstance(part, Money):
            shown.append(lang.money(part))
        elif spec is not None and spec.unit is Unit.SQUARE_METRE:
            shown.append(lang.area(part, unit=areas))
        else:
            shown.append(lang.number(part))
    return Cell(lang.join(shown))


def _one(desk: Desk, entry: Entry, areas: AreaUnit) -> Cell:
    if entry.counted_in is not None:
        later = N_("This is counted in the report on {year}.")
        return Cell(desk.lang(later, year=str(entry.counted_in)), tint=Tint.QUIET)
    if entry.is_own:
        return field_cell(desk.paper, entry.record, entry.name, areas=areas)
    field = field_map(type(entry.record))[entry.name]
    if field.spec.unit is Unit.SQUARE_METRE:
        return Cell(desk.lang.area(entry.value, unit=areas))
    said: Told = value_told(desk.paper, field, entry.value)
    return Cell(said.text, language=said.language)


def _named(desk: Desk, entry: Entry, cell: Cell) -> str:
    return desk.lang(
        C_("entry of a form", "{label}: {value}"),
        label=desk.paper.label(type(entry.record), entry.name),
        value=cell.text,
    )
