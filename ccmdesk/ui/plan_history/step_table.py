"""The steps of a plan as a table of any length: a page is read when it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ccmdesk.actions.step_words import step_words
from ccmdesk.actions.time_words import time_words
from ccmdesk.db.steps import StepLine
from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import C_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.table_model import Index
from ccmdesk.ui.records.words import shown_in

_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_PAGE, _PAGES_KEPT = 64, 30
HEADINGS = (
    C_("history", "When"),
    C_("history", "Who"),
    C_("history", "Office"),
    C_("history", "What was done"),
    C_("history", "Record"),
)


@dataclass(frozen=True, slots=True)
class _Row:
    line: StepLine
    title: str


class StepTable(QAbstractTableModel):
    """Newest first; the words of a row are made when it is drawn, in the language of then."""

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._places: Sequence[int] = ()
        self._pages: OrderedDict[int, Mapping[int, _Row]] = OrderedDict()

    def show(self, places: Sequence[int]) -> None:
        """Show the steps that end at *places*."""
        self.beginResetModel()
        self._places = places
        self._pages.clear()
        self.endResetModel()

    def line(self, row: int) -> StepLine | None:
        """Return the step of a row; None where there is none."""
        found = self._row(row) if 0 <= row < len(self._places) else None
        return None if found is None else found.line

    def row_of(self, place: int) -> int | None:
        """Return the row of the step that ends at *place*, if it is shown."""
        return self._places.index(place) if place in self._places else None

    def retranslate(self) -> None:
        """Say every cell again."""
        self._pages.clear()
        if self._places:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADINGS) - 1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid() or role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        row = self._row(index.row())
        return "" if row is None else _cell(self._plan, row, index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._plan.lang(HEADINGS[section])
        return None

    def _row(self, row: int) -> _Row | None:
        page = row // _PAGE
        if page not in self._pages:
            self._pages[page] = self._read(page)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(self._places[row])

    def _read(self, page: int) -> Mapping[int, _Row]:
        lines = self._plan.store.steps.lines(self._places[page * _PAGE : (page + 1) * _PAGE])
        single = (line.brief.first[0] for line in lines if line.brief.count == 1)
        titles = titles_of(self._plan, ((one.kind, one.record) for one in single))
        return {
            line.place: _Row(line, titles.get(line.brief.first[0].record, "")) for line in lines
        }


def titles_of(plan: OpenPlan, records: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    """Return what the live ones of *records*, each given with its kind, are called."""
    wanted: dict[str, dict[UUID, None]] = {}
    for kind, record in records:
        wanted.setdefault(kind, {})[record] = None
    show = shown_in(plan)
    return {
        record.id: show.title(record)
        for kind, ids in wanted.items()
        if kind in BY_NAME
        for record in plan.store.records(BY_NAME[kind].record, list(ids))
    }


def moment_words(plan: OpenPlan, line: StepLine) -> str:
    """Return when a step was made, by the clock of this computer's zone."""
    lang, moment = plan.lang, line.at.astimezone()
    day = lang.date(moment.date(), style=DateStyle.MEDIUM)
    return lang(
        C_("history", "{day}, {time}"),
        day=day,
        time=time_words(lang, line.at, now=plan.author.clock()),
    )


def _cell(plan: OpenPlan, row: _Row, column: int) -> str:
    lang, line = plan.lang, row.line
    match column:
        case 0:
            return moment_words(plan, line)
        case 1:
            return lang.alone(line.by)
        case 2:
            return lang.alone(line.office)
        case 3:
            return step_words(lang, line)
    touched = line.brief.first[0]
    if line.brief.count != 1 or touched.kind not in BY_NAME:
        return lang.ngettext("{n} record", "{n} records", line.brief.count)
    return row.title or lang(BY_NAME[touched.kind].one)
