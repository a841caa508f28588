"""Annex: where the figures come from, and what nobody has opened and checked."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.evidence import Attachment, Source
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Cell, Column, Paragraph, Row, Table, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note
from ccmdesk.report.documents.record_tables import Register, register
from ccmdesk.report.documents.value_cells import field_cell

SOURCE = ("code", "title", "kind", "dated", "publisher", "address", "checked", "remark")
ATTACHMENTS = ("title", "file_name", "media_type", "dated")


def sources(desk: Desk) -> Iterator[Block]:
    """Yield the numbered sources and the files kept with the plan."""
    lang, found = desk.lang, desk.paper.sources
    if not found:
        yield Paragraph(lang(N_("No source is entered.")))
    else:
        yield Paragraph(_how_many_checked(desk))
        yield _table(desk)
        yield from _remarks(desk)
    caption = lang(N_("Files kept with the plan"))
    files = desk.paper.of(Attachment)
    yield from register(desk.paper, Register(Attachment, files, ATTACHMENTS, caption))


def _how_many_checked(desk: Desk) -> str:
    unchecked = sum(1 for source in desk.paper.sources if not source.checked)
    if not unchecked:
        return desk.lang(N_("Every source below has been opened and checked at the office."))
    return desk.lang.ngettext(
        "{n} of the sources below is unverified: nobody at the office has opened it.",
        "{n} of the sources below are unverified: nobody at the office has opened them.",
        unchecked,
    )


def _table(desk: Desk) -> Table:
    lang, label = desk.lang, desk.paper.label
    caption = lang(N_("Sources of the figures"))
    heads = (
        lang(C_("column", "No.")),
        label(Source, "title"),
        label(Source, "dated"),
        label(Source, "address"),
        lang(C_("column", "Checked")),
    )
    return Table(
        columns=(Column(), Column(weight=1.6), Column(), Column(weight=2.0), Column()),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_row(desk, n, one) for n, one in enumerate(desk.paper.sources, 1)),
        caption=caption,
        alternative=caption,
    )


def _row(desk: Desk, number: int, source: Source) -> Row:
    paper = desk.paper
    return (
        Cell(str(number)),
        _title(desk, source),
        field_cell(paper, source, "dated"),
        field_cell(paper, source, "address"),
        _checked(desk, source),
    )


def _title(desk: Desk, source: Source) -> Cell:
    """Return the title with short name, publisher and kind behind it."""
    cell = field_cell(desk.paper, source, "title")
    kind = "" if source.kind is None else desk.lang(source.kind.label)
    more = [part for part in (source.code, source.publisher, kind) if part]
    text = desk.lang.join([cell.text, *more])
    return Cell(text, language=cell.language, tint=cell.tint)


def _checked(desk: Desk, source: Source) -> Cell:
    if source.checked:
        return Cell(desk.lang(C_("source", "Checked")))
    return Cell(desk.lang(C_("source", "Unverified")), tint=Tint.ATTENTION)


def _remarks(desk: Desk) -> Iterator[Block]:
    for number, source in enumerate(desk.paper.sources, 1):
        if source.remark:
            cell = field_cell(desk.paper, source, "remark")
            yield note(
                desk.lang(N_("Source {number}: {remark}"), number=str(number), remark=cell.text)
            )
