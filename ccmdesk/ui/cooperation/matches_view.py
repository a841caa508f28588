"""Offers and matches: each need beside the offers that fit it, and what stands alone."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ccmdesk.model.cooperation import Agreement
from ccmdesk.model.need import Need, Offer
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.matches import Match, Matching, agreement_values, matching
from ccmdesk.ui.cooperation.checked_board import BoardAsk, BoardTold, CheckedBoard
from ccmdesk.ui.cooperation.match_words import HEADINGS, MatchTeller, parts_of
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.elided import ElidedLabel

_NOTHING = Matching(matches=(), nearly=(), not_offered=(), not_asked=(), own=())


class MatchStrip(QFrame):
    """What can be done with the line that is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.title = ElidedLabel()
        self.need, self.offer, self.agree = QPushButton(), QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.title, 1)
        for button in (self.need, self.offer, self.agree):
            button.setAutoDefault(True)
            row.addWidget(button)


class MatchesView(CheckedBoard):
    """As of the last check of the plan; Enter opens the need, and the offer where there is none."""

    def __init__(self, plan: OpenPlan) -> None:
        self.strip = MatchStrip()
        super().__init__(plan, Offer, below=self.strip)
        self.board.chosen.connect(self._choose)
        self.strip.need.clicked.connect(lambda: self._open(Need))
        self.strip.offer.clicked.connect(lambda: self._open(Offer))
        self.strip.agree.clicked.connect(self.begin_agreement)
        self.retranslate()

    @staticmethod
    def work_out(ask: BoardAsk) -> BoardTold:
        document, lang = ask.checked.document, ask.lang
        found = matching(document, today=ask.today)
        tell = MatchTeller(ask.show, ask.packs, document, ask.today)
        said = N_("Needs with an offer that fits: {met}. Needs without one: {unmet}.")
        met = len({match.need.id for match in found.matches})
        summary = lang(said, met=lang.number(met), unmet=lang.number(len(found.not_offered)))
        return BoardTold(tuple(parts_of(found, tell)), summary, found)

    def headings(self) -> tuple[str, ...]:
        return tuple(self._plan.lang(heading) for heading in HEADINGS)

    def retranslate(self) -> None:
        super().retranslate()
        lang = self._plan.lang
        for button, said, told in (
            (self.strip.need, N_("Open the need"), N_("Show the need in its form")),
            (self.strip.offer, N_("Open the offer"), N_("Show the offer in its form")),
            (
                self.strip.agree,
                N_("Begin an agreement"),
                N_("Write an agreement with partner, article, title and dates of this match"),
            ),
        ):
            button.setText(lang(said))
            button.setToolTip(lang(told))

    def begin_agreement(self) -> None:
        """Write an agreement from the match that is chosen, as one step, and show it."""
        match = self._match()
        if match is not None and match.fits:
            made = self._plan.add(Agreement, agreement_values(match))
            self.open_asked.emit(Agreement, made)

    def _choose(self) -> None:
        row, match = self.board.current_row(), self._match()
        lang = self._plan.lang
        self.strip.title.setText("" if row is None else row.cells[0] or row.cells[1])
        self.strip.setAccessibleName(lang(C_("match", "The line that is chosen")))
        kind = None if row is None else row.record[0]
        self.strip.need.setVisible(kind is Need)
        self.strip.offer.setVisible(kind is Offer or match is not None)
        self.strip.agree.setVisible(match is not None and match.fits)

    def _match(self) -> Match | None:
        row = self.board.current_row()
        found: Matching = _NOTHING if self.told is None else self.told.found
        pairs = (*found.matches, *found.nearly)
        chosen = (one for one in pairs if row and row.key == (one.need.id, one.offer.id))
        return next(chosen, None)

    def _open(self, kind: type) -> None:
        row, match = self.board.current_row(), self._match()
        if match is not None and kind is Offer:
            self.open_asked.emit(Offer, match.offer.id)
        elif row is not None:
            self.open_asked.emit(*row.record)
