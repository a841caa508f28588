"""The areas on the map, drawn by how large they are seen: marks, patterns, letters, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ccmdesk.report.charts import Ink
from ccmdesk.ui.map.ground import Room, Shape
from ccmdesk.ui.map.looks import CHOSEN, INK, LAND, LETTERED_MARK, MARK, OUTLINE, fill, mark

MOST_NUMBERS = 40
"""So many numbers of areas can still be read beside their marks."""

FEW_SHAPES = 1000
"""So many areas are drawn in full while the map moves."""

_TILES = 20  # along the longer side, in which outlines are joined while the map moves
_TINY = 7.0  # pixels; what is smaller both ways is drawn as a mark
_LETTERED = 15.0
_MARGIN_M = 500_000.0  # that the marks of areas may take in the scene
_SAME = 6  # pixels within which marks of one ink are one
_REACH = 9.0  # pixels around the pointer in which an area is found
_RIM = 3.0
_OUTSIDE = "!"


class AreaLayer(QGraphicsItem):
    """One item for all areas: ten thousand of them are painted in one go.

    Which of them are large enough to be drawn whole, and which marks stand for the others, is
    worked out once for each scale.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shapes: Sequence[Shape] = ()
        self._by_id: dict[UUID, Shape] = {}
        self._box = QRectF()
        self._sorted: Sorted | None = None
        self.chosen: UUID | None = None
        self.quick = False
        """Whether the map moves: then many areas keep the looks they had, without letters."""
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_shapes(self, shapes: Iterable[Shape]) -> None:
        """Draw these areas and no others."""
        self.prepareGeometryChange()
        self._shapes = tuple(shapes)
        self._by_id = {shape.id: shape for shape in self._shapes}
        self._sorted = None
        self._box = _around(self._shapes)
        self.update()

    @property
    def shapes(self) -> Sequence[Shape]:
        """What is drawn."""
        return self._shapes

    def shape_of(self, area: UUID | None) -> Shape | None:
        """Return an area that is drawn."""
        return None if area is None else self._by_id.get(area)

    def choose(self, area: UUID | None) -> None:
        """Draw one area so that it stands out."""
        self.chosen = area
        self.update()

    def nearest(self, point: QPointF, *, per_pixel: float) -> Shape | None:
        """Return the smallest area under a point of the scene, else the nearest mark beside it."""
        reach = _REACH * per_pixel
        room = Room(point.x() - reach, point.y() - reach, point.x() + reach, point.y() + reach)
        near = [shape for shape in self._shapes if room.meets(shape.room)]
        rule = Qt.FillRule.OddEvenFill
        under = [shape for shape in near if shape.ring.containsPoint(point, rule)]
        if under:
            return min(under, key=lambda shape: shape.extent)
        small = [shape for shape in near if shape.extent < _TINY * per_pixel]
        return min(small, key=lambda shape: _far(shape.middle, point), default=None)

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint in pixels of the view, so that patterns and letters keep their size."""
        world, exposed = painter.worldTransform(), cast("Any", option).exposedRect
        if self.quick and len(self._shapes) > FEW_SHAPES and self._sorted is not None:
            _paint_quickly(painter, self._sorted, exposed)
            return
        seen = self._sorted_for(world.m11()).within(exposed, world.m11())
        inside = self._inside(painter, world)
        few = len(inside) <= MOST_NUMBERS
        painter.save()
        painter.resetTransform()
        painter.setBrushOrigin(world.map(QPointF(0, 0)))
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        _paint_large(painter, seen.large, world)
        _paint_marks(painter, seen.marks, world, size=LETTERED_MARK if few else MARK)
        chosen = self.shape_of(self.chosen)
        if chosen is not None:
            _paint_chosen(painter, chosen, world)
        _paint_letters(painter, [*seen.large, *(seen.marks if few else ())], world)
        if few:
            _paint_numbers(painter, inside, world)
        painter.restore()

    def _sorted_for(self, per_metre: float) -> Sorted:
        if self._sorted is None or self._sorted.per_metre != per_metre:
            self._sorted = Sorted.of(self._shapes, per_metre)
        return self._sorted

    def _inside(self, painter: QPainter, world: QTransform) -> list[Shape]:
        """Return the areas whose middle is in the frame."""
        device = painter.device()
        frame = world.inverted()[0].mapRect(QRectF(0, 0, device.width(), device.height()))
        room = Room.of(frame)
        return [shape for shape in self._shapes if room.holds(shape.x, shape.y)]


@dataclass(frozen=True, slots=True)
class Rings:
    """Outlines of one ink that lie near each other, and the box around them."""

    ink: Ink
    path: QPainterPath
    box: QRectF


@dataclass(frozen=True, slots=True)
class Sorted:
    """The areas at one scale: those that show their outline, and one mark for each spot."""

    per_metre: float
    large: Sequence[Shape]
    marks: Sequence[Shape]
    rings: list[Rings] = field(default_factory=list)

    def outlines(self) -> Sequence[Rings]:
        """Return the outlines joined by ink and place; made when the map is first moved."""
        if not self.rings and self.large:
            box = _around(self.large)
            tile = max(box.width(), box.height()) / _TILES
            joined: dict[tuple[Ink, int, int], QPainterPath] = {}
            for shape in self.large:
                place = shape.ink, int(shape.x // tile), int(shape.y // tile)
                joined.setdefault(place, QPainterPath()).addPolygon(shape.ring)
            found = (
                Rings(ink, path, path.controlPointRect()) for (ink, *_), path in joined.items()
            )
            self.rings.extend(found)
        return self.rings

    @classmethod
    def of(cls, shapes: Iterable[Shape], per_metre: float) -> Sorted:
        large: list[Shape] = []
        spots: dict[tuple[Ink, int, int], Shape] = {}
        least, cell = _TINY / per_metre, _SAME / per_metre
        for shape in shapes:
            if shape.extent < least:
                spots.setdefault((shape.ink, int(shape.x // cell), int(shape.y // cell)), shape)
            else:
                large.append(shape)
        return cls(per_metre, large, tuple(spots.values()))

    def seen_marks(self, exposed: QRectF, per_metre: float) -> list[Shape]:
        """Return the marks with a part in a rectangle; they reach beyond their place."""
        beyond = LETTERED_MARK / per_metre
        room = Room.of(exposed.adjusted(-beyond, -beyond, beyond, beyond))
        return [shape for shape in self.marks if room.holds(shape.x, shape.y)]

    def within(self, exposed: QRectF, per_metre: float) -> Sorted:
        """Return what has a part in a rectangle."""
        beyond = LETTERED_MARK / per_metre
        room = Room.of(exposed.adjusted(-beyond, -beyond, beyond, beyond))
        large = [shape for shape in self.large if room.meets(shape.room)]
        return Sorted(per_metre, large, self.seen_marks(exposed, per_metre))


def _around(shapes: Sequence[Shape]) -> QRectF:
    """Return the box around all areas, with room for the marks of the smallest scale."""
    if not shapes:
        return QRectF()
    left, top = min(s.room.left for s in shapes), min(s.room.top for s in shapes)
    right, bottom = max(s.room.right for s in shapes), max(s.room.bottom for s in shapes)
    wide = _MARGIN_M
    return QRectF(left, top, right - left, bottom - top).adjusted(-wide, -wide, wide, wide)


def _far(one: QPointF, other: QPointF) -> float:
    away = one - other
    return away.x() * away.x() + away.y() * away.y()


def _paint_quickly(painter: QPainter, areas: Sorted, exposed: QRectF) -> None:
    """Paint outlines and marks as they were sorted before the map moved, and no letters."""
    world = painter.worldTransform()
    outlines = areas.outlines()
    pen, brushes = QPen(OUTLINE, 1), {each.ink: QBrush(fill(each.ink)) for each in outlines}
    pen.setCosmetic(True)
    for brush in brushes.values():
        brush.setTransform(world.inverted()[0])  # the pattern keeps its size
    painter.save()
    painter.setPen(pen)
    for rings in outlines:
        if rings.box.intersects(exposed):
            painter.setBrush(brushes[rings.ink])
            painter.drawPath(rings.path)
    painter.resetTransform()
    _paint_marks(painter, areas.seen_marks(exposed, world.m11()), world, size=MARK)
    painter.restore()


def _paint_large(painter: QPainter, shapes: Iterable[Shape], world: QTransform) -> None:
    paths: dict[Ink, QPainterPath] = {}
    for shape in shapes:
        path = paths.setdefault(shape.ink, QPainterPath())
        path.addPolygon(world.map(shape.ring))
        path.closeSubpath()
    painter.setPen(QPen(OUTLINE, 1))
    for ink, path in paths.items():
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.setBrush(fill(ink))
        painter.drawPath(path)


def _paint_marks(
    painter: QPainter, shapes: Iterable[Shape], world: QTransform, *, size: int
) -> None:
    across, up, right, down = world.m11(), world.m22(), world.dx(), world.dy()
    half, pictures = size / 2, {ink: mark(ink, size) for ink in Ink}
    for shape in shapes:
        at = QPointF(shape.x * across + right - half, shape.y * up + down - half)
        painter.drawPixmap(at, pictures[shape.ink])


def _paint_letters(painter: QPainter, shapes: Iterable[Shape], world: QTransform) -> None:
    """Paint letters on marks, and into outlines that are large enough."""
    for shape in shapes:
        high = min(shape.room.right - shape.room.left, shape.room.bottom - shape.room.top)
        if high * world.m11() >= _LETTERED or shape.extent * world.m11() < _TINY:
            put(painter, shape.letter, world.map(shape.middle), ink=shape.ink)


def _paint_chosen(painter: QPainter, shape: Shape, world: QTransform) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((LAND, 6.0), (CHOSEN, 3.0)):
        painter.setPen(QPen(colour, width))
        if shape.extent * world.m11() < _TINY:
            painter.drawEllipse(world.map(shape.middle), MARK + 1.0, MARK + 1.0)
        else:
            painter.drawPolygon(world.map(shape.ring))
    painter.restore()


def _paint_numbers(painter: QPainter, shapes: Sequence[Shape], world: QTransform) -> None:
    """Paint the numbers of areas beside them, where nothing else stands yet."""
    metrics, device = QFontMetricsF(painter.font()), painter.device()
    frame = QRectF(0, 0, device.width(), device.height())
    boxes = [_room_of(shape, world) for shape in shapes]
    taken = list(boxes)
    for shape, box in zip(shapes, boxes, strict=True):
        text = f"{shape.code} {_OUTSIDE}" if shape.outside else shape.code
        room = QRectF(0, 0, metrics.horizontalAdvance(text) + 4, metrics.capHeight() + 4)
        for middle in _beside(box, room):
            room.moveCenter(middle)
            if frame.contains(room) and not any(room.intersects(other) for other in taken):
                taken.append(QRectF(room))
                put(painter, text, middle, ink=None)
                break


def _room_of(shape: Shape, world: QTransform) -> QRectF:
    """Return the pixels an area takes: those of its mark, or of its letter, at least."""
    box = world.mapRect(shape.box)
    least = LETTERED_MARK - 8.0
    wide, high = max(least - box.width(), 0) / 2, max(least - box.height(), 0) / 2
    return box.adjusted(-wide, -high, wide, high)


def _beside(box: QRectF, room: QRectF) -> Iterator[QPointF]:
    """Yield the middles of room to the right of a box, left, above and below it."""
    wide, high = room.width() / 2 + 1, room.height() / 2 + 1
    middle = box.center()
    yield QPointF(box.right() + wide, middle.y())
    yield QPointF(box.left() - wide, middle.y())
    yield QPointF(middle.x(), box.top() - high)
    yield QPointF(middle.x(), box.bottom() + high)


def put(painter: QPainter, text: str, at: QPointF, *, ink: Ink | None) -> None:
    """Paint words with a rim around them, so that no pattern runs through them."""
    path, metrics = QPainterPath(), QFontMetricsF(painter.font())
    left = at.x() - metrics.horizontalAdvance(text) / 2
    path.addText(QPointF(left, at.y() + metrics.capHeight() / 2), painter.font(), text)
    colour, rim = (LAND, INK) if ink is Ink.SOLID else (INK, LAND)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, QPen(rim, _RIM))
    painter.fillPath(path, colour)
    painter.restore()
