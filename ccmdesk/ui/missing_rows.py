"""The findings as rows of a list: grouped by level and record, in the order of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.two_columns import LOOK, MARK, Look

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


def rows_of(findings: Sequence[Finding]) -> list[int]:
    """Return the rows: a title when the record changes, then its findings in their order.

    A finding is told by its place, the title above it by the inverse of that: ~place.
    """
    rows: list[int] = []
    last = None
    for place, finding in enumerate(findings):
        if finding.record is not last and finding.record != last:
            last = finding.record
            rows.append(~place)
        rows.append(place)
    return rows


class MissingRows(QStringListModel):
    """Texts are made when a row is shown, so a long list costs nothing.

    The strings of the list are empty: they count the rows for a view that asks how many there are
    twice for each of them.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._findings: tuple[Finding, ...] = ()
        self._rows: list[int] = []

    def reread(self) -> None:
        """Take the findings of the last check."""
        self._findings = self._desk.findings
        self._rows = rows_of(self._findings)
        self.setStringList([""] * len(self._rows))

    def place_of(self, index: _Index) -> int | None:
        """Return which finding a row stands for; None for a title."""
        row = self._rows[index.row()] if index.isValid() else -1
        return row if row >= 0 else None

    def row_of(self, place: int) -> QModelIndex:
        """Return the row of one finding."""
        return self.index(self._rows.index(place))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.place_of(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        row = self._rows[index.row()]
        match role:
            case _Role.DisplayRole:
                return self._text(row)
            case _Role.ToolTipRole | _Role.AccessibleTextRole:
                return self._spoken(row)
            case _ if role == MARK:
                return "" if row < 0 else self._level(row)
            case _ if role == LOOK:
                return Look.TITLE if row < 0 else Look.BELOW
        return None

    def _text(self, row: int) -> str:
        if row < 0:
            return self._title(~row)
        return self._desk.lang.say(self._findings[row].says)

    def _level(self, place: int) -> str:
        return self._desk.lang(self._findings[place].level.label)

    def _spoken(self, row: int) -> str:
        if row < 0:
            return self._text(row)
        return self._desk.lang(
            N_("{record}: {text} ({level})"),
            record=self._title(row),
            text=self._text(row),
            level=self._level(row),
        )

    def _title(self, place: int) -> str:
        plan = self._desk.plan
        found = None if plan is None else plan.find(self._findings[place].record)
        return "" if plan is None or found is None else plan.show.named(found)


def counts_words(desk: Desk) -> str:
    """Return how many points of each level there are, one level on a line."""
    lang = desk.lang
    levels = [finding.level for finding in desk.findings]
    needed, stronger = levels.count(Level.NEEDED), levels.count(Level.STRONGER)
    return "\n".join(
        [
            lang.ngettext("{n} needed before sending", "{n} needed before sending", needed),
            lang.ngettext("{n} would make it stronger", "{n} would make it stronger", stronger),
        ]
    )
