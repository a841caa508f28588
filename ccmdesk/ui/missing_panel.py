"""What is missing, beside every page: each line leads to the field where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QStyle,
    QStyleOptionFocusRect,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding
from ccmdesk.ui.app import POINTS
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.missing_rows import MissingRows, counts_words
from ccmdesk.ui.two_columns import TwoColumns

if TYPE_CHECKING:
    from uuid import UUID

WIDTH, WIDEST = 286, 380
FOLDED_WIDTH = 40
_LEAST_ROW, _MOST_ROW = 30, 40
_MANY = 2000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindingList(QListView):
    """One line per point; Enter and a click go to its field."""

    asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.rows = MissingRows(desk, self)
        self.setModel(self.rows)
        self.setItemDelegate(TwoColumns(self, least=_LEAST_ROW, most=_MOST_ROW, lines=2))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.modelReset.connect(self._measure)
        self.rows.modelReset.connect(self._point)
        self.clicked.connect(self._ask)

    def _measure(self) -> None:
        """Measure each row by itself, unless there are so many that this could be felt."""
        self.setUniformItemSizes(self.rows.rowCount() > _MANY)

    def _point(self) -> None:
        """Show a hand over what can be clicked; there is nothing yet when the window is made."""
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex) -> None:
        place = self.rows.place_of(index)
        if place is not None:
            self.asked.emit(place)


class Strip(QAbstractButton):
    """The folded panel: how much is missing, written along the edge."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(FOLDED_WIDTH, WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.save()
        painter.translate(self.width(), 0)
        painter.rotate(90)
        along = QRect(12, 0, self.height() - 24, self.width())
        painter.drawText(along, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.restore()
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            ring = QStyle.PrimitiveElement.PE_FrameFocusRect
            self.style().drawPrimitive(ring, option, painter, self)


class MissingPanel(QWidget):
    """286 pixels wide, more in larger text, or folded to a strip of 40 with the number on it."""

    go = Signal(object)
    """The Finding to go to."""

    fold_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folded = False
        self._here: Finding | None = None
        self._place: int | None = None
        self._about: UUID | None = None
        self._ahead = False
        self._announced: int | None = None
        self.strip = Strip()
        self.strip.clicked.connect(self.fold_asked)
        self.list = FindingList(desk)
        self.list.asked.connect(self._leave_for)
        self._title = BoldLabel()
        self._counts = text_label()
        self._why = text_label()
        self._fold = QToolButton()
        self._fold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fold.setAutoRaise(True)
        self._fold.clicked.connect(self.fold_asked)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._open_side())
        self._stack.addWidget(self.strip)
        self.list.selectionModel().currentChanged.connect(self._explain)
        desk.checked.connect(self._reread)
        desk.plan_changed.connect(self._reread)
        self.retranslate()

    @property
    def folded(self) -> bool:
        """Whether only the strip is shown."""
        return self._folded

    def fold(self, folded: bool) -> None:  # noqa: FBT001 - a Qt setter
        """Show the whole panel or only its strip."""
        self._folded = folded
        self._stack.setCurrentIndex(1 if folded else 0)
        self._widen()

    def take_focus(self) -> None:
        """Stand on the point where the user was, else on the first: Enter then goes to its field.

        A folded panel takes it on its strip, which Enter unfolds.
        """
        if self._here is None and self._desk.findings:
            self._place, self._here = 0, self._desk.findings[0]
            self._select()
            self._ahead = True
        part = self.strip if self._folded else self.list
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int, *, record: UUID | None = None) -> bool:
        """Go to the next (1) or the one before (-1); False when there is no more.

        Who has come to another *record* since begins with what is missing there.
        """
        first = None if record == self._about else self._first_of(record)
        place = self._after(by) if first is None else first
        if not 0 <= place < len(self._desk.findings):
            return False
        self._leave_for(place)
        return True

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("What is missing")))
        self._fold.setText(lang(N_("Hide")))
        self._fold.setToolTip(lang(N_("Hide what is missing (F9)")))
        self._fold.setAccessibleName(lang(N_("Hide what is missing (F9)")))
        self.list.setAccessibleName(lang(N_("What is missing")))
        self.list.scheduleDelayedItemsLayout()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._widen()
            self.retranslate()

    def _open_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._fold)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        # Else Qt reckons its height from the width it would like, not from what the panel has.
        self._why.setMinimumWidth(1)
        foot.addWidget(self._why)
        counts = QHBoxLayout()
        counts.setContentsMargins(12, 0, 12, 0)
        counts.addWidget(self._counts)
        column.addLayout(head)
        column.addLayout(counts)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        return side

    def _widen(self) -> None:
        size = QApplication.font().pointSizeF() / POINTS
        wide = min(max(round(WIDTH * size), WIDTH), WIDEST)
        self.setFixedWidth(FOLDED_WIDTH if self._folded else wide)

    def _reread(self) -> None:
        self.list.rows.reread()
        self._tell()

    def _tell(self) -> None:
        lang = self._desk.lang
        count = None if self._desk.found is None else len(self._desk.findings)
        self._counts.setText("" if count is None else counts_words(self._desk))
        if count is None:
            self.strip.setText("")
        elif count:
            self.strip.setText(lang.ngettext("{n} point missing", "{n} points missing", count))
        else:
            self.strip.setText(lang(N_("Nothing is missing")))
        does = lang(N_("Show what is missing (F9)"))
        self.strip.setToolTip(does)
        self.strip.setAccessibleName(self.strip.text() or does)
        self._find_again()
        self._say_why()
        self.strip.update()
        self._announce(count)

    def _announce(self, count: int | None) -> None:
        """Let a screen reader say once how much there is to do, and when that changes."""
        if count is not None and count != self._announced:
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

            event = QAccessibleAnnouncementEvent(self, self.strip.text())
            QAccessible.updateAccessibility(event)
        self._announced = count

    def _after(self, by: int) -> int:
        """Return which point comes next; the mended one has made room for its successor."""
        if self._place is None:
            return 0 if by > 0 else len(self._desk.findings) - 1
        if (self._ahead or self._here is None) and by > 0:
            return self._place
        return self._place + by

    def _first_of(self, record: UUID | None) -> int | None:
        places = (n for n, one in enumerate(self._desk.findings) if one.record == record)
        return next(places, None)

    def _find_again(self) -> None:
        """Stay on the same point; when it is mended, stay where it was."""
        if self._here is None:
            return
        place = self._place_of(self._here)
        if place is None:
            self._here = None
        else:
            self._place, self._here = place, self._desk.findings[place]
            self._select()

    def _place_of(self, here: Finding) -> int | None:
        """Return where a point is now: a record may lack several things of one field and rule."""
        key, findings = (here.record, here.field, here.rule), self._desk.findings
        same = (n for n, one in enumerate(findings) if (one.record, one.field, one.rule) == key)
        last = self._place or 0
        return min(same, key=lambda n: (findings[n].says != here.says, abs(n - last)), default=None)

    def _select(self) -> None:
        if self._place is not None and self._here is not None:
            row = self.list.rows.row_of(self._place)
            self.list.setCurrentIndex(row)
            self.list.scrollTo(row)

    def _leave_for(self, place: int) -> None:
        self._place, self._here = place, self._desk.findings[place]
        self._about = self._here.record
        self._select()
        self._ahead = False
        self.go.emit(self._here)

    def _explain(self, current: QModelIndex, _before: QModelIndex) -> None:
        place = self.list.rows.place_of(current)
        if place is not None:
            self._ahead = self._ahead and place == self._place
            self._place, self._here = place, self._desk.findings[place]
        self._say_why()

    def _say_why(self) -> None:
        self._why.setText(self._reason())
        self._why.setVisible(bool(self._why.text()))

    def _reason(self) -> str:
        lang, finding = self._desk.lang, self._here
        if finding is None:
            done = self._desk.found is not None and not self._desk.findings
            return lang(N_("Nothing is missing in this plan.")) if done else ""
        todo = lang.say(finding.todo)
        why = lang(N_("Why: {basis}"), basis=lang(finding.basis))
        return f"{todo}\n{why}"
