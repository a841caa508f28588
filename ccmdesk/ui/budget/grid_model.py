"""The budget by year as a table for Qt: figures, marks, whole names, and what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ccmdesk.actions.fill_budget import FillCell, is_new, typed_cell
from ccmdesk.actions.paste_budget import copied
from ccmdesk.lang.lang import Lang
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.budget_grid import COMPUTED, BudgetCell, BudgetGrid, CellPlace, cells_of
from ccmdesk.ui.budget.cell_words import (
    NOT_FILLED,
    Column,
    cell_at,
    is_derived,
    remark_on,
    text_of,
    together,
    told_of,
)
from ccmdesk.ui.budget.rows import (
    AgreementRow,
    AmountRow,
    GapRow,
    GridRow,
    TotalRow,
    block_of,
    label_of,
    rows_of,
)
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.table_model import Index
from ccmdesk.ui.records.words import shown_in

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
LOOK = _Role.UserRole
"""(whether the figure is derived, whether it is a total, whether nothing is filled)."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class GridModel(QAbstractTableModel):
    """Rows of each activity, the totals and long agreements; a column a year."""

    refused = Signal(object)
    """The Message that says why what was typed is not written."""

    def __init__(self, plan: OpenPlan, parent: QObject) -> None:
        super().__init__(parent)
        self._plan = plan
        self._shape: object = None
        self._show = shown_in(plan)
        self._titles: dict[object, str] = {}
        self.rows: Sequence[GridRow] = ()
        self.columns: tuple[Column, ...] = ()

    @property
    def lang(self) -> Lang:
        """The language of the window."""
        return self._plan.lang

    def show_grid(self, grid: BudgetGrid, currency: CurrencyCode | None) -> None:
        """Show *grid* in one currency or in each; the same rows keep what is selected."""
        shape = _shape(grid, currency)
        same, self._shape = shape == self._shape, shape
        if not same:
            self.beginResetModel()
        self.rows, self.columns = rows_of(grid, currency), _columns(grid)
        self._forget()
        if same:
            self._announce()
        else:
            self.endResetModel()

    def retranslate(self) -> None:
        """Say every word again."""
        self._forget()
        self._announce()
        for way, count in (
            (Qt.Orientation.Horizontal, self.columnCount()),
            (Qt.Orientation.Vertical, self.rowCount()),
        ):
            if count:
                self.headerDataChanged.emit(way, 0, count - 1)

    def cell(self, index: Index) -> BudgetCell | None:
        """Return the cell that can be filled at *index*, or None where a figure is computed."""
        return cell_at(self.rows[index.row()], self.columns[index.column()])

    def index_of(self, place: CellPlace) -> QModelIndex | None:
        """Return where a cell stands, or None when it is not shown."""
        wanted = (place.activity, place.role.label)
        rows = [n for n, row in enumerate(self.rows) if (block_of(row), label_of(row)) == wanted]
        column = Column(place.year)
        if not rows or column not in self.columns:
            return None
        return self.index(rows[0], self.columns.index(column))

    def index_of_any(self, records: Iterable[UUID]) -> QModelIndex | None:
        """Return the cell of the first of these budget lines, or of the cost of an activity."""
        wanted = set(records)
        for row in self.rows:
            if isinstance(row, AmountRow):
                places = cells_of(row.group, row.role)
                found = next((place for ids, place in places if wanted.intersection(ids)), None)
                if found is not None:
                    return self.index_of(found)
        return None

    def title_of(self, row: GridRow) -> str:
        """Return the title over the rows that *row* is one of, or its own name."""
        key = block_of(row) or row
        if key not in self._titles:
            self._titles[key] = self._title(row)
        return self._titles[key]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the rows below a title are called, each once."""
        said = {label_of(row): row for row in self.rows if block_of(row) is not None}
        return tuple(self._plan.lang(label) for label in said)

    def label(self, row: GridRow) -> str:
        """Return what one row is called below its title."""
        return self._plan.lang(label_of(row))

    def address(self, index: Index) -> tuple[str, str, str]:
        """Return where a cell stands: what its activity, its row and its column are called."""
        row, column = self.rows[index.row()], self.columns[index.column()]
        return self.title_of(row), self.label(row), column.name(self._plan.lang)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual if self.refusal(index) else usual | Qt.ItemFlag.ItemIsEditable

    def refusal(self, index: Index) -> Message | None:
        """Return why nothing can be typed at *index*."""
        if not index.isValid():
            return COMPUTED
        cell = self.cell(index)
        return COMPUTED if cell is None else cell.refusal

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column, lang = self.rows[index.row()], self.columns[index.column()], self._plan.lang
        match role:
            case _Role.DisplayRole:
                return text_of(row, column, lang)
            case _Role.EditRole:
                cell = cell_at(row, column)
                return "" if cell is None else copied(cell, lang=lang)
            case _Role.TextAlignmentRole:
                return _RIGHT | _MIDDLE
            case _Role.AccessibleTextRole:
                return self._told(row, column)
            case _Role.AccessibleDescriptionRole:
                parts = (self.title_of(row), remark_on(row, column, lang))
                return together(lang, parts)
            case _Role.ToolTipRole:
                told = self._told(row, column) if told_of(row, column, lang) else ""
                parts = (told, remark_on(row, column, lang))
                return "\n".join(part for part in parts if part)
            case _ if role == LOOK:
                empty = text_of(row, column, lang) == NOT_FILLED
                total = isinstance(row, TotalRow) or column.is_total
                return is_derived(row, column), total, empty
        return None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Write what is typed into one cell; False, with the reason told, when it cannot be."""
        return role == _Role.EditRole and self.write(index, str(value), lang=self._plan.lang)

    def write(self, index: Index, text: str, *, lang: Lang) -> bool:
        """Write what is typed in *lang* into one cell; False when it cannot be, as `setData`."""
        cell = self.cell(index)
        if cell is None:
            return False
        if text.strip() == copied(cell, lang=lang):
            return True
        try:
            fill = typed_cell(cell, text, lang=lang)
        except Problem as problem:
            self.refused.emit(problem.message)
            return False
        return self.fill([fill])

    def fill(self, cells: Iterable[FillCell]) -> bool:
        """Write cells as one step; False, with the reason told, when they cannot be."""
        try:
            self._plan.fill_budget([fill for fill in cells if is_new(fill)])
        except Problem as problem:
            self.refused.emit(problem.message)
            return False
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == _Role.TextAlignmentRole:
                return _RIGHT | _MIDDLE
            named = role == _Role.DisplayRole
            return self.columns[section].name(self._plan.lang) if named else None
        if role in {_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole}:
            row = self.rows[section]
            parts = (self.title_of(row), self.label(row))
            return self._plan.lang.join(list(dict.fromkeys(part for part in parts if part)))
        return None

    def _told(self, row: GridRow, column: Column) -> str:
        lang, amount = self._plan.lang, told_of(row, column, self._plan.lang)
        label = self.title_of(row) if isinstance(row, AgreementRow) else self.label(row)
        parts = (column.name(lang), label, amount)
        return lang.join([part for part in parts if part])

    def _title(self, row: GridRow) -> str:
        lang = self._plan.lang
        match row:
            case AmountRow() | GapRow():
                return self._show.title(row.group.activity)
            case TotalRow():
                said = N_("Total of the plan, in {currency}")
                return lang(said, currency=row.found.currency)
            case AgreementRow():
                return self._show.title(row.long.agreement)
        return lang(row.label)

    def _forget(self) -> None:
        self._show = shown_in(self._plan)
        self._titles.clear()

    def _announce(self) -> None:
        if self.rows and self.columns:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _columns(grid: BudgetGrid) -> tuple[Column, ...]:
    return (*(Column(year) for year in grid.columns), Column(is_total=True))


def _shape(grid: BudgetGrid, currency: CurrencyCode | None) -> object:
    """Return what each row and column stands for, whatever the figures are."""
    groups = [(group.activity.id, group.currency) for group in grid.groups]
    totals = [found.currency for found in grid.totals]
    return currency, grid.years, groups, totals, [long.agreement.id for long in grid.agreements]
