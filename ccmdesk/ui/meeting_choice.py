"""The meeting a paper is made for: chosen once, and the same wherever it is asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from ccmdesk.db.write import Step
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.meetings import meetings_by_date, next_meeting
from ccmdesk.ui.desk import Desk

NO_MEETING = "none"
"""What is remembered when the paper is made for no meeting; nothing stands for the next one."""

_LETTERS = 16
_AROUND = 48


class MeetingChoice(QComboBox):
    """The meetings of the plan by name and first day; at first it stands on the next one."""

    chosen = Signal()
    """The paper is made for another meeting than before."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept = desk.state.meeting
        short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(short)
        self.setMinimumContentsLength(_LETTERS)
        self.currentIndexChanged.connect(self._choose)
        desk.written.connect(self._written)
        desk.remembered.connect(self._follow)
        self.retranslate()

    @property
    def meeting(self) -> MeetingId | None:
        """The meeting that is chosen, or None."""
        meeting: MeetingId | None = self.currentData()
        return meeting

    def retranslate(self) -> None:
        """Say the meetings again in the language of the window; the choice stays."""
        self.setAccessibleName(self._desk.lang(N_("Meeting the paper is made for")))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self) -> None:
        """List the meetings of the plan as it is now."""
        plan, before = self._desk.plan, self.meeting
        if plan is None:
            return
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self._desk.lang(N_("No meeting")), None)
            for meeting in meetings_by_date(plan.all_of(Meeting)):
                self.addItem(self._words(meeting), meeting.id)
            self.setCurrentIndex(self._wanted())
        self._make_room()
        if self.meeting != before:
            self.chosen.emit()

    def _words(self, meeting: Meeting) -> str:
        plan, lang = self._desk.plan, self._desk.lang
        title = "" if plan is None else plan.show.title(meeting)
        if meeting.start is None:
            return title
        date = lang.date(meeting.start)
        return lang(C_("meeting and its first day", "{meeting}, {date}"), meeting=title, date=date)

    def _wanted(self) -> int:
        """Return the place of what is remembered, else of the next meeting, else of none."""
        plan, kept = self._desk.plan, self._desk.state.meeting
        places = {str(self.itemData(place)): place for place in range(1, self.count())}
        if plan is None or kept == NO_MEETING:
            return 0
        if kept in places:
            return places[kept]
        coming = next_meeting(plan.all_of(Meeting), today=plan.author.today)
        return 0 if coming is None else places[str(coming.id)]

    def _choose(self) -> None:
        self._desk.remember(meeting=str(self.meeting or NO_MEETING))
        self._make_room()
        self.chosen.emit()

    def _follow(self) -> None:
        """Take over what was chosen on another page."""
        if self._kept == self._desk.state.meeting:
            return
        self._kept = self._desk.state.meeting
        if self._desk.plan is not None and self._wanted() != self.currentIndex():
            with QSignalBlocker(self):
                self.setCurrentIndex(self._wanted())
            self._make_room()
            self.chosen.emit()

    def _written(self, step: Step) -> None:
        name = BY_RECORD[Meeting].name
        if any(change.kind == name for change in step.changes):
            self._fill()

    def _make_room(self) -> None:
        """Tell the whole name of the chosen meeting, and make room for all in the open list."""
        self.setToolTip(self.currentText())
        metrics = QFontMetrics(QApplication.font())
        texts = [self.itemText(place) for place in range(self.count())]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        self.view().setMinimumWidth(widest + _AROUND)
        self.setMaximumWidth(widest + _AROUND)
