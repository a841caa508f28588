"""An approval by a named person: what it holds for, when it no longer does, what papers say."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from office_plans import KEY

from ccmdesk.actions.approval import approvals, approved_content, changed_since
from ccmdesk.actions.approve import (
    ApproveEdition,
    ApprovePlan,
    Approver,
    WithdrawApproval,
    approve_edition,
    approve_plan,
    withdraw_approval,
)
from ccmdesk.actions.author import Author
from ccmdesk.actions.check_plan import findings_for, plan_findings
from ccmdesk.actions.edit_record import AddRecord, SetField, add_record, set_field
from ccmdesk.actions.editions import last_edition
from ccmdesk.actions.export_document import ExportDocument, document_bytes, paper_of
from ccmdesk.actions.pack_submission import PackSubmission, prepare_submission, record_submission
from ccmdesk.actions.step_words import undo_words
from ccmdesk.actions.verify_package import open_package, verify_package
from ccmdesk.db.store import Store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import StepKind
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.cooperation import Challenge, Lesson
from ccmdesk.model.edition import ApprovalState, Edition, EditionState
from ccmdesk.model.facts import Audience, Visibility
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from ccmdesk.report.blocks import Masthead
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat
from ccmdesk.rules.approvals import APPROVAL, Approval, approval_says

DAY = dt.date(2026, 3, 2)
WHO = Approver(name="Sample Person", role="Director", office="Sample centre", on=DAY)


@pytest.fixture
def demo(demo: Store, author: Author) -> Store:
    """The demonstration plan without the approval that it has as an example."""
    withdraw_approval(demo, WithdrawApproval(), author=author)
    return demo


@pytest.fixture
def approved(demo: Store, packs: Packs, author: Author) -> Store:
    approve_plan(demo, ApprovePlan(approver=WHO), author=author, packs=packs)
    return demo


def _of_plan(store: Store) -> Approval:
    return approvals(store.document())[0]


def _plan(store: Store) -> Plan:
    plan = store.first(Plan)
    assert plan is not None
    return plan


def _change_activities(store: Store, count: int, packs: Packs, author: Author) -> None:
    for n, activity in enumerate(store.document().of(Activity)[:count]):
        edit = SetField(kind=Activity, record=activity.id, field="code", value=f"A9-{n}")
        set_field(store, edit, author=author, packs=packs)


def test_an_approval_names_who_in_which_role_of_which_office_and_when(approved: Store) -> None:
    plan = _plan(approved)
    assert plan.status is PlanStatus.APPROVED
    assert plan.approved_by.get("en") == "Sample Person"
    assert plan.approved_role.get("en") == "Director"
    assert (plan.approved_office, plan.approved_on) == ("Sample centre", DAY)
    assert plan.approved_code == approved_content(approved.document())
    found = _of_plan(approved)
    assert found.state is ApprovalState.APPROVED
    assert ENGLISH.say(approval_says(found)) == "Approved by Sample Person, Director, 2 March 2026"


def test_a_later_change_makes_the_approval_out_of_date_and_changing_back_mends_it(
    approved: Store, packs: Packs, author: Author
) -> None:
    before = [activity.code for activity in approved.document().of(Activity)[:3]]
    _change_activities(approved, 3, packs, author)
    found = _of_plan(approved)
    assert found.state is ApprovalState.CHANGED
    assert changed_since(approved, found) == 3
    said = ENGLISH.say(approval_says(found, changed=3))
    assert said == ("Approved by Sample Person, Director, 2 March 2026. Changed since: 3 records")
    for activity, code in zip(approved.document().of(Activity)[:3], before, strict=True):
        edit = SetField(kind=Activity, record=activity.id, field="code", value=code)
        set_field(approved, edit, author=author, packs=packs)
    assert _of_plan(approved).state is ApprovalState.APPROVED


def test_new_and_deleted_records_count_and_what_never_leaves_the_office_does_not(
    approved: Store, packs: Packs, author: Author
) -> None:
    hidden = {"title": Texts.of({"en": "For us"}), "visibility": Visibility.INTERNAL}
    add_record(approved, AddRecord(kind=Lesson, values=hidden), author=author, packs=packs)
    edit = SetField(kind=Plan, record=_plan(approved).id, field="approved_role", value="Leiterin")
    set_field(approved, replace(edit, language="de"), author=author, packs=packs)
    assert _of_plan(approved).state is ApprovalState.APPROVED
    seen = {"title": Texts.of({"en": "For all"})}
    add_record(approved, AddRecord(kind=Challenge, values=seen), author=author, packs=packs)
    found = _of_plan(approved)
    assert (found.state, changed_since(approved, found)) == (ApprovalState.CHANGED, 1)


def test_an_approval_out_of_date_is_missing_as_a_warning_and_only_where_it_can_be_compared(
    approved: Store, packs: Packs, author: Author
) -> None:
    def about(audience: Audience) -> list[Any]:
        found = findings_for(approved.document(), audience, packs=packs, today=DAY)
        return [finding for finding in found if finding.rule == APPROVAL.name]

    assert about(Audience.ISU) == []
    _change_activities(approved, 1, packs, author)
    every = plan_findings(approved.document(), packs=packs, today=DAY)
    (finding,) = [each for each in every if each.rule == APPROVAL.name]
    assert (finding.record, finding.level.value) == (_plan(approved).id, "stronger")
    assert "Changed since its approval by Sample Person" in ENGLISH.say(finding.says)
    assert (about(Audience.ISU), about(Audience.PUBLIC)) == ([finding], [])


def test_an_approval_is_one_named_step_that_undo_takes_back(
    approved: Store, author: Author
) -> None:
    brief = approved.next_undo()
    assert brief is not None
    assert brief.meant is StepKind.APPROVE
    assert undo_words(ENGLISH, brief) == "Undo the approval: Plan"
    approved.undo(author.stamp(StepKind.UNDO))
    assert _of_plan(approved).state is ApprovalState.DRAFT
    assert not _plan(approved).approved_by
    approved.redo(author.stamp(StepKind.REDO))
    assert _of_plan(approved).state is ApprovalState.APPROVED


def test_a_withdrawn_approval_leaves_a_draft_with_the_same_content(
    approved: Store, author: Author
) -> None:
    content = approved_content(approved.document())
    withdraw_approval(approved, WithdrawApproval(), author=author)
    plan = _plan(approved)
    assert (plan.status, plan.approved_code, plan.approved_on) == (PlanStatus.DRAFT, "", None)
    assert approved_content(approved.document()) == content
    with pytest.raises(Problem, match="no approval to withdraw"):
        withdraw_approval(approved, WithdrawApproval(), author=author)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"name": " "}, "name and the role"),
        ({"role": ""}, "name and the role"),
        ({"on": DAY + dt.timedelta(days=1)}, "future"),
    ],
)
def test_nobody_approves_without_a_name_a_role_or_before_the_day(
    other: dict[str, Any], says: str, demo: Store, packs: Packs, author: Author
) -> None:
    asks = replace(WHO, **other)
    with pytest.raises(Problem, match=says):
        approve_plan(demo, ApprovePlan(approver=asks), author=author, packs=packs)
    with pytest.raises(Problem, match=says):
        approve_edition(demo, ApproveEdition(approver=asks), author=author, packs=packs)
    assert demo.document().of(Edition) == ()


def test_approving_twice_alike_writes_once(approved: Store, packs: Packs, author: Author) -> None:
    again = approve_plan(approved, ApprovePlan(approver=WHO), author=author, packs=packs)
    assert again is None


# ---- papers ------------------------------------------------------------------------------------


def _head(store: Store, language: str, packs: Packs) -> Masthead:
    ask = ExportDocument(kind=DocumentKind.STATEMENT, language=language)
    paper = paper_of(store.document(), ask, packs=packs, today=DAY)
    (head,) = [block for block in paper.blocks if isinstance(block, Masthead)]
    return head


@pytest.mark.parametrize("language", SHIPPED)
def test_every_paper_says_how_it_stands_in_its_own_language(
    language: str, demo: Store, packs: Packs, author: Author
) -> None:
    lang = Lang.load(language)
    assert _head(demo, language, packs).approval == lang(ApprovalState.DRAFT.label)
    approve_plan(demo, ApprovePlan(approver=WHO), author=author, packs=packs)
    said = _head(demo, language, packs).approval
    assert "Sample Person" in said
    assert "Director" in said
    assert lang.date(DAY) in said
    assert language == "en" or "Approved" not in said
    _change_activities(demo, 1, packs, author)
    assert _head(demo, language, packs).approval != said
    assert language == "en" or "Changed" not in _head(demo, language, packs).approval


def _told(store: Store, paper_format: PaperFormat, packs: Packs) -> str:
    ask = ExportDocument(kind=DocumentKind.STATEMENT, language="en", format=paper_format)
    data = document_bytes(store.document(), ask, packs=packs, today=DAY)
    if paper_format is PaperFormat.PDF:
        with pypdfium2.PdfDocument(data) as pdf:
            return str(pdf[0].get_textpage().get_text_range()).replace("\r\n", " ")
    with zipfile.ZipFile(io.BytesIO(data)) as word:
        return word.read("word/document.xml").decode()


@pytest.mark.parametrize("paper_format", PaperFormat)
def test_pdf_and_word_file_say_it_alike(
    paper_format: PaperFormat, demo: Store, packs: Packs, author: Author
) -> None:
    assert "Draft, not approved" in _told(demo, paper_format, packs)
    approve_plan(demo, ApprovePlan(approver=WHO), author=author, packs=packs)
    words = "Approved by Sample Person, Director, 2 March 2026"
    assert words in _told(demo, paper_format, packs)
    _change_activities(demo, 1, packs, author)
    words = "Changed since its approval by Sample Person, Director, 2 March 2026"
    assert words in _told(demo, paper_format, packs)


def test_a_plan_of_a_state_is_submitted_only_while_its_approval_holds(
    demo: Store, packs: Packs, author: Author
) -> None:
    mark = SetField(kind=Plan, record=_plan(demo).id, field="illustrative", value=None)
    set_field(demo, mark, author=author, packs=packs)
    head = _head(demo, "en", packs)
    assert (head.subtitle[:20], head.approval) == ("Draft, not approved:", "")
    approve_plan(demo, ApprovePlan(approver=WHO), author=author, packs=packs)
    assert _head(demo, "en", packs).subtitle.startswith("Submitted by:")
    _change_activities(demo, 1, packs, author)
    assert _head(demo, "en", packs).subtitle.startswith("Draft:")


# ---- editions ----------------------------------------------------------------------------------


def _pack(store: Store, packs: Packs, author: Author, folder: Path, **asked: Any) -> Path:
    ask = PackSubmission(
        languages=("en",),
        office="Sample centre",
        folder=folder / "out",
        key=KEY,
        illustrative=True,
        **asked,
    )
    prepared = prepare_submission(store.document(), ask, packs=packs, author=author)
    record_submission(store, prepared)
    return prepared.packed.path


def _sent(store: Store) -> Edition:
    edition = last_edition(store.document().of(Edition))
    assert edition is not None
    return edition


def test_an_approved_edition_becomes_the_submission_and_keeps_who_approved_it(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    meeting = demo.document().of(Meeting)[0].id
    ask = ApproveEdition(approver=WHO, meeting=meeting, languages=("en", "fr"))
    approve_edition(demo, ask, author=author, packs=packs)
    (working,) = demo.document().of(Edition)
    assert (working.state, working.number) == (EditionState.WORKING, 1)
    assert working.languages == (LanguageTag("en"), LanguageTag("fr"))
    path = _pack(demo, packs, author, tmp_path, meeting=meeting)
    (edition,) = demo.document().of(Edition)
    assert (edition.state, edition.number) == (EditionState.SUBMITTED, 1)
    assert edition.approval is ApprovalState.APPROVED
    assert edition.approved_by.get("en") == "Sample Person"
    assert (edition.approved_office, edition.approved_on) == ("Sample centre", DAY)
    assert verify_package(path).manifest.number == 1
    assert edition.check_code == open_package(path).verified.manifest.plan_hash


def test_what_was_changed_after_its_approval_is_packed_all_the_same_and_recorded_so(
    approved: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    _change_activities(approved, 2, packs, author)
    _pack(approved, packs, author, tmp_path)
    assert _sent(approved).approval is ApprovalState.CHANGED
    assert _sent(approved).approved_by.get("en") == "Sample Person"


def test_a_draft_is_packed_as_a_draft(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    _pack(demo, packs, author, tmp_path)
    assert _sent(demo).approval is ApprovalState.DRAFT
    assert (_sent(demo).approved_code, _sent(demo).approved_on) == ("", None)


def test_the_approval_of_an_edition_is_for_its_meeting_and_falls_back_to_that_of_the_plan(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    meeting = demo.document().of(Meeting)[0].id
    ask = ApproveEdition(approver=WHO, meeting=meeting)
    approve_edition(demo, ask, author=author, packs=packs)
    _pack(demo, packs, author, tmp_path)
    assert _sent(demo).approval is ApprovalState.DRAFT
    working = [one for one in demo.document().of(Edition) if one.state is EditionState.WORKING]
    assert [one.number for one in working] == [2]
    withdraw_approval(demo, WithdrawApproval(edition=True), author=author)
    assert approvals(demo.document())[1].state is ApprovalState.DRAFT
