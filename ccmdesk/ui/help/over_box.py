"""Shows the help on a box, over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ccmdesk.lang.manual import PAGES
from ccmdesk.ui.help.page_names import PAGE

if TYPE_CHECKING:
    from ccmdesk.ui.desk import Desk


@runtime_checkable
class _Window(Protocol):
    """The window below every box: its desk knows the language of the help."""

    desk: Desk


def explain_box(box: QWidget) -> None:
    """Show the help on *box* over it: the help of the window may be held up by the box."""
    from ccmdesk.ui.help.window import HelpWindow

    below, focus = box, QApplication.focusWidget()
    while (parent := below.parentWidget()) is not None:
        below = parent
    if not isinstance(below, _Window):
        return
    only_its_own = Qt.FindChildOption.FindDirectChildrenOnly
    shown = box.findChild(HelpWindow, options=only_its_own) or HelpWindow(below.desk, box)
    inside = focus is not None and box.isAncestorOf(focus)
    shown.ask(named_around(focus if inside else box) or PAGES[0])


def named_around(widget: QWidget | None) -> str:
    """Return what the box around *widget* names, if any does."""
    while widget is not None:
        named = widget.property(PAGE)
        if named:
            return str(named)
        widget = widget.parentWidget()
    return ""
