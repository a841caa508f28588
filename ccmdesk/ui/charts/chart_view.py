"""A chart of the papers as a part of the window: drawn, told in words, and leading on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ccmdesk.report.charts import Chart, ChartKind
from ccmdesk.ui.charts.lanes import Lanes, lanes_height
from ccmdesk.ui.charts.legend import Legend, legend_of
from ccmdesk.ui.charts.upright import Upright, least_height
from ccmdesk.ui.charts.words import Across, Words, chart_font

_USUAL, _LEAST = 320, 200
_ROOM = 16
"""Pixels it would like to be higher than it has to be."""

_MARGIN = 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ChartView(QWidget):
    """The arrows go from bar to bar, Enter or a click asks for what is behind one."""

    chosen = Signal(int)
    """The place of a bar, or of the points of one year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._told: tuple[str, ...] = ()
        self.current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def chart(self) -> Chart | None:
        """The chart that is drawn."""
        return self._chart

    def show_chart(self, chart: Chart, told: tuple[str, ...]) -> None:
        """Draw *chart*; *told* says each of its bars in words."""
        self._chart, self._told, self.current = chart, told, None
        self.setAccessibleName(chart.caption)
        self.setAccessibleDescription(chart.alternative)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Maximum if self.is_level else policy.Expanding)
        self.updateGeometry()
        self.update()

    @property
    def is_level(self) -> bool:
        """Whether the bars lie: such a chart makes no use of more height than they need."""
        return self._chart is not None and self._chart.kind is ChartKind.HORIZONTAL_BARS

    def sizeHint(self) -> QSize:
        return QSize(_USUAL, self._heights()[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self._heights()[0])

    def _heights(self) -> tuple[int, int]:
        """Return the least height and the one it would like."""
        if self._chart is None:
            return 0, 0
        words, width = self._words(), self.width() or _USUAL
        low, high = (
            lanes_height(self._chart, words, width)
            if self.is_level
            else (least_height(words), least_height(words) + _ROOM)
        )
        around = self._legend(self._chart, width).height + 2 * _MARGIN
        return round(low + around), round(high + around)

    def place(self, index: int) -> QRectF:
        """Return where a bar is."""
        field = self._field()
        return QRectF() if field is None else field.place(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        field = self._field()
        if field is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._mark_current(painter)
        field.draw(painter)
        below = field.bottom if isinstance(field, Lanes) else field.height
        self._legend(field.chart, self.width()).draw(painter, field.across, below)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._told:
            turned = self._rtl() and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}
            self._go(-_STEPS[key] if turned else _STEPS[key])
        elif key in _ENTER and self.current is not None:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(index)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._at(event.pos())
            text = "" if index is None else self._told[index]
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}:
            self.updateGeometry()
            self.update()

    def _go(self, step: int) -> None:
        last = len(self._told) - 1
        first = 0 if step > 0 else last
        here = first if self.current is None else min(max(self.current + step, 0), last)
        self.current = here
        place = self.place(here)
        QToolTip.showText(self.mapToGlobal(place.center().toPoint()), self._told[here], self)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._told[here]))
        self.update()

    def _at(self, point: QPoint) -> int | None:
        places = range(len(self._told))
        return next((index for index in places if self.place(index).contains(point)), None)

    def _mark_current(self, painter: QPainter) -> None:
        if self.current is not None and self.hasFocus():
            painter.fillRect(self.place(self.current), self.palette().alternateBase())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1))
            painter.drawRect(self.place(self.current))

    def _field(self) -> Upright | Lanes | None:
        if self._chart is None:
            return None
        height = self.height() - self._legend(self._chart, self.width()).height - _MARGIN
        across = Across(self.width(), rtl=self._rtl())
        if self.is_level:
            return Lanes(self._chart, across, self._words(), height)
        return Upright(self._chart, across, self._words(), height)

    def _legend(self, chart: Chart, width: int) -> Legend:
        return legend_of(chart, self._words(), width)

    def _words(self) -> Words:
        return Words(chart_font(self.font()), self.palette(), self.layoutDirection())

    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft
