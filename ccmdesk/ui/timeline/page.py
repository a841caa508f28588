"""The time line: bars over the years, the same as a table, and what slips without support."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ccmdesk.actions.step_facts import changed_fields, joins
from ccmdesk.db.write import Step
from ccmdesk.model.activity import Activity
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.need import Need
from ccmdesk.model.values import Period
from ccmdesk.model.words import N_
from ccmdesk.rules.time_line import Span
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.problems import NoticeBar, attempt
from ccmdesk.ui.records.empty_page import EmptyPage
from ccmdesk.ui.records.words import shown_in
from ccmdesk.ui.scrolled import scrolled_column
from ccmdesk.ui.timeline.chart import TimeChart
from ccmdesk.ui.timeline.foot import TimeFoot
from ccmdesk.ui.timeline.head import TimeHead
from ccmdesk.ui.timeline.rows import TimeRows
from ccmdesk.ui.timeline.scene import READS, Scene, changed, moved_scene, only, scene_of
from ccmdesk.ui.timeline.table import TimeTable
from ccmdesk.ui.timeline.words import Words

_MANY = 50
"""A step of more records, such as an import, is shown once it has been read beside the window."""


class TimelinePage(QWidget):
    """Reads the plan as the last check found it, and after each write what was written."""

    asked_record = Signal(object, object, object)

    def __init__(self, desk: Desk, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._plan = desk, plan
        self._document: PlanDocument | None = None
        self._scene: Scene | None = None
        self._stale = False
        self.rows = TimeRows(self._words(), self)
        self.table = TimeTable(self.rows)
        self.chart = TimeChart(self.rows, self.table.selectionModel())
        self.head, self.foot = TimeHead(desk), TimeFoot()
        self.notice = NoticeBar(desk)
        self.empty = EmptyPage(plan, Activity)
        self._note = text_label(muted=True)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._front = QStackedWidget()
        self._lay_out()
        self._connect()
        self._checked()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the language of the window."""
        lang = self._desk.lang
        self.head.retranslate()
        self.chart.setAccessibleName(lang(N_("Time line of the activities")))
        self.chart.setAccessibleDescription(
            lang(
                N_(
                    "Up and down choose an activity. Left and right move it by a month, with Ctrl"
                    " by a day; with Shift only its end moves. Enter opens it."
                )
            )
        )
        self.table.setAccessibleName(lang(N_("Time line as a table")))
        self._show()
        self.rows.retranslate()
        self.table.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show()

    # ---- inside -------------------------------------------------------------------------------

    def _words(self) -> Words:
        return Words(shown_in(self._plan), self._plan.author.today)

    def _checked(self) -> None:
        """Take the plan as the last check found it; most of the time it is what is shown."""
        found = self._plan.found
        if found is None:
            return
        document = only(found.document)
        known, self._document = self._document, document
        if self._scene is None or known is None or known.records != document.records:
            self._show()

    def _written(self, step: Step) -> None:
        """Show at once what one step wrote, before the plan is checked again."""
        if self._document is None or len(step.changes) > _MANY:
            return
        found = self._read(step)
        if not found:
            return
        self._document = changed(self._document, found)
        (kind, record), *more = found
        alone = kind is Activity and not more
        keys = changed_fields(key for change in step.changes for key in change.new)
        self._show(moved=record if alone and list(keys) == ["period"] else None)
        if alone:
            self._select(record)

    def _read(self, step: Step) -> dict[tuple[type[Any], UUID], Any]:
        """Return what *step* changed as it is now; None for what is gone."""
        plan, kinds = self._plan, frozenset[type[Any]](READS)
        touched = [(BY_NAME[change.kind].record, change.record) for change in step.changes]
        found = {(kind, one): plan.store.get(kind, one) for kind, one in touched if kind in kinds}
        if joins(step, Activity):  # what hangs on them is not in the step
            found |= {(kind, one.id): one for kind in kinds for one in plan.all_of(kind)}
        return found

    def _select(self, activity: UUID) -> None:
        row = self.rows.row_of(activity)
        if row is not None:
            self.chart.select(row)

    def _show(self, *, moved: UUID | None = None) -> None:
        """Work out the time line again, when somebody looks; *moved* alone has other dates."""
        document = self._document
        self._stale = not self.isVisible()
        self._front.setVisible(document is not None)
        if document is None or self._stale:
            return
        words = self._words()
        if moved is None or self._scene is None:
            scene = scene_of(document, words)
        else:
            scene = moved_scene(self._scene, document, words, moved)
        self._scene = scene
        self.head.offer(lane.activity.article for lane in scene.lanes)
        self._front.setCurrentIndex(0 if scene.lanes else 1)
        self._narrow()

    def _narrow(self) -> None:
        """Show what is chosen in the head."""
        scene = self._scene
        if scene is None:
            return
        words, current = self._words(), self.rows_current()
        self.rows.put([one for one in scene.lanes if self.head.shows(one.activity.article)], words)
        self.chart.set_scale(self.head.chosen_scale)
        self.chart.show_scene(scene)
        self.table.setVisible(self.head.table.isChecked())
        if current is not None and self.rows_current() != current:
            self._select(current)
        self._say_note(scene)
        self._tell()

    def rows_current(self) -> UUID | None:
        """Return the id of the current activity, or None."""
        row = self.chart.current
        return self.rows.lanes[row].activity.id if 0 <= row < len(self.rows.lanes) else None

    def _tell(self) -> None:
        row = self.chart.current
        lane = self.rows.lanes[row] if 0 <= row < len(self.rows.lanes) else None
        self.foot.tell(lane, self.rows.words)

    def _say_note(self, scene: Scene) -> None:
        """Say which dates have no line, so that none is lost; the papers say the same."""
        lang = self._desk.lang
        told = []
        if not any(lane.span for lane in scene.lanes):
            told.append(lang(N_("No activity has a start and an end date yet.")))
        if scene.outside:
            says = N_("Before or after the years drawn: {dates}.")
            told.append(lang(says, dates=lang.join(list(scene.outside))))
        if scene.further:
            told.append(
                lang(N_("Further meetings: {dates}."), dates=lang.join(list(scene.further)))
            )
        self._note.setText("\n".join(told))
        self._note.setVisible(bool(told))

    def _move(self, activity: UUID, span: Span) -> None:
        """Write the new dates: one step, which undo calls by the field."""
        record = self._plan.store.get(Activity, activity)
        if record is None:
            return
        self.notice.clear()
        period = Period(span.start, span.end)
        attempt(self.notice, lambda: self._plan.set_field(record, "period", period))

    def _add(self) -> None:
        made: list[UUID] = []
        if attempt(self.notice, lambda: made.append(self._plan.add(Activity))):
            self.asked_record.emit(Activity, made[0], None)

    def _connect(self) -> None:
        self._desk.checked.connect(self._checked)
        self._plan.changed.connect(self._written)
        self.head.changed.connect(self._narrow)
        self.chart.moved.connect(self._move)
        self.empty.new_asked.connect(self._add)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell())
        for view in (self.chart, self.table):
            view.opened.connect(partial(self._open, Activity))
        for part in (self.chart, self.foot):
            part.need_opened.connect(partial(self._open, Need))

    def _open(self, kind: type, record: UUID) -> None:
        self.asked_record.emit(kind, record, None)

    def _lay_out(self) -> None:
        self._split.addWidget(self.chart)
        self._split.addWidget(self.table)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        whole = QWidget()
        rows = scrolled_column(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._split, 1)
        rows.addWidget(self._note)
        rows.addWidget(self.foot)
        self._front.addWidget(whole)
        self._front.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 8, 8)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self._front, 1)
