"""Whether the content as it is has been approved, by whom and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar, cast
from uuid import UUID

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import ApprovalState, Edition, EditionState
from ccmdesk.model.facts import field_map
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.values import NO_NOTE, NO_TEXTS, Texts
from ccmdesk.model.words import C_, N_, Message, counted
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.rule import Rule, sentence

R = TypeVar("R")

APPROVED_FIELDS = (
    "approved_by",
    "approved_role",
    "approved_office",
    "approved_on",
    "approved_code",
)
"""What an approval writes; it tells about the content and is no part of what is approved."""

APPROVAL = Rule(
    name="approval-out-of-date",
    field="approved_by",
    todo=N_("Have it approved again, or withdraw the approval."),
    basis=N_("Approval of the plan"),
)

UNPROVED = N_("Draft, not approved: the approval was typed by hand and holds for no content.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """How the content stands to the approval that *record* carries: a plan, or an edition.

    *code* is the hash of what was approved. One typed by hand or brought in from elsewhere has
    none: it is *unproved*, holds for nothing, and the content stands as a draft.
    """

    state: ApprovalState = ApprovalState.DRAFT
    by: Texts = NO_TEXTS
    role: Texts = NO_TEXTS
    office: str = ""
    on: dt.date | None = None
    code: str = ""
    record: Plan | Edition | None = None
    unproved: bool = False


NOT_APPROVED = Approval()


def plan_approval(plan: Plan | None, *, now: str) -> Approval:
    """Return the approval of a plan; *now* is the hash of the content, "" when it is not known."""
    if plan is None or plan.status is not PlanStatus.APPROVED:
        return NOT_APPROVED
    if not plan.approved_code:
        return Approval(record=plan, unproved=True)
    return _approval(plan, now)


def is_approved(plan: Plan | None) -> bool:
    """Whether somebody approved *plan*, of whatever content; a status typed by hand is no proof."""
    return plan is not None and plan.status is PlanStatus.APPROVED and bool(plan.approved_code)


def without_approval(plan: Plan) -> Plan:
    """Return *plan* as a draft that nobody approved."""
    facts, notes = field_map(Plan), plan.notes
    for name in ("status", *APPROVED_FIELDS):
        notes = notes.put(name, NO_NOTE)
    emptied = {name: facts[name].default for name in APPROVED_FIELDS}
    return replace(plan, status=PlanStatus.DRAFT, **emptied, notes=notes)


def as_told(record: R) -> R:
    """Return *record* as window and papers tell it: no plan is shown as approved without proof."""
    if not isinstance(record, Plan) or is_approved(record):
        return record
    return cast("R", without_approval(record))


def edition_approval(edition: Edition | None, *, now: str) -> Approval:
    """Return the approval of an edition that is not sent yet."""
    if edition is None or not edition.approved_code:
        return NOT_APPROVED
    return _approval(edition, now)


def working_edition(document: PlanDocument) -> Edition | None:
    """Return the edition that is worked on, or None."""
    found = (one for one in document.of(Edition) if one.state is EditionState.WORKING)
    return next(found, None)


def standing_approval(document: PlanDocument, now: str, *, meeting: UUID | None) -> Approval:
    """Return the approval that a paper made for *meeting* may name.

    That of the edition for this meeting comes first while it holds, then that of the plan.
    """
    edition = edition_approval(working_edition(document), now=now)
    return standing_of(edition, plan_approval(document.first(Plan), now=now), meeting=meeting)


def standing_of(edition: Approval, plan: Approval, *, meeting: UUID | None) -> Approval:
    """Return which of the two a paper made for *meeting* may name, as `standing_approval` does."""
    found = (edition if is_for(edition, meeting) else NOT_APPROVED, plan)
    for wanted in (ApprovalState.APPROVED, ApprovalState.CHANGED):
        for approval in found:
            if approval.state is wanted:
                return approval
    return NOT_APPROVED


def is_for(edition: Approval, meeting: UUID | None) -> bool:
    """Whether the approval of an edition was given for this meeting."""
    return isinstance(edition.record, Edition) and edition.record.meeting == meeting


def approval_says(found: Approval, *, changed: int = 0) -> Message:
    """Return in words who approved and when, or that nobody did; *changed* records differ since."""
    who, on = _who(found), found.on
    if found.unproved:
        return sentence(UNPROVED)
    if found.state is ApprovalState.DRAFT or (who is None and on is None):
        return sentence(found.state.label)
    if found.state is ApprovalState.APPROVED:
        return _approved_by(who, on)
    if changed:
        count = counted("{n} record", "{n} records", changed)
        says = N_("{approved}. Changed since: {count}")
        return sentence(says, approved=_approved_by(who, on), count=count)
    if who is None or on is None:
        return sentence(found.state.label)
    return sentence(N_("Changed since its approval by {who}, {date}"), who=who, date=on)


def _approved_by(who: Message | Texts | None, on: dt.date | None) -> Message:
    if who is None:
        return sentence(N_("Approved on {date}"), date=on)
    if on is None:
        return sentence(N_("Approved by {who}"), who=who)
    return sentence(N_("Approved by {who}, {date}"), who=who, date=on)


def _who(found: Approval) -> Message | Texts | None:
    """Return the name and the role of who approved; None when nobody is named."""
    if not found.by:
        return None
    if not found.role:
        return found.by
    return sentence(C_("person and role", "{name}, {role}"), name=found.by, role=found.role)


def approval_findings(document: PlanDocument, now: str) -> Iterator[Finding]:
    """Yield each approval that does not hold for the content as it is."""
    edition = working_edition(document)
    for approval in (
        plan_approval(document.first(Plan), now=now),
        edition_approval(edition, now=now),
    ):
        record = approval.record
        gone = approval.unproved or approval.state is ApprovalState.CHANGED
        if record is not None and gone:
            yield APPROVAL.about(record, approval_says(approval))


def _approval(record: Plan | Edition, now: str) -> Approval:
    changed = bool(record.approved_code and now and record.approved_code != now)
    return Approval(
        state=ApprovalState.CHANGED if changed else ApprovalState.APPROVED,
        by=record.approved_by,
        role=record.approved_role,
        office=record.approved_office,
        on=record.approved_on,
        code=record.approved_code,
        record=record,
    )
