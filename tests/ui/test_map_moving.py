"""A map with many areas stays whole while it is moved, and is drawn in full when it rests."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QGraphicsScene

from ccmdesk.actions.author import new_id
from ccmdesk.report.charts import Ink
from ccmdesk.ui.map.ground import Room, Shape
from ccmdesk.ui.map.layer import FEW_SHAPES, AreaLayer

_APART, _SIDE, _ALONG = 100.0, 60.0, 40


def _square(number: int) -> Shape:
    box = QRectF(number % _ALONG * _APART, number // _ALONG * _APART, _SIDE, _SIDE)
    return Shape(
        id=new_id(),
        code=f"S-{number}",
        kind=None,
        status=None,
        size_m2=None,
        ink=Ink.SOLID,
        letter="?",
        ring=QPolygonF(box),
        box=box,
        middle=box.center(),
        room=Room.of(box),
        x=box.center().x(),
        y=box.center().y(),
        extent=_SIDE,
        outside=False,
    )


def _covered(layer: AreaLayer, where: QRectF) -> float:
    """Return the share of the picture that areas take."""
    picture = QImage(400, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    scene = layer.scene()
    scene.render(painter, QRectF(0, 0, 400, 400), where)
    painter.end()
    dots = [(x, y) for x in range(2, 400, 5) for y in range(2, 400, 5)]
    return sum(picture.pixelColor(x, y) != QColor("white") for x, y in dots) / len(dots)


def test_moving_shows_every_area_that_resting_shows(qapp: QApplication) -> None:
    layer, scene = AreaLayer(), QGraphicsScene()
    scene.addItem(layer)
    layer.show_shapes(_square(number) for number in range(FEW_SHAPES + 200))
    corner = QRectF(QPointF(600, 600), QPointF(1400, 1400))
    resting = _covered(layer, corner)
    layer.quick = True
    moving = _covered(layer, corner)
    assert resting > 0.3
    assert abs(moving - resting) < 0.05
