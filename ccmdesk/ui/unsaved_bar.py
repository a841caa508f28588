"""The red bar above the page: the disk refuses what is typed, or nobody can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ccmdesk.model.problem import NotSaved
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.unsaved import Held

if TYPE_CHECKING:
    from ccmdesk.ui.pages import Pages

_Role = QPalette.ColorRole


class UnsavedBar(QFrame):
    """Says what is not saved and why; it cannot be closed, and goes with the next thing saved."""

    def __init__(self, desk: Desk, pages: Pages, parent: QWidget | None = None) -> None:
        """Show on one of *pages* what keeps the window from being closed."""
        super().__init__(parent)
        self._desk, self._pages = desk, pages
        self._why: Message | None = None
        self._held_up = False
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.text = text_label()
        self.again = QPushButton()
        self.again.clicked.connect(self.try_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.again)
        self.hide()
        desk.plan_changed.connect(self._follow)
        desk.written.connect(self._clear)
        self.retranslate()

    def try_again(self) -> bool:
        """Save what is typed, and say whether nothing is left that cannot be saved."""
        plan = self._desk.plan
        self._clear()
        if plan is not None:
            plan.typed_asked.emit()
        return self._why is None and self._held is None

    def holds_up(self) -> bool:
        """Whether closing is to wait: something cannot be saved, and it is said for the first time.

        Whoever closes once more leaves without it.
        """
        if self._held_up or self.try_again():
            return False
        held = self._held
        if self._why is None and held is not None:
            self._show_held(held)
            if self.try_again():
                return False
            self._say(held.why if self._held is None else self._held.why)
        self._held_up = True
        self.retranslate()
        return True

    @property
    def _held(self) -> Held | None:
        """What is typed, here or on a page that was left, and cannot be read."""
        plan = self._desk.plan
        return None if plan is None else plan.held_up()

    def _show_held(self, held: Held) -> None:
        page, view = held.place or ("", "")
        if view:
            self._pages.open_view(page, view)
        elif page:
            self._pages.open(page)
        elif held.kind is not None and held.record is not None:
            self._pages.open_record(held.kind, held.record, held.field)

    def retranslate(self) -> None:
        """Say it again in the language of the window."""
        lang = self._desk.lang
        self.again.setText(lang(N_("Try again")))
        why = "" if self._why is None else lang.say(self._why)
        said = N_("Not saved: what you typed stays in its field. {why}")
        if self._held_up:
            said = N_("Not saved: close once more to leave without what you typed last. {why}")
        self.text.setText(lang(said, why=why) if why else "")
        self.setAccessibleName(self.text.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ApplicationPaletteChange:
            self._redden()

    def _follow(self) -> None:
        self._clear()
        if self._desk.plan is not None:
            self._desk.plan.not_saved.connect(self._tell)
            self._desk.plan.following.reached.connect(self._clear)

    def _tell(self, problem: NotSaved) -> None:
        self._say(problem.message)

    def _say(self, why: Message | None) -> None:
        self._why = why
        self._redden()
        self.retranslate()
        self.show()

    def _clear(self) -> None:
        self._why, self._held_up = None, False
        self.hide()

    def _redden(self) -> None:
        """Stand on the colour of alarm, in the colour of the window."""
        usual = QGuiApplication.palette()
        palette = QPalette(usual)
        palette.setColor(_Role.Window, usual.color(_Role.BrightText))
        palette.setColor(_Role.WindowText, usual.color(_Role.Window))
        for part in (self, self.text):
            part.setPalette(palette)
        self.again.setPalette(usual)
