"""The values of one column, each with a box: ticking one narrows the list at once."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ccmdesk.model.codec import Json
from ccmdesk.model.facts import Field
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.popup import Popup
from ccmdesk.ui.records.narrowing import in_order

_MOST_ROWS = 12
_WIDTH = 320
_VALUE = Qt.ItemDataRole.UserRole


class ValueBox(Popup):
    """Typing goes to the value that begins so, the space bar ticks it, Escape closes the box."""

    chosen = Signal(str, object)
    """The name of the field, and the values that are ticked now."""

    def __init__(
        self, plan: OpenPlan, field: Field, counts: Mapping[Json, int], *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field, lang = field, plan.lang
        title, hint = BoldLabel(), text_label(muted=True)
        title.setText(lang(field.spec.label))
        self.setWindowTitle(title.text())
        hint.setText(lang(N_("Tick what the list is to show (space bar). Esc closes.")))
        self.list = QListWidget()
        self.list.setAccessibleName(lang(field.spec.label))
        self.list.setAccessibleDescription(hint.text())
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for value, words in in_order(field, counts, plan):
            said = C_("value and how many records have it", "{value} ({n})")
            item = QListWidgetItem(lang(said, value=words, n=lang.number(counts[value])))
            item.setData(_VALUE, value)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        for part in (title, self.list, hint):
            self.column.addWidget(part)
        self._fit()

    def tick(self, values: frozenset[Json]) -> None:
        """Tick what is chosen already; from then on each tick counts."""
        for item in self.items():
            if item.data(_VALUE) in values:
                item.setCheckState(Qt.CheckState.Checked)
        self.list.itemChanged.connect(self._choose)

    def items(self) -> list[QListWidgetItem]:
        """Return every line of the box."""
        return [self.list.item(row) for row in range(self.list.count())]

    def open_at(self, part: QWidget) -> None:
        """Open below *part* with the cursor on the first ticked value."""
        self.open_below(part, width=_WIDTH)
        ticked = [n for n, i in enumerate(self.items()) if i.checkState() == Qt.CheckState.Checked]
        self.list.setCurrentRow(ticked[0] if ticked else 0)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self) -> None:
        ticked = [i for i in self.items() if i.checkState() == Qt.CheckState.Checked]
        self.chosen.emit(self._field.name, frozenset(item.data(_VALUE) for item in ticked))

    def _fit(self) -> None:
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 4)
        rows = min(max(self.list.count(), 2), _MOST_ROWS)
        self.list.setFixedHeight(rows * row + 2 * self.list.frameWidth())
