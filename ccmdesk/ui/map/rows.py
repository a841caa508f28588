"""The areas of the map as rows: in a narrow list beside it, and as a table in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ccmdesk.db.query import ListQuery
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.facts import field_map
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.map.ground import USUAL_ORDER, Shape
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.narrow_list import NarrowList
from ccmdesk.ui.records.table_model import STATE, Index, RecordTable
from ccmdesk.ui.records.wide_table import WideTable

_COLUMNS = "code name kind size_m2 status"


class AreaRows(RecordTable):
    """Code, place, kind, m² and state; the last column says what lies outside the country."""

    def __init__(self, plan: OpenPlan, parent: QObject) -> None:
        facts = field_map(HazardousArea)
        fields = tuple(facts[name] for name in _COLUMNS.split())
        super().__init__(plan, HazardousArea, fields=fields, counts_missing=True, parent=parent)
        self._area_plan = plan
        self._shapes: Mapping[UUID, Shape] = {}

    def show_shapes(self, shapes: Mapping[UUID, Shape], order: Sequence[UUID]) -> None:
        """Show these areas in this order."""
        self._shapes = shapes
        self.show(order)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == STATE and index.isValid():
            return self.facts(self.id_at(index.row()))
        return super().data(index, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        shown = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        if section == len(self.fields) and role in shown:
            return self._area_plan.lang(C_("column", "On the map"))
        return super().headerData(section, orientation, role)

    def facts(self, area: UUID) -> str:
        """Return size, state and kind of an area in one line, the longest last."""
        shape = self._shapes.get(area)
        if shape is None:
            return ""
        lang = self._area_plan.lang
        parts = [
            lang.area(shape.size_m2) if shape.size_m2 is not None else "",
            lang(shape.status.label) if shape.status else "",
            lang(shape.kind.label if shape.kind else C_("map", "Kind not stated")),
            self._missing_words(area),
        ]
        return lang.join([part for part in parts if part])

    def _missing_words(self, record: UUID) -> str:
        shape = self._shapes.get(record)
        if shape is None or not shape.outside:
            return ""
        return self._area_plan.lang(C_("area on the map", "Outside the country"))


class AreaList(QWidget):
    """One choice of an area, shared by the narrow list and the table."""

    chosen = Signal(object)
    """The id of the area the user went to, or None."""

    opened = Signal()

    def __init__(self, plan: OpenPlan, widths: ColumnWidths) -> None:
        super().__init__()
        self._plan = plan
        self._quiet = False
        self._column, self._descending = USUAL_ORDER, False
        self._shapes: dict[UUID, Shape] = {}
        self.model = AreaRows(plan, self)
        self.table = WideTable(plan, self.model, widths=widths)
        self.narrow = NarrowList(plan)
        self.narrow.take(self.model, self.table.selectionModel())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.narrow)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.opened.connect(self.opened)
        self.narrow.enter_asked.connect(self.opened)
        self.narrow.doubleClicked.connect(self.opened)
        self.table.sort_asked.connect(self._sort)
        self.retranslate()

    def show_shapes(self, shapes: Iterable[Shape]) -> None:
        """List these areas; the chosen one stays so."""
        kept = self.current()
        self._shapes = {shape.id: shape for shape in shapes}
        self._quiet = True
        self.model.show_shapes(self._shapes, self._order())
        if kept is not None:
            self.choose(kept)
        self._quiet = False

    def show_as_table(self, wide: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show the table with its columns, or the narrow list."""
        self._stack.setCurrentWidget(self.table if wide else self.narrow)
        index = self.table.currentIndex()
        if index.isValid():
            (self.table if wide else self.narrow).scrollTo(index)

    def current(self) -> UUID | None:
        """Return the id of the chosen area."""
        index = self.table.currentIndex()
        return self.model.id_at(index.row()) if index.isValid() else None

    def choose(self, area: UUID | None) -> None:
        """Make the row of an area the current one, without announcing it."""
        row = None if area is None else self.model.row_of(area)
        quiet, self._quiet = self._quiet, True
        flags = QItemSelectionModel.SelectionFlag
        if row is None:
            self.table.selectionModel().clear()
        else:
            index = self.model.index(row, 0)
            self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            for view in (self.narrow, self.table):
                view.scrollTo(index)
        self._quiet = quiet

    def retranslate(self) -> None:
        """Say headings, cells and names again."""
        name = self._plan.lang(N_("Areas on the map"))
        self.table.setAccessibleName(name)
        self.narrow.setAccessibleName(name)
        self.narrow.fit_rows()
        self.model.retranslate()
        self.table.fit_columns()

    def _order(self) -> list[UUID]:
        """Return the areas as they came, or as the user wants them sorted."""
        if self._column == USUAL_ORDER and not self._descending:
            return list(self._shapes)
        asked = ListQuery(
            kind=HazardousArea,
            sort=self._column,
            descending=self._descending,
            language=self._plan.lang.code,
        )
        return [area for area in self._plan.store.ids(asked) if area in self._shapes]

    def _sort(self, column: int) -> None:
        name = self.table.column_name(column)
        if name is None:
            return
        self._descending = self._column == name and not self._descending
        self._column = name
        way = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(column, way)
        self.show_shapes(list(self._shapes.values()))

    def _moved(self, current: Index, _before: Index) -> None:
        if not self._quiet:
            self.chosen.emit(self.model.id_at(current.row()) if current.isValid() else None)
