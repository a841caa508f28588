"""Where the list of a page stands: beside the form, above it where there is no room, or alone."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

LIST_WIDTH = 230
FOLDED_BELOW = 700
"""Under this width the list stands above the form."""

_FOLDED_HEIGHT = 150
_MOST = 16_777_215


def arrange(body: QBoxLayout, side: QWidget, *, beside_form: bool, width: int) -> None:
    """Give the list at the *side* its place in a page of *width* pixels."""
    folded = beside_form and width < FOLDED_BELOW
    way = QBoxLayout.Direction
    body.setDirection(way.TopToBottom if folded else way.LeftToRight)
    narrow = beside_form and not folded
    side.setMinimumWidth(LIST_WIDTH if narrow else 0)
    side.setMaximumWidth(LIST_WIDTH if narrow else _MOST)
    side.setMaximumHeight(_FOLDED_HEIGHT if folded else _MOST)
