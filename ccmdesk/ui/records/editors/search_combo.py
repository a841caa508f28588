"""A choice from many: type a part of the name, or open the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QCompleter, QWidget

from ccmdesk.lang.lang import Lang
from ccmdesk.model.folding import fold
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.direction import directed, unmarked
from ccmdesk.ui.records.codes import MOST, Choice
from ccmdesk.ui.records.editors.lines import QuietCombo, WordLine

Find = Callable[[str], Sequence[Choice]]
Free = Callable[[str], Any]


class SearchCombo(QuietCombo):
    """Offers what *find* finds; with *free*, what is not in the list can be typed too."""

    typed = Signal()

    def __init__(
        self,
        find: Find,
        *,
        free: Free | None = None,
        width: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._free = free
        self._value: Any = None
        self._label = ""
        self._is_left = False
        self._listed: Sequence[Choice] = ()
        self._offered: Sequence[Choice] = ()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(width)
        self.setMaxVisibleItems(14)
        self.line = WordLine()
        self.setLineEdit(self.line)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.activated[QModelIndex].connect(self._complete)  # type: ignore[index]
        self.setCompleter(completer)
        offered: QAbstractItemView = completer.popup()  # type: ignore[assignment]
        offered.installEventFilter(self)
        self._popup = offered
        self.line.textEdited.connect(self._type)

    def show_choice(self, value: Any, label: str) -> None:
        """Show a saved value by its name; None shows nothing."""
        self._value, self._label = value, "" if value is None else label or str(value)
        if self.count():
            self.clear()
        if self.text() != self._label:
            self.setEditText(directed(self._label, self.layoutDirection()))
            self.line.setCursorPosition(0)
        self.set_untouched()

    def value(self) -> Any:
        """Return what is chosen, None for nothing; raises Problem for what is not in the list."""
        text = self.text()
        if not text:
            return None
        if text == self._label:
            return self._value
        return self._read(text)

    def text(self) -> str:
        """Return what is typed or chosen, as it reads."""
        return unmarked(self.line.text()).strip()

    def typed_choice(self) -> tuple[Any, str, str]:
        """Return what is chosen, its name and what is typed, for `type_again`.

        Two records may have the same name: the name alone would not say which was meant.
        """
        return self._value, self._label, self.text()

    def type_again(self, typed: tuple[Any, str, str]) -> None:
        """Put back what was chosen or typed before another value was shown."""
        self._value, self._label, text = typed
        self.setEditText(directed(text, self.layoutDirection()))

    def set_untouched(self) -> None:
        """Leave undo to the plan."""
        self.line.setModified(False)

    def setAccessibleName(self, name: str) -> None:
        """Name the line too: a screen reader tells the box by what is chosen in it."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def retranslate(self, lang: Lang) -> None:
        """Say again how to use it."""
        said = lang(N_("Type a part of the name, or open the list with Alt+Down."))
        self.line.setToolTip(said)
        self.setWhatsThis(said)

    def showPopup(self) -> None:
        self._listed = self._find("")[:MOST]
        text = self.line.text()
        self.clear()
        self.addItems([choice.label for choice in self._listed])
        places = [n for n, choice in enumerate(self._listed) if choice.value == self._value]
        self.setCurrentIndex(places[0] if places else -1)
        self.setEditText(text)
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        if moves and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.showPopup()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the keyboard where it is when a list that is closed by now says that it had it.

        The screen tells late that the list of names was given the keyboard, and Qt then hands it
        to this line, although the user has gone on with Tab in the meantime.
        """
        super().focusInEvent(event)
        app = QApplication.instance()
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason and self._is_left:
            assert isinstance(app, QApplication)  # noqa: S101 - events come from it  # nosec B101
            app.focusChanged.connect(self._go_back, Qt.ConnectionType.SingleShotConnection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab leave the line while names are offered: Qt would only close what it offers."""
        ways = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        forward = ways.get(Qt.Key(event.key()))
        if forward is None:
            return super().eventFilter(watched, event)
        if self._popup.currentIndex().isValid():
            self._complete(self._popup.currentIndex())
        self._popup.hide()
        self._is_left = True
        self.focusNextPrevChild(forward)
        return True

    def _go_back(self, old: QWidget | None, _new: QWidget | None) -> None:
        """Give the keyboard back to the part of this window that it was taken from."""
        self._is_left = False
        if old is not None and old.window() is self.window():
            old.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, text: str) -> Any:
        wanted, found = fold(text), self._find(text)
        if len({choice.value for choice in found if fold(choice.label) == wanted}) > 1:
            raise Problem(
                N_(
                    "“{text}” is the name of several entries. Open the list and choose one of them."
                ),
                text=text,
            )
        for choice in found:
            if wanted in choice.names:
                return choice.value
        if len(found) == 1 and found[0].begins(wanted):
            return found[0].value
        if self._free is not None:
            return self._free(text)
        raise Problem(
            N_("“{text}” is not in the list. Choose one of the names that appear while you type."),
            text=text,
        )

    def _type(self, text: str) -> None:
        text, self._is_left = unmarked(text), False
        self._offered = self._find(text)[:MOST] if text.strip() else ()
        self._words.setStringList([choice.label for choice in self._offered])
        self.typed.emit()

    def _complete(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self._take(self._offered[index.row()])

    def _activate(self, place: int) -> None:
        if 0 <= place < len(self._listed):
            self._take(self._listed[place])

    def _take(self, choice: Choice) -> None:
        self._value, self._label = choice.value, choice.label
        self.setEditText(directed(choice.label, self.layoutDirection()))
        self.line.setModified(True)
        self.decided.emit()
