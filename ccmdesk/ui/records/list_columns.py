"""The columns of one list: those that were chosen, else the usual ones with something in them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.chosen_columns import ChosenColumns
from ccmdesk.ui.records.column_box import ColumnBox
from ccmdesk.ui.records.columns import COLUMNS, columns_of
from ccmdesk.ui.records.wide_table import WideTable


class ListColumns(QObject):
    """Gives the table of a list its columns, and keeps what the user makes of them."""

    leaving = Signal()
    """The columns are about to become others; the rows are read anew."""

    taken = Signal()

    refill = Signal()
    """Which columns are empty is to be read again."""

    def __init__(self, plan: OpenPlan, table: WideTable, chosen: ChosenColumns) -> None:
        super().__init__(table)
        self._plan, self._table, self._chosen = plan, table, chosen
        self._model = table.rows
        self._kind = self._model.kind
        self._name = BY_RECORD[self._kind].name
        self._usual = tuple(COLUMNS[self._kind].split())
        table.ordered.connect(self._keep)
        table.asks.hide.connect(self._hide)
        table.asks.reset.connect(lambda: self._keep(()))
        chosen.moved.connect(self._moved)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the columns that are seen, in order."""
        fields = enumerate(self._model.fields)
        return tuple(f.name for n, f in fields if not self._table.isColumnHidden(n))

    @property
    def copied(self) -> tuple[str, ...]:
        """The fields that fill those columns: nothing that is seen is left out of a copy."""
        by = self._model.filled_by
        return tuple(dict.fromkeys(one for name in self.names for one in by[name]))

    def take(self) -> None:
        """Give the table the columns that were chosen, as far as this version knows them."""
        facts = field_map(self._kind)
        names = [name for name in self._chosen.of(self._name) if name in facts]
        fields = tuple(facts[name] for name in names) or columns_of(self._kind)
        if fields != self._model.fields:
            self.leaving.emit()
            self._model.set_fields(fields)
            self.taken.emit()

    @property
    def left_out_when_empty(self) -> frozenset[str]:
        """The fields that fill the usual columns; columns the user chose are never left out."""
        by = self._model.filled_by
        usual = set(by) == set(self._usual)
        return frozenset(name for names in by.values() for name in names if usual)

    def show_filled(self, filled: frozenset[str]) -> None:
        """Leave out those of the usual columns that would be empty from top to bottom."""
        by = self._model.filled_by
        if set(by) != set(self._usual):
            self._table.show_columns(frozenset(by))
            return
        shown = (name for name, names in by.items() if filled.intersection(names))
        self._table.show_columns(frozenset(shown))

    def choose(self, below: QWidget) -> ColumnBox:
        """Open the box in which the columns are chosen."""
        shown = self._chosen.of(self._name) or self._usual
        box = ColumnBox(self._plan, self._kind, shown, parent=below)
        box.chosen.connect(self._keep)
        box.open_at(below)
        return box

    def _keep(self, names: tuple[str, ...]) -> None:
        self._chosen.keep(self._name, () if names == self._usual else names)

    def _hide(self, column: int) -> None:
        hidden = self._table.column_name(column)
        left = tuple(name for name in self.names if name != hidden)
        if hidden is not None and left:
            self._keep(left)

    def _moved(self, kind: str) -> None:
        if kind == self._name:
            self.take()
            self.refill.emit()
