"""Somebody who uses the window at random: each step follows from the seed and its number alone."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.pages import GUIDED
from ccmdesk.ui.records.narrowing import Narrowing
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.sections import SECTIONS, Section

LANGUAGES = ("en", "ar", "zh")
_WORDS = (
    "survey",
    "12",
    "3.5",
    "2026-05-01",
    "القرية",
    "٤٢",
    "调查",
    "村庄",
    "élève",
    "",
    "x" * 60,
)
_COMMANDS = (
    "new", "next record", "duplicate", "history", "plan history", "bin", "guided", "next report",
    "change rows", "copy rows", "paste rows", "attach", "filter", "find", "next missing",
    "previous missing", "next part", "panel", "settings", "reset", "explain", "keys", "about",
    "report", "who", "start", "size 100", "size 125", "theme dark", "theme light",
)  # fmt: skip
_KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_F4,
)  # fmt: skip
_MOST_BOXES = 3
_PAPER_TURNS, _TURN_MS = 1500, 20
_MOST_RECORDS = 60
_PAPERS = "documents"

T = TypeVar("T", bound=QWidget)


class RandomUser:
    """Does one thing after the other; *done* counts them by name."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window, self.seed = window, seed
        self.done: Counter[str] = Counter()
        self.last: deque[str] = deque(maxlen=12)
        self._chance = Random(seed)
        self._deeds: dict[str, tuple[int, Callable[[], object]]] = {
            "go": (6, self._go),
            "kind": (4, self._kind),
            "view": (2, self._view),
            "open": (6, self._open),
            "type": (10, self._type),
            "key": (10, self._key),
            "click": (6, self._click),
            "choose": (3, self._choose),
            "sort": (4, self._sort),
            "search": (2, self._search),
            "narrow": (3, self._narrow),
            "command": (6, self._command),
            "undo": (6, lambda: window.do("undo")),
            "redo": (2, lambda: window.do("redo")),
            "delete": (2, self._delete),
            "language": (1, self._language),
            "guided": (3, self._guided),
            "shut": (5, self._shut),
        }

    def step(self, number: int) -> str:
        """Do the thing of this number and return its name."""
        self._chance = Random(f"{self.seed}-{number}")
        names = list(self._deeds)
        page = self.window.pages.name
        (name,) = self._chance.choices(names, [self._deeds[each][0] for each in names])
        self.last.append(f"{number} {name} on {page}")
        self._deeds[name][1]()
        self.done[name] += 1
        self._tidy()
        QApplication.processEvents()
        return name

    def see_all(self) -> Iterator[str]:
        """Open every place, list, view and box once in each language, and the pages of a paper.

        What is opened for the first time loads what it needs; who leaves that to chance cannot tell
        it from memory that is lost.
        """
        for code in LANGUAGES:
            yield self._do(f"language {code}")
            for section in SECTIONS:
                yield from self._see(section)
            yield from self._see_paper()
            for name in _COMMANDS:
                if self.window.commands.actions[name].isEnabled():
                    yield self._do(name)
                self.shut_all()
        yield self._do("language en")
        yield self._do("size 100")

    def _see(self, section: Section) -> Iterator[str]:
        yield self._do(f"go {section.name}")
        page = self.window.pages.records()
        if page is not None:
            for kind in section.kinds:
                page.show_kind(kind)
                if self._listed() is None and self.window.commands.actions["new"].isEnabled():
                    self.window.do("new")
                self._open()
                yield section.name
            for view in section.views:
                page.show_view(view.name)
                yield view.name

    def _see_paper(self) -> Iterator[str]:
        yield self._do(f"go {_PAPERS}")
        page: Any = self.window.pages.currentWidget()
        page.preview()
        for _ in range(_PAPER_TURNS):
            QTest.qWait(_TURN_MS)
            yield _PAPERS
            if page.paper is not None:
                return
        raise TimeoutError

    def _do(self, name: str) -> str:
        self.window.do(name)
        return name

    def shut_all(self) -> None:
        """Close every box and menu."""
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                widget.close()

    # ---- what is done ----

    def _go(self) -> None:
        self.window.do(f"go {self._chance.choice(SECTIONS).name}")

    def _kind(self) -> None:
        page = self.window.pages.records()
        if page is not None:
            page.show_kind(self._chance.choice(page.section.kinds))

    def _view(self) -> None:
        sections = [section for section in SECTIONS if section.views]
        section = self._chance.choice(sections)
        self.window.do(f"go {section.name}")
        page = self.window.pages.records()
        if page is not None:
            page.show_view(self._chance.choice(section.views).name)

    def _open(self) -> None:
        listed = self._listed()
        if listed is not None:
            page, ids = listed
            page.open_row(page.shown_kind(), self._chance.choice(ids))

    def _type(self) -> None:
        texts = self._seen(QLineEdit) + self._seen(QPlainTextEdit) + self._seen(QTextEdit)
        writable = [each for each in texts if not getattr(each, "isReadOnly", lambda: False)()]
        if writable:
            where: Any = self._chance.choice(writable)
            where.setFocus()
            if self._chance.random() < 0.5:
                where.selectAll()
            _write(where, self._chance.choice(_WORDS))
            self._press(Qt.Key.Key_Tab)

    def _key(self) -> None:
        for _ in range(self._chance.randint(1, 6)):
            self._press(self._chance.choice(_KEYS))

    def _click(self) -> None:
        buttons = self._seen(QAbstractButton)
        if not buttons:
            return
        button: Any = self._chance.choice(buttons)
        menu: QMenu | None = button.menu() if hasattr(button, "menu") else None
        if menu is None:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            return
        # A click would wait in the menu until somebody chooses.
        menu.aboutToShow.emit()
        actions = [each for each in menu.actions() if each.isEnabled() and not each.menu()]
        if actions:
            self._chance.choice(actions).trigger()

    def _choose(self) -> None:
        boxes = [each for each in self._seen(QComboBox) if each.count()]
        if boxes:
            box = self._chance.choice(boxes)
            box.setCurrentIndex(self._chance.randrange(box.count()))
            box.activated.emit(box.currentIndex())

    def _sort(self) -> None:
        listed = self._listed()
        if listed is not None:
            table = listed[0].record_list().table
            table.sort_asked.emit(self._chance.randrange(table.model().columnCount()))

    def _search(self) -> None:
        page = self.window.pages.records()
        if page is not None:
            page.record_list().search(self._chance.choice(("", "", "a", "survey", "调查", "قرية")))

    def _narrow(self) -> None:
        page = self.window.pages.records()
        if page is None:
            return
        wanted = Narrowing(missing=self._chance.random() < 0.3)
        listed, plan = page.record_list(), self.window.desk.plan
        fields = [
            each for each in listed.model.fields if each.name in {"kind", "status", "article"}
        ]
        if fields and plan is not None and self._chance.random() < 0.5:
            wanted = wanted.put(fields[0].name, {None})
        listed.narrow(wanted if self._chance.random() < 0.6 else Narrowing())

    def _command(self) -> None:
        name = self._chance.choice(_COMMANDS)
        action = self.window.commands.actions[name]
        if action.isEnabled():
            self.window.do(name)

    def _delete(self) -> None:
        listed = self._listed()
        if listed is not None and self.window.pages.records() is not None:
            self.window.do("delete")

    def _language(self) -> None:
        self.window.do(f"language {self._chance.choice(LANGUAGES)}")

    def _guided(self) -> None:
        page: Any = self.window.pages.currentWidget()
        if self.window.pages.name != GUIDED:
            self.window.do("guided")
            return
        self._chance.choice((page.go_on, page.go_on, page.go_back, page.leave_open, page.leave))()

    def _shut(self) -> None:
        boxes = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        others = [each for each in boxes if each is not self.window]
        if others:
            self._chance.choice(others).close()

    # ---- how ----

    def _tidy(self) -> None:
        """Do as a patient user does: no more than a few boxes and a plan of one size."""
        boxes = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        if len(boxes) > _MOST_BOXES or any(isinstance(each, QMenu) for each in boxes):
            self.shut_all()
        listed = self._listed()
        if listed is not None and len(listed[1]) > _MOST_RECORDS:
            self._trim(*listed)

    def _trim(self, page: RecordsPage, ids: list[UUID]) -> None:
        plan = self.window.desk.plan
        if plan is not None:
            page.close_form()
            plan.delete_several(page.shown_kind(), ids[_MOST_RECORDS // 2 :])

    def _listed(self) -> tuple[RecordsPage, list[UUID]] | None:
        page = self.window.pages.records()
        if page is None or page.views.shown is not None:
            return None
        ids = list(page.record_list().model.ids)
        return (page, ids) if ids else None

    def _press(self, key: Qt.Key) -> None:
        focus = QApplication.focusWidget() or self.window
        QTest.keyClick(focus, key)

    def _seen(self, kind: type[T]) -> list[T]:
        """Return what of a kind can be reached in the front: a box, else the page."""
        front = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        inside = front or QApplication.activeWindow() or self.window
        inside = self.window.pages if inside is self.window else inside
        return [each for each in inside.findChildren(kind) if _is_seen(each)]


def _write(where: QWidget, text: str) -> None:
    """Type letters of any script, which QTest does not."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(where, event)


def _is_seen(widget: QWidget) -> bool:
    corner = widget.mapTo(widget.window(), QPoint(1, 1))
    return widget.isVisible() and widget.isEnabled() and widget.window().rect().contains(corner)
