"""The chart: bars over the years that can be dragged, and moved by keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip

from ccmdesk.model.words import N_
from ccmdesk.rules.shifting import Part, by_days, by_months, dragged
from ccmdesk.rules.time_line import Span
from ccmdesk.ui.room import larger
from ccmdesk.ui.timeline.across import Across
from ccmdesk.ui.timeline.axis import draw_axis
from ccmdesk.ui.timeline.bands import Bands
from ccmdesk.ui.timeline.body import draw_body
from ccmdesk.ui.timeline.canvas import Drawing, bold
from ccmdesk.ui.timeline.flags import flags
from ccmdesk.ui.timeline.picture import Dragged, Hit, Picture
from ccmdesk.ui.timeline.rows import TimeRows
from ccmdesk.ui.timeline.scale import Scale, year_width
from ccmdesk.ui.timeline.scene import Scene
from ccmdesk.ui.timeline.table import ENTER
from ccmdesk.ui.two_columns import small

NAMES_SHARE, NAMES_MOST = 0.4, 420
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_CURSORS = {
    Part.WHOLE: Qt.CursorShape.OpenHandCursor,
    Part.START: Qt.CursorShape.SizeHorCursor,
    Part.END: Qt.CursorShape.SizeHorCursor,
}


@dataclass(frozen=True, slots=True)
class Grab:
    """What the mouse holds since it was pressed, with the dates it had then."""

    activity: UUID
    span: Span | None
    part: Part
    at: QPointF
    moving: bool = False


class TimeChart(QAbstractScrollArea):
    """Shares rows and selection with the table; it only asks for changes, and never makes one."""

    moved = Signal(object, object)
    """The id of an activity, and the Span it is to have."""

    opened = Signal(object)
    """The id of the activity to open."""

    need_opened = Signal(object)
    """The id of the need to open."""

    def __init__(self, rows: TimeRows, selection: QItemSelectionModel) -> None:
        super().__init__()
        self._rows, self._selection = rows, selection
        self._scene: Scene | None = None
        self._scale = Scale.PLAN
        self._grab: Grab | None = None
        self._dragged: Dragged | None = None
        self._picture: Picture | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        rows.modelReset.connect(self._lay_out)
        selection.currentChanged.connect(self._follow)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._forget)

    # ---- what the page asks for ---------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Show the years and the days of *scene*; its lanes are in the rows."""
        self._scene = scene
        if self._grab is not None and self._span(self._held_row) != self._grab.span:
            self._let_go()  # others moved it, or took it away: what is seen is not theirs
        self._lay_out()

    def set_scale(self, scale: Scale) -> None:
        """Show the whole plan, or so much that years or quarters have room."""
        if scale is not self._scale:
            self._scale = scale
            self._lay_out()

    @property
    def picture(self) -> Picture | None:
        """What is drawn now; None before the first plan was read."""
        if self._picture is None and self._scene is not None:
            self._picture = self._drawn(self._scene)
        return self._picture

    def select(self, row: int) -> None:
        """Make *row* the current one, here and in the table."""
        if 0 <= row < self._rows.rowCount():
            self._selection.setCurrentIndex(self._rows.index(row, 0), _SELECT)

    @property
    def current(self) -> int:
        """The current row; -1 without one."""
        return self._selection.currentIndex().row()

    # ---- keys and mouse -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, page = Qt.Key, max(self.viewport().height() // 40, 1)
        steps = {
            keys.Key_Up: -1,
            keys.Key_Down: 1,
            keys.Key_PageUp: -page,
            keys.Key_PageDown: page,
            keys.Key_Home: -self._rows.rowCount(),
            keys.Key_End: self._rows.rowCount(),
        }
        key = Qt.Key(event.key())
        if key in steps:
            last = self._rows.rowCount() - 1
            self.select(min(max(self.current + steps[key], 0), last))
        elif key in {keys.Key_Left, keys.Key_Right}:
            self._move_by_key(event)
        elif key in ENTER:
            self._open(Hit(row=self.current))
        elif key == keys.Key_Escape and self._grab is not None:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if event.button() != Qt.MouseButton.LeftButton or hit.row is None:
            return
        self.select(hit.row)
        if hit.part is not None:
            lane = self._rows.lanes[hit.row]
            self._grab = Grab(lane.activity.id, lane.span, hit.part, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        grab = self._grab
        if grab is None:
            part = self._hit(event.position()).part
            shape = Qt.CursorShape.ArrowCursor if part is None else _CURSORS[part]
            self.viewport().setCursor(shape)
            return
        far = abs(event.position().x() - grab.at.x()) >= QApplication.startDragDistance()
        by_day = grab.moving and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if far or by_day:
            self._grab = replace(grab, moving=True)
            self._drag(event)
        elif grab.moving:  # it is where it was taken up: no quarter, however near, is meant
            self._dragged = None
            self._forget()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        moved, row = self._dragged, self._held_row
        self._let_go()
        if moved is not None:
            self._ask(row, moved.span)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._let_go()
        self._open(self._hit(event.position()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, at: QPointF) -> str:
        """Return what is told of the bar, the name or the day under a point."""
        hit = self._hit(at)
        if hit.flag is not None:
            return hit.flag.mark.label
        return "" if hit.row is None else self._rows.words.tooltip(self._rows.lanes[hit.row])

    # ---- drawing ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        picture = self.picture
        if picture is None:
            return
        with QPainter(self.viewport()) as painter:
            font = self.font()
            canvas = Drawing(painter, picture.across, self.palette(), font, small(font))
            painter.fillRect(self.viewport().rect(), self.palette().base())
            draw_body(canvas, picture, height=self.viewport().height())
            draw_axis(canvas, picture, title=self._rows.words.show.lang(N_("Activity")))

    def sizeHint(self) -> QSize:
        return QSize(600, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, larger(180))  # the years and a few bars

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._reveal()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        laid_by = {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}
        if event.type() in laid_by and hasattr(self, "_picture"):
            self._lay_out()

    def focusInEvent(self, event: QEvent) -> None:
        if self.current < 0:
            self.select(0)
        self._forget()
        super().focusInEvent(event)  # type: ignore[arg-type]

    def focusOutEvent(self, event: QEvent) -> None:
        self._forget()
        super().focusOutEvent(event)  # type: ignore[arg-type]

    # ---- inside -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Set the scroll bars to what there is to see."""
        self._forget()
        picture = self.picture
        if picture is None:
            return
        view = self.viewport()
        room = view.height() - picture.head
        down, along = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(picture.bands.height - room, 0))
        down.setPageStep(max(room, 1))
        down.setSingleStep(24)
        seen = view.width() - picture.across.names
        along.setRange(0, max(round(picture.across.wide) - seen, 0))
        along.setPageStep(max(seen, 1))
        along.setSingleStep(40)

    def _drawn(self, scene: Scene) -> Picture:
        view, font = self.viewport(), self.font()
        metrics, tiny = QFontMetrics(font), QFontMetrics(small(font))
        names = min(round(view.width() * NAMES_SHARE), NAMES_MOST)
        quarters = self._scale is Scale.QUARTERS
        years = scene.span.end.year - scene.span.start.year + 1
        least = years * year_width(self._scale, self._rows.words.show.lang, font)
        across = Across(
            span=scene.span,
            names=names,
            width=view.width(),
            wide=max(view.width() - names, least),
            scrolled=0,
            rtl=self.isRightToLeft(),
        )
        named = flags(scene.marks, across, tiny)
        axis = QFontMetrics(bold(font)).height() + 6 + (tiny.height() if quarters else 0)
        rows = max((flag.row for flag in named), default=-1) + 1
        return Picture(
            lanes=self._rows.lanes,
            words=self._rows.words,
            across=replace(across, scrolled=self.horizontalScrollBar().value()),
            bands=Bands(self._rows.lanes, self._rows.words, metrics),
            flags=named,
            head=axis + rows * tiny.height() + 2,
            axis=axis,
            scrolled=self.verticalScrollBar().value(),
            quarters=quarters,
            current=self.current,
            dragged=self._dragged,
            focused=self.hasFocus(),
        )

    def _forget(self) -> None:
        self._picture = None
        self.viewport().update()

    def _hit(self, at: QPointF) -> Hit:
        return Hit() if self.picture is None else self.picture.hit(at)

    def _follow(self) -> None:
        """Bring the current row into sight, and let a screen reader say it."""
        self._forget()
        self._reveal()
        if self.hasFocus():
            self._say(self.current)

    def _reveal(self) -> None:
        """Scroll no further than the current row and its bar need."""
        picture, row = self.picture, self.current
        if picture is None or not 0 <= row < len(picture.bands.of_row):
            return
        band, bar = picture.bands.of_row[row], self.verticalScrollBar()
        room = self.viewport().height() - picture.head
        top = min(max(bar.value(), band.top + band.height - room), band.top)
        bar.setValue(0 if row == 0 else top)
        span, across = picture.lanes[row].span, picture.across
        if span is not None:
            hidden = across.after(span.end) < across.names or across.of(span.start) > across.width
            start = across.of(span.start) - across.names + across.scrolled
            self.horizontalScrollBar().setValue(int(start) - 20 if hidden else across.scrolled)

    def _say(self, row: int) -> None:
        if 0 <= row < len(self._rows.lanes):
            text = self._rows.words.told(self._rows.lanes[row])
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _move_by_key(self, event: QKeyEvent) -> None:
        """Move by a month, with Ctrl by a day; with Shift only the end moves."""
        span = self._span(self.current)
        if span is None:
            return
        later = (event.key() == Qt.Key.Key_Right) is not self.isRightToLeft()
        held = event.modifiers()
        part = Part.END if held & Qt.KeyboardModifier.ShiftModifier else Part.WHOLE
        by = by_days if held & Qt.KeyboardModifier.ControlModifier else by_months
        self._ask(self.current, by(span, 1 if later else -1, part=part))

    def _drag(self, event: QMouseEvent) -> None:
        """Show where the bar would be set down: on whole quarters, with Alt on any day."""
        grab, picture = self._grab, self.picture
        if grab is None or picture is None or grab.span is None:
            return
        days = picture.across.days(event.position().x(), since=grab.at.x())
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        by = by_days if free else dragged
        self._dragged = Dragged(grab.activity, by(grab.span, days, part=grab.part))
        self._forget()

    def _let_go(self) -> None:
        self._grab, self._dragged = None, None
        self._forget()

    @property
    def _held_row(self) -> int:
        """The row of what the mouse holds, wherever it stands by now; -1 without one."""
        row = None if self._grab is None else self._rows.row_of(self._grab.activity)
        return -1 if row is None else row

    def _ask(self, row: int, span: Span) -> None:
        if row >= 0 and span != self._span(row):
            self.moved.emit(self._rows.lanes[row].activity.id, span)
            self._say(row)

    def _span(self, row: int) -> Span | None:
        return self._rows.lanes[row].span if 0 <= row < len(self._rows.lanes) else None

    def _open(self, hit: Hit) -> None:
        if hit.need is not None:
            self.need_opened.emit(hit.need.id)
        elif hit.row is not None and 0 <= hit.row < len(self._rows.lanes):
            self.opened.emit(self._rows.lanes[hit.row].activity.id)
