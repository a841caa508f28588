"""The report of the hub as tables in words, the same for a workbook and for a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ccmdesk.actions.time_words import day_here
from ccmdesk.model.codes import LanguageTag, ModalityCode, StateCode
from ccmdesk.model.figure_table import Code, FigureTable, Named, Sentences, Value
from ccmdesk.model.regions import Region
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.clocks import Clock
from ccmdesk.rules.hub.country import Ending, FlaggedNeed
from ccmdesk.rules.hub.filed import Alarm, AlarmKind, Filed, FiledKey, Trust
from ccmdesk.rules.hub.offers import Fit
from ccmdesk.rules.hub.overview import Count, GapSum, Of, Overview
from ccmdesk.rules.rule import sentence

_STATE = C_("column", "State")
_NEEDS, _STATES = C_("column", "Needs"), C_("column", "States")
_NEED, _DAYS = C_("column", "Need"), C_("column", "Days left")
_NOT_STATED = C_("count", "Not stated")


def tables(found: Overview, alarms: tuple[Alarm, ...]) -> tuple[FigureTable, ...]:
    """Return every table of the report in its order."""
    return tuple(_tables(found, alarms))


def _tables(found: Overview, alarms: tuple[Alarm, ...]) -> Iterator[FigureTable]:
    yield _articles(found)
    yield _submissions(found)
    if alarms:
        yield _alarms(alarms)
    yield _missing(found)
    yield _giving(found)
    yield from _counts(found)
    yield _gaps(found)
    yield _vague(found)
    yield _fits(found)
    yield _endings(found)
    yield _clocks(found)


def _articles(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="articles",
        title=N_("Obligations and needs by article"),
        about=N_(
            "States that have or had an obligation, and those of them that flagged a need under the"
            " same article. Needs that were delivered are left out. The States are those whose"
            " submission is here."
        ),
        head=(
            C_("column", "Article"),
            C_("column", "States with an obligation"),
            C_("column", "Flagged a need"),
            C_("column", "Which States flagged a need"),
        ),
        rows=tuple(
            (
                sentence(one.article.label),
                len(one.obliged),
                len(one.flagged),
                _states(one.flagged),
            )
            for one in found.articles
        ),
        wide=frozenset({3}),
        numbers=frozenset({1, 2}),
    )


def _submissions(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="submissions",
        title=N_("Submissions, their data dates and their verification"),
        about=N_(
            "The figures of this report are those of these submissions. Not verified means that"
            " nobody has compared the key with its owner yet."
        ),
        head=(
            _STATE,
            C_("column", "Number"),
            C_("column", "Data date"),
            C_("column", "Received on"),
            C_("column", "Verification"),
        ),
        rows=tuple(
            (
                Code(StateCode, filed.country),
                filed.number,
                filed.data_date,
                day_here(filed.at),
                verification(found, filed),
            )
            for filed in found.filed
        ),
        empty=N_("No submission is here yet."),
        by_name=True,
        numbers=frozenset({1}),
    )


_ALARM_SAYS: Mapping[AlarmKind, str] = MappingProxyType(
    {
        AlarmKind.SAME_NUMBER: C_("alarm", "Same number, other content"),
        AlarmKind.BROKEN_CHAIN: C_("alarm", "Does not follow from the one before"),
    }
)
_KEY_SAYS: Mapping[Trust, str] = MappingProxyType(
    {
        Trust.UNVERIFIED: C_("key", "Not verified"),
        Trust.VERIFIED: N_("Verified by {person} on {date}"),
        Trust.REVOKED: N_("Key revoked by {person} on {date}"),
    }
)


def key_standing(key: FiledKey) -> Message:
    """Return who compared a key or took the trust back, and when."""
    values = {} if key.on is None else {"person": key.by, "date": key.on}
    return sentence(_KEY_SAYS[key.trust], **values)


def verification(found: Overview, filed: Filed) -> Message:
    """Return what is known of the key of a submission, and of the submission itself."""
    says = key_standing(filed.key)
    if filed in found.uncounted:
        return sentence(N_("{verification}. Its values cannot be counted."), verification=says)
    if filed.country in found.examples:
        return sentence(
            N_("{verification}. An example, not a plan of the State."), verification=says
        )
    return says


def alarm_label(alarm: Alarm) -> str:
    """Return what is wrong, in a few words."""
    return _ALARM_SAYS[alarm.kind]


def _alarms(alarms: tuple[Alarm, ...]) -> FigureTable:
    return FigureTable(
        anchor="alarms",
        title=N_("Alarms"),
        about=N_("These packages contradict one that was accepted. They are kept and not counted."),
        head=(
            _STATE,
            C_("column", "Number"),
            C_("column", "Received on"),
            C_("column", "What is wrong"),
            C_("column", "Whom to ask"),
        ),
        rows=tuple(
            (
                Code(StateCode, one.country),
                one.number,
                day_here(one.at),
                sentence(alarm_label(one)),
                (one.name, one.office),
            )
            for one in alarms
        ),
        numbers=frozenset({1}),
    )


def _missing(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="missing",
        title=N_("States Parties of which no submission is here"),
        about=N_("They are missing from every figure of this report; missing does not mean zero."),
        head=(_STATE,),
        rows=tuple((Code(StateCode, country),) for country in found.missing),
        empty=N_("A submission of every State Party is here."),
        by_name=True,
    )


def _giving(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="giving",
        title=N_("States that gave assistance"),
        about=N_(
            "States whose submission records assistance given: money, goods or technical help."
        ),
        head=(_STATE,),
        rows=tuple((Code(StateCode, country),) for country in found.giving),
        empty=N_("No State recorded that it gave assistance."),
        by_name=True,
    )


def _counts(found: Overview) -> Iterator[FigureTable]:
    several = N_("A need with several of them counts under each.")
    yield replace(
        _count(found.by_modality, lambda key: Code(ModalityCode, key)),
        anchor="modalities",
        title=N_("Needs by kind of support"),
        about=several,
    )
    yield replace(
        _count(found.by_year, str), anchor="years", title=N_("Needs by year"), about=several
    )
    yield replace(
        _count(found.by_region, lambda key: Code(Region, key)),
        anchor="regions",
        title=N_("Needs by region"),
        about=N_("Regions are those of the United Nations Statistics Division."),
    )
    yield replace(
        _count(found.by_language, lambda key: Code(LanguageTag, key)),
        anchor="languages",
        title=N_("Needs by working language"),
        about=N_("A need counts under each working language of its State."),
    )


def _count(counts: Iterable[Count[Any]], named: Callable[[Any], Value]) -> FigureTable:
    rows = (
        (sentence(_NOT_STATED) if one.key is None else named(one.key), one.needs, one.states)
        for one in counts
    )
    return FigureTable(
        anchor="",
        title="",
        about="",
        head=(C_("column", "Counted by"), _NEEDS, _STATES),
        rows=tuple(rows),
        empty=N_("No State flagged a need."),
        numbers=frozenset({1, 2}),
    )


def _gaps(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="gaps",
        title=N_("Unmet gap by currency"),
        about=N_(
            "What is needed less what the State and others give, as far as it is known. What one"
            " activity has beyond its need is not taken off what others miss. Currencies are not"
            " added to one another."
        ),
        head=(
            C_("column", "Currency"),
            C_("column", "Known gap"),
            _STATES,
            C_("column", "Activities with an unknown gap"),
        ),
        rows=tuple((str(gap.currency), _known(gap), gap.states, gap.unknown) for gap in found.gaps),
        empty=N_("No State states a gap."),
        numbers=frozenset({1, 2, 3}),
    )


def _known(gap: GapSum) -> Value:
    """Return the known gap, or that it is known in no State, which is not zero."""
    if gap.minor is None:
        return sentence(C_("absent value", "Not known"))
    return Money(gap.minor, gap.currency)


def _vague(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="requests",
        title=N_("Requests that are not specific enough"),
        about=N_(
            "A request can be answered when it names article, activity, dates, quantity, cost of"
            " each year, kind of support, place and who answers for it."
        ),
        head=(_STATE, _NEED, C_("column", "What is missing")),
        rows=tuple(
            (
                Code(StateCode, one.country),
                _need(one),
                _why(one),
            )
            for one in found.vague
        ),
        empty=N_("Every request is specific enough."),
        by_name=True,
        wide=frozenset({1, 2}),
    )


def _why(one: Of[FlaggedNeed]) -> Sentences:
    return Sentences(tuple(why.says for why in one.what.vague))


def _need(one: Of[FlaggedNeed]) -> Named:
    return Named(one.what.code, one.what.title)


def _fits(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="offers",
        title=N_("Offers that fit needs"),
        about=N_(
            "The five best offers for each need, by kind of support, article, dates and working"
            " language. A person decides; nothing is sent."
        ),
        head=(
            _STATE,
            _NEED,
            C_("column", "Offered by"),
            C_("column", "Offer"),
            C_("column", "Kinds of support"),
        ),
        rows=tuple(map(_fit, found.fits)),
        empty=N_("No offer fits a need."),
        by_name=True,
        wide=frozenset({1, 3}),
    )


def _fit(fit: Fit) -> tuple[Value, ...]:
    state = Code(StateCode, fit.offered_in)
    giver: Value = (state, Named("", fit.giver)) if fit.giver else state
    kinds = tuple(Code(ModalityCode, kind) for kind in fit.kinds)
    need, offer = Named(fit.code, fit.need), Named("", fit.offer)
    return Code(StateCode, fit.country), need, giver, offer, kinds


def _endings(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="agreements",
        title=N_("Agreements that end"),
        about=N_("Agreements that end within a year, or have ended and are not marked so."),
        head=(_STATE, C_("column", "Agreement"), C_("column", "Ends on"), _DAYS),
        rows=tuple(map(_ending, found.endings)),
        empty=N_("No agreement ends within a year."),
        wide=frozenset({1}),
        numbers=frozenset({3}),
    )


def _ending(one: Of[Ending]) -> tuple[Value, ...]:
    title = Named("", one.what.title)
    return Code(StateCode, one.country), title, one.what.end, one.what.days_left


def _clocks(found: Overview) -> FigureTable:
    return FigureTable(
        anchor="deadlines",
        title=N_("Deadlines ahead"),
        about=N_(
            "Deadlines of open obligations, the last days to ask for more time, and the days from"
            " which less than two years are left. A negative number of days has passed."
        ),
        head=(
            _STATE,
            C_("column", "Obligation"),
            C_("column", "What is due"),
            C_("column", "Day"),
            _DAYS,
        ),
        rows=tuple(map(_clock, found.clocks)),
        empty=N_("No deadline is ahead."),
        numbers=frozenset({4}),
    )


def _clock(one: Of[Clock]) -> tuple[Value, ...]:
    clock = one.what
    duty = "" if clock.duty is None else sentence(clock.duty.label)
    kind = sentence(clock.kind.label)
    return Code(StateCode, one.country), duty, kind, clock.day, clock.days_left


def _states(countries: Iterable[StateCode]) -> tuple[Value, ...]:
    return tuple(Code(StateCode, country) for country in countries)
