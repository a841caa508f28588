"""The views of a section: each is built when it is first shown, and stands where the lists do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.chosen_columns import ChosenColumns
from ccmdesk.ui.records.section_view import SectionView


class SectionViews(QStackedWidget):
    """The stack of views; without one that is shown the lists have its place."""

    open_asked = Signal(object, object)
    list_asked = Signal(object)
    sent_asked = Signal(str, int)
    """What is to be done with a submission that a form shows, and its number."""

    def __init__(self, plan: OpenPlan, chosen: ChosenColumns) -> None:
        super().__init__()
        self._plan, self._chosen = plan, chosen
        self._built: dict[str, SectionView] = {}
        self.shown: SectionView | None = None
        self.name = ""
        self._stood_on: dict[str, QWidget] = {}
        self.hide()

    def open(self, name: str) -> SectionView:
        """Show the view called *name*."""
        if name not in self._built:
            view = self._built[name] = _build(name, self._plan, self._chosen)
            view.open_asked.connect(self._go)
            view.list_asked.connect(self.list_asked)
            self.addWidget(view)
        self.shown, self.name = self._built[name], name
        self.setCurrentWidget(self.shown)
        self.show()
        return self.shown

    def leave(self) -> None:
        """Save what is typed in the view that is shown, and give its place to the lists."""
        self.save()
        self.shown, self.name = None, ""
        self.hide()

    def stand_again(self) -> None:
        """Put the focus where it was when a record was opened from the view that is shown."""
        stood_on = self._stood_on.pop(self.name, None)
        if stood_on is not None and isValid(stood_on) and stood_on.isVisible():
            stood_on.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.shown is not None:
            self.shown.take_focus()

    def save(self) -> None:
        """Save what is typed in the view that is shown."""
        if self.shown is not None:
            self.shown.leave()

    def _go(self, kind: object, record: object) -> None:
        """Ask for a record; the focus is given up first, else it falls on a list behind.

        There it would show the record of its first row instead.
        """
        here = QApplication.focusWidget()
        if here is not None:
            self._stood_on[self.name] = here
            here.clearFocus()
        self.open_asked.emit(kind, record)


def _build(name: str, plan: OpenPlan, chosen: ChosenColumns) -> SectionView:
    match name.split():
        case ["budget-by-year"]:
            from ccmdesk.ui.budget.by_year import BudgetByYear

            return BudgetByYear(plan)
        case ["figures", section]:
            from ccmdesk.ui.figures.view import FiguresView

            return FiguresView(plan, section, chosen)
        case ["follow-up"]:
            from ccmdesk.ui.cooperation.follow_up_view import FollowUpView

            return FollowUpView(plan)
        case ["matches"]:
            from ccmdesk.ui.cooperation.matches_view import MatchesView

            return MatchesView(plan)
        case ["who-does-what"]:
            from ccmdesk.ui.cooperation.partners_view import PartnersView

            return PartnersView(plan)
        case ["cards"]:
            from ccmdesk.ui.cooperation.cards_view import CardsView

            return CardsView(plan)
    raise KeyError(name)
