"""The list at the side where lines begin and the form beside it, above it, or the list alone."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

LIST_WIDTH, _WIDEST_LIST, _WIDE_FROM = 230, 440, 1000
"""Of the list beside a form: in a wide window it takes a third of what there is more."""

FOLDED_BELOW = 700
"""Under this width the list stands above the form."""

FOLDED_HEIGHT = 150
_MOST = 16_777_215


class PageBody(QWidget):
    """Two stacks: of the lists of a page, and of its forms, which is hidden at first.

    *views* stand where both do while one of them is shown.
    """

    def __init__(self, choice: QWidget, views: QWidget) -> None:
        super().__init__()
        self.lists, self.forms = QStackedWidget(), QStackedWidget()
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        side.addWidget(choice)
        side.addWidget(self.lists, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(14, 0, 8, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._side)
        self._row.addWidget(self.forms, 1)
        self._row.addWidget(views, 1)
        self.forms.hide()

    def show_view(self, *, shown: bool) -> None:
        """Give the place of the list to a view, or back."""
        self._side.setVisible(not shown)

    def arrange(self, *, open_: bool, width: int) -> None:
        """Put the list beside the form, above it where *width* is too small, or alone."""
        folded = open_ and width < FOLDED_BELOW
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if folded else way.LeftToRight)
        beside = open_ and not folded
        side = min(LIST_WIDTH + max(width - _WIDE_FROM, 0) // 3, _WIDEST_LIST)
        self._side.setMinimumWidth(side if beside else 0)
        self._side.setMaximumWidth(side if beside else _MOST)
        self._side.setMaximumHeight(FOLDED_HEIGHT if folded else _MOST)
