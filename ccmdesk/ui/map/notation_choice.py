"""The choice of how coordinates are shown, wherever they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from ccmdesk.lang.places.notation import Notation
from ccmdesk.model.words import N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.lines import QuietCombo


class NotationChoice(QuietCombo):
    """Shared by map and forms: the plan on the desk keeps what was chosen."""

    def __init__(self, plan: OpenPlan, *, ways: bool = False) -> None:
        super().__init__()
        self._plan = plan
        self._offered = [one for one in Notation if ways or one is not Notation.WAY]
        self._fill()
        self.activated.connect(self._choose)
        plan.notation_changed.connect(self._show)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()

    def _fill(self) -> None:
        lang = self._plan.lang
        self.clear()
        self.addItems([lang(one.label) for one in self._offered])
        self.setAccessibleName(lang(N_("How coordinates are shown")))
        self._show()

    def _show(self) -> None:
        now = self._plan.notation
        self.setCurrentIndex(self._offered.index(now) if now in self._offered else 0)

    def _choose(self, place: int) -> None:
        self._plan.set_notation(self._offered[place])
