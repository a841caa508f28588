"""The report of the hub as tables in words, the same for a workbook and for a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ccmdesk.model.codes import LanguageTag, ModalityCode, StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.regions import Region
from ccmdesk.model.values import Money, Texts
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.clocks import Clock
from ccmdesk.rules.hub.country import Ending, FlaggedNeed
from ccmdesk.rules.hub.filed import Alarm, Filed, Trust
from ccmdesk.rules.hub.offers import MOST, Fit
from ccmdesk.rules.hub.overview import Count, Of, Overview
from ccmdesk.rules.rule import sentence

_STATE = C_("column", "State")
_NEEDS, _STATES = C_("column", "Needs"), C_("column", "States")
_NEED, _DAYS = C_("column", "Need"), C_("column", "Days left")
_NOT_STATED = C_("count", "Not stated")


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a State, a language or a kind of support, named in the language of the reader."""

    kind: Any
    value: str


Value = str | int | Message | Texts | Money | Code | tuple["Value", ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """One table: what it is called, what should be known of it, its columns and rows.

    A day is a value like any other. *empty* stands where there are no rows. *numbers* are the
    columns that hold numbers.
    """

    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    empty: str
    numbers: frozenset[int] = frozenset()


def tables(found: Overview, alarms: Iterable[Alarm], packs: Packs) -> tuple[FigureTable, ...]:
    """Return every table of the report in its order."""
    return tuple(_tables(found, tuple(alarms), packs))


def _tables(found: Overview, alarms: tuple[Alarm, ...], packs: Packs) -> Iterator[FigureTable]:
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
        empty="",
        numbers=frozenset({1, 2}),
    )


def _submissions(found: Overview) -> FigureTable:
    uncounted = {filed.country for filed in found.uncounted}
    return FigureTable(
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
                filed.at.date(),
                _verification(filed, counted=filed.country not in uncounted),
            )
            for filed in found.filed
        ),
        empty=N_("No submission is here yet."),
        numbers=frozenset({1}),
    )


_KEY_SAYS: Mapping[Trust, str] = MappingProxyType(
    {
        Trust.UNVERIFIED: N_("Not verified"),
        Trust.VERIFIED: N_("Verified by {person} on {date}"),
        Trust.REVOKED: N_("Key revoked by {person} on {date}"),
    }
)


def _verification(filed: Filed, *, counted: bool) -> Message:
    key = filed.key
    values = {} if key.on is None else {"person": key.by, "date": key.on}
    says = sentence(_KEY_SAYS[key.trust], **values)
    if counted:
        return says
    return sentence(N_("{verification}. Its values cannot be counted."), verification=says)


def _alarms(alarms: tuple[Alarm, ...]) -> FigureTable:
    return FigureTable(
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
                one.at.date(),
                sentence(one.kind.label),
                (one.name, one.office),
            )
            for one in alarms
        ),
        empty="",
        numbers=frozenset({1}),
    )


def _missing(found: Overview) -> FigureTable:
    return FigureTable(
        title=N_("States Parties of which no submission is here"),
        about=N_("They are missing from every figure of this report; missing does not mean zero."),
        head=(_STATE,),
        rows=tuple((Code(StateCode, country),) for country in found.missing),
        empty=N_("A submission of every State Party is here."),
    )


def _giving(found: Overview) -> FigureTable:
    return FigureTable(
        title=N_("States that gave assistance"),
        about=N_(
            "States whose submission records assistance given: money, goods or technical help."
        ),
        head=(_STATE,),
        rows=tuple((Code(StateCode, country),) for country in found.giving),
        empty=N_("No State recorded that it gave assistance."),
    )


def _counts(found: Overview) -> Iterator[FigureTable]:
    several = N_("A need with several of them counts under each.")
    of_state = N_("A need counts under each working language of its State.")
    yield _count(
        N_("Needs by kind of support"), several, found.by_modality, lambda k: Code(ModalityCode, k)
    )
    yield _count(N_("Needs by year"), several, found.by_year, str)
    yield _count(
        N_("Needs by region"),
        N_("Regions are those of the United Nations Statistics Division."),
        found.by_region,
        _region,
    )
    yield _count(
        N_("Needs by working language"), of_state, found.by_language, lambda k: Code(LanguageTag, k)
    )


def _region(region: Region) -> Message:
    return sentence(region.label)


def _count(
    title: str, about: str, counts: Iterable[Count[Any]], named: Callable[[Any], Value]
) -> FigureTable:
    return FigureTable(
        title=title,
        about=about,
        head=(C_("column", "Counted by"), _NEEDS, _STATES),
        rows=tuple(
            (
                sentence(_NOT_STATED) if one.key is None else named(one.key),
                one.needs,
                one.states,
            )
            for one in counts
        ),
        empty=N_("No State flagged a need."),
        numbers=frozenset({1, 2}),
    )


def _gaps(found: Overview) -> FigureTable:
    return FigureTable(
        title=N_("Unmet gap by currency"),
        about=N_(
            "What is needed less what the State and others give, as far as it is known. Currencies"
            " are not added to one another."
        ),
        head=(
            C_("column", "Currency"),
            C_("column", "Known gap"),
            _STATES,
            C_("column", "Activities with an unknown gap"),
        ),
        rows=tuple(
            (str(gap.currency), Money(gap.minor, gap.currency), gap.states, gap.unknown)
            for gap in found.gaps
        ),
        empty=N_("No State states a gap."),
        numbers=frozenset({1, 2, 3}),
    )


def _vague(found: Overview) -> FigureTable:
    return FigureTable(
        title=N_("Requests that are not specific enough"),
        about=N_(
            "A request can be answered when it names article, activity, dates, quantity, cost of"
            " each year, kind of support, place and who answers for it."
        ),
        head=(_STATE, _NEED, C_("column", "What is missing")),
        rows=tuple(
            (Code(StateCode, one.country), _need(one), tuple(why.says for why in one.what.vague))
            for one in found.vague
        ),
        empty=N_("Every request is specific enough."),
    )


def _need(one: Of[FlaggedNeed]) -> tuple[Value, ...]:
    return _numbered(one.what.code, one.what.title)


def _numbered(code: str, title: Texts) -> tuple[Value, ...]:
    parts: tuple[Value, ...] = (code, title)
    return tuple(part for part in parts if part) or (
        sentence(C_("record without a name", "Not named yet")),
    )


def _fits(found: Overview) -> FigureTable:
    return FigureTable(
        title=N_("Offers that fit needs"),
        about=sentence_of_most(),
        head=(
            _STATE,
            _NEED,
            C_("column", "Offered by"),
            C_("column", "Offer"),
            C_("column", "Kinds of support"),
        ),
        rows=tuple(map(_fit, found.fits)),
        empty=N_("No offer fits a need."),
    )


def sentence_of_most() -> str:
    """Return what is said of the offers; the number of them is that of `offers.MOST`."""
    assert MOST == 5  # noqa: S101 - the sentence says it in words
    return N_(
        "The five best offers for each need, by kind of support, article, dates and working"
        " language. A person decides; nothing is sent."
    )


def _fit(fit: Fit) -> tuple[Any, ...]:
    giver: tuple[Value, ...] = (Code(StateCode, fit.offered_in),)
    if fit.giver:
        giver = (*giver, fit.giver)
    kinds = tuple(Code(ModalityCode, kind) for kind in fit.kinds)
    need = _numbered(fit.code, fit.need)
    return Code(StateCode, fit.country), need, giver, fit.offer, kinds


def _endings(found: Overview) -> FigureTable:
    return FigureTable(
        title=N_("Agreements that end"),
        about=N_("Agreements that end within a year, or have ended and are not marked so."),
        head=(_STATE, C_("column", "Agreement"), C_("column", "Ends on"), _DAYS),
        rows=tuple(map(_ending, found.endings)),
        empty=N_("No agreement ends within a year."),
        numbers=frozenset({3}),
    )


def _ending(one: Of[Ending]) -> tuple[Any, ...]:
    title = _numbered("", one.what.title)
    return Code(StateCode, one.country), title, one.what.end, one.what.days_left


def _clocks(found: Overview) -> FigureTable:
    return FigureTable(
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


def _clock(one: Of[Clock]) -> tuple[Any, ...]:
    clock = one.what
    duty = "" if clock.duty is None else sentence(clock.duty.label)
    kind = sentence(clock.kind.label)
    return Code(StateCode, one.country), duty, kind, clock.day, clock.days_left


def _states(countries: Iterable[StateCode]) -> tuple[Value, ...]:
    return tuple(Code(StateCode, country) for country in countries)
