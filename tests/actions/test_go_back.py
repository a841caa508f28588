"""Going back to an earlier point: what was sent stays, everything else is as it was."""

from __future__ import annotations

from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.actions.edit_record import DeleteRecord, SetField, delete_record, set_field
from ccmdesk.actions.go_back import GoBack, go_back, what_goes_back
from ccmdesk.actions.step_words import step_words, undo_words
from ccmdesk.db.steps import StepQuery
from ccmdesk.db.store import Store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.ids import EditionId
from ccmdesk.model.packs import Packs


def test_the_plan_is_as_it_was_and_one_undo_takes_it_back(
    demo: Store, author: Author, packs: Packs
) -> None:
    point, was = demo.steps.places(StepQuery())[0], demo.document().content_hash
    first, second = demo.document().of(Activity)[:2]
    ask = SetField(kind=Activity, record=first.id, field="code", value="X-1")
    set_field(demo, ask, author=author, packs=packs)
    delete_record(demo, DeleteRecord(kind=Activity, record=second.id), author=author)
    changed = demo.document().content_hash
    step = go_back(demo, GoBack(place=point), author=author)
    assert step is not None
    assert len(step.changes) == 2
    assert demo.document().content_hash == was != changed
    assert undo_words(ENGLISH, demo.next_undo()) == "Undo going back to an earlier point"
    (line,) = demo.steps.lines(demo.steps.places(StepQuery())[:1])
    assert step_words(ENGLISH, line) == "Going back to an earlier point: 2 records"
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.document().content_hash == changed
    assert go_back(demo, GoBack(place=demo.steps.places(StepQuery())[0]), author=author) is None


def test_a_submission_since_then_stays(demo: Store, author: Author) -> None:
    point = demo.steps.places(StepQuery())[0]
    sent = Edition(id=EditionId(UUID(int=7)), number=9, state=EditionState.SUBMITTED)
    demo.apply(difference(None, sent), author.stamp(StepKind.SUBMIT))
    going = what_goes_back(demo, GoBack(place=point))
    assert (going.changes, going.kept) == ((), 1)
    assert demo.get(Edition, sent.id) == sent
