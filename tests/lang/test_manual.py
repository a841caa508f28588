"""The manual: every page is there, its links lead somewhere, and it is found by its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pytest
from babel.messages.pofile import read_po

from ccmdesk.lang.catalogue import DOMAIN, SHIPPED, catalogue_folder
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.manual import PAGES, Page, find_pages, page_of, pages_of
from ccmdesk.lang.markdown import Grid, Head, Items, Part, Prose, Span, parse, plain, words_of
from ccmdesk.model.resources import manual_file
from ccmdesk.report.documents.kinds import DocumentKind


def _spans(part: Part) -> Iterator[Span]:
    match part:
        case Head() | Prose():
            yield from part.spans
        case Items():
            yield from (span for item in part.items for span in item)
        case Grid():
            yield from (span for row in (part.head, *part.rows) for cell in row for span in cell)


def _anchors(page: Page) -> list[str]:
    return [part.anchor for part in page.parts if isinstance(part, Head) and part.anchor]


def test_markdown_is_read_into_parts() -> None:
    text = (
        "# Title\nOne line\nand `Ctrl+K`, **bold**, [there](page#place).\n\n"
        "1. first\n   goes on\n2. second\n\n- dot\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
        "## More {#more}\nend"
    )
    head, prose, steps, dots, grid, more, end = parse(text)
    assert head == Head(1, (Span("Title"),))
    assert isinstance(prose, Prose)
    assert plain(prose.spans) == "One line and Ctrl+K, bold, there."
    assert Span("Ctrl+K", keys=True) in prose.spans
    assert Span("bold", bold=True) in prose.spans
    assert Span("there", target="page#place") in prose.spans
    assert steps == Items(((Span("first goes on"),), (Span("second"),)), ordered=True)
    assert dots == Items(((Span("dot"),),))
    assert grid == Grid(((Span("a"),), (Span("b"),)), (((Span("1"),), (Span("2"),)),))
    assert more == Head(2, (Span("More"),), "more")
    assert words_of(end) == "end"
    assert words_of(steps) == "first goes on second"
    assert words_of(grid) == "a b 1 2"


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    prose, items = parse("危险区在地图上。\n选择一个，\n按 `F2`。\n\n- 一\n  二 two\n  three")
    assert words_of(prose) == "危险区在地图上。选择一个，按 F2。"
    assert words_of(items) == "一二 two three"


@pytest.mark.parametrize("language", list(SHIPPED))
def test_every_link_leads_to_a_page_and_a_heading(language: str) -> None:
    pages = {page.name: page for page in pages_of(language)}
    for page in pages.values():
        for target in (span.target for part in page.parts for span in _spans(part) if span.target):
            name, _, anchor = target.partition("#")
            assert not anchor or anchor in _anchors(pages[name]), (page.name, target)


def test_every_file_is_a_page_and_every_translation_has_the_same_headings() -> None:
    for folder in manual_file("en").parent.iterdir():
        for file in folder.glob("*.md"):
            assert file.stem in PAGES
            page = page_of(file.stem, folder.name)
            assert page.language == folder.name
            assert _anchors(page) == _anchors(page_of(file.stem, "en")), file
            assert folder.name == "en" or page.draft


@pytest.mark.parametrize("language", list(SHIPPED))
def test_each_language_has_every_page_in_the_shape_of_the_english_one(language: str) -> None:
    assert {file.stem for file in manual_file(language).glob("*.md")} == set(PAGES)
    for name in PAGES:
        shape = [_shape(part) for part in page_of(name, language).parts]
        assert shape == [_shape(part) for part in page_of(name, "en").parts], name


def _shape(part: Part) -> tuple[str, int, list[str]]:
    """Return what kind of part it is, its level, items or rows, and where its links lead."""
    targets = sorted(span.target for span in _spans(part) if span.target)
    match part:
        case Head():
            return "head", part.level, targets
        case Items():
            return "items", len(part.items), targets
        case Grid():
            return "grid", len(part.rows), targets
        case Prose():
            return "prose", 0, targets


def test_a_page_that_is_not_translated_is_the_english_one() -> None:
    assert page_of("stockpiles", "vi").language == "en"
    with pytest.raises(LookupError):
        page_of("nothing", "en")


def test_pages_are_found_by_title_heading_and_words() -> None:
    first = next(find_pages("keyboard", language="en"))
    assert (first.page, first.anchor) == ("keyboard", "")
    assert ("settings", "backups") in {
        (hit.page, hit.anchor) for hit in find_pages("BACKUPS twelve", language="en")
    }
    assert list(find_pages("  ", language="en")) == []
    assert list(find_pages("xyzzy", language="en")) == []


@pytest.mark.parametrize("language", list(SHIPPED))
def test_no_mark_of_the_source_is_shown_to_a_reader(language: str) -> None:
    shown = [words_of(part) for page in pages_of(language) for part in page.parts]
    assert [text for text in shown if re.search(r"\*\w|\w\*|`|\]\(", text)] == []


@pytest.mark.parametrize("language", list(SHIPPED))
def test_papers_have_the_names_under_which_they_are_chosen(language: str) -> None:
    parts = page_of("documents", language).parts
    (papers,) = [part for part in parts if isinstance(part, Grid)]
    lang = Lang.load(language)
    named = [plain(row[0]) for row in papers.rows]
    assert named == [lang(kind.label) for kind in DocumentKind]


@pytest.mark.parametrize("language", [one for one in SHIPPED if one != "en"])
def test_what_is_pressed_has_the_name_it_has_in_the_window(language: str) -> None:
    said, otherwise = _window_names(language), []
    for name in PAGES:
        pairs = zip(page_of(name, "en").parts, page_of(name, language).parts, strict=True)
        for english, translated in pairs:
            here = {_named(text) for text in _bold(translated)}
            wanted = {text for text in _bold(english) if text[0].isupper() and text[-1] not in ":,"}
            otherwise += [
                (name, text, said[_named(text)])
                for text in wanted
                if _named(text) in said and not said[_named(text)] & here
            ]
    assert otherwise == []


def _bold(part: Part) -> list[str]:
    return [span.text for span in _spans(part) if span.bold]


def _named(text: str) -> str:
    """Return a name as it is compared: a page may write its article and leave out its dots."""
    return text.replace("&", "").strip(" \N{NO-BREAK SPACE}….:").casefold().removeprefix("ال")


def _window_names(language: str) -> Mapping[str, set[str]]:
    said = defaultdict[str, set[str]](set)
    file = catalogue_folder() / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    with file.open("rb") as source:
        for message in read_po(source, locale=language):
            for english in filter(None, _forms(message.id)):
                said[_named(english)] |= {_named(text) for text in _forms(message.string) if text}
    return said


def _forms(text: str | Sequence[str] | None) -> Sequence[str]:
    return [text] if isinstance(text, str) else text or ()
