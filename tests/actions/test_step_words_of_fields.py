"""What undo would take back is said in whole, also of a step that changed several fields."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.step_words import redo_words, undo_words
from ccmdesk.db.store import Store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity, ActivityStatus
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.values import Quantity, Texts

_VALUES = {
    "code": "X-1",
    "title": Texts.of({"en": "Another title"}),
    "status": ActivityStatus.COMPLETED,
    "quantity": Quantity(12_345, "m2"),
}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (("code",), "Number"),
        (("code", "title"), "Number, Activity"),
        (("code", "title", "quantity"), "Number, Quantity and unit, 1 more"),
        (("code", "title", "quantity", "status"), "Number, Quantity and unit, 2 more"),
    ],
)
def test_fields_that_are_not_named_are_counted(
    demo: Store, author: Author, fields: tuple[str, ...], said: str
) -> None:
    activity = demo.document().of(Activity)[0]
    changed = replace(activity, **{name: _VALUES[name] for name in fields})  # type: ignore[arg-type]
    demo.apply(list(difference(activity, changed)), author.stamp(StepKind.EDIT))
    assert undo_words(ENGLISH, demo.next_undo()) == f"Undo change of {said}"
    demo.undo(author.stamp(StepKind.UNDO))
    assert redo_words(ENGLISH, demo.next_redo()) == f"Redo change of {said}"
