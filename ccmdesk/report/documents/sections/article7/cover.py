"""The cover page of an Article 7 report: who, for which year, and how each form stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.edition import FormState, TransparencyReport
from ccmdesk.model.form_rows import CoverLine
from ccmdesk.model.values import Period
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import (
    Block,
    Cell,
    Column,
    ListItem,
    ListItems,
    Row,
    Table,
    Tint,
)
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading, note
from ccmdesk.report.documents.record_tables import pairs_table
from ccmdesk.report.documents.value_cells import field_cell
from ccmdesk.rules.cover_page import CoverPage, FormLine


def cover(desk: Desk, page: CoverPage) -> Iterator[Block]:
    """Yield the lines of the cover, the table of forms, its rules, and what grey columns are."""
    lang = desk.lang
    rows = [
        (Cell(lang(line.label), bold=True), _LINES[line](desk, page)) for line in page.pack.lines
    ]
    yield pairs_table(desk.paper, rows, caption=lang(N_("Cover page")))
    yield _forms(desk, page)
    if page.earlier is not None:
        text = lang(
            N_("Whether a form has changed was found by comparing it with the report for {year}."),
            year=str(page.earlier.year),
        )
        yield note(text)
    yield heading(2, lang(N_("Rules of the cover page")))
    yield ListItems(tuple(ListItem(lang(rule.label)) for rule in page.pack.rules))
    yield note(lang(N_("Grey columns marked as voluntary ask for more than Article 7 requires.")))


def _forms(desk: Desk, page: CoverPage) -> Table:
    lang = desk.lang
    caption = lang(N_("Forms and whether they have changed"))
    heads = (
        lang(C_("column", "Form")),
        lang(C_("column", "Title of the form")),
        lang(C_("column", "State of the form")),
        lang(C_("column", "Last reporting")),
    )
    ordered = page.pack.in_order(desk.paper.names_in.code)
    return Table(
        columns=(Column(), Column(weight=2.4), Column(weight=0.8), Column(weight=1.4)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_form_row(desk, page, page.line(form)) for form in ordered),
        caption=caption,
        alternative=caption,
    )


def _form_row(desk: Desk, page: CoverPage, line: FormLine) -> Row:
    lang, form = desk.lang, line.form
    return (
        Cell(form.letter_in(lang.code), bold=True),
        Cell(lang(form.label)),
        Cell(lang(line.state.label)),
        _last_reporting(desk, page, line),
    )


def _last_reporting(desk: Desk, page: CoverPage, line: FormLine) -> Cell:
    """Return the year of the earlier form, and the day it was submitted where that is known."""
    lang = desk.lang
    if line.state is not FormState.UNCHANGED:
        return Cell("")
    if line.since is None:
        return Cell(_not_filled(desk), tint=Tint.QUIET)
    year = str(line.since)
    day = _submitted_on(desk, page, line.since)
    if day is None:
        return Cell(lang(C_("earlier form", "Report for {year}"), year=year))
    text = C_("earlier form", "Report for {year}, submitted on {date}")
    return Cell(lang(text, year=year, date=lang.date(day, style=DateStyle.MEDIUM)))


def _submitted_on(desk: Desk, page: CoverPage, year: int) -> dt.date | None:
    known = [*desk.paper.of(TransparencyReport), *([page.earlier] if page.earlier else [])]
    return next((one.submitted_on for one in known if one.year == year and one.submitted_on), None)


def _not_filled(desk: Desk) -> str:
    return desk.lang(C_("absent value", "Not yet filled"))


def _field(desk: Desk, record: Any, name: str) -> Cell:
    if record is None:
        return Cell(_not_filled(desk), tint=Tint.QUIET)
    return field_cell(desk.paper, record, name)


def _period(desk: Desk, page: CoverPage) -> Cell:
    year = page.basis.year
    return Cell(desk.lang.period(Period(dt.date(year, 1, 1), dt.date(year, 12, 31))))


def _pack(desk: Desk, page: CoverPage) -> Cell:
    text = desk.lang(
        C_("cover page", "{forms}, version {version}"),
        forms=desk.lang(page.pack.version.label),
        version=page.pack.version.version,
    )
    return Cell(text)


_LINES: Mapping[CoverLine, Callable[[Desk, CoverPage], Cell]] = MappingProxyType(
    {
        CoverLine.STATE: lambda desk, _page: Cell(desk.country),
        CoverLine.PERIOD: _period,
        CoverLine.INITIAL: lambda desk, page: _field(desk, page.basis.report, "initial"),
        CoverLine.AUTHORITY: lambda desk, _page: _field(desk, desk.paper.state, "authority"),
        CoverLine.CONTACT: lambda desk, _page: _field(desk, desk.paper.state, "contact"),
        CoverLine.SUBMITTED: lambda desk, page: _field(desk, page.basis.report, "submitted_on"),
        CoverLine.FORMS: _pack,
        CoverLine.SENT_TO: lambda desk, page: Cell(desk.lang.join(page.pack.sent_to)),
    }
)
