"""Two records side by side, field by field: what joining them would make of each."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.join_lines import Becomes, JoinLine, JoinWords, join_lines
from ccmdesk.actions.join_records import Comparison, JoinRecords
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.ui.direction import along, directed
from ccmdesk.ui.labels import BoldLabel, hair_line, text_label
from ccmdesk.ui.offices.value_choice import ValueChoice
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.words import shown_in

_HEAD = 1.12
_COLUMNS = 4


class JoinCard(QScrollArea):
    """Shows what would happen and asks what somebody has to choose; it writes nothing."""

    join_asked = Signal(object)
    """A JoinRecords."""

    two_asked = Signal()
    later_asked = Signal()
    swap_asked = Signal()
    record_asked = Signal(object)
    """The record that is to be looked at in its form."""

    def __init__(self, plan: OpenPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.found: Comparison | None = None
        self._reasons: tuple[Message, ...] = ()
        self.choices: dict[str, tuple[ValueChoice, ValueChoice]] = {}
        self._title, self.why = BoldLabel(_HEAD), text_label(muted=True)
        self.join_button, self.two_button = QPushButton(), QPushButton()
        self.later_button, self.swap_button = QPushButton(), QPushButton()
        self.open_buttons = (QPushButton(), QPushButton())
        self.effects = text_label()
        self._grid_place = QVBoxLayout()
        self._grid = QWidget()
        self._lay_out()
        self._connect()

    def put(self, found: Comparison | None, reasons: tuple[Message, ...] = ()) -> None:
        """Show another pair, with what speaks for it that both are one; None for none."""
        before, self._reasons = self.found, reasons
        self.found = found
        self.setVisible(found is not None)
        if found is None or found == before:
            return
        is_other = before is None or _both(before) != _both(found)
        if is_other:
            self.choices = {}
        self.retranslate()
        if is_other:
            self.verticalScrollBar().setValue(0)

    def asked(self) -> JoinRecords | None:
        """Return the join as it was chosen."""
        if self.found is None:
            return None
        take = {key for key, (_, other) in self.choices.items() if other.isChecked()}
        return JoinRecords(
            kept=self.found.kept.id,
            other=self.found.other.id,
            take=frozenset(take),
            keep=frozenset(self.choices.keys() - take),
        )

    def retranslate(self) -> None:
        """Say every word again; what was chosen stays."""
        found, lang = self.found, self._plan.lang
        if found is None:
            return
        chosen = {key for key, (_, other) in self.choices.items() if other.isChecked()}
        show = shown_in(self._plan)
        words = JoinWords(show, self._plan.packs)
        titles = [show.title(one) for one in (found.kept, found.other)]
        kind, said = lang(kind_of(found.kept).one), N_("{kind}: {record} and {other}")
        self._title.setText(kind)
        self.setAccessibleName(lang(said, kind=kind, record=titles[0], other=titles[1]))
        reasons = (lang.say(reason) for reason in self._reasons)
        self.why.setText(" · ".join([*reasons, *words.nearness(found)]))
        self.why.setVisible(bool(self.why.text()))
        self._say_buttons(titles)
        self._say_lines(found, words, (titles[0], titles[1]))
        self.effects.setText("\n".join(words.effects(found)))
        self.effects.setVisible(bool(self.effects.text()))
        for key in chosen & self.choices.keys():
            self.choices[key][1].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _say_buttons(self, titles: list[str]) -> None:
        lang = self._plan.lang
        self.join_button.setText(lang(C_("button", "Join them")))
        self.two_button.setText(lang(C_("button", "They are two")))
        self.two_button.setToolTip(lang(N_("They are not suggested again")))
        self.later_button.setText(lang(C_("button", "Later")))
        self.swap_button.setText(lang(C_("button", "Keep the other one")))
        about = N_("{other} goes into {record}, which keeps its place and its history")
        self.join_button.setToolTip(lang(about, other=titles[1], record=titles[0]))
        for button in (self.join_button, self.two_button):
            button.setAccessibleDescription(button.toolTip())
        for button, title in zip(self.open_buttons, titles, strict=True):
            button.setText(lang(N_("Go to the record")))
            button.setAccessibleDescription(title)

    def _say_lines(self, found: Comparison, words: JoinWords, titles: tuple[str, str]) -> None:
        """Build the fields anew: they are few, and two pairs have not the same ones."""
        self._grid_place.removeWidget(self._grid)
        self._grid.hide()
        self._grid.deleteLater()
        self._grid, self.choices = QWidget(), {}
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        for column, head in enumerate(self._heads(titles)):
            grid.addWidget(head, 0, column)
        for row, line in enumerate(join_lines(found), start=1):
            grid.addWidget(hair_line(upright=False), row * 2 - 1, 0, 1, _COLUMNS)
            for column, part in enumerate(self._parts(found, line, words)):
                grid.addWidget(part, row * 2, column, Qt.AlignmentFlag.AlignTop)
        self._grid_place.addWidget(self._grid)

    def _heads(self, titles: tuple[str, str]) -> Iterator[QWidget]:
        lang = self._plan.lang
        kept, other = N_("Kept: {record}"), N_("Joined with it: {record}")
        words = (
            lang(C_("history", "Field")),
            lang(kept, record=titles[0]),
            lang(other, record=titles[1]),
            lang(C_("joining", "Afterwards")),
        )
        for text in words:
            head = BoldLabel()
            head.setWordWrap(True)
            head.setText(along(text, self.layoutDirection()))
            yield head

    def _parts(self, found: Comparison, line: JoinLine, words: JoinWords) -> Iterator[QWidget]:
        field, becomes = words.field(found, line), self._plan.lang(line.becomes.label)
        values = [words.value(found, line, of_other=other) for other in (False, True)]
        chooses = line.becomes is Becomes.CHOOSE
        yield _text(field, bold=chooses)
        if chooses:
            yield from self._choice(line.key, field, values)
        else:
            yield from (_text(directed(one, self.layoutDirection())) for one in values)
        yield _text(becomes, bold=chooses, muted=line.becomes in {Becomes.SAME, Becomes.STAYS})

    def _choice(self, key: str, field: str, values: list[str]) -> Iterator[QWidget]:
        group = QButtonGroup(self._grid)
        said = C_("fact", "{label}: {value}")
        kept, other = (
            ValueChoice(one, name=self._plan.lang(said, label=field, value=one), parent=self._grid)
            for one in values
        )
        for choice in (kept, other):
            group.addButton(choice.button)
        kept.setChecked(True)
        self.choices[key] = (kept, other)
        yield from (kept, other)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(8)
        self._title.setWordWrap(True)
        column.addWidget(self._title)
        column.addWidget(self.why)
        row = QHBoxLayout()
        for button in (self.join_button, self.two_button, self.later_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.swap_button)
        column.addLayout(row)
        column.addWidget(self.effects)
        column.addLayout(self._grid_place)
        self._grid_place.addWidget(self._grid)
        ways = QHBoxLayout()
        for button in self.open_buttons:
            ways.addWidget(button)
        ways.addStretch(1)
        column.addLayout(ways)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        self.hide()

    def _connect(self) -> None:
        self.join_button.clicked.connect(lambda: self.join_asked.emit(self.asked()))
        self.two_button.clicked.connect(self.two_asked)
        self.later_button.clicked.connect(self.later_asked)
        self.swap_button.clicked.connect(self.swap_asked)
        for place, button in enumerate(self.open_buttons):
            button.clicked.connect(lambda _=False, place=place: self._open(place))

    def _open(self, place: int) -> None:
        if self.found is not None:
            self.record_asked.emit((self.found.kept, self.found.other)[place])


def _both(found: Comparison) -> tuple[object, object]:
    return found.kept.id, found.other.id


def _text(words: str, *, bold: bool = False, muted: bool = False) -> QWidget:
    label = BoldLabel() if bold else text_label(muted=muted)
    label.setWordWrap(True)
    label.setBackgroundRole(QPalette.ColorRole.NoRole)
    label.setText(words)
    return label
