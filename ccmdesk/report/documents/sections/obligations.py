"""The State Party, its obligations, their clocks and extensions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.state import Duty, Extension, Obligation
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Cell, Column, Paragraph, Row, Table, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading
from ccmdesk.report.documents.record_tables import Register, any_filled, fact_sheet, register
from ccmdesk.report.documents.sections.figure_notes import figure_notes
from ccmdesk.report.documents.sections.forecasts import forecast_blocks
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import field_cell, join_marks
from ccmdesk.rules.clocks import Clock, clocks
from ccmdesk.rules.deadlines import deadline_source

STATE = (
    "country",
    "standing",
    "signed",
    "deposited",
    "entry_into_force",
    "languages",
    "authority",
    "contact",
    "strategy",
)
TEXTS = ("conflict", "means_available", "impeding", "implications")
EXTENSIONS = (
    "obligation",
    "status",
    "requested_on",
    "requested_until",
    "meeting",
    "granted_until",
    "benchmarks",
    "questions",
)


def obligations(desk: Desk) -> Iterator[Block]:
    """Yield the section: the State, its obligations, each clock, extensions and the forecast."""
    yield from _state(desk)
    yield from obligation_table(desk)
    yield from _explained(desk)
    yield from _clocks(desk)
    yield from _extensions(desk)
    yield from forecast_blocks(desk)


def _state(desk: Desk) -> Iterator[Block]:
    lang, state = desk.lang, desk.paper.state
    if state is None:
        yield Paragraph(lang(N_("Nothing is entered about the State Party.")))
        return
    if state.entry_into_force is not None:
        text = lang(
            N_("{country}: the Convention entered into force on {date}."),
            country=desk.country,
            date=lang.date(state.entry_into_force),
        )
        yield Paragraph(text)
    yield fact_sheet(desk.paper, state, STATE, caption=lang(N_("State Party")))


def obligation_table(desk: Desk, *, sourced: bool = True) -> Iterator[Block]:
    """Yield each obligation with its deadline in force under a heading.

    With *sourced*, a last column gives the numbers of the sources; a paper that does not list them
    goes without.
    """
    lang = desk.lang
    yield heading(2, lang(N_("Obligations and deadlines")))
    if not desk.obligations:
        yield Paragraph(lang(N_("No obligation is entered.")))
        return
    yield Paragraph(
        lang(N_("The deadline in force is the first one, moved by the extensions granted."))
    )
    caption = lang(N_("Obligations and the deadlines in force"))
    heads = [*_heads(desk), *([desk.lang(C_("column", "Source"))] if sourced else [])]
    rows = [
        (*_row(desk, one), *([_sources(desk, one)] if sourced else [])) for one in desk.obligations
    ]
    yield Table(
        columns=(Column(weight=2.0), *[Column() for _ in heads[1:]]),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(rows),
        caption=caption,
        alternative=caption,
    )
    yield from figure_notes(desk, Obligation)


def _heads(desk: Desk) -> Iterator[str]:
    names = ("duty", "status", "base_date", "deadline")
    yield from (desk.paper.label(Obligation, name) for name in names)
    yield desk.lang(N_("Deadline in force"))
    yield desk.paper.label(Obligation, "completed_on")


def _row(desk: Desk, obligation: Obligation) -> Row:
    shown = replace(obligation, status=desk.status(obligation))
    names = ("duty", "status", "base_date", "deadline")
    return (
        *(field_cell(desk.paper, shown, name) for name in names),
        _in_force(desk, obligation),
        field_cell(desk.paper, obligation, "completed_on"),
    )


def _sources(desk: Desk, obligation: Obligation) -> Cell:
    marks = [note.source for _name, note in obligation.notes if note.source]
    return Cell(join_marks(desk.paper, [*marks, deadline_source(desk.document, obligation)]))


def _in_force(desk: Desk, obligation: Obligation) -> Cell:
    deadline = desk.deadline(obligation)
    if obligation.duty is Duty.ARTICLE_5:
        return Cell(desk.lang(N_("No end date")))
    if deadline is None:
        return Cell(desk.lang(C_("absent value", "Not known")), tint=Tint.QUIET)
    return Cell(_short(desk, deadline), bold=True)


def _explained(desk: Desk) -> Iterator[Block]:
    for obligation in desk.obligations:
        if any_filled(obligation, TEXTS):
            caption = title_of(desk.paper, obligation).text
            sheet = fact_sheet(desk.paper, obligation, TEXTS, caption=caption)
            yield replace(sheet, rows=(_problem(desk, obligation), *sheet.rows))


def _problem(desk: Desk, obligation: Obligation) -> Row:
    """Return where the problem is told, or that nobody has told it yet."""
    name = Cell(desk.paper.label(Obligation, "problem"), bold=True)
    number = desk.problems.get(obligation.id)
    if number is None:
        return (name, field_cell(desk.paper, obligation, "problem"))
    return (name, Cell(desk.lang(N_("See paragraph {number}."), number=str(number))))


def _clocks(desk: Desk) -> Iterator[Block]:
    lang = desk.lang
    found = clocks(desk.document, desk.paper.packs, desk.ask.today)
    if not found:
        return
    text = lang(N_("Days are counted from {date}."), date=lang.date(desk.ask.today))
    yield Paragraph(text)
    caption = lang(N_("Clocks of the Convention"))
    heads = (
        lang(C_("column", "What is due")),
        lang(C_("column", "Date")),
        lang(C_("column", "How it stands")),
        lang(C_("column", "Explanation")),
    )
    yield Table(
        columns=(Column(weight=1.4), Column(), Column(weight=0.8), Column(weight=1.6)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_clock_row(desk, clock) for clock in found),
        caption=caption,
        alternative=caption,
    )


def _clock_row(desk: Desk, clock: Clock) -> Row:
    lang = desk.lang
    what = lang(clock.kind.label)
    if clock.duty is not None:
        what = lang(
            C_("clock", "{what} ({obligation})"), what=what, obligation=lang(clock.duty.label)
        )
    day = "" if clock.day is None else _short(desk, clock.day)
    return Cell(what), Cell(day), Cell(_standing(desk, clock)), Cell(lang.say(clock.says))


def _standing(desk: Desk, clock: Clock) -> str:
    lang, left = desk.lang, clock.days_left
    state = lang(clock.state.label)
    if left is None or left < 0:
        return state
    days = lang.ngettext("{n} day left", "{n} days left", left)
    return lang(C_("clock", "{state}: {days}"), state=state, days=days)


def _extensions(desk: Desk) -> Iterator[Block]:
    lang, extensions = desk.lang, desk.paper.of(Extension)
    yield heading(2, lang(N_("Extensions")))
    if not extensions:
        yield Paragraph(lang(N_("No extension is entered.")))
        return
    text = lang.ngettext(
        "{n} extension is on record.", "{n} extensions are on record.", len(extensions)
    )
    yield Paragraph(text)
    caption = lang(N_("Extensions requested and granted"))
    yield from register(
        desk.paper, Register(Extension, extensions, EXTENSIONS, caption, sourced=True)
    )


def _short(desk: Desk, day: dt.date) -> str:
    return desk.lang.date(day, style=DateStyle.MEDIUM)
