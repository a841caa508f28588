"""An approval that nobody gave: it cannot be typed, and where it is found it holds for nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from ccmdesk.actions.approval import approvals
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
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.edit_record import (
    AddRecord,
    DuplicateRecord,
    SetField,
    SetFields,
    add_record,
    change_records,
    duplicate_record,
    set_field,
    set_fields,
    with_value,
)
from ccmdesk.actions.edit_several import SetSeveral, outlook
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.db.store import Store
from ccmdesk.exchange.sheets import columns_of
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.edition import ApprovalState, Edition
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from ccmdesk.report.blocks import Masthead, Table
from ccmdesk.report.documents.kinds import DocumentKind
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


def _sheet(store: Store, packs: Packs) -> dict[str, str]:
    """Return what the plan of assistance needs says of the plan, by heading."""
    ask = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language="en")
    paper = paper_of(store.document(), ask, packs=packs, today=DAY)
    (table,) = [b for b in paper.blocks if isinstance(b, Table) and b.caption == "The plan"]
    return {row[0].text: row[1].text for row in table.rows}


@pytest.mark.parametrize("language", SHIPPED)
def test_no_paper_names_who_is_said_to_have_approved_without_a_proof(
    language: str, demo: Store, packs: Packs, author: Author
) -> None:
    _typed(demo, author)
    ask = ExportDocument(kind=DocumentKind.STATEMENT, language=language)
    paper = paper_of(demo.document(), ask, packs=packs, today=DAY)
    (head,) = [block for block in paper.blocks if isinstance(block, Masthead)]
    assert "A council" not in head.approval
    assert head.approval
    assert language == "en" or "Draft" not in head.approval


def _typed(store: Store, author: Author) -> Plan:
    """Return the plan with an approval as earlier versions let one type it: without a proof."""
    by = Texts.of({"en": "A council"})
    plan = replace(_plan(store), status=PlanStatus.APPROVED, approved_by=by, approved_on=DAY)
    store.apply(difference(_plan(store), plan), author.stamp(StepKind.IMPORT))
    return plan


TYPED = (
    ("status", PlanStatus.APPROVED, None),
    ("approved_by", "A council", "en"),
    ("approved_role", "Minister", "en"),
    ("approved_office", "Ministry", None),
    ("approved_on", DAY, None),
    ("approved_code", "0" * 64, None),
)
CHANGED = (("status", PlanStatus.DRAFT, None), *TYPED[1:4], ("approved_on", None, None), TYPED[5])


def _with(plan: Plan, typed: tuple[str, Any, str | None]) -> Plan:
    name, value, language = typed
    found: Plan = with_value(plan, name, value, language=language)
    return found


def _hands(
    store: Store, typed: tuple[str, Any, str | None], packs: Packs, author: Author
) -> list[Callable[[], object]]:
    """Return the ways to write a field by hand: form, several fields at once, command."""
    (name, value, language), plan = typed, _plan(store)
    one = SetField(kind=Plan, record=plan.id, field=name, value=value, language=language)
    more = SetFields(kind=Plan, record=plan.id, values={name: value}, language="en")
    pairs = [(plan, _with(plan, typed))]
    return [
        partial(set_field, store, one, author=author, packs=packs),
        partial(set_fields, store, more, author=author, packs=packs),
        partial(change_records, store, pairs, author=author, packs=packs),
    ]


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: typed[0])
def test_nobody_types_an_approval_by_hand(
    typed: tuple[str, Any, str | None], demo: Store, packs: Packs, author: Author
) -> None:
    name, value, language = typed
    plan = _plan(demo)
    for write in _hands(demo, typed, packs, author):
        with pytest.raises(Problem, match="act of approving"):
            write()
    several = SetSeveral(kind=Plan, records=(plan.id,), field=name, value=value, language=language)
    assert outlook(demo, several, author=author, packs=packs).refused == 1
    new = AddRecord(kind=Plan, values={name: getattr(_with(plan, typed), name)})
    with pytest.raises(Problem, match="act of approving"):
        add_record(demo, new, author=author, packs=packs)
    assert demo.document().of(Plan) == (plan,)


@pytest.mark.parametrize("typed", CHANGED, ids=lambda typed: typed[0])
def test_nobody_changes_an_approval_by_hand(
    typed: tuple[str, Any, str | None], approved: Store, packs: Packs, author: Author
) -> None:
    plan = _plan(approved)
    for write in _hands(approved, typed, packs, author):
        with pytest.raises(Problem, match="act of approving"):
            write()
    assert approved.document().of(Plan) == (plan,)


def test_what_an_approver_typed_is_translated_and_nothing_else(
    approved: Store, packs: Packs, author: Author
) -> None:
    edit = SetField(
        kind=Plan, record=_plan(approved).id, field="approved_role", value="x", language="fr"
    )
    set_field(approved, replace(edit, value="Directrice"), author=author, packs=packs)
    set_field(approved, replace(edit, value="Directeur"), author=author, packs=packs)
    assert _plan(approved).approved_role.get("fr") == "Directeur"
    with pytest.raises(Problem, match="act of approving"):
        set_field(approved, replace(edit, language="en"), author=author, packs=packs)


def test_an_approval_is_never_read_from_a_workbook() -> None:
    columns = {column.field for column in columns_of(BY_RECORD[Plan], languages=("en",))}
    assert columns
    assert columns.isdisjoint(name for name, _, _ in TYPED)


def test_an_approved_edition_is_not_changed_by_hand(
    demo: Store, packs: Packs, author: Author
) -> None:
    approve_edition(demo, ApproveEdition(approver=WHO), author=author, packs=packs)
    (edition,) = demo.document().of(Edition)
    edit = SetField(kind=Edition, record=edition.id, field="approved_office", value="Other")
    with pytest.raises(Problem, match="act of approving"):
        set_field(demo, edit, author=author, packs=packs)


def test_a_copy_of_an_approved_plan_is_a_draft(approved: Store, author: Author) -> None:
    ask = DuplicateRecord(kind=Plan, record=_plan(approved).id)
    copy = approved.get(Plan, duplicate_record(approved, ask, author=author))
    assert copy is not None
    assert (copy.status, copy.approved_code, copy.approved_on) == (PlanStatus.DRAFT, "", None)


def test_an_approval_without_a_proof_holds_for_nothing_and_is_missed(
    demo: Store, packs: Packs, author: Author
) -> None:
    plan = _typed(demo, author)
    found = _of_plan(demo)
    assert (found.state, found.unproved) == (ApprovalState.DRAFT, True)
    assert ENGLISH.say(approval_says(found)).startswith("Draft, not approved: the approval was")
    (finding,) = [
        one
        for one in plan_findings(demo.document(), packs=packs, today=DAY)
        if one.rule == APPROVAL.name
    ]
    assert finding.record == plan.id
    assert _sheet(demo, packs)["Status"] == "Draft"
    withdraw_approval(demo, WithdrawApproval(), author=author)
    assert _of_plan(demo).record is None


def test_what_was_typed_is_mended_by_approving(demo: Store, packs: Packs, author: Author) -> None:
    _typed(demo, author)
    approve_plan(demo, ApprovePlan(approver=WHO), author=author, packs=packs)
    assert _of_plan(demo).state is ApprovalState.APPROVED
    told = _sheet(demo, packs)
    assert (told["Status"], told["Approved by"]) == ("Approved", "Sample Person")
