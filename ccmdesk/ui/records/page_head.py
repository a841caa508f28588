"""The head of a page of records: its title, what can be done, and the search in the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ccmdesk.model.words import C_, N_, Message
from ccmdesk.ui.labels import TITLE
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.sections import Section

HEIGHT = 44
_SEARCH_AFTER_MS = 200
_LEAST_SEARCH, _USUAL_SEARCH, _WIDEST_SEARCH = 64, 140, 220
_BESIDE, _BETWEEN = 10, 4
_BEFORE, _AFTER = 14, 8
GUIDED = "guided"
_BUTTONS = (
    (
        GUIDED,
        N_("Guided questions"),
        N_("Answer one question at a time about this need, or about a new one"),
    ),
    ("new", C_("button", "New"), N_("Add an empty record to this list (Ctrl+N)")),
    ("duplicate", C_("button", "Duplicate"), N_("Make a copy of this record")),
    ("delete", C_("button", "Delete"), N_("Put this record in the bin; it can be brought back")),
    ("history", C_("button", "History"), N_("Who changed what in this record (Ctrl+H)")),
    ("bin", C_("button", "Bin"), N_("Deleted records of this kind, to bring back")),
)


class SearchLine(QLineEdit):
    """Escape empties it and goes to the list, as Enter and the arrow down do."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() == keys.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Down}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HeadButton(QPushButton):
    """As wide as its words: the least width of a style would take the room of the title."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + 2 * _BESIDE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class PageHead(QWidget):
    """44 pixels, and below them a sentence when something could not be done.

    A title that has no room beside what can be done stands above it.
    """

    asked = Signal(str)
    """The name of a button: guided, new, duplicate, delete, history or bin."""

    searched = Signal(str)
    left_search = Signal()

    def __init__(self, plan: OpenPlan, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan, self._section = plan, section
        self._message: Message | None = None
        self._tools: list[QWidget] = []
        self.title = ElidedLabel()
        self.search = SearchLine()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_USUAL_SEARCH)
        self.search.setMaximumWidth(_WIDEST_SEARCH)
        self.buttons = {name: HeadButton() for name, _, _ in _BUTTONS}
        self._notice = QLabel(wordWrap=True)
        self._notice.setForegroundRole(QPalette.ColorRole.BrightText)
        self._notice.setContentsMargins(_BEFORE, 0, _AFTER, 0)
        self._notice.hide()
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._search_now)
        self._lay_out()
        self.retranslate()

    def tell(self, message: Message | None) -> None:
        """Say why something was not done; None takes the sentence away."""
        self._message = message
        self._notice.setText("" if message is None else self._plan.lang.say(message))
        self._notice.setVisible(message is not None)

    def show_tools(self, tools: QWidget | None) -> None:
        """Show what can be done in a view instead of what can be done in a list."""
        for part in (self.search, self._does, *self.buttons.values()):
            part.setVisible(tools is None)
        for known in self._tools:
            known.setVisible(known is tools)
        if tools is not None and tools not in self._tools:
            self._tools.append(tools)
            self._row.addWidget(tools)
        self._put_title()

    def show_search(self, text: str) -> None:
        """Show the words a list is narrowed by."""
        if self.search.text().strip() != text:
            self.search.setText(text)
            self._pause.stop()

    def offer_guided(self, *, guided: bool) -> None:
        """Show the button of the guided questions where the records have any.

        Its width is taken from the search, so that the title is still read.
        """
        self.buttons[GUIDED].setVisible(guided)
        self.search.setMinimumWidth(_LEAST_SEARCH if guided else _USUAL_SEARCH)
        self._put_title()

    def clear_search(self) -> None:
        """Show the whole list again."""
        self.search.clear()
        self._pause.stop()
        self.searched.emit("")

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._plan.lang
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * TITLE)
        font.setBold(True)
        self.title.setFont(font)
        self.title.setText(lang(self._section.label))
        for name, label, about in _BUTTONS:
            self.buttons[name].setText(lang(label))
            self.buttons[name].setToolTip(lang(about))
            self.buttons[name].setAccessibleDescription(lang(about))
        said = lang(N_("Find in this list"))
        self.search.setPlaceholderText(said)
        self.search.setAccessibleName(said)
        self.search.setToolTip(lang(N_("Show only records that hold these words (Ctrl+F)")))
        self.tell(self._message)
        self._put_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_title()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._put_title()  # words have another width when letters have another size
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _search_now(self) -> None:
        self._pause.stop()
        self.searched.emit(self.search.text().strip())

    def _search_first(self) -> None:
        """Search for what was typed last before the keyboard is anywhere else."""
        if self._pause.isActive():
            self._search_now()

    def _leave_search(self) -> None:
        self._search_first()
        self.left_search.emit()

    def _put_title(self) -> None:
        """Put the title beside the search, which leaves it its room, or else above."""
        beside = (*self.buttons.values(), *self._tools)
        shown = [part.minimumSizeHint().width() for part in beside if not part.isHidden()]
        room = self.width() - _BEFORE - _AFTER - sum(shown) - _BETWEEN * (len(shown) + 1)
        least = 0 if self.search.isHidden() else self.search.minimumWidth()
        left = room - self.title.sizeHint().width()
        if left < least:
            self._put_above()
            left = room if room >= least else _WIDEST_SEARCH
            self._does.setMinimumWidth(0)
        else:
            self._put_beside()
            self._does.setMinimumWidth(self._width_of_buttons())
        self._put_search(above=left < least or room < least)
        self.search.setMaximumWidth(min(max(left, least), _WIDEST_SEARCH))

    def _width_of_buttons(self) -> int:
        """Return the pixels that they take in one line."""
        shown = [one.sizeHint().width() for one in self.buttons.values() if not one.isHidden()]
        return sum(shown) + _BETWEEN * max(len(shown) - 1, 0)

    def _put_above(self) -> None:
        if self._row.indexOf(self.title) >= 0:
            self._row.removeWidget(self.title)
            self._above.addWidget(self.title)
            self._above.setContentsMargins(_BEFORE, _AFTER, _AFTER, 0)

    def _put_search(self, *, above: bool) -> None:
        """Put the search beside a title above what can be done, which fills a line by itself."""
        if above != (self._above.indexOf(self.search) >= 0):
            there, here = (self._row, self._above) if above else (self._above, self._row)
            there.removeWidget(self.search)
            here.insertWidget(-1 if above else self._row.indexOf(self._does), self.search)

    def _put_beside(self) -> None:
        if self._row.indexOf(self.title) < 0:
            self._above.removeWidget(self.title)
            self._above.setContentsMargins(0, 0, 0, 0)
            self._row.insertWidget(1, self.title, 1)

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setMinimumHeight(HEIGHT)
        self._row = row = QHBoxLayout(bar)
        row.setContentsMargins(_BEFORE, 0, _AFTER, 0)
        row.setSpacing(_BETWEEN)
        row.addStretch(0)
        row.addWidget(self.title, 1)
        row.addWidget(self.search)
        self._does = FlowBox(gap=_BETWEEN)
        for name, button in self.buttons.items():
            button.setAutoDefault(True)
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            self._does.add(button)
        row.addWidget(self._does, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._above = QHBoxLayout()
        self._above.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._above)
        column.addWidget(bar)
        column.addWidget(self._notice)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.editingFinished.connect(self._search_first)
        self.search.left.connect(self._leave_search)
