"""Every kind of support with its box in sight, for a page that asks for nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ccmdesk.ui.records.editors.several import ModalitiesEditor, TicksEditor


class OpenModalities(ModalitiesEditor):
    """The same boxes as on the form, in place and not behind a button; money comes last."""

    def first(self) -> QWidget:
        return next(iter(self.boxes.values()))

    def name(self, label: str) -> None:
        TicksEditor.name(self, label)

    def retranslate(self) -> None:
        super().retranslate()
        for box in self.boxes.values():
            box.setAccessibleDescription(box.toolTip())

    def _lay_out(self) -> None:
        super()._lay_out()
        while (item := self.choices.column.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                self._column.addWidget(part)
        for part in (self.told, self.button):
            part.hide()
