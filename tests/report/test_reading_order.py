"""The structure tree says every text of every block, in the order of the blocks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import pytest
from pdf_reader import links, plain, read_aloud, written
from sample_paper import full_paper
from spoken import Spoken

from ccmdesk.actions.author import Author
from ccmdesk.actions.demo import make_demo_plan
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.lang.scripts import is_rtl
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource
from ccmdesk.report.blocks import Document
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.report.pdf.sheet import TEXT_WIDTH

_TURNS = r"[\u0590-\u08ff]|^\W*\w?\W*$"
NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(resource("packs"))


@pytest.fixture(scope="module")
def plan(packs: Packs, tmp_path_factory: pytest.TempPathFactory) -> PlanDocument:
    """Return the demonstration plan."""
    file = tmp_path_factory.mktemp("demo") / "demo.ccmdesk"
    with make_demo_plan(file, author=Author("test", lambda: NOW), packs=packs) as store:
        return store.document()


def demonstration(plan: PlanDocument, packs: Packs, language: str) -> Document:
    ask = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language=language)
    return paper_of(plan, ask, packs=packs, today=NOW.date())


def compared(document: Document) -> tuple[list[str], list[str]]:
    """Return what is said and what should be.

    What stands from right to left is drawn so as well, numbers of paragraphs in such a column too:
    there the letters are compared, not their order.
    """
    data = written(document)
    entries = [link for link in links(data) if link.box[2] - link.box[0] > TEXT_WIDTH - 1]
    spoken = Spoken(document, [link.to_page + 1 for link in entries])
    heard = [plain(each.text) for each in read_aloud(data) if "Figure" not in each.path]
    turns = re.compile("." if is_rtl(document.language) else _TURNS)
    return _by_letters(filter(None, heard), turns), _by_letters(map(plain, spoken.texts()), turns)


def _by_letters(texts: Iterable[str], turns: re.Pattern[str]) -> list[str]:
    return ["".join(sorted(text)) if turns.search(text) else text for text in texts]


@pytest.mark.parametrize("language", ["en", "ar", "zh", "km", "vi"])
def test_the_sample_is_read_in_the_order_of_its_blocks(language: str) -> None:
    document = full_paper(language, rows=30)
    heard, wanted = compared(document)
    assert heard == wanted


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_demonstration_is_read_in_the_order_of_its_blocks(
    language: str, plan: PlanDocument, packs: Packs
) -> None:
    document = demonstration(plan, packs, language)
    heard, wanted = compared(document)
    assert len(wanted) > 1000
    assert heard == wanted
