"""Ctrl+C in a list or a table that is only looked at: what it says goes to the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

_MOST = 10_000


def copy_lines(view: QAbstractItemView) -> int:
    """Copy the selected rows of *view*, or all when only the current one is; return how many.

    A line of a list is copied as it is read out, with the record that it is about.
    """
    model, chosen = view.model(), view.selectionModel().selectedIndexes()
    rows = sorted({index.row() for index in chosen})
    if len(rows) < 2:  # one row is where the user stands, not a choice
        rows = list(range(min(model.rowCount(), _MOST)))
    many = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
    lines = [
        "\t".join(_words(model.index(row, column), alone=many == 1) for column in range(many))
        for row in rows
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))
    return len(lines)


def _words(index: QModelIndex, *, alone: bool) -> str:
    told = index.data(Qt.ItemDataRole.AccessibleTextRole) if alone else None
    return str(told or index.data() or "").replace("\n", " ")


def copied_lines(window: Window) -> int | None:
    """Copy what a list says that holds no records and has the focus; None where none has."""
    page, view = window.pages.records(), QApplication.focusWidget()
    in_list = page is not None and view is not None and page.record_list().isAncestorOf(view)
    return copy_lines(view) if isinstance(view, QAbstractItemView) and not in_list else None
