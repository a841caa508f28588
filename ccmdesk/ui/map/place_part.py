"""On the form of what has a place: the place on the map with its neighbours, and in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ccmdesk.lang.isolation import left_to_right
from ccmdesk.lang.places.written import written
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.words import C_, N_
from ccmdesk.report.documents.sections.area_map import BOUNDARY_NOTE
from ccmdesk.ui.direction import directed
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.map.areas import AreasOnMap
from ccmdesk.ui.map.ground import FINE_NOTE, Ground, Room, Shape, pin_of, shape_of, surroundings
from ccmdesk.ui.map.view import MapView
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.words import shown_in

PLACED = (HazardousArea, Activity)
"""The kinds of records that have a position."""

_HIGH, _NARROW, _WIDE = 168, 120, 320


class PlacePart(QWidget):
    """The map cannot be moved here: it shows where the record lies, and leads to the large one."""

    map_asked = Signal(object)
    """The record that is to be seen on the map of the country."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self._areas = AreasOnMap.of(plan)
        self._record: Any = None
        self.view = MapView(plan)
        self.view.hold_still()
        self.view.setFixedHeight(_HIGH)
        self.view.setMinimumWidth(_NARROW)
        self.view.setMaximumWidth(_WIDE)
        self.words = text_label()
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        beside = QVBoxLayout()
        beside.addWidget(self.words)
        beside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        beside.addStretch(1)
        self.note = text_label(muted=True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.view, 3)
        row.addLayout(beside, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.note)
        self._connect()
        self.retranslate()

    def show_record(self, record: Any) -> None:
        """Show the place of *record*; one without a place has no map."""
        self._record = record
        self.retranslate()
        self._draw()

    def retranslate(self) -> None:
        """Say again where the record lies."""
        lang = self._plan.lang
        placed = self._record is not None and bool(_points(self._record))
        self.view.setVisible(placed)
        self.button.setVisible(placed)
        self.note.setVisible(placed)
        self.note.setText(lang(FINE_NOTE if self.view.is_fine else BOUNDARY_NOTE))
        self.button.setText(lang(N_("Show on map")))
        self.view.setAccessibleName(lang(N_("Where it lies")))
        if self._record is None:
            return
        none = N_("Without a position or an outline it is not on the map.")
        said = self._in_words() if placed else lang(none)
        self.words.setText(directed(said, self.layoutDirection()))
        self.view.setAccessibleDescription(said)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._areas.look(self, looks=True)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._areas.look(self, looks=False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _connect(self) -> None:
        areas = self._areas
        areas.changed.connect(self._draw)
        areas.refined.connect(self.view.show_fine)
        self.view.fine_asked.connect(areas.refine)
        self.view.scale_changed.connect(self.retranslate)
        self.button.clicked.connect(self._ask)
        self.view.opened.connect(self._ask)
        self.view.picked.connect(self._ask)
        self._plan.notation_changed.connect(self.retranslate)

    def _ask(self) -> None:
        if self._record is not None and _points(self._record):
            self.map_asked.emit(self._record)

    def _draw(self) -> None:
        """Draw the record as it is now, with what lies near it."""
        loaded = self._areas.loaded
        if loaded is None or self._record is None or not self.isVisible():
            return
        self.view.show_ground(loaded.ground)
        self.view.show_fine(self._areas.fine)
        own = shape_on(loaded.ground, self._record)
        if own is None:
            return
        seen = surroundings(own, self._areas.shapes)
        wide = seen.width() * _WIDE / _HIGH
        room = Room.of(seen.adjusted(-wide, 0, wide, 0))
        near = [one for one in self._areas.shapes if one.id != own.id and room.meets(one.room)]
        self.view.layer.show_shapes([*near, own])
        self.view.show_part(seen)
        self.view.choose(own.id, centre=False)
        self.retranslate()

    def _in_words(self) -> str:
        """Say province, coordinates and size, and whether the place is outside the country."""
        lang, record, show = self._plan.lang, self._record, shown_in(self._plan)
        first, *more = _points(record)
        place = record.position or first
        parts = [
            *(show.text(getattr(record, name)) for name in _PLACES[type(record)]),
            left_to_right(written(place, self._plan.notation)),
        ]
        if more:
            parts.append(lang.ngettext("{n} point", "{n} points", len(more) + 1))
        size = getattr(record, "size_m2", None)
        if size is not None:
            parts.append(lang.area(size))
        found = self._plan.found
        border = None if found is None else found.border
        if border is not None and border.leaves_out_any(_points(record)):
            parts.append(lang(C_("area on the map", "Outside the country")))
        return "\n".join(part for part in parts if part)


_PLACES = {HazardousArea: ("province", "district"), Activity: ("place",)}


def shape_on(ground: Ground, record: Any) -> Shape | None:
    """Return a record as it is drawn; None without a place."""
    return shape_of(record, ground) if isinstance(record, HazardousArea) else pin_of(record, ground)


def _points(record: Any) -> tuple[Any, ...]:
    polygon = getattr(record, "polygon", None)
    if polygon is not None:
        return tuple(polygon.points)
    return () if record.position is None else (record.position,)
