"""What changed since the last submission, from the log of a real plan to the paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from office_plans import KEY

from ccmdesk.actions.author import Author
from ccmdesk.actions.compared_editions import compared
from ccmdesk.actions.edit_record import (
    AddRecord,
    DeleteRecord,
    SetField,
    add_record,
    delete_record,
    set_field,
)
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.actions.join_records import JoinRecords, join_records, take_apart
from ccmdesk.actions.last_submission import last_submission
from ccmdesk.actions.pack_submission import PackSubmission, prepare_submission, record_submission
from ccmdesk.actions.redact import for_audience
from ccmdesk.db.store import Store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import LandRelease
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import Audience
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.stockpile import Destruction, Stock
from ccmdesk.model.values import Money
from ccmdesk.report.blocks import Document, Paragraph, Table
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.rules.changes import Changed, changes_between


@pytest.fixture
def packed(demo: Store, packs: Packs, author: Author, tmp_path: Path) -> Store:
    _pack(demo, packs, author, tmp_path)
    return demo


def _activity(store: Store, code: str) -> Activity:
    return next(one for one in store.document().of(Activity) if one.code == code)


def _set_cost(store: Store, packs: Packs, author: Author) -> Activity:
    activity = _activity(store, "A4-01")
    assert activity.cost is not None
    dearer = Money(activity.cost.minor + 100_000, activity.cost.currency)
    ask = SetField(kind=Activity, record=activity.id, field="cost", value=dearer)
    set_field(store, ask, author=author, packs=packs)
    return activity


def _paper(store: Store, packs: Packs, author: Author, kind: DocumentKind) -> Document:
    document = store.document()
    ask = ExportDocument(kind=kind, language="en", before=last_submission(store, document))
    return paper_of(document, ask, packs=packs, today=author.today)


def _pack(store: Store, packs: Packs, author: Author, folder: Path) -> None:
    ask = PackSubmission(
        languages=(),
        office="Mine action centre",
        folder=folder / "out",
        key=KEY,
        illustrative=True,
    )
    prepared = prepare_submission(store.document(), ask, packs=packs, author=author)
    record_submission(store, prepared)


def _compared(
    store: Store,
    packs: Packs,
    author: Author,
    *,
    edition: int | None = None,
    since: int | None = None,
) -> Document:
    ask = ExportDocument(kind=DocumentKind.CHANGES, language="en", edition=edition, since=since)
    plan, ask = compared(store, store.document(), ask)
    return paper_of(plan, ask, packs=packs, today=author.today)


def _amount(activity: Activity) -> str:
    assert activity.cost is not None
    return ENGLISH.money(activity.cost)


def _tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def _prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_the_plan_as_submitted_is_told_from_the_log(
    packed: Store, packs: Packs, author: Author
) -> None:
    before = packed.document()
    _set_cost(packed, packs, author)
    submitted = last_submission(packed, packed.document())
    assert submitted is not None
    assert submitted.exact
    assert submitted.plan.of(Activity) == before.of(Activity)
    assert submitted.plan.of(Edition) == ()
    seen = for_audience(submitted.plan, Audience.ISU)
    assert seen.content_hash == submitted.edition.check_code


def test_each_change_is_told_once_with_both_values(
    packed: Store, packs: Packs, author: Author
) -> None:
    activity = _set_cost(packed, packs, author)
    need = packed.document().of(Need)[0]
    delete_record(packed, DeleteRecord(kind=Need, record=need.id), author=author)
    submitted = last_submission(packed, packed.document())
    assert submitted is not None
    edited, removed = changes_between(submitted.plan, packed.document())
    assert (edited.changed, removed.changed) == (Changed.EDITED, Changed.REMOVED)
    (field,) = edited.fields
    assert (field.name, field.old) == ("cost", activity.cost)
    assert field.new == _activity(packed, "A4-01").cost
    assert removed.before == need


def test_the_paper_of_changes_tells_them_in_words_and_figures(
    packed: Store, packs: Packs, author: Author
) -> None:
    line = next(one for one in packed.document().of(BudgetLine) if one.role is BudgetRole.NEEDED)
    assert line.amount is not None
    more = Money(line.amount.minor + 100_000, line.amount.currency)
    ask = SetField(kind=BudgetLine, record=line.id, field="amount", value=more)
    set_field(packed, ask, author=author, packs=packs)
    document = _paper(packed, packs, author, DocumentKind.CHANGES)
    (told,) = [text for text in _prose(document) if "submission 1" in text]
    assert "1 changed record" in told
    tables = {block.caption: block for block in document.blocks if isinstance(block, Table)}
    figures = [[cell.text for cell in row] for row in tables["Key figures that changed"].rows]
    (cost,) = [row for row in figures if row[0].startswith("Total cost")]
    assert cost[3] == "+1,000"
    ((_name, field, _before, _now),) = tables["What changed: Budget lines"].rows
    assert field.text == "Amount"


def test_a_figure_of_which_a_part_is_missing_is_told_as_a_least_one(
    packed: Store, packs: Packs, author: Author
) -> None:
    event = packed.document().of(Destruction)[0]
    for kind, values in (
        (Destruction, {"munition": event.munition}),
        (Stock, {"munition": event.munition, "quantity": 900}),
        (Stock, {"munition": event.munition}),
        (Stock, {"munition": MunitionCode("M26"), "quantity": 70}),
        (LandRelease, {"year": 2022}),
    ):
        add_record(packed, AddRecord(kind=kind, values=values), author=author, packs=packs)
    document = _paper(packed, packs, author, DocumentKind.CHANGES)
    tables = {block.caption: block for block in document.blocks if isinstance(block, Table)}
    shown = {
        row[0].text: [cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row[1:]]
        for row in tables["Key figures that changed"].rows
    }
    assert shown["Cluster munitions destroyed so far"] == ["445", "at least 445", ""]
    assert shown["Cluster munitions left in stocks"][1:] == ["at least 70", ""]
    assert shown["Land released so far"] == ["3.19 km²", "at least 3.19 km²", ""]


def test_any_two_submissions_are_compared(
    packed: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    first = _activity(packed, "A4-01")
    second = _set_cost(packed, packs, author)
    _pack(packed, packs, author, tmp_path)
    _set_cost(packed, packs, author)
    _pack(packed, packs, author, tmp_path)
    paper = _compared(packed, packs, author, edition=2, since=1)
    assert any("compares submission 2 of" in text for text in _prose(paper))
    assert any("are those of submission 2 of" in text for text in _prose(paper))
    told = {cell.text for table in _tables(paper) for row in table.rows for cell in row}
    assert {_amount(first), _amount(second)} <= told
    heads = {cell.text for table in _tables(paper) for row in table.head for cell in row}
    assert {"Submission 1", "Submission 2"} <= heads
    assert "Now" not in heads
    now = _compared(packed, packs, author, since=1)
    assert any("compares the records with submission 1 of" in text for text in _prose(now))
    assert not any("are those of submission" in text for text in _prose(now))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((None, 3), "There is no submission 3. Those on record are: 1."),
        ((1, 1), "Submission 1 can be compared with an earlier one only, and 1 is not earlier."),
    ],
)
def test_a_comparison_that_cannot_be_made_says_why(
    packed: Store, packs: Packs, author: Author, numbers: tuple[int | None, int], said: str
) -> None:
    edition, since = numbers
    with pytest.raises(Problem, match=re.escape(said)):
        _compared(packed, packs, author, edition=edition, since=since)


def test_a_plan_that_was_never_submitted_says_so(demo: Store, packs: Packs, author: Author) -> None:
    document = _paper(demo, packs, author, DocumentKind.CHANGES)
    assert any("No submission of this plan is recorded yet" in text for text in _prose(document))


def test_the_needs_and_plan_paper_has_the_same_section(
    packed: Store, packs: Packs, author: Author
) -> None:
    document = _paper(packed, packs, author, DocumentKind.NEEDS_PLAN)
    assert any("Nothing has changed since." in text for text in _prose(document))


def _join_two_activities(store: Store, author: Author) -> JoinRecords:
    """Join an activity that has budget lines with one of another number."""
    document = store.document()
    paid = document.of(BudgetLine)[0].activity
    assert paid is not None
    kept = next(one.id for one in document.of(Activity) if one.id != paid)
    ask = JoinRecords(kept=kept, other=paid, keep_rest=True)
    join_records(store, ask, author=author)
    return ask


def test_a_plan_with_joined_activities_is_told_as_it_was_submitted(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    joined = _join_two_activities(demo, author)
    _pack(demo, packs, author, tmp_path)
    now = demo.document()
    submitted = last_submission(demo, now)
    assert submitted is not None
    assert submitted.exact
    assert submitted.plan.of(BudgetLine) == now.of(BudgetLine)
    assert [one.changed for one in changes_between(submitted.plan, now)] == []
    take_apart(demo, joined.kept, joined.other, author=author)
    again = last_submission(demo, demo.document())
    assert again is not None
    assert again.exact
    assert again.plan.of(BudgetLine) == now.of(BudgetLine)


def test_activities_that_were_joined_after_a_submission_were_two_in_it(
    packed: Store, author: Author
) -> None:
    before = packed.document()
    _join_two_activities(packed, author)
    submitted = last_submission(packed, packed.document())
    assert submitted is not None
    assert submitted.exact
    assert submitted.plan.of(BudgetLine) == before.of(BudgetLine)
    assert submitted.plan.of(Activity) == before.of(Activity)
