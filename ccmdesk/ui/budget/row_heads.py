"""The first column of the budget by year, which stays: titles over several rows, and names."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QStyle, QTableView

from ccmdesk.ui.budget.grid_model import GridModel
from ccmdesk.ui.budget.rows import GridRow, TotalRow, block_of
from ccmdesk.ui.direction import RTL, elided, way_of
from ccmdesk.ui.two_columns import in_lines

_TITLE = 140
_MOST_TITLE = 320
_LINE = 20
"""The height of a line of Latin letters at the usual size."""

_MARGIN = 6
_SPARE = 4
_Role = QPalette.ColorRole


class RowHeads(QHeaderView):
    """The title of an activity wraps beside the names of its rows."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._rows = model
        self._labels = 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)

    def least_width(self) -> int:
        """Return what the names need, with titles as narrow as they can be read."""
        metrics = self.fontMetrics()
        wide = max((metrics.horizontalAdvance(name) for name in self._rows.labels), default=0)
        self._labels = wide + 2 * _MARGIN + _SPARE
        return self._labels + round(_TITLE * metrics.height() / _LINE)

    def fit(self, room: int) -> None:
        """Take what the names need, and for the titles what is left of *room* within bounds."""
        least = self.least_width()
        self.setFixedWidth(max(least, min(room, self._labels + _MOST_TITLE)))

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        row = self._rows.rows[logical]
        painter.save()
        painter.fillRect(rect, self.palette().color(_Role.Window))
        self._lines(painter, rect, logical)
        painter.setPen(self.palette().color(_Role.WindowText))
        if block_of(row) is None:
            self._words(painter, rect, self._rows.title_of(row), bold=self._starts(logical))
        else:
            self._words(painter, self._at(rect, label=True), self._rows.label(row))
            painter.setClipRect(rect)
            self._title(painter, rect, logical)
        painter.restore()

    def _at(self, rect: QRect, *, label: bool) -> QRect:
        """Return the part of a row that holds its name, or the title it shares with others."""
        title = rect.width() - self._labels
        start, wide = (title, self._labels) if label else (0, title)
        part = QRect(rect.left() + start, rect.top(), wide, rect.height())
        return QStyle.visualRect(self.layoutDirection(), rect, part)

    def _title(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the part of a title that falls into one row; the rows together show all of it."""
        first, count = self._block(section)
        high = self.sectionSize(section)
        top = rect.top() - (section - first) * high
        whole = self._at(QRect(rect.left(), top, rect.width(), count * high), label=False)
        font = QFont(self.font())
        font.setBold(isinstance(self._rows.rows[section], TotalRow))
        room = whole.adjusted(_MARGIN, 2, -_MARGIN, -2)
        lines = max(room.height() // QFontMetrics(font).lineSpacing(), 1)
        title = self._rows.title_of(self._row(section))
        text = in_lines(title, font, room.width(), lines=lines)
        painter.setFont(font)
        painter.setLayoutDirection(way_of(text, self.layoutDirection()))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignTop, text)

    def _words(self, painter: QPainter, rect: QRect, text: str, *, bold: bool = False) -> None:
        font = QFont(self.font())
        font.setBold(bold)
        painter.setFont(font)
        room = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.setLayoutDirection(way_of(text, self.layoutDirection()))
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        short = elided(text, QFontMetrics(font), room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, short)

    def _lines(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the line over a block, and a fainter one between the names of its rows."""
        starts = self._starts(section)
        whole = starts or block_of(self._row(section)) is None
        part = rect if whole else self._at(rect, label=True)
        painter.setPen(self.palette().color(_Role.Mid if starts else _Role.Midlight))
        painter.drawLine(part.left(), part.top(), part.right(), part.top())
        painter.setPen(self.palette().color(_Role.Mid))
        edge = rect.left() if self.layoutDirection() is RTL else rect.right()
        painter.drawLine(edge, rect.top(), edge, rect.bottom())

    def _row(self, section: int) -> GridRow:
        return self._rows.rows[section]

    def _starts(self, section: int) -> bool:
        return starts_block(self._rows, section)

    def _block(self, section: int) -> tuple[int, int]:
        """Return the first row of the block and how many rows it has."""
        block, first, last = block_of(self._row(section)), section, section
        while first > 0 and block_of(self._row(first - 1)) == block:
            first -= 1
        while last + 1 < len(self._rows.rows) and block_of(self._row(last + 1)) == block:
            last += 1
        return first, last - first + 1


def starts_block(model: GridModel, row: int) -> bool:
    """Whether a row is the first below its title, or a title itself."""
    block, rows = block_of(model.rows[row]), model.rows
    if block is None:
        return not row or block_of(rows[row - 1]) is not None
    return not row or block_of(rows[row - 1]) != block
