"""Annex: how far each record meets each criterion, and the list of what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_NAME, kind_of
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Cell, Column, Paragraph, Row, Table, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading
from ccmdesk.report.documents.titles import title_of
from ccmdesk.rules.finding import Finding, Reached
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


def finding_field(desk: Desk, finding: Finding) -> str:
    """Return the label of the field a finding points at, or of the records that are missing."""
    fields = field_map(BY_NAME[finding.kind].record)
    if finding.field in fields:
        return desk.lang(fields[finding.field].spec.label)
    return desk.lang(BY_NAME[finding.field].many)


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
    return (Cell(_name(desk, record)), *cells)


def _letter(desk: Desk, reached: Reached | None) -> Cell:
    letter, tint = _LETTERS[reached]
    return Cell(desk.lang(letter), tint=tint)


def _name(desk: Desk, record: UUID) -> str:
    """Return the number of a record, which is short, else what it is called."""
    found: Any = desk.document.any(record)
    return getattr(found, "code", "") or title_of(desk.paper, found).text


def _findings(desk: Desk) -> Iterator[Block]:
    lang, found = desk.lang, desk.ask.findings
    yield heading(2, lang(N_("List of what is still missing")))
    text = lang.ngettext(
        "The check names {n} point, in the order of the program's own list.",
        "The check names {n} points, in the order of the program's own list.",
        len(found),
    )
    yield Paragraph(text)
    if found:
        yield _list(desk, found)


def _list(desk: Desk, findings: Sequence[Finding]) -> Table:
    lang = desk.lang
    caption = lang(N_("Points to complete or to explain"))
    heads = (
        lang(C_("column", "Field")),
        lang(C_("column", "How far")),
        lang(C_("column", "What is missing")),
        lang(C_("column", "What to do")),
        lang(C_("column", "Asked for by")),
    )
    rows: list[Row] = []
    for record, found in groupby(findings, key=lambda finding: finding.record):
        rows.append(_group(desk, record, span=len(heads)))
        rows += [_finding_row(desk, finding) for finding in found]
    return Table(
        columns=(
            Column(weight=1.2),
            Column(weight=0.8),
            Column(weight=2.2),
            Column(weight=2.2),
            Column(weight=1.1),
        ),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(rows),
        caption=caption,
        alternative=caption,
    )


def _group(desk: Desk, record: UUID, *, span: int) -> Row:
    found: Any = desk.document.any(record)
    title = title_of(desk.paper, found)
    name = desk.lang(
        C_("record of a kind", "{kind}: {record}"),
        kind=desk.lang(kind_of(found).one),
        record=title.text,
    )
    return (Cell(name, bold=True, tint=Tint.QUIET, span=span, language=title.language),)


def _finding_row(desk: Desk, finding: Finding) -> Row:
    lang = desk.lang
    return (
        Cell(finding_field(desk, finding)),
        Cell(lang((finding.reached or finding.level).label)),
        Cell(lang.say(finding.says)),
        Cell(lang.say(finding.todo)),
        Cell(_asked_by(desk, finding)),
    )


def _asked_by(desk: Desk, finding: Finding) -> str:
    """Return what asks for it; for a criterion its number, under which the table above has it."""
    if finding.criterion is None:
        return desk.lang(finding.basis)
    return desk.lang(N_("Criterion {number}"), number=str(finding.criterion))
