"""What a paste would do, cell by cell; nothing is written before the user says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialogButtonBox, QHeaderView, QVBoxLayout, QWidget

from ccmdesk.actions.paste_budget import Pasted, PastedCell, copied
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.budget_grid import BudgetCell
from ccmdesk.ui.box import Box
from ccmdesk.ui.budget.cell_words import together
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.history_view import PlainTable
from ccmdesk.ui.records.table_model import Index
from ccmdesk.ui.records.two_line_header import LEADING

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_HEADS = (
    C_("column", "Activity"),
    N_("What the amount is"),
    N_("Year"),
    C_("paste", "Now"),
    C_("paste", "Pasted"),
    C_("import", "What is wrong, and what would be accepted"),
)
_WIDE, _HIGH, _TITLE = 980, 420, 210
Address = Callable[[BudgetCell], Sequence[str]]
Again = Callable[[], Pasted]


class PasteTable(QAbstractTableModel):
    """One row a cell, those that cannot be read first."""

    def __init__(self, plan: OpenPlan, address: Address, parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._address = plan, address
        self._cells: tuple[PastedCell, ...] = ()

    def show_cells(self, pasted: Pasted) -> None:
        """Show what *pasted* would do."""
        self.beginResetModel()
        self._cells = tuple(sorted(pasted.cells, key=lambda one: one.fault is None))
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        one, lang = self._cells[index.row()], self._plan.lang
        fault = "" if one.fault is None else lang.say(one.fault)
        now = copied(one.cell, lang=lang)
        return (*self._address(one.cell), now, one.text, fault)[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        told = {_Role.DisplayRole, _Role.ToolTipRole}
        if orientation == Qt.Orientation.Horizontal and role in told:
            return self._plan.lang(_HEADS[section])
        return None


class PasteBox(Box):
    """Names each cell that cannot be read; the others are written as one step, or none is.

    The table behind it can be worked in meanwhile, so it is to look again after each step.
    """

    confirmed = Signal(object)
    """The cells to write."""

    def __init__(self, plan: OpenPlan, again: Again, address: Address, parent: QWidget) -> None:
        """Show what *again* says that the paste does to the table as it is."""
        super().__init__(parent)
        self.setProperty(PAGE, "budget")
        self._plan, self._again, self._pasted = plan, again, again()
        self._cells = PasteTable(plan, address, self)
        self.table = PlainTable(self._cells)
        self.says = text_label()
        self.wrong = text_label()
        self.wrong.setForegroundRole(QPalette.ColorRole.BrightText)
        self.buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.write = self.buttons.addButton("", roles.AcceptRole)
        self.stop = self.buttons.addButton("", roles.RejectRole)
        self.buttons.accepted.connect(self._confirm)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (self.says, self.wrong, self.table, self.buttons):
            column.addWidget(part)
        self.take_size(_WIDE, high=_HIGH)
        self.look_again()
        self._fit()

    def look_again(self) -> None:
        """Say what the paste does to the table as it is now."""
        self._pasted = self._again()
        self._cells.show_cells(self._pasted)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.look_again()

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit(self._pasted.fills)

    def _say(self) -> None:
        lang, pasted = self._plan.lang, self._pasted
        count = len(pasted.fills)
        self.setWindowTitle(lang(N_("Paste into the budget")))
        self.table.setAccessibleName(lang(N_("Cells that would change")))
        self.says.setText(
            lang.ngettext(
                "{n} cell would change. Nothing is written yet.",
                "{n} cells would change. Nothing is written yet.",
                count,
            )
        )
        self.wrong.setText(together(lang, self._faults()))
        self.wrong.setVisible(bool(self.wrong.text()))
        self.write.setText(lang.ngettext("Write {n} cell", "Write {n} cells", count))
        self.write.setEnabled(count > 0)
        self.stop.setText(lang(N_("Write nothing")))

    def _faults(self) -> list[str]:
        lang, said = self._plan.lang, []
        if faults := len(self._pasted.faults):
            said.append(
                lang.ngettext(
                    "{n} cell cannot be read and is left as it is.",
                    "{n} cells cannot be read and are left as they are.",
                    faults,
                )
            )
        if outside := self._pasted.outside:
            said.append(
                lang.ngettext(
                    "{n} value has no place in the table.",
                    "{n} values have no place in the table.",
                    outside,
                )
            )
        return said

    def _fit(self) -> None:
        """Let the title of the activity be cut, and what is wrong go on in the next line."""
        head, last = self.table.horizontalHeader(), len(_HEADS) - 1
        head.setDefaultAlignment(LEADING)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.resizeSection(0, _TITLE)
        head.setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)
        rows = QHeaderView.ResizeMode.ResizeToContents
        self.table.verticalHeader().setSectionResizeMode(rows)
