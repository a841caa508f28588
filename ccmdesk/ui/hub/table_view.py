"""One table of the hub: its title, what should be known of it, the whole of a chosen row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QScrollArea, QVBoxLayout, QWidget

from ccmdesk.actions.hub.screen import ScreenTable
from ccmdesk.ui.hub.rows import HubRows
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.records.history_view import PlainTable
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_AROUND = 10
_LOOKED_AT = 60
"""So many rows say how wide a column is to be."""

_LEAST = 80
_LINES, _PART = 5, 3


class HubTable(PlainTable):
    """Columns as wide as their texts, long ones in two lines; the last takes what is left."""

    def __init__(self, rows: HubRows) -> None:
        super().__init__(rows)
        self.rows = rows
        self.setWordWrap(True)
        self.heads = TwoLineHeader(self)
        self.heads.setStretchLastSection(True)
        self.setHorizontalHeader(self.heads)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self) -> None:
        """Give rows and columns the room that their texts need."""
        table, metrics = self.rows.table, self.fontMetrics()
        if table is None:
            return
        wished = [self._wished(table, column) for column in range(len(table.head))]
        least = [self.heads.least_width(column) for column in range(len(table.head))]
        widths = shared(wished, least, self.viewport().width())
        for column, room in enumerate(widths):
            self.heads.resizeSection(column, room)
        is_cut = any(wish > room for wish, room in zip(wished[:-1], widths[:-1], strict=True))
        high = metrics.height() + (metrics.lineSpacing() if is_cut else 0)
        self.verticalHeader().setDefaultSectionSize(high + _AROUND)
        self.heads.updateGeometry()

    def _wished(self, table: ScreenTable, column: int) -> int:
        wide = self.fontMetrics().horizontalAdvance
        return max((wide(row[column]) for row in table.rows[:_LOOKED_AT]), default=0) + 2 * _AROUND

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LanguageChange}:
            self.fit()


def shared(wished: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return how wide the columns are: what each wishes, the widest cut until all have room."""
    cut = max(*wished, 0) if len(wished) > 1 else room
    while True:
        widths = [max(min(one, cut), narrow) for one, narrow in zip(wished, least, strict=True)]
        if sum(widths) <= room or cut <= _LEAST:
            return widths
        cut -= _AROUND


class TableView(QWidget):
    """*more* gives what else is known of the State of a row, *hint* what to do to see it."""

    state_chosen = Signal(str)
    """The code of the State of the chosen row, "" for none."""

    def __init__(self, more: Callable[[str], tuple[str, ...]], hint: Callable[[], str]) -> None:
        super().__init__()
        self._more, self._hint = more, hint
        self.title = BoldLabel()
        self.about, self.empty = text_label(muted=True), text_label()
        self.rows = HubRows(self)
        self.table = HubTable(self.rows)
        self.told = text_label()
        self.whole = QScrollArea(widgetResizable=True)
        self.whole.setWidget(self.told)
        self.told.setContentsMargins(8, 4, 8, 4)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.about, self.empty):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addStretch(0)
        self.table.selectionModel().currentRowChanged.connect(self._choose)

    @property
    def state(self) -> str:
        """The code of the State of the chosen row, "" for none."""
        table, row = self.rows.table, self.table.currentIndex().row()
        return "" if table is None or not 0 <= row < len(table.states) else table.states[row]

    def show_table(self, table: ScreenTable) -> None:
        """Show another table; the row of the State that was chosen is chosen again."""
        chosen = self.state
        self.rows.put(table)
        self.title.setText(table.title)
        self.about.setText(table.about)
        self.about.setVisible(bool(table.about))
        self.empty.setText(table.empty)
        self.empty.setVisible(not table.rows and bool(table.empty))
        self.table.setVisible(bool(table.rows))
        self.table.setAccessibleName(table.title)
        self.table.setAccessibleDescription(table.about)
        self.table.fit()
        self.choose(chosen)
        self._choose()

    def choose(self, state: str) -> None:
        """Stand on the first row of a State, where there is one."""
        table = self.rows.table
        if table is not None and state and state in table.states:
            self.table.setCurrentIndex(self.rows.index(table.states.index(state), 0))

    def _choose(self) -> None:
        """Tell the chosen row whole: in the table its long texts are cut."""
        table, row = self.rows.table, self.table.currentIndex().row()
        lines: tuple[str, ...] = (self._hint(),)
        if table is not None and 0 <= row < len(table.rows):
            cells = zip(table.head, table.rows[row], strict=True)
            lines = (
                " · ".join(f"{head}: {text}" for head, text in cells if text),
                *self._more(self.state),
            )
        self.told.setText("\n".join(lines))
        self.whole.setAccessibleName("\n".join(lines))
        self.whole.setVisible(table is not None and bool(table.rows))
        self._limit()
        self.state_chosen.emit(self.state)

    def _limit(self) -> None:
        """Leave the table two thirds of a low page."""
        usual = self.fontMetrics().lineSpacing() * _LINES
        self.whole.setFixedHeight(min(usual, self.height() // _PART))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._limit()
