"""Works out what an import would do, without writing anything: the changes and a result per row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from ccmdesk.exchange.doubts import completes_another
from ccmdesk.exchange.drafts import Desk, Draft, complete, drafts_of
from ccmdesk.exchange.import_plan import Fault, ImportPlan, ImportRequest, Outcome, RowResult
from ccmdesk.exchange.index import Index
from ccmdesk.exchange.input_sheets import InputSheet, countries_of, input_sheets
from ccmdesk.exchange.keys import kinds_in_order
from ccmdesk.exchange.notices import completing_rows, notices_of, refuse_foreign, refuse_unknown
from ccmdesk.exchange.rows import build, fault_at
from ccmdesk.exchange.tables import Table
from ccmdesk.model.change import Change, difference
from ccmdesk.model.words import N_, Message


def plan_import(tables: Sequence[Table], request: ImportRequest) -> ImportPlan:
    """Return what importing *tables* would do; a row with any fault is left out, the others not.

    Raises Problem when the whole file is not for this plan: another country's, or no sheet known.
    """
    sheets = input_sheets(tables, request)
    refuse_unknown(tables, sheets)
    refuse_foreign({*countries_of(sheets), *(t.country for t in tables)}, request)
    desk = Desk(request, Index(request.document))
    drafts = [draft for sheet in _in_order(sheets) for draft in drafts_of(sheet, desk)]
    for draft in drafts:
        complete(draft, desk)
    finished = _without_dangling([_finish(draft, desk) for draft in drafts])
    finished.sort(key=lambda draft: (draft.sheet.place, draft.row))
    changes = [_changes(draft) for draft in finished]
    return ImportPlan(
        rows=tuple(map(_result, finished, changes)),
        notices=(*notices_of(tables, sheets), *completing_rows(_completing(finished, desk))),
        changes=tuple(change for found in changes for change in found),
    )


def _completing(drafts: Sequence[Draft], desk: Desk) -> Mapping[str, list[str]]:
    """Return by sheet the rows whose new record may be one of the plan with a field filled in."""
    found: dict[str, list[str]] = {}
    for draft in drafts:
        is_new = draft.subject.before is None and not draft.faults
        if is_new and completes_another(draft.after, desk.index):
            found.setdefault(draft.sheet.table.name, []).append(str(draft.row))
    return found


def _in_order(sheets: Sequence[InputSheet]) -> list[InputSheet]:
    order = {kind.record: place for place, kind in enumerate(kinds_in_order())}
    return sorted(sheets, key=lambda sheet: order[sheet.record])


def _finish(draft: Draft, desk: Desk) -> Draft:
    """Make the whole record, and ask the rules what cannot be right about it."""
    desk.request.watch()
    if draft.faults:
        return draft
    sheet, after = draft.sheet, draft.after
    if draft.links:
        after, _ = build(draft.subject, draft.said, sheet.reading, links=draft.links)
    refused = desk.request.refusals(after)
    faults = [fault_at(sheet.by_field.get(no.field), no.says) for no in refused]
    return replace(draft, after=after, faults=faults)


def _without_dangling(drafts: list[Draft]) -> list[Draft]:
    """Refuse rows that refer to a new record whose own row is refused, until none is left."""
    while True:
        refused = {d.after.id: d for d in drafts if d.faults and d.subject.before is None}
        found = [[] if d.faults else _dangling(d, refused) for d in drafts]
        if not any(found):
            return drafts
        drafts = [
            replace(draft, faults=faults) if faults else draft
            for draft, faults in zip(drafts, found, strict=True)
        ]


def _dangling(draft: Draft, refused: Mapping[UUID, Draft]) -> list[Fault]:
    faults: list[Fault] = []
    for name, target in draft.links.items():
        for one in target if isinstance(target, tuple) else (target,):
            if one in refused:
                heading = draft.sheet.by_field.get(name.partition("#")[0])
                faults.append(fault_at(heading, _not_yet(refused[one])))
    return faults


def _not_yet(target: Draft) -> Message:
    return Message(
        N_("This refers to row {row} of “{sheet}”, which cannot be imported yet. Mend that first."),
        {"row": str(target.row), "sheet": target.sheet.table.name},
    )


def _changes(draft: Draft) -> tuple[Change, ...]:
    if draft.faults or draft.after == draft.subject.before:
        return ()
    return difference(draft.subject.before, draft.after)


def _result(draft: Draft, changes: tuple[Change, ...]) -> RowResult:
    if draft.faults:
        outcome = Outcome.REFUSED
    elif draft.subject.before is None:
        outcome = Outcome.NEW
    else:
        outcome = Outcome.CHANGED if changes else Outcome.SAME
    return RowResult(
        table=draft.sheet.place,
        sheet=draft.sheet.table.name,
        row=draft.row,
        kind=draft.sheet.layout.kind.name,
        outcome=outcome,
        record=draft.after.id,
        faults=tuple(draft.faults),
    )
