"""Measures repaints of 5,000 polygons while zooming: on our map, and in a plain graphics view.

python bench/desktop_map.py FILE ROUNDS
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from ccmdesk.actions.author import Author
from ccmdesk.db.store import open_store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.area import AreaKind, HazardousArea
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.values import Polygon, Position
from ccmdesk.ui.app import build_app
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.map.ground import Shape, load, shape_of
from ccmdesk.ui.map.view import MapView
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.opening import now, packs

POLYGONS, POINTS = 5_000, 24
_ZOOMS = (1.15,) * 12 + (1 / 1.15,) * 12
_ALONG = 100
_APART_E7 = 400_000
_RADIUS_E7 = 150_000
_CORNER = (160_000_000, 1_020_000_000)
_SIZE = (780, 520)


def main(file: Path, rounds: int) -> None:
    app = build_app(["bench"])
    store, author = open_store(file, reads_only=True), Author("Bench", now)
    plan = OpenPlan(store, packs=packs(), author=author, lang=ENGLISH, parent=app)
    loaded = load(store, Running(lambda _done, _steps: None, lambda: False), known=None)
    shapes = [shape for area in _areas() if (shape := shape_of(area, loaded.ground)) is not None]
    ours, plain = MapView(plan), _plain(shapes)
    ours.show_ground(loaded.ground)
    ours.layer.show_shapes(shapes)
    box = plain.sceneRect()
    taken: list[tuple[float, float]] = []
    for view in (ours, plain):
        view.resize(*_SIZE)
        view.show()
    for number in range(rounds + 1):
        ours.fitInView(box, Qt.AspectRatioMode.KeepAspectRatio)
        plain.fitInView(box, Qt.AspectRatioMode.KeepAspectRatio)
        pair = _zoomed(ours, ours.zoom), _zoomed(plain, lambda by: plain.scale(by, by))
        if number:
            taken.append(pair)
    plan.close()
    print(json.dumps(taken))


def _zoomed(view: QGraphicsView, zoom: object) -> float:
    """Return the milliseconds of one repaint, over a way in and out again."""
    QApplication.processEvents()
    before = time.thread_time()
    for by in _ZOOMS:
        zoom(by)  # type: ignore[operator]
        view.viewport().repaint()
    return 1000 * (time.thread_time() - before) / len(_ZOOMS)


def _plain(shapes: list[Shape]) -> QGraphicsView:
    """Return a plain view with an item for each polygon and lines of one pixel."""
    scene = QGraphicsScene()
    for shape in shapes:
        scene.addPolygon(QPolygonF(shape.ring), QPen(QColor("black"), 0), QColor("orange"))
    view = QGraphicsView(scene)
    scene.setParent(view)
    box = QRectF(scene.itemsBoundingRect())
    scene.setSceneRect(box)
    return view


def _areas() -> Iterator[HazardousArea]:
    empty = HazardousArea(id=HazardousAreaId(UUID(int=0)), kind=AreaKind.SUSPECTED)
    for n in range(POLYGONS):
        corners = (_corner(n, turn * math.tau / POINTS) for turn in range(POINTS))
        ident = HazardousAreaId(UUID(int=n + 1))
        yield replace(empty, id=ident, code=f"HA-{n}", polygon=Polygon(tuple(corners)))


def _corner(n: int, angle: float) -> Position:
    down, across = _CORNER
    far = _RADIUS_E7 * (1 + 0.3 * math.sin(5 * angle + n))
    latitude = down + n // _ALONG * _APART_E7 + int(far * math.sin(angle))
    return Position(latitude, across + n % _ALONG * _APART_E7 + int(far * math.cos(angle)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
