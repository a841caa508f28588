"""Keep all that one office wrote: which fields, told before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ccmdesk.actions.settle import Difference, all_from
from ccmdesk.db.history import Entry
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.offices.difference_table import DifferenceTable
from ccmdesk.ui.offices.row_list import RowList
from ccmdesk.ui.open_plan import OpenPlan

_WIDTH, _HEIGHT = 820, 440


class KeepAllBox(Box):
    """Nothing is written here: *asked* carries the decisions."""

    asked = Signal(object)

    def __init__(
        self, plan: OpenPlan, office: str, found: Sequence[Difference], *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "offices#decide")
        self._plan, self._office = plan, office
        self.decisions = tuple(all_from(found, office))
        mine = {(one.record, one.key) for one in self.decisions}
        self._left = len(found) - len(mine)
        self._said = text_label()
        self.table = DifferenceTable(plan, self, keeps=self._keeps)
        self.view = RowList(self.table, wide=(0, 2, 3))
        self.do_button, self.close_button = QPushButton(), QPushButton()
        self.table.put([one for one in found if (one.record, one.key) in mine])
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Say every word again."""
        lang, many = self._plan.lang, len(self.decisions)
        self.setWindowTitle(lang(N_("Keep all of {office}"), office=self._office))
        said = lang.ngettext(
            "{n} field is decided as {office} wrote it. One undo takes it back.",
            "{n} fields are decided as {office} wrote them. One undo takes it back.",
            many,
            office=self._office,
        )
        left = lang.ngettext(
            "{n} more, where that office wrote nothing, stays to be decided.",
            "{n} more, where that office wrote nothing, stay to be decided.",
            self._left,
        )
        self._said.setText(f"{said} {left}" if self._left else said)
        self.view.setAccessibleName(self._said.text())
        self.do_button.setText(lang.ngettext("Decide {n} field", "Decide {n} fields", many))
        self.close_button.setText(lang(C_("button", "Cancel")))
        self.table.forget()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _keeps(self, found: Difference) -> Entry:
        return next(side for side in found.sides if side.office == self._office)

    def _lay_out(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.addWidget(self._said)
        column.addWidget(self.view, 1)
        row.addStretch(1)
        row.addWidget(self.do_button)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.take_size(_WIDTH, high=_HEIGHT)
        self.do_button.setDefault(True)
        self.do_button.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.reject)

    def _ask(self) -> None:
        self.asked.emit(self.decisions)
        self.accept()
