"""One changed record as rows of a table: which field, what it was, what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ccmdesk.lang.naming import language_name
from ccmdesk.model.facts import field_map
from ccmdesk.model.words import C_
from ccmdesk.report.blocks import Cell, Row, Tint
from ccmdesk.report.documents.paper import Paper
from ccmdesk.report.documents.titles import title_of
from ccmdesk.report.documents.value_cells import field_cell
from ccmdesk.rules.changes import Changed, FieldChange, RecordChange


def change_rows(paper: Paper, change: RecordChange) -> Iterator[Row]:
    """Yield one row for a record that came or went, one for each changed field of another."""
    title = title_of(paper, change.record)
    name = Cell(title.text, bold=True, language=title.language)
    if change.changed is not Changed.EDITED:
        yield (name, *_whole(paper, change.changed))
        return
    for field in change.fields:
        if paper.may_print(change.kind.record, field.name):
            yield (name, *_cells(paper, change, field))
            name = Cell("")


def _whole(paper: Paper, changed: Changed) -> tuple[Cell, Cell, Cell]:
    word = Cell(paper.lang(changed.label))
    return (Cell(""), Cell(""), word) if changed is Changed.NEW else (Cell(""), word, Cell(""))


def _cells(paper: Paper, change: RecordChange, field: FieldChange) -> tuple[Cell, Cell, Cell]:
    label = paper.lang(field_map(change.kind.record)[field.name].spec.label)
    if field.language is None:
        before = field_cell(paper, change.before, field.name)
        now = field_cell(paper, change.now, field.name)
        if before.text == now.text:
            now = replace(now, text=_noted(paper, now.text))
        return Cell(label), before, now
    labelled = paper.lang(
        C_("field in one language", "{field} ({language})"),
        field=label,
        language=language_name(paper.lang, field.language, packs=paper.packs),
    )
    return Cell(labelled), _text(paper, field, field.old), _text(paper, field, field.new)


def _text(paper: Paper, field: FieldChange, text: str | None) -> Cell:
    if text is None:
        return Cell(paper.lang(C_("absent value", "Not yet filled")), tint=Tint.QUIET)
    own = None if field.language == paper.lang.code else field.language
    return Cell(text, language=own)


def _noted(paper: Paper, text: str) -> str:
    """Say that the value is the same and its source, confidence or remark is another."""
    return paper.lang(C_("changed value", "{value} (source or note changed)"), value=text)
