"""What the submission of one State says that the reports of the hub count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codes import CurrencyCode, LanguageTag, ModalityCode, StateCode
from ccmdesk.model.cooperation import (
    Agreement,
    AgreementStatus,
    AssistanceFlow,
    FlowDirection,
    Organisation,
)
from ccmdesk.model.document import PlanDocument, document_of, natural
from ccmdesk.model.need import FollowUp, Need, Offer
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Article, Obligation, StateParty
from ccmdesk.model.values import Period, Texts
from ccmdesk.model.words import Message
from ccmdesk.rules.asking import is_asked_for
from ccmdesk.rules.clocks import Clock, ClockKind, ClockState, clocks
from ccmdesk.rules.finding import Reached
from ccmdesk.rules.funding import all_funding
from ccmdesk.rules.funding_totals import totals
from ccmdesk.rules.hub.filed import Filed
from ccmdesk.rules.inherit import article_of
from ccmdesk.rules.matches import when_and_where
from ccmdesk.rules.specificity import cost, links, output, timing, where
from ccmdesk.rules.specificity.results import Result, criterion_results
from ccmdesk.rules.wording import Wording

ASKED = frozenset(
    criterion.number
    for criterion in (
        links.ARTICLE,
        links.ACTIVITY,
        timing.DATES,
        output.QUANTITY,
        cost.YEARLY,
        links.MODALITY,
        where.PLACE,
        where.RESPONSIBLE,
    )
)
"""The criteria without which a request cannot be answered: article, activity, dates, quantity, cost
of each year, kind of support, place, who answers for it (review of 2015, paragraph 7)."""

NOT_READ = frozenset({HazardousArea})
"""What no figure here is worked out from; a State has thousands of them."""

ENDING_SOON = dt.timedelta(days=365)
_YEARS = range(1990, 2101)
_NOT_IN_FORCE = frozenset({AgreementStatus.DRAFT, AgreementStatus.ENDED})
_CLOCKS = frozenset({ClockKind.DEADLINE, ClockKind.FILING, ClockKind.EARLY_WARNING})
_AHEAD = frozenset({ClockState.RUNNING, ClockState.OVERDUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedNeed:
    """A need as its State flagged it; *vague* are the criteria it or its activity does not meet."""

    id: UUID
    code: str
    title: Texts
    article: Article | None
    modalities: tuple[ModalityCode, ...]
    years: tuple[int, ...]
    vague: tuple[Vague, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """Why a request is not specific enough: a criterion by its number, and the sentence."""

    number: int
    title: str
    says: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is known to be missing in one currency; of *unknown* activities it is not known.

    What one activity has beyond its need is not off what another misses.
    """

    currency: CurrencyCode
    minor: int | None
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An agreement in force that ends soon, or has ended and is not marked so."""

    title: Texts
    end: dt.date
    days_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFigures:
    """One State; *obliged* are the articles under which it has or had an obligation.

    *flagged* are those of them under which it flagged a need, *gives* says that it gave assistance,
    *example* that its plan is marked as an example.
    *trading* is the part of the plan in which needs and offers are matched.
    """

    filed: Filed
    obliged: frozenset[Article]
    flagged: frozenset[Article]
    gives: bool
    example: bool
    languages: tuple[LanguageTag, ...]
    needs: tuple[FlaggedNeed, ...]
    gaps: tuple[Gap, ...]
    endings: tuple[Ending, ...]
    clocks: tuple[Clock, ...]
    trading: PlanDocument

    @property
    def country(self) -> StateCode:
        """Whose figures they are."""
        return self.filed.country


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the figures of every State are worked out with; *wording* is that of this one."""

    packs: Packs
    wording: Wording
    today: dt.date


def country_figures(filed: Filed, document: PlanDocument, reading: Reading) -> CountryFigures:
    """Return what is counted of one submission, whose records are *document*."""
    needs = _open_needs(document)
    duties = (one.duty for one in document.of(Obligation))
    obliged = frozenset(duty.article for duty in duties if duty is not None)
    asked_for = {article_of(need, document) for need in needs}
    party = document.first(StateParty)
    return CountryFigures(
        filed=filed,
        obliged=obliged,
        flagged=frozenset(article for article in obliged if article in asked_for),
        gives=_gives(document),
        example=any(plan.illustrative for plan in document.of(Plan)),
        languages=() if party is None else party.languages,
        needs=tuple(_flagged(needs, document, reading)),
        gaps=tuple(_gaps(document)),
        endings=tuple(_endings(document, reading.today)),
        clocks=tuple(_ahead(document, reading)),
        trading=_trading(document, needs),
    )


def _open_needs(document: PlanDocument) -> tuple[Need, ...]:
    """Return the needs that were not met yet, by number; one that was refused is still a need.

    One that hangs on work that is over is none any more.
    """
    still = (need for need in document.of(Need) if is_asked_for(need, document))
    found = (need for need in still if need.follow_up is not FollowUp.DELIVERED)
    return tuple(sorted(found, key=lambda need: natural(need.code)))


def _gives(document: PlanDocument) -> bool:
    """Whether money, goods or technical help went from the State to another (Article 6)."""
    flows = document.of(AssistanceFlow)
    return any(flow.direction is FlowDirection.GIVEN for flow in flows)


def _flagged(
    needs: tuple[Need, ...], document: PlanDocument, reading: Reading
) -> Iterator[FlaggedNeed]:
    missed: dict[UUID, list[Result]] = {}
    for result in criterion_results(document, reading.packs, reading.wording, only=ASKED):
        if result.reached is Reached.MISSING:
            missed.setdefault(result.record, []).append(result)
    for need in needs:
        period, _ = when_and_where(need, document)
        of_activity = [] if need.activity is None else missed.get(need.activity, [])
        yield FlaggedNeed(
            id=need.id,
            code=need.code,
            title=need.title,
            article=article_of(need, document),
            modalities=need.modalities,
            years=tuple(year for year in _years(period) if year in _YEARS),
            vague=tuple(_vague([*missed.get(need.id, []), *of_activity])),
        )


def _years(period: Period | None) -> tuple[int, ...]:
    """Return the years that are stated; of a need with one date its year is."""
    if period is None:
        return ()
    if period.start is not None and period.end is not None:
        return period.years
    return tuple(day.year for day in (period.start, period.end) if day is not None)


def _vague(results: list[Result]) -> Iterator[Vague]:
    for result in sorted(results, key=lambda result: result.criterion.number):
        if result.says is not None:
            criterion = result.criterion
            yield Vague(number=criterion.number, title=criterion.title, says=result.says)


def _gaps(document: PlanDocument) -> Iterator[Gap]:
    for found in totals(document, all_funding(document)):
        sums = found.total
        if sums.gap is not None or sums.unknown:
            minor = None if sums.gap is None else sums.gap + sums.surplus
            yield Gap(currency=found.currency, minor=minor, unknown=sums.unknown)


def _endings(document: PlanDocument, today: dt.date) -> Iterator[Ending]:
    for agreement in document.of(Agreement):
        end = None if agreement.period is None else agreement.period.end
        if end is None or agreement.status in _NOT_IN_FORCE:
            continue
        if end - today <= ENDING_SOON:
            yield Ending(title=agreement.title, end=end, days_left=(end - today).days)


def _ahead(document: PlanDocument, reading: Reading) -> Iterator[Clock]:
    for clock in clocks(document, reading.packs, reading.today):
        if clock.kind in _CLOCKS and clock.state in _AHEAD:
            yield clock


def _trading(document: PlanDocument, needs: tuple[Need, ...]) -> PlanDocument:
    wanted = {need.activity for need in needs}
    activities = (one for one in document.of(Activity) if one.id in wanted)
    kinds = (StateParty, Offer, Organisation)
    others = (record for kind in kinds for record in document.of(kind))
    return document_of((*needs, *activities, *others))
