"""Finds out what help is asked for: the field with the cursor, else the screen that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from ccmdesk.lang.manual import PAGES
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.ui.help.field_pages import FIELD
from ccmdesk.ui.help.over_box import named_around

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window


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
    return named_around(focus) or _of_part(window, focus) or _of_page(window, instead)


def _of_part(window: Window, focus: QWidget | None) -> str:
    if focus is window.find_box:
        return "window#find"
    on_panel = focus is not None and window.panel.isAncestorOf(focus)
    return "window#missing" if on_panel else ""


def _of_page(window: Window, instead: QWidget | None) -> str:
    """Return what the page that is shown names, else the page of the manual with its name."""
    named = named_around(instead or window.pages.currentWidget())
    name = window.pages.name
    return named or (name if name in PAGES else PAGES[0])
