"""How wide the columns of a table of records are by what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from ccmdesk.model.values import Texts
from ccmdesk.ui.records.columns import is_date, is_number
from ccmdesk.ui.records.squeeze import spread, squeeze
from ccmdesk.ui.records.table_model import PAGE, RecordTable
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_LOOKED_AT = PAGE
"""Rows that decide how wide a column is; reading more would be felt in a long list."""

_WIDEST, _NARROWEST = 240, 60
_LEAST, _LEAST_MAIN = 84, 190
_AROUND = 22
_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class ColumnFit:
    """Asks headings and the first rows, and keeps what these need until they are others."""

    def __init__(self, rows: RecordTable, head: TwoLineHeader, table: QTableView) -> None:
        self._rows, self._head, self._table = rows, head, table
        self._kept: dict[int, int] = {}

    @property
    def main(self) -> int:
        """The column that names a record: the first of words, else the first."""
        texts = (n for n, field in enumerate(self._rows.fields) if field.type is Texts)
        return next(texts, 0)

    def forget(self) -> None:
        """Ask the rows again: they, or the letters, are others."""
        self._kept.clear()

    def widths(self, shown: Sequence[int], room: int) -> dict[int, int]:
        """Return the width of each column *shown*, together as wide as *room* where that can be."""
        widths = {column: self._needed(column) for column in shown}
        spare = room - sum(widths.values())
        if spare > 0:
            most = {column: self._whole(column) for column in shown}
            left = spread(widths, spare, most=most)
            widths[self._widening(shown)] += left
        else:
            over = squeeze(widths, -spare, least={n: self._least(n) for n in shown})
            over = squeeze(widths, over, least={n: self._least(n, crowded=True) for n in shown})
            if self._table.horizontalScrollBarPolicy() is _NEVER:
                squeeze(widths, over, least=dict.fromkeys(shown, _NARROWEST))
        return widths

    def _needed(self, column: int) -> int:
        head = self._head.least_width(column)
        return max(min(self._of_values(column), _WIDEST), head, _NARROWEST)

    def _whole(self, column: int) -> int:
        """Return what the longest of the first values needs, and the heading in one line."""
        return max(self._of_values(column), self._head.whole_width(column))

    def _widening(self, shown: Sequence[int]) -> int:
        """Return the column that takes the rest: the words that name a record, else the last.

        A year would stand far from the others, at the other end of a wide column. The column that
        names a record may be hidden.
        """
        fields, last = self._rows.fields, max(shown)
        if self.main not in shown:
            return last
        has_words = fields[self.main].type is Texts and self._of_values(self.main) > _AROUND
        is_figure = last < len(fields) and is_number(fields[last])
        return self.main if has_words or is_figure else last

    def _of_values(self, column: int) -> int:
        """Return what the first values need; it is asked each time the page is laid out."""
        if column not in self._kept:
            self._kept[column] = self._measured(column)
        return self._kept[column]

    def _measured(self, column: int) -> int:
        wide = QFontMetrics(self._table.font()).horizontalAdvance
        rows = range(min(_LOOKED_AT, self._rows.rowCount()))
        texts = {self._rows.cell(row, column) for row in rows}
        return max(map(wide, texts), default=0) + _AROUND

    def _least(self, column: int, *, crowded: bool = False) -> int:
        """Return how narrow a column may become.

        Headings, figures, dates and what is missing stay whole.
        """
        fields, head = self._rows.fields, self._head.least_width(column)
        if column == len(fields) or is_number(fields[column]) or is_date(fields[column]):
            return max(self._of_values(column), head, _NARROWEST)
        usual, main = (_NARROWEST, _LEAST) if crowded else (_LEAST, _LEAST_MAIN)
        return max(main if column == self.main else usual, head)
