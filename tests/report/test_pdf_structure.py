"""What readers are told of a paper: tags, language, outline, labels, metadata."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from pdf_reader import painted_outside_marks, structure, text_of_marks, written
from sample_paper import cells, full_paper, paper, table
from sample_words import WORDS

from ccmdesk.report.blocks import (
    Cell,
    Column,
    Document,
    Heading,
    ListItem,
    ListItems,
    PageBreak,
    Paragraph,
    Table,
)

LANGUAGES = ("en", "ar", "zh")


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    """Return a paper with every kind of block in three languages."""
    return {language: written(full_paper(language)) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_painted_is_content_or_artifact(language: str, papers: dict[str, bytes]) -> None:
    assert painted_outside_marks(papers[language]) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_qpdf_finds_no_fault(language: str, papers: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(papers[language])) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_elements_come_in_the_order_of_the_blocks() -> None:
    data = written(full_paper("en", rows=2))
    top = [tag.kind for tag in structure(data) if tag.depth == 1]
    assert top == [
        *["P"] * 7,
        "H1",
        "P",
        *["P"] * 5,
        "P",
        "TOC",
        "H1",
        "L",
        "H2",
        "L",
        "L",
        "P",
        *["Table"] * 2,
        *["H2"] * 2,
        *["L"] * 3,
        "H1",
        *["P", "Figure", "P"],
        *["P", "Figure"] * 4,
        "H2",
        "P",
        "Figure",
        "L",
        "P",
    ]


def test_a_numbered_paragraph_is_a_list_item_with_its_number_as_label() -> None:
    blocks = (Paragraph("One", number="1."), Paragraph("Two", number="2."))
    data = written(paper("en", (*blocks, ListItems((ListItem("Three"),)))))
    kinds = [tag.kind for tag in structure(data)]
    item = ["LI", "Lbl", "LBody"]
    assert kinds == ["Document", "L", *item, *item, "L", *item]
    texts = list(text_of_marks(data).values())
    assert texts == ["1.", "One", "2.", "Two", "•", "Three"]


def test_a_table_over_several_pages_is_one_element_and_its_head_is_read_once() -> None:
    data = written(paper("en", (table("en", 120),)))
    kinds = [tag.kind for tag in structure(data)]
    assert (kinds.count("Table"), kinds.count("TR"), kinds.count("TH")) == (1, 122, 8)
    assert list(text_of_marks(data).values()).count("Region") == 1
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    assert text.count("Region") == len(pypdfium2.PdfDocument(data)) > 2


def test_cells_say_their_scope_their_span_and_their_language() -> None:
    block = Table(
        columns=(Column(), Column(), Column()),
        head=((Cell("Year"), Cell("Cost", span=2)), cells(("", "Own", "Asked"))),
        rows=((Cell("2027"), Cell("données", language="fr"), Cell("x")),),
    )
    tags = structure(written(paper("en", (block,))))
    heads = [tag for tag in tags if tag.kind == "TH"]
    assert {head.scope for head in heads} == {"/Column"}
    assert [head.span for head in heads] == [1, 2, 1, 1, 1]
    assert [tag.language for tag in tags if tag.kind == "TD"] == ["", "fr", ""]


def test_a_passage_in_another_language_says_so() -> None:
    blocks = (Paragraph("Own"), Paragraph("Étranger", number="1.", language="fr"))
    languages = {tag.kind: tag.language for tag in structure(written(paper("en", blocks)))}
    assert languages == {"Document": "", "P": "", "L": "", "LI": "", "Lbl": "", "LBody": "fr"}


def test_figures_have_a_text_for_those_who_do_not_see_them(papers: dict[str, bytes]) -> None:
    figures = [tag for tag in structure(papers["ar"]) if tag.kind == "Figure"]
    assert len(figures) == 6
    words = WORDS["ar"]
    said = {figure.alternative for figure in figures}
    assert said == {words.title, words.heading, words.paragraph}


def test_every_mark_leads_to_the_element_that_owns_it(papers: dict[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(papers["en"])) as pdf:
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        for index, page in enumerate(pdf.pages):
            assert int(page.obj.StructParents) == int(parents[2 * index]) == index
            for number, owner in enumerate(parents[2 * index + 1]):
                assert _owns(owner, number, page.obj)


def _owns(owner: pikepdf.Object, number: int, page: pikepdf.Object) -> bool:
    own_page = owner.get("/Pg") == page
    for kid in owner.K:
        if isinstance(kid, int):
            if own_page and kid == number:
                return True
        elif "/MCID" in kid and int(kid.MCID) == number and kid.Pg == page:
            return True
    return False


def test_the_catalog_names_language_direction_and_title() -> None:
    for language, direction in (("ar-LB", "/R2L"), ("en", None)):
        document = replace(paper("ar", (Paragraph("x"),)), language=language)
        with pikepdf.open(io.BytesIO(written(document))) as pdf:
            assert str(pdf.Root.Lang) == language
            assert pdf.Root.ViewerPreferences.get("/Direction") == direction
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            assert bool(pdf.Root.MarkInfo.Marked)
            assert pdf.pdf_version == "1.7"
            assert "/Trapped" not in pdf.docinfo


def test_metadata_says_title_author_date_and_language_and_claims_no_standard() -> None:
    document = replace(paper("ar", (Paragraph("x"),)), title="A < B & C", subject="S")
    with pikepdf.open(io.BytesIO(written(document))) as pdf:
        assert str(pdf.docinfo.Title) == "A < B & C"
        assert str(pdf.docinfo.CreationDate) == "D:20261120093000Z"
        meta = pdf.open_metadata()
        assert meta["dc:title"] == "A < B & C"
        assert "ar" in meta["dc:language"]
        assert meta["dc:creator"] == ["Sample authority"]
        assert meta["xmp:CreateDate"] == "2026-11-20T09:30:00+00:00"
        assert meta.pdfa_status == ""
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()


def test_bookmarks_nest_and_lead_to_their_pages() -> None:
    blocks = (
        Heading(1, "First", number="I."),
        Heading(2, "Under"),
        Heading(3, "Deep", bookmark="Short"),
        Heading(2, "Left out", bookmark=""),
        PageBreak(),
        Heading(1, "الهضبة الأولى"),
        Paragraph("text"),
    )
    document = pypdfium2.PdfDocument(written(paper("en", blocks)))
    toc = [(b.level, b.get_title(), b.get_dest().get_index()) for b in document.get_toc()]
    assert toc == [
        (0, "I. First", 0),
        (1, "Under", 0),
        (2, "Short", 0),
        (0, "الهضبة الأولى", 1),
    ]


def test_pages_are_labelled_with_the_symbol() -> None:
    blocks = (Paragraph("a"), PageBreak(), Paragraph("b"))
    document = pypdfium2.PdfDocument(written(paper("en", blocks)))
    assert [document.get_page_label(index) for index in range(2)] == ["WP.3-1", "WP.3-2"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_document_gives_the_same_bytes(language: str, papers: dict[str, bytes]) -> None:
    assert written(full_paper(language)) == papers[language]


def test_another_date_gives_other_bytes_but_the_same_zone_free_moment_does_not() -> None:
    document: Document = paper("en", (Paragraph("x"),))
    zone = dt.timezone(dt.timedelta(hours=3))
    moved = replace(document, created=document.created.astimezone(zone))
    later = replace(document, created=document.created + dt.timedelta(days=1))
    assert written(moved) == written(document) != written(later)


def test_a_paper_without_blocks_is_one_page() -> None:
    assert len(pypdfium2.PdfDocument(written(paper("en", ())))) == 1
