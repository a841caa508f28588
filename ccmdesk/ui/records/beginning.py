"""Records that are begun from what is known: a typical activity, or the figures of last year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ccmdesk.actions.typical_activity import typical_values
from ccmdesk.model.state import Article
from ccmdesk.ui.open_plan import OpenPlan

Add = Callable[[dict[str, Any]], object]
"""Writes a new activity with some values and shows it."""


def typical_menu(plan: OpenPlan, add: Add, *, parent: QWidget) -> QMenu:
    """Return the typical activities by article; choosing one begins an activity."""
    lang, menu = plan.lang, QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for article in (Article.CLEARANCE, Article.VICTIMS, Article.STOCKPILES):
        head = menu.addAction(lang(article.label))
        head.setEnabled(False)
        for row in plan.packs.typical:
            if row.article == article.value:
                action = menu.addAction(lang(row.label).replace("&", "&&"))
                action.triggered.connect(partial(add, typical_values(row, lang=lang)))
    return menu


def open_typical(plan: OpenPlan, add: Add, *, below: QWidget) -> QMenu:
    """Open the menu of typical activities below a button."""
    menu = typical_menu(plan, add, parent=below)
    menu.popup(below.mapToGlobal(QPoint(0, below.height())))
    return menu
