"""What the screen of the hub shows: the tables of the report in words, each row with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ccmdesk.actions.hub.alarms import alarm_words
from ccmdesk.actions.hub.report import HubReport, hub_report
from ccmdesk.actions.hub.states import states_table
from ccmdesk.actions.hub.tables import key_standing, tables, verification
from ccmdesk.actions.hub.write_report import key_figures, told
from ccmdesk.actions.time_words import day_here
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.db.hub.store import Hub
from ccmdesk.lang.figure_words import rows_of, worded
from ccmdesk.lang.show import Show
from ccmdesk.model.codes import StateCode
from ccmdesk.model.figure_table import Code, FigureTable, Value
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import C_, N_, counted
from ccmdesk.rules.hub.filed import Filed, FiledKey, Trust
from ccmdesk.rules.hub.overview import Overview

_SOURCED = frozenset({"giving", "requests", "offers", "agreements", "deadlines"})
"""Tables of which each row tells something of one State."""

_IN_STATES = frozenset({"submissions", "missing"})
"""Tables of the paper whose rows are all in the table of each State."""

_KEYS = N_("Key {fingerprint}: {verification}")
_SENT = N_(
    "Submission {number}: data of {date}, received on {day} from {name}, {office}. {verification}"
)
_DATES = N_("Data dates: {first} to {last}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class HubState:
    """What is in the store at one moment: the report, all submissions, and whose keys signed."""

    report: HubReport
    submissions: tuple[Filed, ...] = ()
    keys: tuple[FiledKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenTable:
    """A table in finished words; *states* are the States that its rows are about, "" for none."""

    anchor: str
    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    states: tuple[str, ...]
    empty: str = ""
    numbers: frozenset[int] = frozenset()
    wide: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class HubScreen:
    """All that is seen, in the words of one language; *packs* names the reference data used."""

    alarms: tuple[str, ...]
    figures: tuple[str, ...]
    told: tuple[str, ...]
    packs: str
    tables: tuple[ScreenTable, ...]


def hub_state(
    hub: Hub, *, packs: Packs, today: dt.date, told: Callable[[int, int], object]
) -> HubState:
    """Work out what is in the store; *told* hears how many States are done, and of how many."""
    report = hub_report(hub, packs=packs, today=today, told=told)
    with hub.reading() as desk:
        return HubState(report=report, submissions=desk.submissions(), keys=desk.signers())


def hub_screen(state: HubState, show: Show, *, packs: Packs) -> HubScreen:
    """Put what is in the store into words."""
    lang, found = show.lang, state.report.overview
    counted_from, used = told(state.report, lang, packs=packs)
    figures = tuple(f"{one.label}: {one.value}" for one in key_figures(state.report, lang))
    return HubScreen(
        alarms=tuple(lang.say(alarm_words(one, packs=packs)) for one in state.report.alarms),
        figures=figures,
        told=(counted_from, *_sources(found, show)),
        packs=used,
        tables=tuple(_worded(table, show) for table in _tables(state)),
    )


def state_told(state: HubState, country: str, show: Show) -> tuple[str, ...]:
    """Return what is known of the keys of a State and of all its submissions, newest first."""
    lang = show.lang
    keys = [one for one in state.keys if one.country == country]
    sent = [one for one in state.submissions if one.country == country]
    return (
        *(
            lang(
                _KEYS,
                fingerprint=fingerprint_text(fingerprint_of(key.public_key)),
                verification=lang.say(key_standing(key)),
            )
            for key in keys
        ),
        *(
            lang(
                _SENT,
                number=str(one.number),
                date=lang.date(one.data_date),
                day=lang.date(day_here(one.at)),
                name=one.name,
                office=one.office,
                verification=lang.say(key_standing(one.key)),
            )
            for one in reversed(sent)
        ),
    )


def _sources(found: Overview, show: Show) -> Iterator[str]:
    """Say how old the data is, and how many keys nobody has compared."""
    if not found.filed:
        return
    days = [one.data_date for one in found.filed]
    yield show.lang(_DATES, first=show.lang.date(min(days)), last=show.lang.date(max(days)))
    unverified = sum(one.key.trust is not Trust.VERIFIED for one in found.filed)
    if unverified:
        said = counted(
            "The key of {n} State is not verified.",
            "The keys of {n} States are not verified.",
            unverified,
        )
        yield show.lang.say(said)


def _tables(state: HubState) -> Iterator[FigureTable]:
    found = state.report.overview
    yield states_table(found)
    for table in tables(found, state.report.alarms):
        if table.anchor not in _IN_STATES:
            yield _sourced(table, found) if table.anchor in _SOURCED else table


def _sourced(table: FigureTable, found: Overview) -> FigureTable:
    """Add to each row the data date and the verification of the submission that it is from."""
    filed = {one.country: (one.data_date, verification(found, one)) for one in found.filed}
    return replace(
        table,
        head=(*table.head, C_("column", "Data date"), C_("column", "Verification")),
        rows=tuple((*row, *filed[_state(row)]) for row in table.rows),
    )


def _worded(table: FigureTable, show: Show) -> ScreenTable:
    lang, rows = show.lang, rows_of(table, show)
    return ScreenTable(
        anchor=table.anchor,
        title=lang(table.title),
        about=lang(table.about),
        head=tuple(lang(head) for head in table.head),
        rows=tuple(
            tuple(worded(value, show, sentences=" ".join).text for value in row) for row in rows
        ),
        states=tuple(_state(row) for row in rows),
        empty=lang(table.empty) if table.empty else "",
        numbers=table.numbers,
        wide=table.wide,
    )


def _state(row: tuple[Value, ...]) -> StateCode:
    match row[0]:
        case Code(kind, value) if kind is StateCode:
            return StateCode(value)
    return StateCode("")
