"""Whether there is room for what stands side by side, in letters of the size that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ccmdesk.ui.app import POINTS


def has_room(width: int, *, least: int) -> bool:
    """Whether *width* is enough for what needs *least* pixels with texts of the usual size."""
    return width >= larger(least)


def larger(pixels: int) -> int:
    """Return what *pixels* with texts of the usual size are with those that are chosen."""
    return round(pixels * QApplication.font().pointSizeF() / POINTS)
