"""The narrow list beside a form: one column of two lines, as quick with 10,000 rows as with ten."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.few_rows import with_few_rows
from ccmdesk.ui.records.table_model import RecordTable
from ccmdesk.ui.records.two_lines import TwoLines

_OWN = Qt.FindChildOption.FindDirectChildrenOnly
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NarrowList(QTableView):
    """The arrow keys show the next record in the form; Enter goes into it.

    A table of one column, because a list view would lay out every row after each change.
    """

    delete_asked = Signal()
    enter_asked = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._lines = TwoLines(plan, self)
        self.setItemDelegateForColumn(0, self._lines)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.fit_rows()

    def take(self, model: RecordTable, chosen: QItemSelectionModel) -> None:
        """Show the records of *model* with what is *chosen* in the table."""
        self.setModel(model)
        self.setSelectionModel(chosen)
        self._forget_choices()
        for column in range(1, model.columnCount()):
            self.hideColumn(column)
        self.fit_rows()

    def _forget_choices(self) -> None:
        """Delete what Qt made with each model it was given, and keeps as long as the view."""
        for view in (self, self.horizontalHeader(), self.verticalHeader()):
            for made in view.findChildren(QItemSelectionModel, options=_OWN):
                made.deleteLater()

    def minimumSizeHint(self) -> QSize:
        return with_few_rows(self, super().minimumSizeHint())

    def fit_rows(self) -> None:
        """Make every row as high as two lines of the language are."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        self.verticalHeader().setDefaultSectionSize(self._lines.height(option))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in _ENTER:
            self.enter_asked.emit()
        else:
            super().keyPressEvent(event)
