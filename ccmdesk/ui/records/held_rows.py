"""What the fields of a form cannot save: kept with the plan until the record is shown again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.field_row import FieldRow
from ccmdesk.ui.unsaved import Held


def finish_cells(rows: Iterable[FieldRow]) -> None:
    """Take what is being typed in a cell of a field, such as a point of an outline."""
    for row in rows:
        row.editor.finish()


def let_go_of_taken(plan: OpenPlan, record: Any, rows: Iterable[FieldRow]) -> None:
    """Forget what another form has taken up: it may be saved there, and another by now."""
    for row in rows:
        if row.is_held and not plan.unsaved.holds(record.id, row.field.name):
            row.let_go()


def save_or_keep(plan: OpenPlan, record: Any, rows: Collection[FieldRow]) -> None:
    """Save what is typed about *record*, and keep what cannot be saved."""
    let_go_of_taken(plan, record, rows)
    for row in rows:
        if row.is_held:
            plan.unsaved.take(record.id, row.field.name)
            row.is_held = False
        if row.touched and not row.commit():
            keep(plan, record, [row])


def keep(plan: OpenPlan, record: Any, rows: Iterable[FieldRow]) -> None:
    """Keep what is typed about *record*, which may be gone by now."""
    for row in rows:
        if row.touched:
            held = Held(
                kind=type(record),
                record=record.id,
                field=row.field.name,
                typed=row.typed_texts(),
                typed_in=row.editor.typed_in,
                why=row.why_not,
            )
            plan.unsaved.keep(held)
            row.is_held = True


def put_back(plan: OpenPlan, record: Any, rows: Iterable[FieldRow]) -> None:
    """Put what is kept about *record* into its fields again, where it may be saved by now."""
    for row in rows:
        held = plan.unsaved.take(record.id, row.field.name)
        if held is not None:
            row.type_again(held.typed, typed_in=held.typed_in)
