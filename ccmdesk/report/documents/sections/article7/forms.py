"""One form of an Article 7 report: its heading, its parts, or that there is nothing to declare."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.form_rows import Form, FormPart, Layout
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Heading
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import author_paragraph, heading, note
from ccmdesk.report.documents.record_tables import remarks
from ccmdesk.report.documents.sections.article7.part_tables import (
    demand,
    rows_table,
    sheets,
    years_table,
)
from ccmdesk.rules.cover_page import CoverPage
from ccmdesk.rules.form_content import FilledPart, filled_form


def form_blocks(desk: Desk, page: CoverPage, form: Form) -> Iterator[Block]:
    """Yield the form with all its parts; one that is empty says so in one sentence."""
    lang = desk.lang
    name = lang(
        C_("form", "Form {letter}: {title}"),
        letter=form.letter_in(lang.code),
        title=lang(form.label),
    )
    yield Heading(1, name, anchor=form.key)
    filled = filled_form(form, page.basis)
    year = str(page.basis.year)
    if filled.is_empty:
        yield note(lang(_NO_FORM[_is_declared(page)], year=year))
        return
    for part in filled.parts:
        yield heading(2, _part_name(desk, form, part.part))
        if part.rows:
            yield from _content(desk, part)
        else:
            yield note(lang(_NO_PART[_is_declared(page)], year=year))


def _is_declared(page: CoverPage) -> bool:
    """Whether the State submits the report: what is empty in a draft may only not be entered."""
    report = page.basis.report
    return report is not None and report.submitted_on is not None


_NO_FORM = (
    N_("Nothing is entered under this form for the year {year} yet."),
    N_("Nothing to declare under this form for the year {year}."),
)
_NO_PART = (
    N_("Nothing is entered in this part for the year {year} yet."),
    N_("Nothing to declare in this part for the year {year}."),
)
"""What an empty form and an empty part say in a draft, and in a report that is submitted."""


def _part_name(desk: Desk, form: Form, part: FormPart) -> str:
    lang, title = desk.lang, desk.lang(part.label)
    if not part.number:
        return title
    return lang(
        C_("part of a form", "{letter}-{part}: {title}"),
        letter=form.letter_in(lang.code),
        part=part.number,
        title=title,
    )


def _content(desk: Desk, filled: FilledPart) -> Iterator[Block]:
    match filled.part.layout:
        case Layout.ROWS:
            yield rows_table(desk, filled)
        case Layout.BY_YEAR:
            yield years_table(desk, filled)
            return
        case Layout.SHEET:
            yield note(demand(desk, filled.part))
            yield from sheets(desk, filled)
        case Layout.TEXT:
            yield note(demand(desk, filled.part))
            for row in filled.rows:
                for cell in row.cells:
                    for entry in cell:
                        yield from author_paragraph(desk.paper, entry.value)
    yield from _remarks(desk, filled)


def _remarks(desk: Desk, filled: FilledPart) -> Iterator[Block]:
    """Yield what was noted beside the values that are printed."""
    for row in filled.rows:
        names = [e.name for cell in row.cells for e in cell if e.record is row.record]
        yield from remarks(desk.paper, (row.record,), list(dict.fromkeys(names)))
