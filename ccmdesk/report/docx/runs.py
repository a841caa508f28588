"""Text as runs: cut where direction, look or language changes, with links and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ccmdesk.lang.scripts import is_rtl, script_of
from ccmdesk.report.blocks import Run, Runs
from ccmdesk.report.docx.element import Node, flag, node, properties, value
from ccmdesk.report.docx.faces import complex_font, slot_of, tag_of
from ccmdesk.report.docx.paper import Paper, bookmark_name
from ccmdesk.report.text.clean import cleaned, unsteered
from ccmdesk.report.text.direction import embedding_levels

_PRESERVE = {"xml:space": "preserve"}
_PARTS = re.compile(r"(\n)")
_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"


class _Piece(NamedTuple):
    """Text of one direction."""

    text: str
    rtl: bool


def tab() -> Node:
    """Return the step to the next tab stop."""
    return node("w:r", node("w:tab"))


def text_nodes(paper: Paper, text: str, *, language: str | None = None) -> list[Node]:
    """Return the runs of an even text; *language* is given when it is not the block's."""
    return run_nodes(paper, (Run(text),), language=language)


def run_nodes(paper: Paper, runs: Runs, *, language: str | None = None) -> list[Node]:
    """Return runs, those that lead somewhere inside a link, notes hung on their ends."""
    language = language or paper.language
    nodes: list[Node] = []
    for run, pieces in _cut(runs, rtl=is_rtl(language)):
        own = run.language or language
        made = [_run(paper, run, language=own, piece=piece) for piece in pieces]
        nodes += _linked(run, _turned(made, rtl=is_rtl(own), around=is_rtl(language)))
        if run.footnote:
            nodes.append(_note_mark(paper, run.footnote, language))
    return nodes


def _cut(runs: Runs, *, rtl: bool) -> Iterator[tuple[Run, list[_Piece]]]:
    """Yield every run with its pieces.

    Digits and Latin names stand in pieces of their own: Word takes everything neutral in a run
    that is marked from right to left as such. Direction is decided over the whole paragraph, by
    the same rules as in the PDF: a run that goes against it is held apart. The marks that steered
    it have then done their work.
    """
    texts = [_apart(run, rtl=rtl) for run in runs]
    levels = embedding_levels("".join(texts), rtl=rtl) or [0] * sum(map(len, texts))
    start = 0
    for run, text in zip(runs, texts, strict=True):
        own = levels[start : start + len(text)]
        start += len(text)
        pieces = [
            _Piece(unsteered("".join(char for char, _ in pairs)), bool(turned))
            for turned, pairs in groupby(zip(text, own, strict=True), lambda pair: pair[1] & 1)
        ]
        yield run, [piece for piece in pieces if piece.text]


def _apart(run: Run, *, rtl: bool) -> str:
    """Return the text of a run, between marks that hold it apart when it goes against *rtl*."""
    text = cleaned(run.text)
    if not run.language or is_rtl(run.language) is rtl:
        return text
    return f"{_LRI if rtl else _RLI}{text}{_PDI}"


def _turned(made: Sequence[Node], *, rtl: bool, around: bool) -> Sequence[Node]:
    """Put what runs against the text around it inside a direction of its own.

    Without one Word shows digits and names within it in the order of the text around.
    """
    if rtl is around:
        return made
    return [node("w:dir", *made, attributes={"w:val": "rtl" if rtl else "ltr"})]


def _run(paper: Paper, run: Run, *, language: str, piece: _Piece) -> Node:
    look = properties(
        "w:rPr",
        value("w:rStyle", "Hyperlink") if run.target else None,
        _fonts(paper, language, piece.text),
        *((flag("w:b"), flag("w:bCs")) if run.bold else ()),
        *((flag("w:i"), flag("w:iCs")) if run.italic else ()),
        flag("w:rtl") if piece.rtl else None,
        _language(paper, language),
    )
    return node("w:r", look, *_characters(piece.text))


def _characters(text: str) -> Iterator[Node]:
    for part in _PARTS.split(text):
        if part == "\n":
            yield node("w:br")
        elif part:
            yield node("w:t", text=part, attributes=_PRESERVE)


def _fonts(paper: Paper, language: str, text: str) -> Node | None:
    """Name a font that the styles do not; say that signs shared with Latin are Chinese ones."""
    own = complex_font(language)
    named = {} if own == complex_font(paper.document.language) else {"w:cs": own}
    hint = {"w:hint": "eastAsia"} if script_of(language) == "Hans" and not text.isascii() else {}
    return node("w:rFonts", attributes=hint | named) if hint or named else None


def _language(paper: Paper, language: str) -> Node | None:
    """Mark the language of a passage that is not in the paper's."""
    if language == paper.document.language:
        return None
    return node("w:lang", attributes={slot_of(language): tag_of(language)})


def _linked(run: Run, made: Sequence[Node]) -> Sequence[Node]:
    if not run.target:
        return made
    place = {"w:anchor": bookmark_name(run.target), "w:history": "1"}
    return [node("w:hyperlink", *made, attributes=place)]


def _note_mark(paper: Paper, text: str, language: str) -> Node:
    """Keep a footnote; return the mark that refers to it."""
    number = len(paper.numbers.footnotes) + 1
    rtl = is_rtl(language)
    mark = node("w:r", properties("w:rPr", value("w:rStyle", "FootnoteReference")))
    mark.append(node("w:footnoteRef"))
    ground = node(
        "w:pPr",
        value("w:pStyle", "FootnoteText"),
        flag("w:bidi", on=rtl) if rtl or paper.rtl else None,
    )
    space = node("w:r", node("w:t", text=" ", attributes=_PRESERVE))
    paragraph = node("w:p", ground, mark, space, *text_nodes(paper, text, language=language))
    paper.numbers.footnotes.append(node("w:footnote", paragraph, attributes={"w:id": str(number)}))
    look = node("w:rPr", value("w:rStyle", "FootnoteReference"))
    return node("w:r", look, node("w:footnoteReference", attributes={"w:id": str(number)}))
