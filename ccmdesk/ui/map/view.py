"""The map itself: always from left to right, moved and zoomed by mouse and keys alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPathItem, QGraphicsScene, QGraphicsView

from ccmdesk.ui.map.flat import Flat
from ccmdesk.ui.map.furniture import Furniture
from ccmdesk.ui.map.ground import surroundings
from ccmdesk.ui.map.layer import AreaLayer
from ccmdesk.ui.map.looks import AROUND, COAST, EDGE, LAND, SEA
from ccmdesk.ui.open_plan import OpenPlan

if TYPE_CHECKING:
    from ccmdesk.ui.map.ground import Fine, Ground
    from ccmdesk.ui.map.outline_tool import OutlineTool

STEP = 1.4
"""How much nearer one step of the zoom goes."""

_NEAREST = 4.0  # pixels a metre
_FARTHEST = 0.35  # of the scale at which the country fits
_PAN = 60
_CALM_MS = 200
_FINE_FROM = 0.005
"""Pixels a metre: the outlines at 1:50 million are off by ten of them and more from here on."""

_CLICK = 4  # pixels that a click may slip
_CHOSEN_SHARE = 0.25  # of the view that a chosen area fills at most
_KEYS = Qt.Key
_ARROWS = {
    _KEYS.Key_Left: QPoint(-_PAN, 0),
    _KEYS.Key_Right: QPoint(_PAN, 0),
    _KEYS.Key_Up: QPoint(0, -_PAN),
    _KEYS.Key_Down: QPoint(0, _PAN),
}


class MapView(QGraphicsView):
    """Drag or arrows move it, wheel and + - zoom, F or Home shows the country, Enter opens."""

    picked = Signal(object)
    """The id of the area that was clicked, or None."""

    opened = Signal()
    """The chosen area is to be shown in its form."""

    fine_asked = Signal()
    """The land is seen from so near that its finer outlines are wanted."""

    scale_changed = Signal()
    """Other outlines are drawn."""

    pointed = Signal(object)
    """The Position under the pointer, or None when it has left the map."""

    def __init__(self, plan: OpenPlan) -> None:
        scene = QGraphicsScene()
        super().__init__(scene)
        scene.setParent(self)
        self._plan = plan
        self._home = QRectF()
        self._flat: Flat | None = None
        self._ground: Ground | None = None
        self._fine: Fine | None = None
        self.is_fine = False
        self._part = QRectF()
        self._still, self._fine_from = False, _FINE_FROM
        self._fitted = True
        self._pressed: QPoint | None = None
        self._last = QPoint()
        self._panned = False
        self.tool: OutlineTool | None = None
        self.around, self.land = QGraphicsPathItem(), QGraphicsPathItem()
        self.layer = AreaLayer()
        for depth, item in enumerate((self.around, self.land, self.layer)):
            item.setZValue(depth)
            scene.addItem(item)
        self.furniture = Furniture(self)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._sharpen)
        self._set_up()
        self.hide_borders(False)

    @property
    def per_metre(self) -> float:
        """How many pixels a metre of the ground has."""
        return self.transform().m11()

    @property
    def flat(self) -> Flat | None:
        """The projection of what is shown."""
        return self._flat

    def show_ground(self, ground: Ground) -> None:
        """Draw the base map, and show the country where another was shown before."""
        fresh = self._home != ground.home
        self._flat, self._home = ground.flat, ground.home
        if ground is not self._ground:
            self._ground, self._fine, self.is_fine = ground, None, False
            self._show_land(ground)
        beyond = max(ground.home.width(), ground.home.height()) * 2
        self.setSceneRect(ground.home.adjusted(-beyond, -beyond, beyond, beyond))
        if fresh:
            self.fit()

    def show_fine(self, fine: Fine | None) -> None:
        """Draw the finer outlines where they are known and can be told from the others."""
        self._fine = fine
        self._choose_land()

    def hide_borders(self, hidden: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Draw all land alike and without lines, or the country and its neighbours."""
        none = QPen(Qt.PenStyle.NoPen)
        self.land.setBrush(LAND)
        self.around.setBrush(LAND if hidden else AROUND)
        self.land.setPen(none if hidden else _cosmetic(EDGE, 2))
        self.around.setPen(none if hidden else _cosmetic(COAST, 1))

    def hold_still(self) -> None:
        """Be a picture in a form: neither wheel nor keys nor drags move it, a click is told."""
        self._still, self._fine_from = True, 0.0
        self.setMinimumSize(0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_part(self, part: QRectF) -> None:
        """Show this part of the scene, whatever size the view gets."""
        self._part = part
        self.fit()

    def fit(self) -> None:
        """Show the whole country, or the part that is asked for."""
        self._fitted = True
        shown = self._home if self._part.isEmpty() else self._part
        if not shown.isEmpty():
            self.fitInView(shown, Qt.AspectRatioMode.KeepAspectRatio)
            self._scaled()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Go nearer or farther; the place *at* stays where it is in the view."""
        fit = self._fit_scale()
        wanted = min(max(self.per_metre * factor, fit * _FARTHEST), max(_NEAREST, fit))
        self._fitted = False
        middle = QPointF(self.viewport().rect().center())
        held = middle if at is None else at
        before = self.mapToScene(held.toPoint())
        self.scale(wanted / self.per_metre, wanted / self.per_metre)
        moved = self.mapFromScene(before) - held.toPoint()
        self._pan(moved)
        self._blur()
        self._scaled()

    def choose(self, area: UUID | None, *, centre: bool) -> None:
        """Make an area stand out; with *centre* it is brought into the middle of the view."""
        self.layer.choose(area)
        shape = self.layer.shape_of(area)
        if shape is not None and centre:
            self._fitted = False
            room = self.mapToScene(self.viewport().rect()).boundingRect()
            if max(shape.box.width(), shape.box.height()) > _CHOSEN_SHARE * room.height() * 3:
                self.fitInView(shape.box, Qt.AspectRatioMode.KeepAspectRatio)
                self._scaled()
            self.centerOn(shape.middle)
            self._choose_land()
        self.viewport().update()

    def come_near(self, area: UUID) -> None:
        """Show an area as near as on its form, with its nearest neighbour."""
        shape = self.layer.shape_of(area)
        if shape is not None:
            room = surroundings(shape, self.layer.shapes)
            self._fitted = False
            self.fitInView(room, Qt.AspectRatioMode.KeepAspectRatio)
            self._scaled()

    def retranslate(self) -> None:
        """Say the scale again."""
        self._scaled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.tool is not None and self.tool.key(event):
            return
        key = event.key()
        if key in _ARROWS:
            self._pan(_ARROWS[_KEYS(key)])
        elif event.text() == "+" or key == _KEYS.Key_Equal:
            self.zoom(STEP)
        elif event.text() in {"-", "−"}:
            self.zoom(1 / STEP)
        elif key in {_KEYS.Key_F, _KEYS.Key_Home} and not event.modifiers():
            self.fit()
        elif key in {_KEYS.Key_Return, _KEYS.Key_Enter} and self.tool is None:
            self.opened.emit()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._still:
            event.ignore()
            return
        turned = event.angleDelta().y()
        if turned:
            self.zoom(STEP ** (turned / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._last = event.position().toPoint()
        self._panned = False
        if not self._still:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.tool is not None:
            self.tool.press(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._flat is not None:
            self.pointed.emit(self._flat.position(self.mapToScene(at)))
        held = event.buttons() & Qt.MouseButton.LeftButton and not self._still
        if self._pressed is None or not held:
            return
        if self.tool is not None and self.tool.drag(at):
            return
        if self._panned or (at - self._pressed).manhattanLength() > _CLICK:
            self._panned = True
            self._blur()
            self._pan(self._last - at)
        self._last = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        pressed, self._pressed = self._pressed, None
        if self.tool is not None:
            self.tool.release(at, moved=self._panned)
        elif pressed is not None and not self._panned:
            found = self.layer.nearest(self.mapToScene(at), per_pixel=1 / self.per_metre)
            self.picked.emit(None if found is None else found.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.tool is None:
            self.opened.emit()
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.furniture.setGeometry(self.rect())
        self.furniture.raise_()
        if self._fitted:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.furniture.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.furniture.update()

    def _set_up(self) -> None:
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundBrush(SEA)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setMinimumSize(320, 200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # one stop of Tab, with a name
        self.setMouseTracking(True)

    def _fit_scale(self) -> float:
        room = self.viewport().rect()
        wide, high = max(self._home.width(), 1.0), max(self._home.height(), 1.0)
        return min(room.width() / wide, room.height() / high)

    def _pan(self, by: QPoint) -> None:
        self._fitted = False
        across, along = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + by.x())
        along.setValue(along.value() + by.y())
        self._choose_land()

    def _scaled(self) -> None:
        self._choose_land()
        self.furniture.show_scale(self.per_metre, self._plan.lang)
        if self.tool is not None:
            self.tool.update()

    def _choose_land(self) -> None:
        """Draw the finer outlines from near, the others where more of the world is seen."""
        if self._ground is None:
            return
        near = self.per_metre >= self._fine_from
        if near and self._fine is None:
            self.fine_asked.emit()
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        fine = self._fine if near and self._fine is not None else None
        fine = fine if fine is not None and fine.room.contains(seen) else None
        if (fine is not None) is not self.is_fine:
            self.is_fine = fine is not None
            self._show_land(self._ground if fine is None else fine)
            self.scale_changed.emit()

    def _show_land(self, ground: Ground | Fine) -> None:
        self.land.setPath(ground.land)
        self.around.setPath(ground.around)

    def _blur(self) -> None:
        """Draw quickly while the map moves."""
        self.layer.quick = True
        self.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._calm.start()

    def _sharpen(self) -> None:
        self.layer.quick = False
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.viewport().update()


def _cosmetic(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
