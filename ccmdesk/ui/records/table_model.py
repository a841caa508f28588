"""A list of records: as many rows as there are ids, read a page at a time."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from ccmdesk.db.id_list import IdList
from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.naming import language_name
from ccmdesk.lang.show import Show
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.facts import Field, field_map, is_reference, item_type
from ccmdesk.model.kinds import BY_ID_TYPE, BY_RECORD
from ccmdesk.model.values import People, Period, Texts
from ccmdesk.model.words import C_
from ccmdesk.rules.approvals import as_told
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.columns import SHOWN_INSTEAD, columns_of, is_number, is_people
from ccmdesk.ui.records.words import shown_in

Index = QModelIndex | QPersistentModelIndex
PAGE = 32
"""About as many rows as are seen at once: a jump to any place reads one or two pages."""

PAGES_KEPT = 48
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
ID = _Role.UserRole
TITLE = _Role.UserRole + 1
STATE = _Role.UserRole + 2
BORROWED = _Role.UserRole + 3
"""Whether the title is in another language than the window."""

_ANSWERED = frozenset(
    int(role)
    for role in (
        _Role.DisplayRole,
        _Role.AccessibleTextRole,
        _Role.ToolTipRole,
        _Role.TextAlignmentRole,
        _Role.FontRole,
        ID,
        TITLE,
        STATE,
        BORROWED,
    )
)
"""Qt asks for seven things of each cell it paints; most are nothing here."""

_DISPLAY, _ALIGNMENT, _FONT = _Role.DisplayRole, _Role.TextAlignmentRole, _Role.FontRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
_LEADING = Qt.AlignmentFlag.AlignLeading
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class RecordTable(QAbstractTableModel):
    """Columns follow from the fields; the last one says in words how much is missing."""

    def __init__(
        self,
        plan: OpenPlan,
        kind: type[Any],
        *,
        fields: tuple[Field, ...] = (),
        counts_missing: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan = plan
        self.kind = kind
        self._counts_missing = counts_missing
        self._ids = IdList()
        self._missing: Mapping[UUID, int] = {}
        self._show: Show = shown_in(plan)
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._said: dict[int, dict[tuple[int, int], str]] = {}
        self._take(fields or columns_of(kind))

    def set_fields(self, fields: tuple[Field, ...]) -> None:
        """Show other columns; the rows stay."""
        self.beginResetModel()
        self._take(fields)
        self.endResetModel()

    @property
    def ids(self) -> IdList:
        """The ids in the order they are shown."""
        return self._ids

    @property
    def filled_by(self) -> Mapping[str, tuple[str, ...]]:
        """The fields that put something into each column."""
        own = {field.name: (field.name,) for field in self.fields}
        return {**own, **{name: (name, other.name) for name, other in self._instead.items()}}

    @property
    def pages(self) -> frozenset[int]:
        """The numbers of the pages that are kept."""
        return frozenset(self._pages)

    def show(self, ids: Sequence[UUID]) -> None:
        """Show these records in this order; call again when sorted or narrowed."""
        self.beginResetModel()
        self._ids = ids if isinstance(ids, IdList) else IdList.of(ids)
        self._forget()
        self.endResetModel()

    def go_on(self, ids: IdList) -> bool:
        """Show the records that follow those shown; False when *ids* begin with others."""
        shown = len(self._ids)
        if not shown or not ids.packed.startswith(self._ids.packed):
            return False
        self.beginInsertRows(_ROOT, shown, len(ids) - 1)
        self._ids = ids
        self._pages.pop(shown // PAGE, None)
        self._said.pop(shown // PAGE, None)
        self.endInsertRows()
        return True

    def reread(self) -> None:
        """Read again what is shown; selection and scroll position stay."""
        self._forget()
        self._announce()

    def touch(self, records: Sequence[UUID]) -> None:
        """Read again only some records, such as the one that is edited."""
        if len(records) > PAGE:
            self.reread()
            return
        self._show = shown_in(self._plan)
        for record in records:
            row = self.row_of(record)
            if row is not None:
                self._pages.pop(row // PAGE, None)
                self._said.pop(row // PAGE, None)
                last = self.index(row, self.columnCount() - 1)
                self.dataChanged.emit(self.index(row, 0), last)

    def names(self, kind: str) -> bool:
        """Whether a column shows what records of the stored name *kind* are called."""
        return kind in self._named

    def set_missing(self, missing: Mapping[UUID, int]) -> None:
        """Say how much is missing in each record."""
        if self._missing is not missing and self._missing != missing:
            self._missing = missing
            self._announce()

    @property
    def lacking(self) -> frozenset[UUID]:
        """The records in which something is missing."""
        return frozenset(self._missing)

    @property
    def lacks(self) -> Mapping[UUID, int]:
        """How many points are missing in each record that is not complete."""
        return self._missing

    def missing(self, record: UUID) -> int:
        """Return how many points are missing in a record."""
        return self._missing.get(record, 0)

    def retranslate(self) -> None:
        """Say cells and headings again in the language of the window; records stay as read."""
        self._show = shown_in(self._plan)
        self._said.clear()
        self._announce()
        if self.columnCount():
            horizontal = Qt.Orientation.Horizontal
            self.headerDataChanged.emit(horizontal, 0, self.columnCount() - 1)

    def id_at(self, row: int) -> UUID:
        """Return the id of a row."""
        return self._ids[row]

    def row_of(self, record: UUID) -> int | None:
        """Return the row of a record, or None when it is not in the list."""
        return self._ids.place(record)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.fields) + self._counts_missing

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _DISPLAY:
            return self.cell(row, column)
        if role == _ALIGNMENT:
            return self.alignment(column)
        if role == _FONT:
            return _italic() if self.is_borrowed(row, column) else None
        match role:
            case _Role.AccessibleTextRole | _Role.ToolTipRole:
                told = self._told(row) if column == 0 else self._say(row, column, whole=True)
                return self._marked(told, self._borrowed(row, column))
            case _ if role == ID:
                return self._ids[row]
            case _ if role == TITLE:
                return self._title(row)
            case _ if role == BORROWED:
                return any(self._borrowed(row, n) for n in self._title_columns())
            case _ if role == STATE:
                return self._missing_words(self._ids[row])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        lang = self._plan.lang
        if role == _Role.TextAlignmentRole:
            return self._alignments[section]
        if role not in {_Role.DisplayRole, _Role.ToolTipRole}:
            return None
        if section == len(self.fields):
            return lang(C_("column", "Missing"))
        field = self.fields[section]
        unit = field.spec.unit
        label = lang(field.spec.label)
        if unit is None:
            return label
        return lang(C_("column", "{label}, {unit}"), label=label, unit=lang(unit.label))

    def _take(self, fields: tuple[Field, ...]) -> None:
        self.fields, kind = fields, self.kind
        self._said.clear()
        self._instead = {
            field.name: field_map(kind)[SHOWN_INSTEAD[kind, field.name]]
            for field in fields
            if (kind, field.name) in SHOWN_INSTEAD
        }
        self._texts = frozenset(n for n, field in enumerate(fields) if field.type is Texts)
        self._alignments = [*map(_alignment, fields), _LEADING | _MIDDLE]
        told = (*fields, *self._instead.values())
        types = {item_type(field.type) or field.type for field in told}
        self._named = {BY_ID_TYPE[each].name for each in types if is_reference(each)}

    def _page(self, number: int) -> list[Any]:
        """Return the records of a page; the page looked at longest ago makes room.

        A record that has gone to the bin a moment ago is None there.
        """
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        found = {record.id: as_told(record) for record in self._plan.store.records(self.kind, ids)}
        self._pages[number] = [found.get(record) for record in ids]
        if len(self._pages) > PAGES_KEPT:
            self._said.pop(self._pages.popitem(last=False)[0], None)
        return self._pages[number]

    def _record(self, row: int) -> Any | None:
        return self._page(row // PAGE)[row % PAGE]

    def cell(self, row: int, column: int) -> str:
        """Return a value in few letters: widths are measured by it, then it is painted."""
        if column == len(self.fields):
            return self._missing_words(self._ids[row])
        self._page(row // PAGE)
        said, place = self._said.setdefault(row // PAGE, {}), (row, column)
        if place not in said:
            said[place] = self._say(row, column)
        return said[place]

    def _say(self, row: int, column: int, *, whole: bool = False) -> str:
        """Return a value in few letters; the *whole* value for a tooltip."""
        if column == len(self.fields):
            return self._missing_words(self._ids[row])
        record, field = self._record(row), self.fields[column]
        if record is None:
            return ""
        instead = self._instead.get(field.name)
        if instead is not None and getattr(record, instead.name) is not None:
            field = instead
        value = getattr(record, field.name)
        if is_people(field) and isinstance(value, People) and value.total is not None:
            return self._plan.lang.number(value.total)
        if is_number(field) and type(value) is int:
            return self._plan.lang.number(value)
        match value:
            case dt.date():
                return self._plan.lang.date(value, style=DateStyle.MEDIUM)
            case Period(start=dt.date() as start, end=dt.date() as end) if not whole:
                return self._plan.lang.years(start.year, end.year)
            case Period():
                return self._plan.lang.period(value, style=DateStyle.MEDIUM)
        return self._show.field(record, field).replace("\n", " ")

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Return where the values of a column stand."""
        return self._alignments[column]

    def is_borrowed(self, row: int, column: int) -> bool:
        """Whether a cell shows an author's text in another language than the window."""
        return column in self._texts and self._borrowed(row, column) is not None

    def _borrowed(self, row: int, column: int) -> LanguageTag | None:
        """Return the language of an author's text that is not written in that of the window."""
        record = self._record(row) if column < len(self.fields) else None
        texts = None if record is None else getattr(record, self.fields[column].name)
        best = texts.best(self._plan.lang.code) if isinstance(texts, Texts) else None
        return None if best is None or best[0] == self._plan.lang.code else best[0]

    def _title_columns(self) -> list[int]:
        names = BY_RECORD[self.kind].title
        return [n for n, field in enumerate(self.fields) if field.name in names]

    def _marked(self, told: str, language: LanguageTag | None) -> str:
        if language is None:
            return told
        lang = self._plan.lang
        name = language_name(lang, language, packs=self._plan.packs)
        said = C_("author's text in another language", "{text} [{language}]")
        return lang(said, text=told, language=name)

    def _title(self, row: int) -> str:
        record = self._record(row)
        return "" if record is None else self._show.title(record)

    def _told(self, row: int) -> str:
        """Return what a row is about, for a screen reader and where the title is cut short."""
        parts = (self._title(row), self._missing_words(self._ids[row]))
        return self._plan.lang.join([part for part in parts if part])

    def _missing_words(self, record: UUID) -> str:
        count = self.missing(record)
        if not count:
            return ""
        return self._plan.lang.ngettext("{n} missing", "{n} missing", count)

    def _forget(self) -> None:
        self._pages.clear()
        self._said.clear()
        self._show = shown_in(self._plan)

    def _announce(self) -> None:
        if self._ids and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _alignment(field: Field) -> Qt.AlignmentFlag:
    return (_RIGHT if is_number(field) or is_people(field) else _LEADING) | _MIDDLE


def _italic() -> QFont:
    font = QFont()
    font.setItalic(True)
    return font


def title_of(plan: OpenPlan, kind: type[Any], record: UUID) -> str:
    """Return what a record is called, or what its kind is called when it is gone."""
    found = plan.store.get(kind, record)
    if found is None:
        return plan.lang(BY_RECORD[kind].one)
    return shown_in(plan).title(found)
