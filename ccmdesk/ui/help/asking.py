"""Finds out what help is asked for: the field with the cursor, else the screen that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from ccmdesk.lang.manual import PAGES
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.ui.help.field_pages import FIELD
from ccmdesk.ui.help.page_names import PAGE

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window


def asked_target(window: Window) -> str:
    """Return the page, and the heading, for where the user is."""
    focus = QApplication.focusWidget()
    form = window.records_form()
    if form is not None:
        for name, row in form.rows.items():
            if row.holds(focus):
                record = "" if form.record is None else f"/{form.record.id}"
                return f"{FIELD}{BY_RECORD[form.kind].name}.{name}{record}"
    return _of_box(focus) or _of_part(window, focus) or _of_page(window)


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


def _of_page(window: Window) -> str:
    name = window.pages.name
    return name if name in PAGES else PAGES[0]
