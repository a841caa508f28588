"""The parts of the window that F6 goes round: navigation, list, form, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window


def next_part(window: Window, by: int) -> None:
    """Move the focus to the next part, and there to where it was last."""
    parts, now = _parts(window), QApplication.focusWidget()
    here = [place for place, part in enumerate(parts) if now and _holds(part, now)]
    if not here and now and _holds(window.pages, now):
        here = [1]  # in the head of the page, whose list or view is the part it belongs to
    focus_into(parts[((here[0] if here else -by) + by) % len(parts)])


def focus_into(part: QWidget) -> None:
    """Focus what had the focus in *part* last, else the first thing in it that Tab would reach."""
    for widget in (part.focusWidget(), part, *part.findChildren(QWidget)):
        if widget is not None and _takes_tab(widget) and _holds(part, widget):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _parts(window: Window) -> list[QWidget]:
    """Return the parts that are shown, in the order they are read."""
    panel, records = window.panel, window.pages.records()
    side: QWidget = panel.strip if panel.folded else panel.list
    middle: list[QWidget] = [window.pages]
    if records is not None and records.views.shown is None:
        form = records.form()
        middle = [records.record_list(), *([] if form is None else [form])]
    return [window.nav, *middle, side]


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isVisible() and widget.isEnabled()


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)


def words_in(widget: QWidget | None) -> str:
    """Return what is typed in a line or a text field; "" for anything else."""
    if widget is None:
        return ""
    return str(widget.property("text") or widget.property("plainText") or "")
