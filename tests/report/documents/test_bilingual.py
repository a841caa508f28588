"""A paper in two languages: every text of both, each figure once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from every_record import every_record
from plan_paper import request

from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.lang import Lang
from ccmdesk.report.blocks import (
    Cell,
    Column,
    Document,
    Figure,
    Heading,
    InSecond,
    ListItems,
    Masthead,
    Paragraph,
    SideBySide,
    Table,
)
from ccmdesk.report.documents.bilingual import side_by_side
from ccmdesk.report.documents.kinds import DocumentKind, builder
from ccmdesk.report.documents.length import cells_of

PLAN = every_record()


def _paper(kind: DocumentKind, code: str, *, beside: str | None = None) -> Document:
    """Return a paper; one *beside* another in that language follows its order."""
    ask = request(PLAN, Lang.load(code))
    return builder(kind)(replace(ask, ordered_in=Lang.load(beside) if beside else None))


@pytest.mark.parametrize("kind", list(DocumentKind), ids=lambda kind: kind.value)
@pytest.mark.parametrize("code", [code for code in PAPER_LANGUAGES if code != "en"])
def test_every_paper_can_stand_in_two_languages(kind: DocumentKind, code: str) -> None:
    both = side_by_side(_paper(kind, "en"), _paper(kind, code, beside="en"))
    assert both.second_language == code
    prose = (Heading, Paragraph, ListItems)
    single = [block for block in both.blocks if isinstance(block, prose)]
    assert len(single) <= 1, "only the note on borrowed sentences stands alone"


def test_both_texts_are_there_and_a_figure_stands_once() -> None:
    english, french = _paper(DocumentKind.NEEDS_PLAN, "en"), _paper(DocumentKind.NEEDS_PLAN, "fr")
    both = side_by_side(english, french)
    pairs = [block for block in both.blocks if isinstance(block, SideBySide)]
    paragraphs = [b.text for b in french.blocks if isinstance(b, Paragraph)]
    assert [p.second.text for p in pairs if isinstance(p.second, Paragraph)] == paragraphs
    cells = [cell for block in both.blocks if isinstance(block, Table) for cell in cells_of(block)]
    assert any(cell.second for cell in cells)
    assert all(cell.second != cell.text for cell in cells if cell.second)


@pytest.mark.parametrize("first", ["en", "ar"])
def test_the_same_form_stands_in_both_whatever_letter_it_has(first: str) -> None:
    """French reports call C what others call D: of each row and heading the content is one."""
    kind = DocumentKind.ARTICLE7
    both = side_by_side(_paper(kind, first), _paper(kind, "fr", beside=first))
    lang, french = Lang.load(first), Lang.load("fr")
    forms = request(PLAN).packs.forms["art7-2010"].forms
    rows = [[cell.text for cell in row] + [row[1].second]
            for block in both.blocks if isinstance(block, Table) for row in block.rows
            if len(row) == 4]  # fmt: skip
    for form in forms:
        (row,) = [row for row in rows if row[1] == lang(form.label)]
        assert row[-1] == french(form.label)
    pairs = [(b.first, b.second) for b in both.blocks if isinstance(b, SideBySide)]
    anchors = [(own.anchor, other.anchor) for own, other in pairs
               if isinstance(own, Heading) and isinstance(other, Heading)]  # fmt: skip
    assert all(own == other for own, other in anchors)
    assert {"technical_characteristics", "retained_transferred"} <= {own for own, _ in anchors}


def test_titles_captions_and_figures_are_in_their_own_language_alone() -> None:
    english, arabic = _paper(DocumentKind.NEEDS_PLAN, "en"), _paper(DocumentKind.NEEDS_PLAN, "ar")
    both = side_by_side(english, arabic)
    title = both.blocks[0]
    assert isinstance(title, Masthead)
    assert (title.title, title.second[0]) == (english.title, arabic.title)
    captions = [b.caption for b in arabic.blocks if isinstance(b, Table)]
    assert [b.second_caption for b in both.blocks if isinstance(b, Table)] == captions
    figures = [b.figure for b in both.blocks if isinstance(b, InSecond)]
    assert len(figures) > 2
    assert figures == [b for b in arabic.blocks if isinstance(b, Figure)]


def test_what_only_steers_direction_makes_no_second_text() -> None:
    """A number of a source is the same in both languages, however it is kept apart."""

    def one(text: str, language: str) -> Document:
        block = Table(columns=(Column(),), head=(), rows=((Cell(text),),))
        return replace(_paper(DocumentKind.STATEMENT, language), blocks=(block,))

    both = side_by_side(one("[2]", "en"), one("[\u20682\u2069]", "ar"))
    (table,) = both.blocks
    assert isinstance(table, Table)
    assert table.rows[0][0].second == ""
