"""What the parts of one window share: its language, what it remembers, and the open plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ccmdesk.lang.lang import Lang
from ccmdesk.rules.finding import Finding
from ccmdesk.ui.jobs import Jobs
from ccmdesk.ui.state import WindowState

if TYPE_CHECKING:
    from ccmdesk.db.write import Step
    from ccmdesk.ui.open_plan import OpenPlan

CHECK_AFTER_MS = 250
"""How long nothing must be written before the plan is checked again."""


class Desk(QObject):
    """One window's shared things; widgets read the language when they draw, never keep words."""

    plan_changed = Signal()
    """A plan was opened or closed."""

    written = Signal(object)
    """The Step of each write, undo and redo."""

    checked = Signal()
    """The findings are new."""

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
        self._findings: tuple[Finding, ...] = ()
        self._check = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._check.timeout.connect(self.check_now)

    @property
    def lang(self) -> Lang:
        """The language of the window, never that of a paper."""
        return self._lang

    def set_lang(self, lang: Lang) -> None:
        """Change the language; the caller then lets every window say its texts again."""
        self._lang = lang
        self.remember(language=lang.code)
        if self._plan is not None:
            self._plan.set_lang(lang)

    @property
    def plan(self) -> OpenPlan | None:
        """The open plan, or None on the welcome screen and before the first paint."""
        return self._plan

    @property
    def file(self) -> Path | None:
        """The file of the open plan."""
        return self._file

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing, as of the last check."""
        return self._findings

    def remember(self, **values: Any) -> None:
        """Change what is remembered; it is written a moment later, and when the window closes."""
        self.state = replace(self.state, **values)
        self.remembered.emit()

    def open(self, plan: OpenPlan, file: Path) -> None:
        """Put *plan* on the desk; the plan that was there is closed."""
        self.close()
        self._plan, self._file = plan, file
        plan.setParent(self)
        plan.changed.connect(self._write)
        same = self.state.plan == str(file)
        self.remember(plan=str(file), meeting=self.state.meeting if same else "")
        self._findings = plan.findings
        self.plan_changed.emit()
        self.checked.emit()

    def close(self) -> None:
        """Close the open plan, if any, and let go of its file; what was typed last is saved."""
        if self._plan is not None:
            self._plan.closing.emit()
        plan, self._plan, self._file = self._plan, None, None
        self._check.stop()
        self._findings = ()
        if plan is not None:
            plan.store.close()
            plan.deleteLater()

    def check_now(self) -> None:
        """Check the plan and announce what is missing."""
        self._check.stop()
        if self._plan is not None:
            self._findings = self._plan.findings
            self.checked.emit()

    def _write(self, step: Step) -> None:
        self.saved_at = dt.datetime.now(dt.UTC).astimezone()
        self._check.start()
        self.written.emit(step)
