"""The views and kinds of a section beside each other, with how many records there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ccmdesk.lang.lang import Lang
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import N_
from ccmdesk.ui.direction import elided
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.records.squeeze import squeeze
from ccmdesk.ui.sections import Section

_GAP, _SIDES = 4, (14, 8)


class Tab(QPushButton):
    """A name and, for a kind, how many records there are; the name alone is ever cut short.

    Tab leads to the one that is chosen, the arrows to the others.
    """

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._say: Callable[[str], str] = str
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.toggled.connect(self._take_tab)
        self._take_tab(chosen=False)

    def say(self, name: str, say: Callable[[str], str]) -> None:
        """Show what *say* makes of *name*."""
        self._name, self._say = name, say
        self.setAccessibleName(say(name))
        self.show_whole()

    def show_whole(self) -> None:
        """Show the whole name."""
        self._show(self._name)

    def cut_to(self, width: int) -> None:
        """Cut the name short so that the button is *width* pixels wide; its tooltip tells it."""
        self.show_whole()
        over = self.sizeHint().width() - width
        wide = self.fontMetrics().horizontalAdvance(self._name)
        if over > 0:
            self._show(elided(self._name, self.fontMetrics(), wide - over))

    def _take_tab(self, chosen: bool) -> None:  # noqa: FBT001 - a slot of Qt
        """Take Tab or leave it: by itself Qt would lead to the first of a group for good."""
        policies = Qt.FocusPolicy
        self.setFocusPolicy(policies.StrongFocus if chosen else policies.ClickFocus)

    def _show(self, name: str) -> None:
        self.setText(self._say(name).replace("&", "&&"))
        self.setToolTip("" if name == self._name else self._say(self._name))


class KindTabs(QWidget):
    """One button a view and a kind, in one line where the longest names cut short allow it.

    Names of which less than half would be left stay whole, and go on in a second line.

    *choice* offers the kinds above the narrow list as well, where the form needs the height.
    """

    chosen = Signal(object)
    viewed = Signal(str)

    def __init__(self, plan: OpenPlan, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._section = section
        self._counts: dict[str, int] = {}
        self._group = QButtonGroup(self)
        self.views: dict[str, Tab] = {}
        self.buttons: dict[type[Any], Tab] = {}
        self._box = FlowBox(gap=_GAP)
        for view in section.views:
            self.views[view.name] = self._button(partial(self.viewed.emit, view.name))
        for kind in section.kinds:
            self.buttons[kind] = self._button(partial(self.chosen.emit, kind))
        self.choice = QuietCombo()
        for _ in section.kinds:
            self.choice.addItem("")
        for picked in (self.choice.decided, self.choice.browsed):
            picked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDES[0], 0, _SIDES[1], 0)
        column.addWidget(self._box)
        self.count()

    def show_kind(self, kind: type[Any]) -> None:
        """Mark the button of the kind whose list is shown."""
        self.buttons[kind].setChecked(True)
        self.choice.setCurrentIndex(list(self.buttons).index(kind))

    def show_view(self, name: str) -> None:
        """Mark the button of the view that is shown."""
        self.views[name].setChecked(True)

    def count(self) -> None:
        """Count the records of each kind again."""
        self._counts = self._plan.store.counts(BY_RECORD[kind].name for kind in self.buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every kind again."""
        lang = self._plan.lang
        self.choice.setAccessibleName(lang(N_("Kind of record")))
        for view in self._section.views:
            self.views[view.name].say(lang(view.label), str)
        for place, (kind, button) in enumerate(self.buttons.items()):
            number = lang.number(self._counts[BY_RECORD[kind].name])
            say = partial(_counted, lang, number)
            button.say(lang(BY_RECORD[kind].many), say)
            self.choice.setItemText(place, button.accessibleName())
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Cut the longest names short where all buttons then stand in one line."""
        tabs = [*self.views.values(), *self.buttons.values()]
        for tab in tabs:
            tab.show_whole()
        whole = {place: tab.sizeHint().width() for place, tab in enumerate(tabs)}
        room = self.width() - sum(_SIDES) - _GAP * (len(tabs) - 1)
        over, widths = sum(whole.values()) - room, dict(whole)
        if over > 0 and not squeeze(widths, over, least={n: w // 2 for n, w in whole.items()}):
            for place, tab in enumerate(tabs):
                if widths[place] < whole[place]:
                    tab.cut_to(widths[place])

    def _button(self, go: Callable[[], object]) -> Tab:
        button = Tab()
        button.clicked.connect(go)
        self._group.addButton(button)
        self._box.add(button)
        return button

    def _pick(self) -> None:
        self.chosen.emit(list(self.buttons)[self.choice.currentIndex()])


def _counted(lang: Lang, number: str, kind: str) -> str:
    return lang(N_("{kind}: {n}"), kind=kind, n=number)
