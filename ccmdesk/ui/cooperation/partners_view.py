"""Who does what: the work of partners inside the plan, with overlaps and orphans."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.words import N_
from ccmdesk.rules.partners import is_national, who_does_what
from ccmdesk.ui.cooperation.checked_board import BoardAsk, BoardTold, CheckedBoard
from ccmdesk.ui.cooperation.partner_words import AMOUNT, HEADINGS, WorkTeller, loose_ends, parts_of
from ccmdesk.ui.open_plan import OpenPlan


class PartnersView(CheckedBoard):
    """As of the last check of the plan; Enter opens the record a line is about."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, Organisation, below=QWidget())
        self.board.lines.figures = AMOUNT
        self.retranslate()

    @staticmethod
    def work_out(ask: BoardAsk) -> BoardTold:
        lang, works = ask.lang, who_does_what(ask.checked.document)
        partners = [work for work in works if not is_national(work.organisation)]
        active = sum(not work.is_idle for work in partners)
        said = N_("Partners with a part in the plan: {n} of {all}. Overlaps and orphans: {loose}.")
        summary = lang(
            said,
            n=lang.number(active),
            all=lang.number(len(partners)),
            loose=lang.number(len(loose_ends(ask.checked.findings))),
        )
        parts = parts_of(ask.checked, works, WorkTeller(ask.show, ask.today))
        return BoardTold(tuple(parts), summary, works)

    def headings(self) -> tuple[str, ...]:
        return tuple(self._plan.lang(heading) for heading in HEADINGS)
