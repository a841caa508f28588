"""A board of what the last check found: its lines are worked out beside the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import show_of
from ccmdesk.lang.show import Show
from ccmdesk.model.packs import Packs
from ccmdesk.ui.checking import Checked
from ccmdesk.ui.cooperation.board_model import Part
from ccmdesk.ui.cooperation.board_view import BoardView
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.open_plan import OpenPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardAsk:
    """What the lines are made of: values alone, so that any thread may work with them."""

    checked: Checked
    lang: Lang
    packs: Packs
    today: dt.date

    @property
    def show(self) -> Show:
        """Shows values with records as they were at the check."""
        return show_of(self.lang, packs=self.packs, find=self.checked.document.any)


@dataclass(frozen=True, slots=True)
class BoardTold:
    """The lines, one sentence on the whole, and what they were made of."""

    parts: tuple[Part, ...]
    summary: str
    found: Any


class CheckedBoard(BoardView):
    """Shows nothing until the first lines are there; older ones stay until the newer are."""

    def __init__(self, plan: OpenPlan, kind: type[Any], *, below: QWidget) -> None:
        super().__init__(plan, kind, below=below)
        self._asked = 0
        self._stale = True
        self.told: BoardTold | None = None
        self.empty.hide()
        plan.checking.done.connect(self.refresh)

    @staticmethod
    def work_out(ask: BoardAsk) -> BoardTold:
        """Return the lines; runs beside the window."""
        raise NotImplementedError

    def parts(self) -> Sequence[Part]:
        return () if self.told is None else self.told.parts

    def summary_words(self) -> str:
        return "" if self.told is None else self.told.summary

    def read(self) -> None:
        """Begin to work the lines out; those asked for last are shown."""
        plan = self._plan
        if plan.found is None:
            return
        self._asked += 1
        asked, work_out = self._asked, self.work_out
        today = plan.author.today
        ask = BoardAsk(checked=plan.found, lang=plan.lang, packs=plan.packs, today=today)
        job = plan.reading.prepare(lambda _running: (asked, work_out(ask)))
        job.done.connect(self._take)
        job.failed.connect(raise_fault)
        plan.reading.start(job)

    def refresh(self) -> None:
        self._stale = not self.isVisible()
        if self.isVisible():
            self.read()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def _take(self, found: tuple[int, BoardTold]) -> None:
        """Show lines that came back; Qt drops the call when the board has gone in the meantime."""
        asked, told = found
        if asked == self._asked:
            self.told = told
            self.retranslate()

    def _show(self) -> None:
        super()._show()
        if self.told is None:
            self.empty.hide()
            self.board.show()
