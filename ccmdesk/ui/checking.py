"""Checks the open plan beside the window; the findings come when they are there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ccmdesk.actions.approval import approvals, changed_since
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.country_border import border_of
from ccmdesk.actions.editions import contents_of
from ccmdesk.actions.open_matters import NOTHING_OPEN, OpenMatters, open_matters
from ccmdesk.db.store import Store
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.report.cancel import Cancelled
from ccmdesk.rules.approvals import NOT_APPROVED, Approval
from ccmdesk.rules.border import Border
from ccmdesk.rules.finding import Finding
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Jobs, Running, Work
from ccmdesk.ui.overview_figures import Figures, figures_of

CHECK_AFTER_MS = 250
"""How long nothing must be written before the plan is checked again."""

PATIENCE_MS = 1000
"""A check that is done sooner than this is not spoken of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One state of the plan, with all that the window tells of it as a whole.

    *missing* counts the findings of each record, *held* names the kinds there is a record of,
    *inside* counts the records of each kind that a submission would hold. *border* is that of
    the country on the base map.
    """

    document: PlanDocument
    findings: tuple[Finding, ...]
    missing: Mapping[UUID, int]
    held: frozenset[str]
    figures: Figures
    inside: Mapping[str, int]
    border: Border | None
    approval: tuple[Approval, int] = (NOT_APPROVED, 0)
    """How the plan stands to its approval, and how many records differ from what was approved."""

    edition: tuple[Approval, int] = (NOT_APPROVED, 0)
    """The same of what is submitted next."""

    open: OpenMatters = NOTHING_OPEN
    """What waits for a person between offices."""


def checked(
    document: PlanDocument, *, packs: Packs, today: dt.date, watch: Callable[[], object]
) -> Checked:
    """Check *document* and work out what else is told of it; *watch* stops it by raising."""
    findings = plan_findings(document, packs=packs, today=today, watch=watch)
    return Checked(
        document=document,
        findings=findings,
        missing=Counter(finding.record for finding in findings),
        held=frozenset(BY_RECORD[kind].name for kind in document.records),
        figures=figures_of(document, packs=packs, today=today),
        inside=contents_of(document),
        border=border_of(document),
    )


class Checking(QObject):
    """Keeps what the last check found, and checks again after each write.

    It has a worker of its own, since the list must not wait until an export of a minute is done.
    The store lets any thread read beside the one that writes, each from a state that is whole.
    """

    done = Signal()
    """What was found is new, and is of the plan as it is."""

    refused = Signal(object)
    """The Problem that keeps the plan from being checked."""

    slowed = Signal()
    """*is_slow* is another."""

    def __init__(
        self, store: Store, *, packs: Packs, today: Callable[[], dt.date], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._store, self._packs, self._today = store, packs, today
        self.last: Checked | None = None
        self.is_slow = False
        self._lane = Jobs(self)
        self._writes = 0
        self._closed = False
        self._pause = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._pause.timeout.connect(self.begin)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._slow(slow=True))

    @property
    def busy(self) -> bool:
        """Whether a check runs or is still to come."""
        return self._pause.isActive() or self._lane.busy

    def begin(self) -> None:
        """Check the plan as it is now; a check that runs is followed by another where needed."""
        if self._closed or self._lane.busy:
            return
        asked = self._writes
        job = self._lane.prepare(self._work(asked))
        job.done.connect(lambda found: self._take(found, asked))
        job.refused.connect(self._refuse)
        job.failed.connect(self._fail)
        job.ended.connect(lambda: self._end(asked))
        if not self._patience.isActive() and not self.is_slow:
            self._patience.start()
        self._lane.start(job)

    def hold(self) -> None:
        """Something is being written: what is found now is of an older state, and is dropped.

        The check stops at once, so that it takes no time from the writing, and begins again a
        moment later.
        """
        self._writes += 1
        self._pause.start()

    def close(self) -> None:
        """Stop checking; after this nothing reads the plan."""
        self._closed = True
        self._pause.stop()
        self._patience.stop()
        self._lane.stop()

    def _work(self, asked: int) -> Work:
        store, packs, today = self._store, self._packs, self._today()

        def work(running: Running) -> Checked:
            # What is read once is kept, so that a write stops the check and not the reading.
            document = store.document(watch=running.go_on)

            def watch() -> None:
                running.go_on()
                if asked != self._writes:
                    raise Cancelled

            found = checked(document, packs=packs, today=today, watch=watch)
            plan, edition = (
                (approval, changed_since(store, approval)) for approval in approvals(document)
            )
            return replace(found, approval=plan, edition=edition, open=open_matters(store))

        return work

    def _take(self, found: Checked, asked: int) -> None:
        if asked == self._writes and not self._closed:
            self.last = found
            self.done.emit()

    def _refuse(self, problem: Problem) -> None:
        if not self._closed:
            self.refused.emit(problem)

    def _fail(self, error: Exception) -> None:
        if not self._closed:
            raise_fault(error)

    def _end(self, asked: int) -> None:
        if asked == self._writes or self._closed:
            self._patience.stop()
            self._slow(slow=False)
        elif not self._pause.isActive():
            self.begin()

    def _slow(self, *, slow: bool) -> None:
        if self.is_slow is not slow:
            self.is_slow = slow
            self.slowed.emit()
