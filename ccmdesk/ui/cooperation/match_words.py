"""Why an offer fits a need, or does not, in whole sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import language_name
from ccmdesk.lang.show import Show
from ccmdesk.model.codes import ModalityCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.ids import OrganisationId
from ccmdesk.model.need import Need, Offer
from ccmdesk.model.packs import Packs
from ccmdesk.model.values import Period
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.matches import Match, Matching, when_and_where
from ccmdesk.ui.cooperation.board_model import Part, Row

HEADINGS = (
    C_("match", "What is asked for"),
    C_("match", "What is offered"),
    N_("Kinds of support"),
    C_("match", "When"),
    C_("match", "Why"),
)
_WHY = 4


@dataclass(frozen=True, slots=True)
class MatchTeller:
    """How records, codes and languages are called."""

    show: Show
    packs: Packs
    document: PlanDocument
    today: dt.date

    @property
    def lang(self) -> Lang:
        """The language of the window."""
        return self.show.lang

    def kinds(self, kinds: tuple[ModalityCode, ...]) -> str:
        """Return kinds of support by their names."""
        return self.lang.join([self.show.value(ModalityCode, kind) for kind in kinds])

    def offer(self, offer: Offer) -> str:
        """Return what is offered, and by whom."""
        title = self.show.title(offer)
        if offer.organisation is None:
            return title
        giver = self.show.value(OrganisationId, offer.organisation)
        return self.lang(C_("offer", "{partner}: {title}"), title=title, partner=giver)

    def period(self, period: Period | None) -> str:
        """Return a span of days in as much room as a column has."""
        return "" if period is None else self.lang.period(period, style=DateStyle.UNBROKEN)

    def fits(self, match: Match) -> Iterator[str]:
        """Yield each reason why the offer fits."""
        lang, offer = self.lang, match.offer
        if offer.article is not None:
            yield lang(N_("Both are under Article {article}."), article=offer.article.value)
        else:
            yield lang(N_("The offer is open to every article."))
        if match.period is not None:
            yield lang(N_("Their dates meet."))
        if match.place:
            yield lang(N_("The offer names the place: {place}."), place=lang.value(match.place))
        if match.languages:
            names = [language_name(lang, tag, packs=self.packs) for tag in match.languages]
            yield lang(N_("It is given in {languages}."), languages=lang.join(names))

    def ended(self, offer: Offer) -> str:
        """Return that an offer is over, nothing when it is not."""
        end = None if offer.period is None else offer.period.end
        if end is None or end >= self.today:
            return ""
        day = self.lang.date(end, style=DateStyle.UNBROKEN)
        return self.lang(N_("The offer ended on {date}."), date=day)

    def against(self, match: Match) -> Iterator[str]:
        """Yield each reason why the offer does not fit."""
        lang = self.lang
        if match.ended is not None:
            yield self.ended(match.offer)
        if match.over is not None:
            day = lang.date(match.over, style=DateStyle.UNBROKEN)
            yield lang(N_("The time of the need ended on {date}."), date=day)
        elif match.apart and match.ended is None:
            yield lang(N_("Their dates lie apart."))
        if match.foreign:
            offered = match.offer.languages
            names = [language_name(lang, tag, packs=self.packs) for tag in offered]
            said = N_("It is given in {languages} only, in which the State does not work.")
            yield lang(said, languages=lang.join(names))


def parts_of(found: Matching, tell: MatchTeller) -> Iterator[Part]:
    """Yield what fits, what nearly does, and what stands alone on either side."""
    near = {match.need.id for match in found.nearly} | {match.offer.id for match in found.nearly}
    alone = [one for one in found.not_offered if one.id not in near]
    unused = [one for one in found.not_asked if one.id not in near]
    lists = (
        ("fits", N_("Offers that fit"), [_match(one, tell) for one in found.matches]),
        ("nearly", N_("Offers that nearly fit"), [_match(one, tell) for one in found.nearly]),
        ("needs", N_("Asked for, and not offered"), [_need(one, tell) for one in alone]),
        ("offers", N_("Offered, and not asked for"), [_offer(one, tell) for one in unused]),
        ("own", N_("Offered by the State to others"), [_offer(one, tell) for one in found.own]),
    )
    for key, title, rows in lists:
        count = tell.lang.number(len(rows))
        said = tell.lang(N_("{kind}: {n}"), kind=tell.lang(title), n=count)
        yield Part(key, said, tuple(rows))


def _match(match: Match, tell: MatchTeller) -> Row:
    reasons = list(tell.fits(match) if match.fits else tell.against(match))
    cells = (
        tell.show.title(match.need),
        tell.offer(match.offer),
        tell.kinds(match.kinds),
        tell.period(match.period or match.offer.period),
        " ".join(reasons),
    )
    return Row((match.need.id, match.offer.id), cells, (Need, match.need.id))


def _need(need: Need, tell: MatchTeller) -> Row:
    when, _ = when_and_where(need, tell.document)
    told = (tell.show.title(need), "", tell.kinds(need.modalities), tell.period(when), "")
    return Row(need.id, told, (Need, need.id))


def _offer(offer: Offer, tell: MatchTeller) -> Row:
    kinds, when = tell.kinds(offer.modalities), tell.period(offer.period)
    over = tell.ended(offer)
    told = ("", tell.offer(offer), kinds, when, over)
    return Row(offer.id, told, (Offer, offer.id), alarm=_WHY if over else None)
