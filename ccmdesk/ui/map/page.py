"""The map page: the areas on the map of the country, the same ones in a list, and one choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ccmdesk.db.write import Step
from ccmdesk.lang.isolation import left_to_right
from ccmdesk.lang.places.written import written
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import Polygon, Position
from ccmdesk.model.words import N_
from ccmdesk.report.documents.sections.area_map import BOUNDARY_NOTE
from ccmdesk.rules.outline import outline_faults
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.map.chosen_panel import ChosenPanel
from ccmdesk.ui.map.ground import Loaded, Shape, load, shape_of
from ccmdesk.ui.map.head import MapHead
from ccmdesk.ui.map.legend import LegendLine
from ccmdesk.ui.map.notation_choice import NotationChoice
from ccmdesk.ui.map.outline_tool import OutlineTool
from ccmdesk.ui.map.rows import AreaList
from ccmdesk.ui.map.view import STEP, MapView
from ccmdesk.ui.problems import NoticeBar, show_problem
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.words import shown_in

SIDE = 290
_FEW = 60
"""So many changed areas are read at once; after more the worker reads all of them again."""


class MapPage(QWidget):
    """Map at the side where lines begin, list beside it; a table can take the place of both."""

    asked_record = Signal(object, object, object)
    asked_list = Signal(object)

    def __init__(self, desk: Desk, widths: ColumnWidths) -> None:
        super().__init__()
        assert desk.plan is not None  # noqa: S101 - pages are built on an open plan
        self._desk, self._plan = desk, desk.plan
        self._loaded: Loaded | None = None
        self._shapes: dict[UUID, Shape] = {}
        self._stale = True
        self._loading = False
        self.head = MapHead(self._plan)
        self.notice = NoticeBar(desk)
        self.view = MapView(self._plan)
        self.list = AreaList(self._plan, widths)
        self.chosen = ChosenPanel(self._plan)
        self.legend = LegendLine()
        self.note, self.left_out = text_label(muted=True), text_label(muted=True)
        self.pointer = QLabel()
        self.notation = NotationChoice(self._plan)
        self._side, self._under = QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def ready(self) -> bool:
        """Whether the areas are on the map."""
        return self._loaded is not None and not self._loading

    def choose(self, area: UUID | None, *, centre: bool = True) -> None:
        """Choose an area on the map and in the list."""
        self.list.choose(area)
        self.view.choose(area, centre=centre)
        self._say_chosen()

    def begin_drawing(self) -> None:
        """Draw or correct the outline of the chosen area."""
        area, flat = self._chosen_area(), self.view.flat
        if area is None or flat is None:
            return
        self.head.table.setChecked(False)
        points = area.polygon.points if area.polygon else ()
        tool = OutlineTool(self.view, flat, points, self._say_drawing)
        self.view.tool = tool
        self.view.scene().addItem(tool)
        self.list.hide()  # what is told of the outline needs its room
        self.view.setFocus()
        self._say_drawing()

    def save_drawing(self) -> None:
        """Write the outline as one step; what cannot be kept stays on the map."""
        tool, area = self.view.tool, self._chosen_area()
        if tool is None or area is None:
            return
        try:
            self._plan.set_field(area, "polygon", Polygon(tuple(tool.points)))
        except Problem as problem:
            show_problem(self.notice, problem)
            return
        self.leave_drawing()

    def leave_drawing(self) -> None:
        """Put the tool away; the area is as it was, or as it was saved."""
        tool, self.view.tool = self.view.tool, None
        if tool is not None:
            self.view.scene().removeItem(tool)
            self.notice.clear()
            self.list.show()
            self._say_chosen()

    def retranslate(self) -> None:
        """Say every word again; map, choice and place stay."""
        lang = self._plan.lang
        self.head.retranslate()
        self.view.retranslate()
        self.list.retranslate()
        self.note.setText(lang(BOUNDARY_NOTE))
        self.view.setAccessibleName(lang(N_("Map of the hazardous areas")))
        keys = N_("Arrows move the map, + and − zoom, F shows the country, Enter opens the area.")
        self.view.setAccessibleDescription(lang(keys))
        self._say_shown()
        if self.view.tool is None:
            self._say_chosen()
        else:
            self._say_drawing()
        self._point(None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        drawing, key = self.view.tool is not None, event.key()
        if drawing and key == Qt.Key.Key_Escape:
            self.leave_drawing()
        elif drawing and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.save_drawing()
        else:
            super().keyPressEvent(event)

    # ---- inside -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.pointer.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.pointer.setForegroundRole(QPalette.ColorRole.WindowText)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 8, 6)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(self.view, 1)
        body.addWidget(self._side)
        side = self._side_column = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.list, 1)
        side.addWidget(self.chosen)
        column.addLayout(body, 1)
        under = QVBoxLayout(self._under)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(self.legend, 1)
        line.addWidget(self.pointer)
        line.addWidget(self.notation)
        under.addLayout(line)
        under.addWidget(self.note)
        column.addWidget(self.left_out)
        column.addWidget(self._under)
        self._arrange(False)

    def _connect(self) -> None:
        head, view = self.head, self.view
        head.fit_asked.connect(view.fit)
        head.zoom_asked.connect(lambda way: view.zoom(STEP**way))
        head.borders_hidden.connect(view.hide_borders)
        head.table_asked.connect(self._arrange)
        head.layers.changed.connect(self._show_shapes)
        view.picked.connect(lambda area: self.choose(area, centre=False))
        view.opened.connect(self._open)
        view.pointed.connect(self._point)
        self.list.chosen.connect(self._follow_list)
        self.list.opened.connect(self._open)
        self.chosen.open_asked.connect(self._open)
        self.chosen.draw_asked.connect(self.begin_drawing)
        self.chosen.save_asked.connect(self.save_drawing)
        self.chosen.leave_asked.connect(self.leave_drawing)
        self._plan.changed.connect(self._written)
        self._plan.closing.connect(self.leave_drawing)

    def _load(self) -> None:
        """Let the worker read the areas and prepare the base map."""
        if self._loading:
            return
        self._stale, self._loading = False, True
        store, known = self._plan.store, None if self._loaded is None else self._loaded.ground
        job = self._desk.jobs.prepare(lambda running: load(store, running, known=known))
        job.done.connect(self._take)
        job.refused.connect(lambda problem: show_problem(self.notice, problem))
        job.failed.connect(raise_fault)
        job.ended.connect(self._end)
        self._desk.jobs.start(job)

    def _take(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._shapes = {shape.id: shape for shape in loaded.shapes}
        self.view.show_ground(loaded.ground)
        self._show_shapes()

    def _end(self) -> None:
        self._loading = False
        self._say_chosen()
        if self._stale and self.isVisible():
            self._load()

    def _written(self, step: Step) -> None:
        """Show what a step changed: a few areas at once, many by the worker."""
        own = {c.record for c in step.changes if c.kind == BY_RECORD[HazardousArea].name}
        state = any(c.kind == BY_RECORD[StateParty].name for c in step.changes)
        if not own and not state:
            return
        if state or len(own) > _FEW or self._loaded is None or not self.isVisible():
            self._stale = True
            if self.isVisible():
                self._load()
            return
        self._reread(own, self._loaded)

    def _reread(self, areas: Iterable[UUID], loaded: Loaded) -> None:
        left_out = loaded.left_out
        for one in areas:
            area = self._plan.store.get(HazardousArea, one)
            shape = None if area is None else shape_of(area, loaded.ground)
            was_there = one in self._shapes
            if shape is not None:
                self._shapes[one] = shape
            elif was_there:
                del self._shapes[one]
            left_out += was_there - (shape is not None)
        self._loaded = Loaded(loaded.ground, tuple(self._shapes.values()), max(left_out, 0))
        self._show_shapes()

    def _show_shapes(self) -> None:
        shown = self.head.layers.shown(self._shapes.values())
        self.view.layer.show_shapes(shown)
        self.list.show_shapes(shown)
        self.choose(self.list.current(), centre=False)
        self._say_shown()

    def _say_shown(self) -> None:
        """Say what the inks mean, and what is not on the map."""
        lang, shapes = self._plan.lang, self.view.layer.shapes
        outside = sum(shape.outside for shape in shapes)
        self.legend.show_inks(frozenset(s.ink for s in shapes), outside=outside, lang=lang)
        left = 0 if self._loaded is None else self._loaded.left_out
        said = lang.ngettext(
            "{n} area has no outline and no position and is not on the map.",
            "{n} areas have no outline and no position and are not on the map.",
            left,
        )
        self.left_out.setText(said)
        self.left_out.setVisible(left > 0)

    def _say_chosen(self) -> None:
        area = self._chosen_area()
        if area is not None:
            title = shown_in(self._plan).title(area)
            facts = self.list.model.facts(area.id)
            self.chosen.show_area(title, facts, has_outline=area.polygon is not None)
        elif self.ready and not self._shapes:
            self.chosen.show_empty()
        else:
            self.chosen.show_area("", "", has_outline=False)
        self._side_column.activate()  # the texts get their height at once

    def _say_drawing(self) -> None:
        tool, area = self.view.tool, self._chosen_area()
        if tool is None or area is None or self._loaded is None:
            return
        border = self._loaded.ground.border
        faults = outline_faults(tool.points, stated_m2=area.size_m2, border=border)
        self.chosen.show_drawing(shown_in(self._plan).title(area), len(tool.points), faults)
        self._side_column.activate()

    def _chosen_area(self) -> Any | None:
        current = self.list.current()
        return None if current is None else self._plan.store.get(HazardousArea, current)

    def _follow_list(self, area: UUID | None) -> None:
        self.view.choose(area, centre=True)
        self._say_chosen()

    def _open(self) -> None:
        area = self.list.current()
        if area is not None and self.view.tool is None:
            self.asked_record.emit(HazardousArea, area, None)
        elif area is None and not self._shapes:
            self.asked_list.emit(HazardousArea)

    def _point(self, position: Position | None) -> None:
        """Say where the pointer is."""
        text = "" if position is None else written(position, self._plan.notation)
        self.pointer.setText(left_to_right(text) if text else "")

    def _arrange(self, wide: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Let the table take the place of the map."""
        self.view.setVisible(not wide)
        self.head.allow_moving(not wide)
        self._under.setVisible(not wide)
        self.list.show_as_table(wide)
        self._side.setMinimumWidth(SIDE)
        self._side.setMaximumWidth(16_777_215 if wide else SIDE)
