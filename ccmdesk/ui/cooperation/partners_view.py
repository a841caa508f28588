"""Who does what: the work of partners inside the plan, with overlaps and orphans."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.words import N_
from ccmdesk.rules.partners import Work, is_national, who_does_what
from ccmdesk.ui.cooperation.board_model import Part
from ccmdesk.ui.cooperation.board_view import BoardView
from ccmdesk.ui.cooperation.partner_words import AMOUNT, HEADINGS, WorkTeller, loose_ends, parts_of
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.words import shown_in

_SHARES = (44, 20, 20, 16)


class PartnersView(BoardView):
    """As of the last check of the plan; Enter opens the record a line is about."""

    def __init__(self, plan: OpenPlan) -> None:
        self._works: tuple[Work, ...] = ()
        super().__init__(plan, Organisation, shares=_SHARES, below=QWidget())
        self.board.figures = AMOUNT
        plan.checking.done.connect(self.refresh)
        self.read()
        self.retranslate()

    def read(self) -> None:
        found = self._plan.found
        if found is not None:
            self._works = who_does_what(found.document)

    def headings(self) -> tuple[str, ...]:
        return tuple(self._plan.lang(heading) for heading in HEADINGS)

    def parts(self) -> Sequence[Part]:
        tell = WorkTeller(shown_in(self._plan), self._plan.author.today)
        return list(parts_of(self._plan, self._works, tell))

    def summary_words(self) -> str:
        lang = self._plan.lang
        partners = [work for work in self._works if not is_national(work.organisation)]
        active = sum(not work.is_idle for work in partners)
        said = N_("Partners with a part in the plan: {n} of {all}. Overlaps and orphans: {loose}.")
        return lang(
            said,
            n=lang.number(active),
            all=lang.number(len(partners)),
            loose=lang.number(len(loose_ends(self._plan))),
        )
