"""What an approval holds for: the content that leaves the office, and what changed of it since."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from ccmdesk.actions.redact import may_see, reduced
from ccmdesk.db.store import Store
from ccmdesk.model.change import Change
from ccmdesk.model.codec import DELETED, split_key
from ccmdesk.model.content import content_hash
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import ApprovalState, Edition
from ccmdesk.model.facts import Audience, field_map
from ccmdesk.model.kinds import BY_NAME, BY_RECORD
from ccmdesk.model.plan import Plan
from ccmdesk.rules.approvals import (
    APPROVED_FIELDS,
    Approval,
    edition_approval,
    plan_approval,
    standing_approval,
    without_approval,
    working_edition,
)

_ACT = ("status", *APPROVED_FIELDS)
_EDITION, _PLAN = BY_RECORD[Edition].name, BY_RECORD[Plan].name


def approved_content(document: PlanDocument) -> str:
    """Return the hash of what is approved: all that the Implementation Support Unit may see.

    The approval itself is no part of it, nor is any edition.
    """
    records = reduced(document, Audience.ISU)
    every = (_bare(record) for found in records.values() for record in found)
    return content_hash(every)


def content_now(document: PlanDocument) -> str:
    """Return the hash to compare an approval with; "" where there is no approval to compare."""
    plan, edition = document.first(Plan), working_edition(document)
    codes = (plan.approved_code if plan else "", edition.approved_code if edition else "")
    return document.once(approved_content) if any(codes) else ""


def approval_for(document: PlanDocument, meeting: UUID | None) -> Approval:
    """Return under which approval a paper or a submission for *meeting* goes out."""
    return standing_approval(document, content_now(document), meeting=meeting)


def approvals(document: PlanDocument) -> tuple[Approval, Approval]:
    """Return how the content stands to the approval of the plan and of the working edition."""
    now, edition = content_now(document), working_edition(document)
    return plan_approval(document.first(Plan), now=now), edition_approval(edition, now=now)


def changed_since(store: Store, approval: Approval) -> int:
    """Return how many records differ from what was approved, as the log of this file tells.

    None differ while the approval holds; 0 also where the log does not know of it.
    """
    record = approval.record
    if record is None or approval.state is not ApprovalState.CHANGED:
        return 0
    written = (
        entry.step
        for entry in store.history(record.id)
        if entry.key == "approved_code" and entry.new == approval.code
    )
    step = next(written, None)
    place = None if step is None else store.steps.place(step)
    if place is None:
        return 0
    return sum(_counts(store, change) for change in store.steps.changes_back(place))


def _bare(record: Any) -> Any:
    return replace(without_approval(record), status=None) if isinstance(record, Plan) else record


def _counts(store: Store, change: Change) -> bool:
    """Whether a change is one of the approved content."""
    if change.kind == _EDITION:
        return False
    facts = field_map(BY_NAME[change.kind].record)
    names = {split_key(key)[0] for key in change.new if key != DELETED}
    told = {name for name in names if name in facts and facts[name].spec.audience >= Audience.ISU}
    if change.kind == _PLAN:
        told -= set(_ACT)
    now: Any = store.get(BY_NAME[change.kind].record, change.record)
    hidden = now is not None and not may_see(now, Audience.ISU) and "visibility" not in told
    return bool(told or DELETED in change.new) and not hidden
