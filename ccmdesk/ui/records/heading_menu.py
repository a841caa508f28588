"""What can be done with a column: the menu of its heading."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ccmdesk.model.words import C_
from ccmdesk.ui.open_plan import OpenPlan

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class HeadingAsks(QObject):
    """What the user wants of a column; those who keep the list do it."""

    sort = Signal(int, object)
    """The column, and which way."""

    values = Signal(int)
    hide = Signal(int)
    columns = Signal()
    reset = Signal()


@dataclass(frozen=True, slots=True)
class Heading:
    """A *column*, -1 for none; *narrows* when its values can narrow the list.

    *resets* when the columns are others than the usual ones.
    """

    column: int
    narrows: bool
    resets: bool


def heading_menu(plan: OpenPlan, of: Heading, asks: HeadingAsks, *, parent: QWidget) -> QMenu:
    """Return the menu of a heading."""
    column = of.column
    lang, menu = plan.lang, QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if column >= 0:
        up = menu.addAction(lang(C_("menu", "Sort upwards")))
        up.triggered.connect(lambda: asks.sort.emit(column, _UP))
        down = menu.addAction(lang(C_("menu", "Sort downwards")))
        down.triggered.connect(lambda: asks.sort.emit(column, _DOWN))
        if of.narrows:
            only = menu.addAction(lang(C_("menu", "Show only certain values…")))
            only.triggered.connect(lambda: asks.values.emit(column))
        hide = menu.addAction(lang(C_("menu", "Hide this column")))
        hide.triggered.connect(lambda: asks.hide.emit(column))
        menu.addSeparator()
    choose = menu.addAction(lang(C_("button", "Columns…")))
    choose.triggered.connect(asks.columns)
    reset = menu.addAction(lang(C_("menu", "Reset columns")))
    reset.setEnabled(of.resets)
    reset.triggered.connect(asks.reset)
    return menu
