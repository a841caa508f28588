"""What the parts of one window share: its language, what it remembers, and the open plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ccmdesk.lang.lang import Lang
from ccmdesk.rules.finding import Finding
from ccmdesk.ui.jobs import Jobs
from ccmdesk.ui.state import WindowState

if TYPE_CHECKING:
    from ccmdesk.db.write import Step
    from ccmdesk.ui.checking import Checked
    from ccmdesk.ui.open_plan import OpenPlan


class Desk(QObject):
    """One window's shared things; widgets read the language when they draw, never keep words."""

    plan_changed = Signal()
    """A plan was opened or closed."""

    written = Signal(object)
    """The Step of each write, undo and redo."""

    checked = Signal()
    """The findings are new."""

    unchecked = Signal(object)
    """The Problem that keeps the plan from being checked."""

    slowed = Signal()
    """A check has taken noticeably long, or is over."""

    remembered = Signal()
    """The settings, or the place where the user is, are others."""

    def __init__(self, lang: Lang, state: WindowState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self.state = state
        self.jobs = Jobs(self)
        self.saved_at: dt.datetime | None = None
        self._plan: OpenPlan | None = None
        self._file: Path | None = None

    @property
    def lang(self) -> Lang:
        """The language of the window, never that of a paper."""
        return self._lang

    def set_lang(self, lang: Lang) -> None:
        """Change the language; the caller then lets every window say its texts again."""
        if self._plan is not None:
            self._plan.set_lang(lang)
        self._lang = lang
        self.remember(language=lang.code)

    @property
    def plan(self) -> OpenPlan | None:
        """The open plan, or None on the welcome screen and before the first paint."""
        return self._plan

    @property
    def file(self) -> Path | None:
        """The file of the open plan."""
        return self._file

    @property
    def busy(self) -> bool:
        """Whether any work beside the window is not done yet."""
        plan = self._plan
        if plan is not None and (plan.checking.busy or plan.reading.busy or plan.suggesting.busy):
            return True
        return self.jobs.busy

    @property
    def found(self) -> Checked | None:
        """What the last check found; None without a plan and until its first check is done."""
        return None if self._plan is None else self._plan.found

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing, as of the last check."""
        return () if self._plan is None else self._plan.findings

    def remember(self, **values: Any) -> None:
        """Change what is remembered; it is written a moment later, and when the window closes."""
        self.state = replace(self.state, **values)
        self.remembered.emit()

    def open(self, plan: OpenPlan, file: Path) -> None:
        """Put *plan* on the desk and have it checked; the plan that was there is closed.

        What was typed in the same plan, such as before its file was replaced, waits on.
        """
        before = self._plan
        self.close()
        if before is not None and before.store.replica == plan.store.replica:
            plan.unsaved = before.unsaved
        self._plan, self._file = plan, file
        plan.setParent(self)
        plan.changed.connect(self._write)
        self._keep_notation(plan)
        same = self.state.plan == str(file)
        meeting = self.state.meeting if same else ""
        failed = self.state.not_packed if same else ""
        self.remember(plan=str(file), opened=str(file), meeting=meeting, not_packed=failed)
        plan.checking.done.connect(self.checked)
        plan.checking.refused.connect(self.unchecked)
        plan.checking.slowed.connect(self.slowed)
        self.plan_changed.emit()
        plan.checking.begin()

    def close(self) -> None:
        """Close the open plan, if any, and let go of its file; what was typed last is saved.

        Work that reads the plan, such as a paper that is being made, is stopped first.
        """
        plan = self._plan
        if plan is not None:
            self.jobs.stop()
            plan.reading.stop()
            plan.close()
            plan.deleteLater()
        self._plan, self._file = None, None

    def let_go(self) -> None:
        """Close the plan for a while, such as to have its file written anew."""
        self.close()
        self.plan_changed.emit()

    def _keep_notation(self, plan: OpenPlan) -> None:
        """Show coordinates as the user last wished, and remember when that changes."""
        from ccmdesk.lang.places.notation import Notation

        if self.state.notation in {one.value for one in Notation}:
            plan.set_notation(Notation(self.state.notation))
        plan.notation_changed.connect(lambda: self.remember(notation=plan.notation.value))

    def _write(self, step: Step) -> None:
        if self._plan is None or not self._plan.is_of_others:
            self.saved_at = dt.datetime.now(dt.UTC).astimezone()
        self.written.emit(step)
