"""Which areas are drawn: by kind and by status, each ticked in a menu."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from ccmdesk.model.area import AreaKind, AreaStatus
from ccmdesk.model.words import C_
from ccmdesk.ui.map.ground import Shape
from ccmdesk.ui.open_plan import OpenPlan

_KIND_UNKNOWN, _STATUS_UNKNOWN = C_("map", "Kind not stated"), C_("map", "Status not stated")


class LayersButton(QPushButton):
    """Its words say how many of the layers are hidden."""

    changed = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        menu = QMenu(self)
        self.kinds = {kind: self._action(menu) for kind in (*AreaKind, None)}
        menu.addSeparator()
        self.states = {status: self._action(menu) for status in (*AreaStatus, None)}
        self.setMenu(menu)
        self.retranslate()

    def shown(self, shapes: Iterable[Shape]) -> list[Shape]:
        """Return those of the *shapes* whose kind and status are ticked."""
        kinds = {kind for kind, action in self.kinds.items() if action.isChecked()}
        states = {status for status, action in self.states.items() if action.isChecked()}
        return [s for s in shapes if s.kind in kinds and s.status in states]

    def reveal(self, shape: Shape) -> None:
        """Tick the layers that a shape is on."""
        self.kinds[shape.kind].setChecked(True)
        self.states[shape.status].setChecked(True)

    def retranslate(self) -> None:
        """Say the layers again."""
        lang = self._plan.lang
        for kind, action in self.kinds.items():
            action.setText(lang(kind.label if kind else _KIND_UNKNOWN))
        for status, action in self.states.items():
            action.setText(lang(status.label if status else _STATUS_UNKNOWN))
        hidden = sum(not action.isChecked() for action in self._actions())
        name = lang(C_("map", "Layers"))
        said = lang.ngettext("{n} layer hidden", "{n} layers hidden", hidden)
        self.setText(lang.join([name, said]) if hidden else name)

    def _actions(self) -> list[QAction]:
        return [*self.kinds.values(), *self.states.values()]

    def _action(self, menu: QMenu) -> QAction:
        action = menu.addAction("")
        action.setCheckable(True)
        action.setChecked(True)
        action.toggled.connect(self._toggle)
        return action

    def _toggle(self) -> None:
        self.retranslate()
        self.changed.emit()
