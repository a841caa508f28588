"""Report a problem: what would be in the file is shown before it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
)

from ccmdesk.actions.problem_report import ProblemReport, problem_text, save_problem_report
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.box import Box
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.opening import now
from ccmdesk.ui.problems import NoticeBar, attempt

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

_WIDE, _HIGH, _SAID_HIGH = 640, 560, 90


class ReportDialog(Box):
    """Nothing is sent: the file is for whoever the user gives it to."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.frame())
        self.setProperty(PAGE, "problems#fault")
        self._window = window
        self._told, self._asks, self._below = text_label(), QLabel(), QLabel()
        self.said, self.preview = QPlainTextEdit(tabChangesFocus=True), QPlainTextEdit()
        self.said.setFixedHeight(_SAID_HIGH)
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.notice = NoticeBar(window.desk)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.save_button = buttons.addButton("", role)
        self.copy_button = buttons.addButton("", role)
        self.save_button.clicked.connect(self._choose)
        self.copy_button.clicked.connect(self._copy)
        buttons.rejected.connect(self.close)
        self.said.textChanged.connect(self._show)
        column = QVBoxLayout(self)
        for part in (self._told, self._asks, self.said, self._below, self.preview, self.notice):
            column.addWidget(part)
        column.addWidget(buttons)
        self.take_size(_WIDE, high=_HIGH)
        self._at = now()
        self._counts = _counts(window)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words again in the language of the window; what is typed stays."""
        lang = self._window.desk.lang
        self.setWindowTitle(lang(N_("Report a problem")))
        told = N_(
            "This makes a file for those who look after the program. It holds versions,"
            " numbers of records and the last messages, and nothing of your plan. You see"
            " all of it below. Nothing is sent."
        )
        self._told.setText(lang(told))
        self._asks.setText(lang(N_("What happened?")))
        self._below.setText(lang(N_("The whole file")))
        self.said.setAccessibleName(self._asks.text())
        self.preview.setAccessibleName(self._below.text())
        self.save_button.setText(lang(N_("Save the report…")))
        self.copy_button.setText(lang(N_("Copy the report")))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def save_to(self, file: Path) -> None:
        """Save what is shown."""
        if attempt(self.notice, lambda: save_problem_report(self._report(), file)):
            said = Message(N_("Saved and read back: {file}"), {"file": str(file)})
            self.notice.tell(said, alarm=False)

    def _report(self) -> ProblemReport:
        return ProblemReport(
            at=self._at,
            said=self.said.toPlainText(),
            facts=_facts(self._window),
            counts=self._counts,
            log=self._window.log.lines,
        )

    def _show(self) -> None:
        self.preview.setPlainText(problem_text(self._report()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.preview.toPlainText())

    def _choose(self) -> None:
        lang = self._window.desk.lang
        ask = SaveAs(
            title=lang(N_("Save the report")),
            usual=f"ccmdesk-report-{self._at:%Y%m%d}.txt",
            kinds=((".txt", "*.txt"),),
        )
        file = where_to_save(self, lang=lang, ask=ask)
        if file is not None:
            self.save_to(file)


def _facts(window: Window) -> dict[str, str]:
    state, frame = window.desk.state, window.frame()
    screen = frame.screen().size()
    return {
        "Qt": f"{qVersion()}, {QGuiApplication.platformName()}",
        "Language": window.desk.lang.code,
        "Page": window.pages.name or "none",
        "Window": f"{frame.width()}x{frame.height()} on {screen.width()}x{screen.height()}",
        "Colours": state.theme,
        "Text size": f"{state.text_size} %",
        "Backups": "on" if state.backs_up else "off",
    }


def _counts(window: Window) -> dict[str, int]:
    plan = window.desk.plan
    return {} if plan is None else plan.store.counts()
