"""Approve the plan or its next edition as a named person, or withdraw an approval."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from ccmdesk.actions.approval import approved_content
from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_record import refuse
from ccmdesk.actions.editions import last_edition
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.facts import field_map
from ccmdesk.model.ids import EditionId, MeetingId
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import NO_NOTE, Texts
from ccmdesk.model.words import N_
from ccmdesk.rules.approvals import APPROVED_FIELDS, working_edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Approver:
    """Who approves, and on which day; *language* is the one the name and the role are in.

    *translated* holds (language, name, role) for further languages.
    """

    name: str
    role: str
    office: str
    on: dt.date
    language: str = "en"
    translated: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePlan:
    """The plan as it is now stands approved."""

    approver: Approver


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveEdition:
    """The papers of the next submission, for *meeting* in *languages*, stand approved."""

    approver: Approver
    meeting: MeetingId | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawApproval:
    """The approval of the plan, or of the next edition, no longer stands."""

    edition: bool = False


def approve_plan(store: Store, ask: ApprovePlan, *, author: Author, packs: Packs) -> Step | None:
    """Approve the plan as it is, as one step; None when it was approved just so already.

    Raises Problem when there is no plan, when the name or the role is missing, or for a day that is
    still to come.
    """
    before = _plan(store)
    values = {"status": PlanStatus.APPROVED, **_values(ask.approver, store.document())}
    after = _with(before, values)
    refuse(after, "approved_on", author=author, packs=packs)
    return store.apply(difference(before, after), author.stamp(StepKind.APPROVE))


def approve_edition(
    store: Store, ask: ApproveEdition, *, author: Author, packs: Packs
) -> Step | None:
    """Approve what is going to be submitted next, as one step; raises Problem as `approve_plan`."""
    document = store.document()
    plan, before = _plan(store), working_edition(document)
    last = last_edition(document.of(Edition))
    begun = before or Edition(id=EditionId(new_id()), state=EditionState.WORKING)
    values = {
        "plan": plan.id,
        "number": 1 if last is None else (last.number or 0) + 1,
        "meeting": ask.meeting,
        "languages": tuple(LanguageTag(language) for language in ask.languages),
        **_values(ask.approver, document),
    }
    after = _with(begun, values)
    refuse(after, "approved_on", author=author, packs=packs)
    return store.apply(difference(before, after), author.stamp(StepKind.APPROVE))


def withdraw_approval(store: Store, ask: WithdrawApproval, *, author: Author) -> Step:
    """Take an approval off, as one step; raises Problem when there is none."""
    before: Any = working_edition(store.document()) if ask.edition else store.first(Plan)
    emptied = dict.fromkeys(APPROVED_FIELDS)
    status = {} if ask.edition else {"status": PlanStatus.DRAFT}
    approved = before is not None and (
        bool(before.approved_code) if ask.edition else before.status is PlanStatus.APPROVED
    )
    after = _with(before, {**emptied, **status}) if approved else before
    step = None
    if approved:
        step = store.apply(difference(before, after), author.stamp(StepKind.WITHDRAW))
    if step is None:
        raise Problem(N_("There is no approval to withdraw."))
    return step


def _plan(store: Store) -> Plan:
    plan = store.first(Plan)
    if plan is None:
        raise Problem(N_("There is no plan to approve yet. Add the plan first."))
    return plan


def _values(approver: Approver, document: PlanDocument) -> dict[str, Any]:
    name, role = approver.name.strip(), approver.role.strip()
    if not name or not role:
        raise Problem(N_("An approval needs the name and the role of who approves. Type both."))
    every = (*approver.translated, (approver.language, name, role))
    return {
        "approved_by": Texts.of({language: called for language, called, _ in every}),
        "approved_role": Texts.of({language: acts_as for language, _, acts_as in every}),
        "approved_office": approver.office.strip(),
        "approved_on": approver.on,
        "approved_code": approved_content(document),
    }


def _with(record: Any, values: dict[str, Any]) -> Any:
    """Return *record* with these values, None for none, and without what was noted about them."""
    facts, notes = field_map(type(record)), record.notes
    for name in values:
        notes = notes.put(name, NO_NOTE)
    kept = {n: facts[n].default if value is None else value for n, value in values.items()}
    return replace(record, **kept, notes=notes)
