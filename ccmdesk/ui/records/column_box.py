"""The columns a list can have: which it shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from ccmdesk.model.facts import field_map, fields_of
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.popup import Popup

_WIDTH = 360
_ROWS = 12
_NAME = Qt.ItemDataRole.UserRole


class _Lines(QListWidget):
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in keys:
            self.moved.emit(keys[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class ColumnBox(Popup):
    """The space bar shows or hides a column, Alt with an arrow key moves it; all at once."""

    chosen = Signal(object)
    """The names of the fields that have a column now, in order; empty for the usual ones."""

    def __init__(
        self, plan: OpenPlan, kind: type[Any], shown: Sequence[str], *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._plan, self._kind = plan, kind
        lang = plan.lang
        title, hint = BoldLabel(), text_label(muted=True)
        title.setText(lang(N_("Columns of this list")))
        self.setWindowTitle(title.text())
        hint.setText(lang(N_("Space bar: show or hide. Alt with an arrow key: move. Esc closes.")))
        self.list = _Lines()
        self.list.moved.connect(self.move_row)
        self.list.setAccessibleName(title.text())
        self.list.setAccessibleDescription(hint.text())
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.up, self.down, self.usual = QPushButton(), QPushButton(), QPushButton()
        self.up.setText(lang(C_("button", "Move up")))
        self.down.setText(lang(C_("button", "Move down")))
        self.usual.setText(lang(C_("menu", "Reset columns")))
        self.up.clicked.connect(lambda: self.move_row(-1))
        self.down.clicked.connect(lambda: self.move_row(1))
        self.usual.clicked.connect(self._reset)
        row = QHBoxLayout()
        for button in (self.up, self.down, self.usual):
            button.setAutoDefault(True)
            row.addWidget(button)
        for part in (title, self.list, hint):
            self.column.addWidget(part)
        self.column.addLayout(row)
        self._fill(shown)
        self.list.setFixedHeight(_ROWS * max(self.list.sizeHintForRow(0), 16) + 2)
        self.list.itemChanged.connect(self._tell)

    def open_at(self, part: QWidget) -> None:
        """Open below *part* with the cursor on the first column."""
        self.open_below(part, width=max(_WIDTH, self.sizeHint().width()))
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def names(self) -> tuple[str, ...]:
        """Return the fields that are ticked, in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return tuple(str(item.data(_NAME)) for item in ticked)

    def move_row(self, by: int) -> None:
        """Move the column under the cursor; it stays under it."""
        row = self.list.currentRow()
        if not 0 <= row + by < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.setCurrentRow(row + by)
        self._tell()

    def _fill(self, shown: Sequence[str]) -> None:
        facts, self._filling = field_map(self._kind), True
        rest = [field.name for field in fields_of(self._kind) if field.name not in shown]
        self.list.clear()
        for name in (*shown, *rest):
            item = QListWidgetItem(self._plan.lang(facts[name].spec.label))
            item.setData(_NAME, name)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        self._filling = False

    def _reset(self) -> None:
        from ccmdesk.ui.records.columns import COLUMNS

        self._fill(COLUMNS[self._kind].split())
        self.chosen.emit(())

    def _tell(self) -> None:
        if not self._filling and self.names():
            self.chosen.emit(self.names())
