"""What every view of a section offers to the page it is shown on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ccmdesk.db.write import Step
from ccmdesk.ui.open_plan import OpenPlan


class SectionView(QWidget):
    """One view; *tools* stand in the head of the page while it is shown."""

    open_asked = Signal(object, object)
    """(kind, id) of a record that is to be shown in its form."""

    list_asked = Signal(object)
    """A kind whose list is to be shown; it may be kept in another section."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self.tools = QWidget()

    def take_focus(self) -> None:
        """Put the focus on the first thing to work with."""
        raise NotImplementedError

    def leave(self) -> None:
        """Save what is typed."""
        raise NotImplementedError

    def show_step(self, step: Step) -> None:
        """Go to what *step* has changed."""
        raise NotImplementedError
