"""Editors of days, of dates whose day or month may be unknown, and of periods."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from ccmdesk.lang.short_dates import first_day, last_day, typed_date, typed_partial_date
from ccmdesk.model.facts import Field
from ccmdesk.model.values import PartialDate, Period
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import FigureLine
from ccmdesk.ui.records.editors.popup import Popup

_ICON = 16


class DateLine(QWidget):
    """A line for a date as 2026-12-31 or 31/12/2026, and a calendar to choose from."""

    typed = Signal()
    decided = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self.line = _DayLine()
        self.line.textEdited.connect(lambda _: self.typed.emit())
        self.line.calendar_asked.connect(self.open_calendar)
        self.button = QToolButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setAutoRaise(True)
        self.button.setIcon(_calendar_icon(self.palette()))
        self.button.clicked.connect(self.open_calendar)
        self._popup: Popup | None = None
        self.line.setMinimumWidth(self.fontMetrics().horizontalAdvance("2026-12-31") + 20)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.retranslate()

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text().strip()

    def show_date(self, iso: str) -> None:
        """Show a saved date."""
        self.line.show_text(iso)

    def retranslate(self) -> None:
        """Say again what the button does."""
        said = self._plan.lang(N_("Choose a day from the calendar (Alt+Down)"))
        self.button.setToolTip(said)
        self.button.setAccessibleName(said)

    def open_calendar(self) -> None:
        """Open the calendar below the line, on its day or on today."""
        popup = Popup(self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(popup)
        calendar.setLocale(_locale_of(self._plan.lang.code))
        popup.setWindowTitle(self._plan.lang(N_("Calendar")))
        calendar.setAccessibleName(popup.windowTitle())
        calendar.setSelectedDate(self._day())
        calendar.clicked.connect(self._choose)
        calendar.activated.connect(self._choose)
        popup.column.setContentsMargins(2, 2, 2, 2)
        popup.column.addWidget(calendar)
        self._popup = popup
        popup.open_below(self, width=popup.sizeHint().width())
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _day(self) -> QDate:
        iso = QDate.fromString(self.text(), Qt.DateFormat.ISODate)
        if iso.isValid():
            return iso
        today = self._plan.author.today
        return QDate(today.year, today.month, today.day)

    def _choose(self, day: QDate) -> None:
        self.line.setText(day.toString(Qt.DateFormat.ISODate))
        self.line.setModified(True)
        popup, self._popup = self._popup, None
        if popup is not None:
            popup.close()
            self.decided.emit()


class DateEditor(Editor):
    """One day."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.date = _date_line(self, plan)
        _row(self).addWidget(self.date, 1)

    def show_value(self, value: dt.date | None) -> None:
        self.date.show_date("" if value is None else value.isoformat())

    def value(self) -> dt.date | None:
        text = self.date.text()
        return typed_date(text, language=self.reads.code) if text else None

    def first(self) -> QWidget:
        return self.date.line

    def name(self, label: str) -> None:
        self.date.line.setAccessibleName(label)

    def typed_texts(self) -> tuple[str, ...]:
        return (self.date.line.text(),)

    def type_again(self, texts: tuple[str, ...]) -> None:
        self.date.line.setText(texts[0])

    def set_untouched(self) -> None:
        self.date.line.setModified(False)

    def retranslate(self) -> None:
        self.date.retranslate()


class PartialDateEditor(DateEditor):
    """A date of which the day, or month and day, may be unknown: 2012, 2019-03."""

    def show_value(self, value: PartialDate | None) -> None:  # type: ignore[override]
        self.date.show_date("" if value is None else value.iso)

    def value(self) -> PartialDate | None:  # type: ignore[override]
        text = self.date.text()
        return typed_partial_date(text, language=self.reads.code) if text else None

    def retranslate(self) -> None:
        super().retranslate()
        said = self.plan.lang(C_("placeholder", "year, month or day"))
        self.date.line.setPlaceholderText(said)

    def name(self, label: str) -> None:
        super().name(label)
        self.retranslate()


class PeriodEditor(Editor):
    """From one day to another, either left open or not; a year or a month stands for its days."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.start = _date_line(self, plan)
        self.end = _date_line(self, plan)
        self._between = QLabel("\N{EN DASH}")
        row = _row(self)
        row.addWidget(self.start, 1)
        row.addWidget(self._between)
        row.addWidget(self.end, 1)

    def show_value(self, value: Period | None) -> None:
        start, end = (None, None) if value is None else (value.start, value.end)
        self.start.show_date("" if start is None else start.isoformat())
        self.end.show_date("" if end is None else end.isoformat())

    def value(self) -> Period | None:
        start, end = self.start.text(), self.end.text()
        if not start and not end:
            return None
        language = self.reads.code
        return Period(
            first_day(start, language=language) if start else None,
            last_day(end, language=language) if end else None,
        )

    def first(self) -> QWidget:
        return self.start.line

    def after(self, part: QWidget) -> QWidget | None:
        return self.end.line if part is self.start.line else None

    def name(self, label: str) -> None:
        lang = self.plan.lang
        self.start.line.setAccessibleName(lang(N_("{label}: first day"), label=label))
        self.end.line.setAccessibleName(lang(N_("{label}: last day"), label=label))

    def typed_texts(self) -> tuple[str, ...]:
        return (self.start.line.text(), self.end.line.text())

    def type_again(self, texts: tuple[str, ...]) -> None:
        self.start.line.setText(texts[0])
        self.end.line.setText(texts[1])

    def set_untouched(self) -> None:
        self.start.line.setModified(False)
        self.end.line.setModified(False)

    def retranslate(self) -> None:
        self.start.retranslate()
        self.end.retranslate()


class _DayLine(FigureLine):
    calendar_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self.calendar_asked.emit()
            return
        super().keyPressEvent(event)


def _date_line(editor: Editor, plan: OpenPlan) -> DateLine:
    line = DateLine(plan)
    line.typed.connect(editor.typed)
    line.decided.connect(editor.chosen)
    return line


def _row(editor: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(editor)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    return row


def _locale_of(language: str) -> QLocale:
    """Return the names of days and months in *language*, always with Latin digits."""
    return QLocale("ar_AE") if language == "ar" else QLocale(language)


def _calendar_icon(palette: QPalette) -> QIcon:
    """Draw a leaf of a calendar in the colour of texts."""
    picture = QPixmap(2 * _ICON, 2 * _ICON)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = palette.color(QPalette.ColorRole.ButtonText)
    painter.setPen(QPen(color, 1.2))
    painter.drawRoundedRect(QRectF(2, 3, 12, 11), 1.5, 1.5)
    painter.drawLine(2, 6, 14, 6)
    for x in (5, 11):
        painter.drawLine(x, 1, x, 4)
    for x in (5, 8, 11):
        painter.drawPoint(x, 9)
        painter.drawPoint(x, 12)
    painter.end()
    return QIcon(picture)
