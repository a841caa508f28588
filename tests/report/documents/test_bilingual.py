"""A paper in two languages: every text of both, each figure once."""

from __future__ import annotations

import pytest
from every_record import every_record
from plan_paper import request

from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.lang import Lang
from ccmdesk.model.problem import Problem
from ccmdesk.report.blocks import Document, Heading, ListItems, Paragraph, SideBySide, Table
from ccmdesk.report.documents.bilingual import side_by_side
from ccmdesk.report.documents.kinds import DocumentKind, builder
from ccmdesk.report.documents.length import cells_of

PLAN = every_record()


def _paper(kind: DocumentKind, code: str) -> Document:
    return builder(kind)(request(PLAN, Lang.load(code)))


@pytest.mark.parametrize("kind", list(DocumentKind), ids=lambda kind: kind.value)
@pytest.mark.parametrize("code", [code for code in PAPER_LANGUAGES if code != "en"])
def test_every_paper_can_stand_in_two_languages(kind: DocumentKind, code: str) -> None:
    if (kind, code) == (DocumentKind.ARTICLE7, "fr"):
        with pytest.raises(Problem, match="another order"):
            side_by_side(_paper(kind, "en"), _paper(kind, code))
        return
    both = side_by_side(_paper(kind, "en"), _paper(kind, code))
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
