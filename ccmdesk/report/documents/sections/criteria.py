"""Annex: how far each record meets each criterion, and the list of what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Cell, Column, Paragraph, Row, Table, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading, sentences
from ccmdesk.report.documents.titles import title_of
from ccmdesk.rules.finding import Finding, Level, Reached
from ccmdesk.rules.specificity.results import CRITERIA, Result

_LETTERS: Mapping[Reached | None, tuple[str, Tint | None]] = MappingProxyType(
    {
        Reached.MISSING: (C_("criterion letter", "M"), Tint.ALARM),
        Reached.PRESENT: (C_("criterion letter", "P"), Tint.ATTENTION),
        Reached.SOURCED: (C_("criterion letter", "S"), Tint.DONE),
        None: (C_("criterion letter", "–"), None),
    }
)
_KINDS = ("plan", "activity", "need")


def criteria(desk: Desk) -> Iterator[Block]:
    """Yield the criteria, one matrix for each kind of record, and the findings in their order."""
    yield Paragraph(_introduction(desk))
    yield _key(desk)
    for kind in _KINDS:
        results = [result for result in desk.ask.results if result.kind == kind]
        if results:
            yield _matrix(desk, kind, results)
    yield from _findings(desk)


def _introduction(desk: Desk) -> str:
    lang = desk.lang
    return lang(
        N_(
            "M means missing, P present, S sourced: present and backed by a dated source or by"
            " linked records; a dash means that the criterion does not apply. There is no score,"
            " and nothing missing keeps the paper from being sent."
        )
    )


def _key(desk: Desk) -> Table:
    lang = desk.lang
    caption = lang(N_("The criteria and what asks for them"))
    heads = (
        lang(C_("column", "No.")),
        lang(C_("column", "Criterion")),
        lang(C_("column", "Asked for by")),
    )
    rows = tuple((Cell(str(c.number)), Cell(lang(c.title)), Cell(lang(c.basis))) for c in CRITERIA)
    return Table(
        columns=(Column(), Column(weight=1.0), Column(weight=1.6)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=rows,
        caption=caption,
        alternative=caption,
    )


def _matrix(desk: Desk, kind: str, results: Sequence[Result]) -> Table:
    numbers = sorted({result.criterion.number for result in results})
    label = desk.lang(BY_NAME[kind].one)
    caption = desk.lang(N_("How far the criteria are met: {kind}"), kind=label)
    by_record = groupby(results, key=lambda result: result.record)
    return Table(
        columns=(Column(weight=1.0), *[Column() for _ in numbers]),
        head=((Cell(label, bold=True), *(Cell(str(n), bold=True) for n in numbers)),),
        rows=tuple(_matrix_row(desk, record, tuple(found), numbers) for record, found in by_record),
        caption=caption,
        alternative=caption,
    )


def _matrix_row(desk: Desk, record: UUID, results: Sequence[Result], numbers: Sequence[int]) -> Row:
    by_number = {result.criterion.number: result.reached for result in results}
    cells = (_letter(desk, by_number.get(number)) for number in numbers)
    return (_record_cell(desk, record), *cells)


def _letter(desk: Desk, reached: Reached | None) -> Cell:
    letter, tint = _LETTERS[reached]
    return Cell(desk.lang(letter), tint=tint)


def _findings(desk: Desk) -> Iterator[Block]:
    lang, found = desk.lang, desk.ask.findings
    yield heading(2, lang(N_("List of what is still missing")))
    text = lang.ngettext(
        "The check names {n} point, in the order of the program's own list. What is needed should"
        " be mended before the paper is sent; the rest would make the plan stronger.",
        "The check names {n} points, in the order of the program's own list. What is needed should"
        " be mended before the paper is sent; the rest would make the plan stronger.",
        len(found),
    )
    yield Paragraph(text)
    if found:
        yield _list(desk, found)


def _list(desk: Desk, findings: Sequence[Finding]) -> Table:
    """Return one row for each record, under a line for each kind of record.

    What to do about a point is for the office to know: window and command line say it.
    """
    lang = desk.lang
    caption = lang(N_("Points to complete or to explain"))
    heads = (lang(C_("column", "Record")), lang(C_("column", "What is missing")))
    rows: list[Row] = []
    for kind, of_kind in groupby(findings, key=lambda finding: finding.kind):
        label = lang(BY_NAME[kind].many)
        rows.append((Cell(label, bold=True, tint=Tint.QUIET, span=len(heads)),))
        for record, found in groupby(of_kind, key=lambda finding: finding.record):
            cell = Cell(_points(desk, tuple(found)))
            rows.append((_record_cell(desk, record), cell))
    return Table(
        columns=(Column(weight=1.0), Column(weight=5.5)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(rows),
        caption=caption,
        alternative=caption,
    )


def _points(desk: Desk, found: Sequence[Finding]) -> str:
    """Return all that is said of one record, level by level and each sentence once."""
    lang = desk.lang
    parts = []
    for level in Level:
        said = dict.fromkeys(_point(desk, one) for one in found if one.level is level)
        if said:
            points = sentences(lang, tuple(said))
            both = C_("points of one level", "{level}: {points}")
            parts.append(lang(both, level=lang(level.label), points=points))
    return sentences(lang, parts)


def _point(desk: Desk, finding: Finding) -> str:
    """Return a sentence with what asks for it; for criteria the table above says that once."""
    says = desk.lang.say(finding.says)
    if finding.criterion is not None:
        return says
    both = C_("sentence and what asks for it", "{sentence} ({basis})")
    return desk.lang(both, sentence=says, basis=desk.lang(finding.basis))


def _record_cell(desk: Desk, record: UUID) -> Cell:
    """Return the number of a record, under which the paper tells it, else what it is called."""
    found: Any = desk.document.any(record)
    code = getattr(found, "code", "")
    if code:
        return Cell(code)
    title = title_of(desk.paper, found)
    return Cell(title.text, language=title.language)
