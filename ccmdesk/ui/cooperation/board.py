"""A board: lines in parts, whose cells break into as many lines as their words need."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ccmdesk.ui.cooperation.board_model import ALARM, FIGURE, BoardModel, Index, Part, Row
from ccmdesk.ui.records.squeeze import spread, squeeze
from ccmdesk.ui.records.two_line_header import TwoLineHeader
from ccmdesk.ui.two_columns import draw, in_lines, role_of

_MOST_LINES, _LINES = 3, 7
"""Of a cell at most, and of the board at least."""

_SIDE, _ABOVE = 6, 4
_BESIDE_FIGURE = 6
"""Pixels more between a figure at the right of its column and the words of the next."""

_LOOKED_AT = 80
"""Lines that decide how wide a column is; measuring more would be felt."""

_MOST_IN_TEN = 8
_WHEN_BROKEN = 1.4
"""So much more room a text takes in several lines, which end where a word does."""

_WIDEST_WORD, _NARROWEST = 140, 48

_WORDS = Qt.AlignmentFlag.AlignLeft
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoardCells(QStyledItemDelegate):
    """Up to three lines in a cell; what is longer ends in …, and is told by its tooltip."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._board = board

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        whole: Any = option
        metrics = QFontMetrics(whole.font)
        text, room = str(index.data() or ""), self._board.room_of(index)
        wide = metrics.horizontalAdvance(text)
        told = text if wide <= room else in_lines(text, whole.font, room, lines=_MOST_LINES)
        return QSize(0, (told.count("\n") + 1) * metrics.lineSpacing() + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole: Any = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        text, whole.text = whole.text, ""
        view: QWidget = whole.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, view)
        painter.save()
        chosen = bool(whole.state & QStyle.StateFlag.State_Selected)
        usual = QPalette.ColorRole.BrightText if index.data(ALARM) else QPalette.ColorRole.Text
        painter.setPen(whole.palette.color(role_of(chosen, usual)))
        painter.setFont(whole.font)
        is_figure = index.column() == self._board.lines.figures
        after = _SIDE + (_BESIDE_FIGURE if is_figure else 0)
        room = whole.rect.adjusted(_SIDE, _ABOVE, -after, -_ABOVE)
        most = max(room.height() // QFontMetrics(whole.font).lineSpacing(), 1)
        told = in_lines(text, whole.font, room.width(), lines=most)
        side = FIGURE if is_figure else _WORDS
        draw(painter, whole, room, side, told)
        painter.restore()


class Board(QTreeView):
    """Columns are as wide as their words need; those with most words give way where room is short.

    Enter opens a line, and *keys* do what a view lets them do.
    """

    opened = Signal(object)
    """The Row that is to be opened."""

    chosen = Signal()
    """Another line is the current one, or none."""

    def __init__(self) -> None:
        super().__init__()
        self._folded: set[Hashable] = set()
        self.keys: dict[Qt.Key, Callable[[], object]] = {}
        self.lines = BoardModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(BoardCells(self))
        self._head = TwoLineHeader(self)
        self.setHeader(self._head)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(18)
        self.collapsed.connect(lambda index: self._folded.add(self._part_key(index)))
        self.expanded.connect(lambda index: self._folded.discard(self._part_key(index)))
        self.doubleClicked.connect(self._open)

    def minimumSizeHint(self) -> QSize:
        """Ask for the headings and some lines: each row may have several."""
        high = self._head.sizeHint().height() + _LINES * self.fontMetrics().lineSpacing()
        return super().minimumSizeHint().expandedTo(QSize(0, high))

    def show_parts(self, headings: tuple[str, ...], parts: Sequence[Part]) -> None:
        """Show other lines; the current one stays current wherever it stands now."""
        here, top = self.current_row(), self.verticalScrollBar().value()
        folded = set(self._folded)
        self.lines.show(headings, parts)
        self._folded = folded
        self.scheduleDelayedItemsLayout()  # or each part that opens is laid out by itself
        for number, part in enumerate(parts):
            title = self.lines.index(number, 0)
            self.setFirstColumnSpanned(number, QModelIndex(), True)
            self.setExpanded(title, part.key not in folded)
            for place, row in enumerate(part.rows):
                if row.whole:
                    self.setFirstColumnSpanned(place, title, True)
        self._fit()
        self.verticalScrollBar().setValue(top)
        if here is None or not self.select(here.key):
            self._select_first()
        self.chosen.emit()

    def current_row(self) -> Row | None:
        """Return the current line; None on a title and when there is none."""
        return self.lines.row_at(self.currentIndex())

    def select(self, key: Hashable) -> bool:
        """Make the line with *key* the current one; False when it is not there."""
        index = self.lines.index_of(key)
        if index.isValid():
            self.setExpanded(index.parent(), True)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def room_of(self, index: Index) -> int:
        """Return how wide the words of a cell may be."""
        row = self.lines.row_at(index)
        across = row is None or row.whole
        wide = self.viewport().width() if across else self._head.sectionSize(index.column())
        inside = self.indentation() * (1 if row is None else 2) if index.column() == 0 else 0
        after = _BESIDE_FIGURE if index.column() == self.lines.figures and not across else 0
        return max(wide - inside - after - 2 * _SIDE, 1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        do = self.keys.get(Qt.Key(event.key()))
        if do is not None and not event.modifiers():
            do()
        elif event.key() in _ENTER:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Share the width by need; a column without any word is left out."""
        columns = range(self.lines.columnCount())
        texts = {column: self._texts(column) for column in columns}
        for column in columns:
            self.setColumnHidden(column, column > 0 and not any(texts[column]))
        shown = [column for column in columns if not self.isColumnHidden(column)]
        least = {column: self._least(column, texts[column]) for column in shown}
        widths = {
            column: max(self._needed(column, texts[column]), least[column]) for column in shown
        }
        spare = self.viewport().width() - sum(widths.values())
        most = {column: self._whole(column, texts[column]) for column in shown}
        # What would be cut even in its lines comes before what would only go on in the next line.
        cut = {c: max(widths[c], self._broken(c, whole)) for c, whole in most.items()}
        spare = spread(widths, spare, most=cut)
        spare = spread(widths, spare, most=most)
        if spare > 0 and widths:
            widths[max(widths, key=lambda column: widths[column])] += spare
        broken = {c: max(least[c], self._broken(c, width)) for c, width in widths.items()}
        left = squeeze(widths, -spare, least=broken)
        left = squeeze(widths, left, least=least)
        squeeze(widths, left, least=dict.fromkeys(widths, _NARROWEST))
        for column, width in widths.items():
            self._head.resizeSection(column, width)
        self.scheduleDelayedItemsLayout()

    def _texts(self, column: int) -> list[str]:
        """Return what the first lines say in a column."""
        rows = (row for part in self.lines.parts for row in part.rows if not row.whole)
        return [row.cells[column] for row in islice(rows, _LOOKED_AT)]

    def _needed(self, column: int, texts: list[str]) -> int:
        """Return what most of the first lines need; a few long ones go on in the next line."""
        wide = sorted(map(QFontMetrics(self.font()).horizontalAdvance, texts))
        most = wide[(len(wide) - 1) * _MOST_IN_TEN // 10] if wide else 0
        return most + self._around(column)

    def _broken(self, column: int, width: int) -> int:
        """Return how wide a column must be so that what has room in *width* has it in its lines."""
        around = self._around(column)
        return around + round((width - around) * _WHEN_BROKEN / _MOST_LINES)

    def _whole(self, column: int, texts: list[str]) -> int:
        """Return what the longest of the first lines needs."""
        return max(map(QFontMetrics(self.font()).horizontalAdvance, texts), default=0) + (
            self._around(column)
        )

    def _least(self, column: int, texts: list[str]) -> int:
        """Return how narrow a column may be with its heading in two lines and most words whole."""
        words = {word for text in texts for word in text.split()}
        wide = max(map(QFontMetrics(self.font()).horizontalAdvance, words), default=0)
        return max(min(wide, _WIDEST_WORD) + self._around(column), self._head.least_width(column))

    def _around(self, column: int) -> int:
        more = 2 * self.indentation() if column == 0 else 0
        return 2 * _SIDE + 1 + more + (_BESIDE_FIGURE if column == self.lines.figures else 0)

    def _select_first(self) -> None:
        """Make the first line the current one: it is in sight, so nothing is laid out for that."""
        self.setAutoScroll(False)
        for number, part in enumerate(self.lines.parts):
            title = self.lines.index(number, 0)
            if part.rows and self.isExpanded(title):
                self.setCurrentIndex(self.lines.index(0, 0, title))
                break
        self.setAutoScroll(True)

    def _part_key(self, index: QModelIndex) -> Hashable:
        return self.lines.parts[index.row()].key

    def _open(self, index: QModelIndex) -> None:
        row = self.lines.row_at(index)
        if row is not None:
            self.opened.emit(row)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))
