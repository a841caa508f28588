"""Commands on approvals: approve the plan or its next edition, withdraw an approval."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from typing import TYPE_CHECKING

from ccmdesk.cli.desk import Desk, writing_store
from ccmdesk.cli.papers import meeting_named
from ccmdesk.lang.parse import parse_date
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

if TYPE_CHECKING:
    from ccmdesk.actions.approve import Approver
    from ccmdesk.db.store import Store
    from ccmdesk.db.write import Step


def approve(ask: Namespace, desk: Desk) -> int:
    """Approve the plan as it is, or with --edition the papers of the next submission."""
    from ccmdesk.actions.approval import approvals
    from ccmdesk.rules.approvals import approval_says

    with writing_store(ask.file, desk) as store:
        step = _approve(ask, desk, store)
        plan, edition = approvals(store.document())
    if step is None:
        raise Problem(N_("Nothing changed: it was approved just so already."))
    desk.line(desk.lang.say(approval_says(edition if ask.edition else plan)))
    return 0


def withdraw(ask: Namespace, desk: Desk) -> int:
    """Withdraw the approval of the plan, or with --edition that of the next submission."""
    from ccmdesk.actions.approve import WithdrawApproval, withdraw_approval

    with writing_store(ask.file, desk) as store:
        withdraw_approval(store, WithdrawApproval(edition=ask.edition), author=desk.author)
    desk.say(N_("The approval is withdrawn. Undo brings it back."))
    return 0


def _approve(ask: Namespace, desk: Desk, store: Store) -> Step | None:
    from ccmdesk.actions import approve as acts

    approver = _approver(ask, desk)
    if not ask.edition:
        plan = acts.ApprovePlan(approver=approver)
        return acts.approve_plan(store, plan, author=desk.author, packs=desk.packs)
    edition = acts.ApproveEdition(
        approver=approver,
        meeting=meeting_named(ask.meeting, reading=desk.reading(store)),
        languages=tuple(ask.languages.split(",")),
    )
    return acts.approve_edition(store, edition, author=desk.author, packs=desk.packs)


def _approver(ask: Namespace, desk: Desk) -> Approver:
    from ccmdesk.actions.approve import Approver

    return Approver(
        name=ask.approver,
        role=ask.role,
        office=ask.office,
        on=_day(ask, desk),
        language=ask.language,
    )


def _day(ask: Namespace, desk: Desk) -> dt.date:
    return desk.today if ask.day is None else parse_date(ask.day)
