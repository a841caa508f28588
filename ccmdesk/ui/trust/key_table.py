"""The keys of a country in rows: office, person, fingerprint, and how far each is believed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ccmdesk.actions.key_words import KeyLine
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.records.few_rows import with_few_rows

_HEADS = (
    C_("key", "Office"),
    C_("key", "Person"),
    C_("key", "Fingerprint"),
    C_("key", "State"),
)
_FINGERPRINT, _STATE = 2, 3


class KeyTable(QTableWidget):
    """A row is as high as its words; the state is always told in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(0, len(_HEADS))
        self._desk = desk
        self.lines: Sequence[KeyLine] = ()
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        head, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        head.setSectionResizeMode(modes.ResizeToContents)
        head.setSectionResizeMode(_STATE, modes.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        return with_few_rows(self, super().minimumSizeHint())

    def put(self, lines: Sequence[KeyLine]) -> None:
        """Show *lines* in the language of the window; the chosen row stays so."""
        lang, row = self._desk.lang, self.currentRow()
        self.lines = lines
        self.setAccessibleName(lang(N_("Keys of the offices")))
        self.setHorizontalHeaderLabels([lang(head) for head in _HEADS])
        self.setRowCount(len(lines))
        for number, line in enumerate(lines):
            told = (line.office, line.person, _in_two_lines(line.fingerprint), lang.say(line.state))
            for column, words in enumerate(told):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(number, column, item)
        self.resizeRowsToContents()
        if lines:
            self.selectRow(min(max(row, 0), len(lines) - 1))

    def chosen(self) -> KeyLine | None:
        """Return the key whose row is chosen."""
        row = self.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()


def _in_two_lines(fingerprint: str) -> str:
    groups = fingerprint.split()
    half = len(groups) // 2
    return "\n".join((" ".join(groups[:half]), " ".join(groups[half:])))
