"""What a package would do, record by record, before it is taken in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QWidget,
)

from ccmdesk.actions.awaited_package import awaited_words
from ccmdesk.actions.look_into import Happens, Outlook
from ccmdesk.actions.take_in_changes import OpenedChanges
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.reader import KeyState
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.offices.affected_table import AffectedTable
from ccmdesk.ui.offices.row_list import RowList
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.plan_history.change_table import ChangeTable
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.history_view import HistoryView
from ccmdesk.ui.scrolled import scrolled_column

_GROUPS: tuple[Happens | None, ...] = (None, *Happens)
_RECORDS, _FIELDS = 3, 2


class TakeInView(QWidget):
    """Nothing is written here: *take_asked* carries the reason that was typed, or nothing."""

    take_asked = Signal(str)
    left = Signal()

    def __init__(self, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.outlook: Outlook | None = None
        self.setProperty(PAGE, "offices#look")
        self._title, self.told, self.counts = BoldLabel(TITLE), text_label(), text_label()
        self.warning, self.meant = text_label(), QCheckBox()
        self.warning.setForegroundRole(QPalette.ColorRole.BrightText)
        self._unknown, self._why_label, self.why = text_label(), QLabel(), QLineEdit()
        self._unknown.setForegroundRole(QPalette.ColorRole.BrightText)
        self._why_label.setBuddy(self.why)
        self.which = QuietCombo()
        self.which.addItems([""] * len(_GROUPS))
        self.which.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToContents)
        self.records = AffectedTable(plan, self)
        self.list = RowList(self.records, wide=(1,))
        self.fields = ChangeTable(plan, self)
        self.view = HistoryView(self.fields, values=2)
        self.view.setColumnHidden(0, True)
        self.take_button, self.leave_button = QPushButton(), QPushButton()
        self._lay_out()
        self._connect()

    def put(self, outlook: Outlook) -> None:
        """Show what a package would do."""
        self.outlook = outlook
        self.meant.setChecked(False)
        self.why.clear()
        self.which.setCurrentIndex(0)
        self.records.put(outlook.affected)
        self.retranslate()
        self._choose_first()
        self._look()
        (self.why if self._is_unknown() else self.list).setFocus()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        outlook, lang = self.outlook, self._plan.lang
        if outlook is None:
            return
        sender = outlook.opened.arrival.sender
        self._title.setText(
            lang(
                N_("Package {number} of {office}"),
                number=str(sender.number),
                office=sender.office,
            )
        )
        self.told.setText(self._told(outlook))
        self.counts.setText(self._counted(outlook))
        said = N_(
            "This package would remove more than one record in five of the plan: {count} records."
            " Ask {office} by telephone whether that is meant."
        )
        count = lang.number(len(outlook.preview.removed))
        self.warning.setText(lang(said, count=count, office=sender.office))
        self.meant.setText(lang(N_("It is meant: {office} has said so"), office=sender.office))
        self._say_unknown(outlook)
        self._say_list()
        self.take_button.setText(lang(N_("Take this package in")))
        self.leave_button.setText(lang(N_("Leave the plan as it is")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _say_unknown(self, outlook: Outlook) -> None:
        lang = self._plan.lang
        self._unknown.setText(unknown_key_words(lang, outlook.opened))
        self._why_label.setText(lang(N_("Reason to take it in")))
        self.why.setAccessibleName(self._why_label.text())
        self.why.setAccessibleDescription(self._unknown.text())
        for part in (self._unknown, self._why_row):
            part.setVisible(self._is_unknown())
        for part in (self.warning, self.meant):
            part.setVisible(outlook.much)

    def _say_list(self) -> None:
        lang = self._plan.lang
        for place, group in enumerate(_GROUPS):
            words = lang(N_("All records")) if group is None else lang(group.label)
            many = len(self.outlook.affected) if group is None and self.outlook else 0
            many = many if group is None else self.records.count(group)
            said = lang(N_("{what} ({n})"), what=words, n=lang.number(many))
            self.which.setItemText(place, said)
        self.which.setAccessibleName(lang(N_("Which records are shown")))
        self.list.setAccessibleName(lang(N_("Records that the package touches")))
        self.view.setAccessibleName(lang(N_("Fields of the record")))
        self.records.narrow(_GROUPS[self.which.currentIndex()])
        self._choose_first()

    def _told(self, outlook: Outlook) -> str:
        lang, verified = self._plan.lang, outlook.opened.verified
        said = N_("From {name}, {office}; plan as of {date}; key: {key}.")
        sender = outlook.opened.arrival.sender
        return lang(
            said,
            name=sender.person,
            office=sender.office,
            date=lang.date(verified.manifest.data_date),
            key=lang(verified.state.label),
        )

    def _counted(self, outlook: Outlook) -> str:
        lang, preview = self._plan.lang, outlook.preview
        said = N_("{new} new, {changed} changed, {removed} removed records.")
        parts = [
            lang(
                said,
                new=lang.number(len(preview.made)),
                changed=lang.number(len(preview.changed)),
                removed=lang.number(len(preview.removed)),
            )
        ]
        if not outlook.affected and not preview.received.waiting:
            parts = [lang(N_("The plan has all of this already: nothing would change."))]
        if outlook.to_decide:
            one, many = "{n} field needs a decision.", "{n} fields need a decision."
            parts.append(lang.ngettext(one, many, outlook.to_decide))
        if preview.received.waiting:
            parts.append(
                lang.ngettext(
                    "{n} change waits for an earlier package.",
                    "{n} changes wait for an earlier package.",
                    preview.received.waiting,
                )
            )
        parts += [lang.say(awaited_words(one)) for one in outlook.awaited]
        return " ".join(parts)

    def _is_unknown(self) -> bool:
        outlook = self.outlook
        return outlook is not None and outlook.opened.verified.state is KeyState.UNVERIFIED

    def _look(self) -> None:
        """Let the package be taken in once all that is asked has been answered."""
        outlook = self.outlook
        known = not self._is_unknown() or bool(self.why.text().strip())
        meant = outlook is None or not outlook.much or self.meant.isChecked()
        self.take_button.setEnabled(outlook is not None and known and meant)

    def _choose_first(self) -> None:
        if self.records.rows:
            self.list.setCurrentIndex(self.records.index(0, 0))
        self._show_fields()

    def _show_fields(self, *_: Any) -> None:
        row = self.list.currentIndex().row()
        known = 0 <= row < len(self.records.rows)
        if not known:
            self.fields.show_preview(None)
            return
        one = self.records.rows[row]
        self.fields.show_preview(
            one.change, name=self.records.name(one), decide=one.happens is Happens.DECIDE
        )

    def _ask(self) -> None:
        self.take_asked.emit(self.why.text().strip())

    def _lay_out(self) -> None:
        self._why_row = QWidget()
        row = QHBoxLayout(self._why_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._why_label)
        row.addWidget(self.why, 1)
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.counts, 1)
        head.addWidget(self.which)
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.view)
        parts.setStretchFactor(0, _RECORDS)
        parts.setStretchFactor(1, _FIELDS)
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        texts = (self._title, self.told, self.warning, self.meant, self._unknown, self._why_row)
        for part in texts:
            column.addWidget(part)
        column.addLayout(head)
        column.addWidget(parts, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.why.textChanged.connect(self._look)
        self.meant.toggled.connect(self._look)
        self.which.currentIndexChanged.connect(self._narrow)
        self.list.selectionModel().currentRowChanged.connect(self._show_fields)
        self.take_button.clicked.connect(self._ask)
        self.leave_button.clicked.connect(self.left)

    def _narrow(self, place: int) -> None:
        self.records.narrow(_GROUPS[place])
        self._choose_first()


def unknown_key_words(lang: Lang, opened: OpenedChanges) -> str:
    """Return what to do about the key of a package that nobody here has compared."""
    return lang(
        N_(
            "Nobody here has compared the key of {office}. Compare {fingerprint} with them by"
            " telephone, or say why the package is to be taken in all the same. The reason stays"
            " in the history."
        ),
        office=opened.arrival.sender.office,
        fingerprint=fingerprint_text(opened.verified.fingerprint),
    )
