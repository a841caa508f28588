"""Opens the history of a record, and the bin, which are read only when somebody asks for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ccmdesk.ui.open_plan import OpenPlan


def open_history(plan: OpenPlan, record: tuple[type[Any], UUID], parent: QWidget) -> QWidget:
    """Open the history of a record."""
    from ccmdesk.ui.records.history import HistoryBox

    box = HistoryBox(plan, *record, parent)
    box.show()
    return box


def open_bin(plan: OpenPlan, kind: type[Any], parent: QWidget) -> QWidget:
    """Open the deleted records of *kind*."""
    from ccmdesk.ui.records.history import BinBox

    box = BinBox(plan, kind, parent)
    box.show()
    return box
