"""How the window tells what went wrong: a bar for the user's part, one dialog for ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.lang.lang import Lang
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.records.flow import FlowBox


@dataclass(frozen=True, slots=True)
class Way:
    """A button beside a notice: what it says, and where it leads."""

    words: Message
    go: Callable[[], object]


class NoticeBar(QFrame):
    """One sentence above the page; it stays until the user closes it or the next one comes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words: Callable[[], Message] | None = None
        self._ways: tuple[Way, ...] = ()
        self.buttons: list[QPushButton] = []
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._text = QLabel(wordWrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton()
        self._close.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.addWidget(self._text, 1)
        self._beside = FlowBox()
        self._row.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignVCenter)
        self._beside.add(self._close)
        self.hide()
        self.retranslate()

    def tell(self, message: Message, *, alarm: bool) -> None:
        """Show *message*; in the colour of alarm when something was not done."""
        self.tell_as(lambda: message, alarm=alarm)

    def tell_as(self, words: Callable[[], Message], *, alarm: bool) -> None:
        """Show what *words* return, asked again whenever the language of the window is another."""
        self._words = words
        self._offer(())
        palette = QPalette(QGuiApplication.palette())
        if alarm:
            palette.setColor(QPalette.ColorRole.WindowText, palette.brightText().color())
        self._text.setPalette(palette)
        self.retranslate()
        self.show()

    def clear_of(self, message: Message) -> None:
        """Take the sentence away where it is still *message*."""
        if self._words is not None and self._words() == message:
            self.clear()

    def offer(self, *ways: Way) -> None:
        """Put buttons beside the sentence that is told; each takes it away and goes on."""
        self._offer(ways)

    def _offer(self, ways: tuple[Way, ...]) -> None:
        for button in self.buttons:
            self._beside.flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._ways = ways
        self._beside.flow.removeWidget(self._close)
        self.buttons = [QPushButton() for _ in ways]
        for button, way in zip(self.buttons, ways, strict=True):
            button.clicked.connect(partial(self._follow, way))
            self._beside.add(button)
        self._beside.add(self._close)  # which is last
        self.retranslate()

    def _follow(self, way: Way) -> None:
        self.clear()
        way.go()

    def clear(self) -> None:
        """Take the sentence away."""
        self._words = None
        self.hide()

    def retranslate(self) -> None:
        """Say it again in the language of the window."""
        lang = self._desk.lang
        self._close.setText(lang(N_("Close this message")))
        for button, way in zip(self.buttons, self._ways, strict=True):
            button.setText(lang.say(way.words))
        told = "" if self._words is None else lang.say(self._words())
        self._text.setText(told)
        self.setAccessibleName(told)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the buttons below the sentence where they would leave it less than half a line."""
        beside = 2 * self._beside.sizeHint().width() <= self.width()
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def show_problem(bar: NoticeBar, problem: Problem) -> None:
    """Tell what the user can mend; every Problem of an action comes here."""
    bar.tell(problem.message, alarm=True)


def attempt(bar: NoticeBar, work: Callable[[], object]) -> bool:
    """Do *work* and say whether it was done; a Problem is told in *bar*."""
    try:
        work()
    except Problem as problem:
        show_problem(bar, problem)
        return False
    return True


def report_of(error: BaseException, *, at: dt.datetime) -> str:
    """Return a report of a fault of ours: versions and places in the code, nothing of a plan."""
    from ccmdesk.actions.problem_report import report_text

    return report_text(error, at=at)


class FaultDialog(Box):
    """The one dialog for a fault of ours; the plan stays open and nothing typed is lost."""

    def __init__(self, lang: Lang, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "problems#fault")
        self.setWindowTitle(lang("Something went wrong in the program"))
        said = QLabel(
            lang(
                "This is a fault of the program, not yours. Your plan stays open and what was saved"
                " is safe. You can copy this report, which holds nothing of your plan, and send it"
                " to those who look after the program."
            ),
            wordWrap=True,
        )
        self.report = QPlainTextEdit(report_of(error, at=dt.datetime.now(dt.UTC)), readOnly=True)
        self.report.setAccessibleName(lang("Report"))
        self.report.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        buttons = QDialogButtonBox()
        copy = buttons.addButton(lang("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(lang("Go on working"), QDialogButtonBox.ButtonRole.AcceptRole)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        for part in (said, self.report, buttons):
            column.addWidget(part)
        self.take_size(560, high=320)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
