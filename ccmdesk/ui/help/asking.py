"""Finds out what help is asked for: the field with the cursor, else the screen that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ccmdesk.lang.manual import PAGES
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.ui.help.field_pages import FIELD
from ccmdesk.ui.help.page_names import PAGE

if TYPE_CHECKING:
    from ccmdesk.ui.desk import Desk
    from ccmdesk.ui.window import Window


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
    shown.ask(_of_box(focus if inside else box) or PAGES[0])


def asked_target(window: Window, *, instead: QWidget | None = None) -> str:
    """Return the page, and the heading, for where the user is.

    *instead* is what is shown in place of the columns.
    """
    focus = QApplication.focusWidget()
    form = window.records_form()
    if form is not None:
        for name, row in form.rows.items():
            if row.holds(focus):
                record = "" if form.record is None else f"/{form.record.id}"
                return f"{FIELD}{BY_RECORD[form.kind].name}.{name}{record}"
    return _of_box(focus) or _of_part(window, focus) or _of_page(window, instead)


def _of_box(widget: QWidget | None) -> str:
    """Return what the box around *widget* names, if any does."""
    while widget is not None:
        named = widget.property(PAGE)
        if named:
            return str(named)
        widget = widget.parentWidget()
    return ""


def _of_part(window: Window, focus: QWidget | None) -> str:
    if focus is window.find_box:
        return "window#find"
    on_panel = focus is not None and window.panel.isAncestorOf(focus)
    return "window#missing" if on_panel else ""


def _of_page(window: Window, instead: QWidget | None) -> str:
    """Return what the page that is shown names, else the page of the manual with its name."""
    named = _of_box(instead or window.pages.currentWidget())
    name = window.pages.name
    return named or (name if name in PAGES else PAGES[0])
