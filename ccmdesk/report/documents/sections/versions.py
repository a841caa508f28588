"""Annex: earlier editions, reports, and the versions of the reference data in use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.check_code import check_code
from ccmdesk.model.edition import Edition, TransparencyReport
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Cell, Column, Paragraph, Table
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.record_tables import Register, register

EDITIONS = (
    "number",
    "state",
    "meeting",
    "dated",
    "languages",
    "check_code",
    "missing",
    "masked_below",
    "approval",
    "approved_by",
    "approved_role",
    "approved_on",
)
MASKED = N_(
    "Counts of fewer than {limit} people are masked in this paper, with others from which they"
    " could be worked out. Sums leave them out."
)
REPORTS = ("year", "initial", "submitted_on", "form_version")


def versions(desk: Desk) -> Iterator[Block]:
    """Yield the check code of the content, earlier editions, reports, and the packs."""
    lang = desk.lang
    if desk.ask.check_code:
        text = lang(
            N_(
                "This paper was made from records with the check code {code}; papers in other"
                " languages made from the same records carry the same code."
            ),
            code=desk.ask.check_code,
        )
        yield Paragraph(text)
    else:
        yield Paragraph(lang(N_("The records of this paper have no check code yet.")))
    if desk.ask.masked_below is not None:
        yield Paragraph(lang(MASKED, limit=lang.number(desk.ask.masked_below)))
    yield _packs(desk)
    caption = lang(N_("Editions of the plan"))
    # In its short form, as papers print it: the whole one would take the room of all others.
    editions = [replace(e, check_code=check_code(e.check_code)) for e in desk.paper.of(Edition)]
    yield from register(desk.paper, Register(Edition, editions, EDITIONS, caption))
    caption = lang(N_("Reports under Article 7"))
    reports = [_with_forms_named(desk, one) for one in desk.paper.of(TransparencyReport)]
    yield from register(desk.paper, Register(TransparencyReport, reports, REPORTS, caption))


def _with_forms_named(desk: Desk, report: TransparencyReport) -> TransparencyReport:
    """Return *report* with the title of its forms, where they are known, instead of their key."""
    forms = desk.paper.packs.forms.get(report.form_version.strip())
    if forms is None:
        return report
    return replace(report, form_version=desk.lang(forms.version.label))


def _packs(desk: Desk) -> Table:
    lang = desk.lang
    caption = lang(N_("Versions of the reference data"))
    heads = (
        lang(C_("column", "Reference data")),
        lang(C_("column", "Version")),
        lang(C_("column", "Date")),
    )
    rows = tuple(
        (
            Cell(lang(pack.label)),
            Cell(pack.version),
            Cell(lang.date(pack.dated, style=DateStyle.MEDIUM)),
        )
        for pack in desk.paper.packs.versions
    )
    return Table(
        columns=(Column(weight=1.0), Column(), Column()),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=rows,
        caption=caption,
        alternative=caption,
    )
