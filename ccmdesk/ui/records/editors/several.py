"""Editors of several values: boxes to tick, and records or codes added one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ccmdesk.lang.naming import show_of
from ccmdesk.model.facts import Field, item_type
from ccmdesk.model.pack_rows import ModalityKind
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.popup import Popup
from ccmdesk.ui.records.editors.reference import search_combo
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.records.words import called, shown_in
from ccmdesk.ui.two_columns import in_lines

_WIDEST, _LINES = 480, 4
"""Pixels of a line of words beside a box: less than a form has; and how many lines at most."""


class TicksEditor(Editor):
    """The members of an enumeration, each with a box; a list keeps the order it has."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self._kept: tuple[Any, ...] = ()
        self.boxes: dict[Any, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._lay_out()
        self.retranslate()

    def show_value(self, value: tuple[Any, ...]) -> None:
        self._kept = value
        for member, box in self.boxes.items():
            box.setChecked(member in value)

    def value(self) -> tuple[Any, ...]:
        ticked = [member for member, box in self.boxes.items() if box.isChecked()]
        kept = [part for part in self._kept if part in ticked or part not in self.boxes]
        return (*kept, *(part for part in ticked if part not in kept))

    def first(self) -> QWidget:
        return next(iter(self.boxes.values()))

    def name(self, label: str) -> None:
        for member, box in self.boxes.items():
            box.setAccessibleName(
                self.plan.lang(N_("{label}: {choice}"), label=label, choice=self._words(member))
            )

    def typed_texts(self) -> tuple[Any, ...]:
        return self.value()

    def type_again(self, texts: tuple[Any, ...]) -> None:
        for member, box in self.boxes.items():
            box.setChecked(member in texts)

    def retranslate(self) -> None:
        for member, box in self.boxes.items():
            words = in_lines(self._words(member), box.font(), _WIDEST, lines=_LINES)
            box.setText(words.replace("&", "&&"))

    def _lay_out(self) -> None:
        self._column.addWidget(self._flow(tuple(item_type(self.field.type))))

    def _words(self, member: Any) -> str:
        return self.plan.lang(member.label)

    def _flow(self, members: Sequence[Any]) -> FlowBox:
        flow = FlowBox(gap=12, lead=2)
        for member in members:
            box = QCheckBox()
            box.clicked.connect(self.chosen)
            self.boxes[member] = box
            flow.add(box)
        return flow


class ModalitiesEditor(TicksEditor):
    """The kinds of support that are chosen, and a button that opens all of them.

    They stand by their broad kind; money comes last because it is one among several.
    """

    ORDER = (
        ModalityKind.KNOWLEDGE,
        ModalityKind.IN_KIND,
        ModalityKind.SERVICE,
        ModalityKind.MONEY,
    )

    def show_value(self, value: tuple[Any, ...]) -> None:
        super().show_value(value)
        self._tell()

    def type_again(self, texts: tuple[Any, ...]) -> None:
        super().type_again(texts)
        self._tell()

    def first(self) -> QWidget:
        return self.button

    def name(self, label: str) -> None:
        super().name(label)
        self.choices.setWindowTitle(label)
        self.button.setAccessibleName(self.plan.lang(N_("{label}: choose"), label=label))

    def open_choices(self) -> None:
        """Open the boxes below what is chosen, with the cursor in the first that is ticked."""
        self.choices.open_below(self, width=max(self.width(), self.choices.sizeHint().width()))
        ticked = [box for box in self.boxes.values() if box.isChecked()]
        (ticked or list(self.boxes.values()))[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def retranslate(self) -> None:
        super().retranslate()
        packs, lang = self.plan.packs, self.plan.lang
        for kind, head in self._heads.items():
            head.setText(lang(kind.label))
        for code, box in self.boxes.items():
            box.setToolTip(lang(packs.modalities[code].definition_label))
        self.button.setText(lang(C_("button", "Choose…")))
        self._tell()

    def _lay_out(self) -> None:
        self.told = QLabel(wordWrap=True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.open_choices)
        self.chosen.connect(self._tell)
        self.choices = Popup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        row.addWidget(self.button)
        self._column.addLayout(row)
        self._heads: dict[ModalityKind, QLabel] = {}
        rows = self.plan.packs.modalities.values()
        for kind in self.ORDER:
            head = self._heads[kind] = QLabel()
            self.choices.column.addWidget(head)
            flow = self._flow([row.code for row in rows if row.kind is kind])
            self.choices.column.addWidget(flow)

    def _tell(self) -> None:
        """Say what is chosen; before that, what sorts there are."""
        lang = self.plan.lang
        chosen = [self._words(member) for member in self.value()]
        self.told.setText(lang.join(chosen or [lang(kind.label) for kind in self.ORDER]))
        role = QPalette.ColorRole
        self.told.setForegroundRole(role.WindowText if chosen else role.PlaceholderText)

    def _words(self, member: Any) -> str:
        show = show_of(self.plan.lang, packs=self.plan.packs, find=lambda _: None)
        return show.value(item_type(self.field.type), member)


class ChipsEditor(Editor):
    """Records or codes, each with a button that takes it away, and a combo that adds one."""

    keeps_typing = False

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self._saved: tuple[Any, ...] = ()
        self._values: tuple[Any, ...] = ()
        self._label = ""
        self.chips = FlowBox()
        self.combo = search_combo(item_type(field.type), plan)
        self.combo.typed.connect(self.typed)
        self.combo.decided.connect(self._decide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.chips)
        column.addWidget(self.combo)
        self.retranslate()

    def show_value(self, value: tuple[Any, ...]) -> None:
        self._saved = self._values = value
        self.combo.show_choice(None, "")
        self._show_chips()

    def value(self) -> tuple[Any, ...]:
        added = self.combo.value()
        if added is None or added in self._values:
            return self._values
        return (*self._values, added)

    def first(self) -> QWidget:
        return self.combo

    def name(self, label: str) -> None:
        self._label = label
        self.combo.setAccessibleName(self.plan.lang(N_("{label}: add one"), label=label))

    def typed_texts(self) -> tuple[Any, ...]:
        added = tuple(part for part in self._values if part not in self._saved)
        taken_out = tuple(part for part in self._saved if part not in self._values)
        return (self.combo.typed_choice(), added, taken_out)

    def type_again(self, texts: tuple[Any, ...]) -> None:
        choice, added, taken_out = texts
        self.combo.type_again(choice)
        left = tuple(part for part in self._values if part not in taken_out)
        self._hold((*left, *(part for part in added if part not in left)))

    def set_untouched(self) -> None:
        self.combo.set_untouched()

    def retranslate(self) -> None:
        said = self.plan.lang(N_("Add: type a part of the name"))
        self.combo.line.setPlaceholderText(said)
        self.combo.retranslate(self.plan.lang)
        self._show_chips()

    def remove(self, value: Any) -> None:
        """Take one value out of the list."""
        self._hold(tuple(part for part in self._values if part != value))
        self.combo.setFocus()
        self.chosen.emit()

    def _decide(self) -> None:
        """Take what was chosen among the others, also where nobody saves it; the next may come."""
        label = self.combo.text()
        self._hold(self.value())
        self._empty(label)
        QTimer.singleShot(0, self, partial(self._empty, label))  # Qt puts the name in once more
        self.chosen.emit()

    def _empty(self, label: str) -> None:
        if self.combo.text() == label:
            self.combo.show_choice(None, "")

    def _hold(self, values: tuple[Any, ...]) -> None:
        self._values = values
        self._show_chips()

    def _show_chips(self) -> None:
        lang, show = self.plan.lang, shown_in(self.plan)
        items = item_type(self.field.type)
        self.chips.clear()
        for value in self._values:
            words = called(items, value, show)
            chip = QPushButton(lang(N_("{name} ×"), name=words).replace("&", "&&"))
            said = lang(N_("Take out of the list: {name}"), name=words)
            chip.setAccessibleName(said)
            chip.setToolTip(said)
            chip.setAutoDefault(False)
            chip.clicked.connect(partial(self.remove, value))
            self.chips.add(chip)
        self.chips.setVisible(bool(self._values))
        self.chips.updateGeometry()
