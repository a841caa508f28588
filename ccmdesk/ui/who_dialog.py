"""Who works here: the name and the office that every change is signed with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.words import N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label

_LETTERS = 12
"""Of a name so many are seen at least while it is typed."""


class WhoFields(QWidget):
    """Three fields, written to the settings as they are typed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._labels = (QLabel(), QLabel(), QLabel())
        self.person = QLineEdit(desk.state.person)
        self.role = QLineEdit(desk.state.role)
        self.office = QLineEdit(desk.state.office)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        parts = zip(self._labels, (self.person, self.role, self.office), strict=True)
        for place, (label, field) in enumerate(parts):
            label.setBuddy(field)
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
        self.person.textEdited.connect(lambda text: desk.remember(person=text.strip()))
        self.role.textEdited.connect(lambda text: desk.remember(role=text.strip()))
        self.office.textEdited.connect(lambda text: desk.remember(office=text.strip()))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        for label, field, text in zip(
            self._labels,
            (self.person, self.role, self.office),
            (lang(N_("Your name")), lang(N_("Your role")), lang(N_("Your office"))),
            strict=True,
        ):
            label.setText(text)
            field.setAccessibleName(text)
            field.setMinimumWidth(_LETTERS * field.fontMetrics().averageCharWidth())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


WHO_CHANGES = N_("Each change keeps the name and the role of who made it. They stay in your plan.")


class WhoDialog(Box):
    """Asked from the menu or where it is needed; what is typed holds from the next change on."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, why: str = WHO_CHANGES
    ) -> None:
        """Say above the fields *why* it is asked."""
        super().__init__(parent)
        self.setProperty(PAGE, "getting-started#first-hour")
        lang = desk.lang
        self._desk = desk
        self.setWindowTitle(lang(N_("Who works here")))
        said = text_label()
        said.setText(lang(why))
        self.fields = WhoFields(desk)
        buttons = QDialogButtonBox()
        done = buttons.addButton(lang(N_("Done")), QDialogButtonBox.ButtonRole.AcceptRole)
        done.clicked.connect(self.accept)
        self.accepted.connect(self._sign)
        self.rejected.connect(self._sign)
        column = QVBoxLayout(self)
        column.addStrut(420)  # a least width of the box itself would cut longer words
        for part in (said, self.fields, buttons):
            column.addWidget(part)

    def _sign(self) -> None:
        plan = self._desk.plan
        if plan is not None:
            state = self._desk.state
            plan.author = replace(plan.author, name=state.person, role=state.role)
