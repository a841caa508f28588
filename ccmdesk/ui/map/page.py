"""The map page: the areas on the map of the country, the same ones in a list, and one choice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ccmdesk.lang.isolation import left_to_right
from ccmdesk.lang.places.written import written
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Polygon, Position
from ccmdesk.model.words import N_, Message
from ccmdesk.report.documents.sections.area_map import BOUNDARY_NOTE
from ccmdesk.rules.outline import outline_faults
from ccmdesk.ui.app import POINTS
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.map.areas import AreasOnMap
from ccmdesk.ui.map.chosen_panel import ChosenPanel
from ccmdesk.ui.map.ground import FINE_NOTE, Shape, pin_of
from ccmdesk.ui.map.head import MapHead
from ccmdesk.ui.map.legend import LegendLine
from ccmdesk.ui.map.notation_choice import NotationChoice
from ccmdesk.ui.map.outline_tool import OutlineTool
from ccmdesk.ui.map.rows import AreaList
from ccmdesk.ui.map.view import STEP, MapView
from ccmdesk.ui.problems import NoticeBar, show_problem
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.words import shown_in
from ccmdesk.ui.scrolled import scrolled_column
from ccmdesk.ui.spot import Spot
from ccmdesk.ui.unsaved import Held

DRAWN = Message(
    N_("An outline is being drawn on the map: Enter saves it, Esc leaves the area as it was.")
)
_DRAWING = "outline on the map"
"""In the place of the name of a field."""

SIDE, _WIDEST_SIDE = 290, 400
"""Beside the map, with texts of the usual size and at most."""


class MapPage(QWidget):
    """Map at the side where lines begin, list beside it; a table can take the place of both."""

    asked_record = Signal(object, object, object)
    asked_list = Signal(object)
    back_asked = Signal(object)
    """The Spot from where a record was to be seen here."""

    def __init__(self, desk: Desk, widths: ColumnWidths) -> None:
        super().__init__()
        assert desk.plan is not None  # noqa: S101 - pages are built on an open plan  # nosec B101
        self._desk, self._plan = desk, desk.plan
        self._areas = AreasOnMap.of(desk.plan)
        self._wanted: Any = None
        self._pinned: Activity | None = None
        self._origin: Spot | None = None
        self._drawn: Any = None
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
        return self._areas.loaded is not None and not self._areas.loading

    def choose(self, area: UUID | None, *, centre: bool = True) -> None:
        """Choose an area on the map and in the list."""
        self.list.choose(area)
        self.view.choose(area, centre=centre)
        self._say_panel()

    def show_record(self, record: Any, *, origin: Spot | None) -> None:
        """Choose an area, or pin an activity, and bring it in sight; Esc leads to *origin*.

        An outline that is being drawn stays in sight until it is saved or left.
        """
        if self._is_drawn:
            self.notice.tell(DRAWN, alarm=True)
            return
        self.leave_drawing()
        self.head.table.setChecked(False)
        self._wanted, self._origin = record, origin
        self._pinned = record if isinstance(record, Activity) else None
        self._show_areas()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_drawing(self) -> None:
        """Draw or correct the outline of the chosen area; what is being drawn goes on."""
        area, flat = self._chosen_area(), self.view.flat
        if area is None or flat is None or self.view.tool is not None:
            return
        self.head.table.setChecked(False)
        points = area.polygon.points if area.polygon else ()
        tool = OutlineTool(self.view, flat, points, self._say_drawing)
        self.view.tool, self._drawn = tool, area
        self.view.scene().addItem(tool)
        self.list.hide()  # what is told of the outline needs its room
        self.view.setFocus()
        self._say_drawing()

    def save_drawing(self) -> None:
        """Write the outline as one step; what cannot be kept stays on the map."""
        tool, area = self.view.tool, self._drawn
        if tool is None:
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
            self._plan.unsaved.take(self._drawn.id, _DRAWING)
            self._drawn = None
            self.view.scene().removeItem(tool)
            self.notice.clear()
            self.list.show()
            self._say_chosen()

    def retranslate(self) -> None:
        """Say every word again; map, choice and place stay."""
        lang = self._plan.lang
        self._arrange(self.head.table.isChecked())
        self.head.retranslate()
        self.view.retranslate()
        self.list.retranslate()
        self._say_note()
        self.view.setAccessibleName(lang(N_("Map of the hazardous areas")))
        keys = N_("Arrows move the map, + and − zoom, F shows the country, Enter opens the area.")
        self.view.setAccessibleDescription(lang(keys))
        self._say_shown()
        self._say_panel()
        self._point(None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._areas.look(self, looks=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._origin = None
        self._areas.look(self, looks=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        drawing, key = self.view.tool is not None, event.key()
        if drawing and key == Qt.Key.Key_Escape:
            self.leave_drawing()
        elif drawing and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.save_drawing()
        elif key == Qt.Key.Key_Escape and self._origin is not None:
            self.back_asked.emit(self._origin)
        else:
            super().keyPressEvent(event)

    # ---- inside -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.pointer.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.pointer.setForegroundRole(QPalette.ColorRole.WindowText)
        column = scrolled_column(self)
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
        areas = self._areas
        areas.changed.connect(self._show_areas)
        areas.refused.connect(self._refuse)
        areas.ended.connect(self._say_panel)
        areas.refined.connect(view.show_fine)
        view.fine_asked.connect(areas.refine)
        view.scale_changed.connect(self._say_note)
        if areas.loaded is not None:
            self._show_areas()
        self._plan.typed_asked.connect(self._hold)
        self._plan.closing.connect(self.leave_drawing)

    def _show_areas(self) -> None:
        loaded = self._areas.loaded
        if loaded is not None:
            self.view.show_ground(loaded.ground)
            self.view.show_fine(self._areas.fine)
            self._show_shapes()
            self._find_wanted()

    def _refuse(self, problem: Problem) -> None:
        show_problem(self.notice, problem)

    def _find_wanted(self) -> None:
        """Bring in sight what was asked for, once it is on the map."""
        wanted = self._wanted
        shape = None if wanted is None else self._areas.shape(wanted.id)
        if wanted is None or (shape is None and wanted is not self._pinned):
            return
        self._wanted = None
        if shape is not None:
            self.head.layers.reveal(shape)
        self.choose(wanted.id)
        self.view.come_near(wanted.id)

    def _show_shapes(self) -> None:
        shown = self.head.layers.shown(self._areas.shapes)
        chosen = self.view.layer.chosen
        self.view.layer.show_shapes([*shown, *self._pin()])
        self.list.show_shapes(shown)
        is_pin = self._pinned is not None and chosen == self._pinned.id
        self.choose(chosen if is_pin else self.list.current(), centre=False)
        self._say_shown()

    def _pin(self) -> list[Shape]:
        loaded = self._areas.loaded
        if self._pinned is None or loaded is None:
            return []
        pin = pin_of(self._pinned, loaded.ground)
        return [] if pin is None else [pin]

    def _say_note(self) -> None:
        self.note.setText(self._plan.lang(FINE_NOTE if self.view.is_fine else BOUNDARY_NOTE))

    def _say_shown(self) -> None:
        """Say what the inks mean, and what is not on the map."""
        lang, shapes = self._plan.lang, self.view.layer.shapes
        outside = sum(shape.outside for shape in shapes)
        self.legend.show_inks(frozenset(s.ink for s in shapes), outside=outside, lang=lang)
        left = 0 if self._areas.loaded is None else self._areas.loaded.left_out
        said = lang.ngettext(
            "{n} area has no outline and no position and is not on the map.",
            "{n} areas have no outline and no position and are not on the map.",
            left,
        )
        self.left_out.setText(said)
        self.left_out.setVisible(left > 0)

    def _say_panel(self) -> None:
        """Tell of the outline while one is drawn, whatever comes meanwhile, else of the choice."""
        if self.view.tool is None:
            self._say_chosen()
        else:
            self._say_drawing()

    def _say_chosen(self) -> None:
        area = self._chosen_area()
        if area is not None:
            title = shown_in(self._plan).title(area)
            facts = self.list.model.facts(area.id)
            self.chosen.show_area(title, facts, has_outline=area.polygon is not None)
        elif self._pinned is not None and self.view.layer.chosen == self._pinned.id:
            self.chosen.show_pin(shown_in(self._plan).title(self._pinned))
        elif self.ready and not self._areas.shapes:
            self.chosen.show_empty()
        else:
            self.chosen.show_area("", "", has_outline=False)
        self._side_column.activate()  # the texts get their height at once

    def _say_drawing(self) -> None:
        tool, area = self.view.tool, self._drawn
        if tool is None or self._areas.loaded is None:
            return
        border = self._areas.loaded.ground.border
        faults = outline_faults(tool.points, stated_m2=area.size_m2, border=border)
        self.chosen.show_drawing(shown_in(self._plan).title(area), len(tool.points), faults)
        self._side_column.activate()

    def _chosen_area(self) -> Any | None:
        current = self.list.current()
        return None if current is None else self._plan.store.get(HazardousArea, current)

    @property
    def _is_drawn(self) -> bool:
        """Whether an outline is being drawn that is not the one that is saved."""
        tool, area = self.view.tool, self._drawn
        points = () if area is None or area.polygon is None else area.polygon.points
        return tool is not None and tuple(tool.points) != points

    def _hold(self) -> None:
        """Keep the window open once while an outline is drawn: only its user knows it is done."""
        if self._drawn is None:
            return
        self._plan.unsaved.take(self._drawn.id, _DRAWING)
        if self._is_drawn:
            held = Held(
                kind=HazardousArea,
                record=self._drawn.id,
                field=_DRAWING,
                why=DRAWN,
                place=("map", ""),
            )
            self._plan.unsaved.keep(held)

    def _follow_list(self, area: UUID | None) -> None:
        self.view.choose(area, centre=True)
        self._say_panel()

    def _open(self) -> None:
        area = self.list.current()
        if area is not None and self.view.tool is None:
            self.asked_record.emit(HazardousArea, area, None)
        elif self._pinned is not None and self.view.layer.chosen == self._pinned.id:
            self.asked_record.emit(Activity, self._pinned.id, None)
        elif area is None and not self._areas.shapes:
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
        side = min(round(SIDE * QApplication.font().pointSizeF() / POINTS), _WIDEST_SIDE)
        self._side.setMinimumWidth(side)
        self._side.setMaximumWidth(16_777_215 if wide else side)
