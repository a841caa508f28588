"""All that is in the window, and what may stand in its place for a while."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ccmdesk.ui.commands import Commands


class Covered(QStackedWidget):
    """While it is covered the commands of the window are greyed, and nothing below is reached."""

    def __init__(self, body: QWidget, commands: Commands) -> None:
        super().__init__()
        self._body, self._commands = body, commands
        self._stood_on: QWidget | None = None
        self.addWidget(body)

    @property
    def is_covered(self) -> bool:
        """Whether something stands in the place of the window's own parts."""
        return self.currentWidget() is not self._body

    def cover(self, page: QWidget) -> None:
        """Let *page* stand in the place of everything."""
        self.uncover()
        self._stood_on = QApplication.focusWidget()
        self.addWidget(page)
        self.setCurrentWidget(page)
        self._commands.hold(on=True)

    def uncover(self) -> None:
        """Show what was there before, with the focus on the same thing; it may be shown already."""
        page = self.currentWidget()
        if page is None or page is self._body:
            return
        self.setCurrentWidget(self._body)
        self.removeWidget(page)
        page.deleteLater()
        self._commands.hold(on=False)
        stood_on, self._stood_on = self._stood_on, None
        if stood_on is not None and isValid(stood_on) and stood_on.isVisible():
            stood_on.setFocus()
