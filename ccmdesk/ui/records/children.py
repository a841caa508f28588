"""Records that belong to another: short lists below the form of the one they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.indicator import Indicator, Measurement
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Objective, Plan
from ccmdesk.model.state import Extension, Obligation
from ccmdesk.model.victims import NeedsAssessment
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.cells import Cells
from ccmdesk.ui.records.column_fit import ColumnFit
from ccmdesk.ui.records.columns import columns_of
from ccmdesk.ui.records.empty_words import EMPTY
from ccmdesk.ui.records.table_model import RecordTable
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_MOST_ROWS = 6
_MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Child:
    """Records of *kind* whose reference *field* names a record of *parent*; without one all do."""

    parent: type[Any]
    kind: type[Any]
    field: str | None


CHILDREN: tuple[Child, ...] = (
    Child(Activity, Milestone, "activity"),
    Child(Activity, BudgetLine, "activity"),
    Child(Activity, Indicator, "activity"),
    Child(Activity, Need, "activity"),
    Child(Indicator, Measurement, "indicator"),
    Child(Obligation, Extension, "obligation"),
    Child(Plan, Objective, "plan"),
    Child(Plan, Activity, "plan"),
    Child(Plan, NeedsAssessment, None),
    Child(Objective, Activity, "objective"),
    Child(HazardousArea, LandRelease, "area"),
)


def children_of(parent: type[Any]) -> tuple[Child, ...]:
    """Return the lists below the form of *parent*, in reading order."""
    return tuple(child for child in CHILDREN if child.parent is parent)


class _Rows(QTableView):
    """As high as its rows, up to six; Enter and a click open the record."""

    asked = Signal(QModelIndex)

    def __init__(self, model: RecordTable) -> None:
        super().__init__()
        self.setModel(model)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(Cells(self))
        self._head = TwoLineHeader(self)
        self.setHorizontalHeader(self._head)
        self._fit = ColumnFit(model, self._head, self)
        for changed in (model.modelReset, model.dataChanged):
            changed.connect(self._fit.forget)
        self.clicked.connect(self.asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.asked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Be as high as the rows that are there, with columns as wide as these need."""
        columns = range(self.model().columnCount())
        for column, width in self._fit.widths(columns, self.viewport().width()).items():
            self._head.resizeSection(column, width)
        row = self.fontMetrics().height() + 8
        self.verticalHeader().setDefaultSectionSize(row)
        rows = min(self.model().rowCount(), _MOST_ROWS)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows * row + head + 2 * self.frameWidth())


class ChildList(QWidget):
    """One list of children with a button that adds one."""

    open_asked = Signal(object, object)
    """(kind, id) of the child to open."""

    def __init__(self, plan: OpenPlan, child: Child, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.child = child
        self._plan = plan
        self._parent: UUID | None = None
        fields = [field for field in columns_of(child.kind) if field.name != child.field]
        self.model = RecordTable(plan, child.kind, fields=tuple(fields[:_MOST_COLUMNS]))
        self.model.setParent(self)
        self.rows = _Rows(self.model)
        self.rows.asked.connect(self._open)
        self.title = BoldLabel()
        self.goes = text_label(muted=True)
        self.add_button = QPushButton()
        self.add_button.setAutoDefault(True)
        self.add_button.clicked.connect(self.add)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.goes)
        column.addWidget(self.rows)
        self.retranslate()

    def show_parent(self, parent: UUID) -> None:
        """Show the children of *parent*."""
        from ccmdesk.db.query import ListQuery

        self._parent = parent
        field = self.child.field
        where = {} if field is None else {field: str(parent)}
        asked = ListQuery(kind=self.child.kind, where=where)
        self.model.show(self._plan.store.ids(asked))
        self.rows.setVisible(self.model.rowCount() > 0)
        self.goes.setVisible(self.model.rowCount() == 0)
        self.rows.fit()

    def add(self) -> None:
        """Write a new child and open it."""
        if self._parent is not None:
            field = self.child.field
            values = {} if field is None else {field: self._parent}
            child = self._plan.add(self.child.kind, values)
            self.open_asked.emit(self.child.kind, child)

    def retranslate(self) -> None:
        """Say title, headings and button again."""
        lang, kind = self._plan.lang, BY_RECORD[self.child.kind]
        self.title.setText(lang(kind.many))
        self.goes.setText(lang(EMPTY[self.child.kind].example))
        said = lang(N_("Add: {kind}"), kind=lang(kind.one))
        self.add_button.setText(lang(C_("button", "Add")))
        self.add_button.setToolTip(said)
        self.add_button.setAccessibleName(said)
        self.rows.setAccessibleName(lang(kind.many))
        self.model.retranslate()
        self.rows.fit()

    def focus(self) -> None:
        """Put the cursor on the first child, or on the button that adds one."""
        if self.model.rowCount():
            self.rows.setCurrentIndex(self.model.index(0, 0))
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, index: QModelIndex) -> None:
        self.open_asked.emit(self.child.kind, self.model.id_at(index.row()))
