"""Paragraphs: the style, the direction, and where lines begin and end."""

from __future__ import annotations

from collections.abc import Mapping

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.report.docx.element import Node, flag, node, twips, value
from ccmdesk.report.docx.paper import Paper


def paragraph(paper: Paper, style: str, *parts: Node | None, language: str | None = None) -> Node:
    """Return a paragraph; properties and content among *parts* find their places.

    *language* decides the direction; it is given when it is not the block's.
    """
    rtl = is_rtl(language or paper.language)
    here = [part for part in parts if part is not None]
    own = [part for part in here if part.tag in _PROPERTIES]
    content = [part for part in here if part.tag not in _PROPERTIES]
    turned = flag("w:bidi", on=rtl) if rtl or paper.rtl else None
    return node("w:p", node("w:pPr", value("w:pStyle", style), turned, *own), *content)


_PROPERTIES = frozenset(
    {"w:keepNext", "w:pageBreakBefore", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:shd", "w:pBdr"}
)


def hanging(start: float, hang: float) -> Node:
    """Return the indent of a text with a label *hang* points before it; *start* is the label's.

    In a paragraph from right to left what the schema calls left is where lines begin.
    """
    place = {"w:left": str(twips(start + hang)), "w:hanging": str(twips(hang))}
    return node("w:ind", attributes=place)


def edge(*, right: bool, rtl: bool) -> Node:
    """Set lines at the edge of the sheet that is meant, whichever way they run."""
    return value("w:jc", "left" if right == rtl else "right")


def tabs(*stops: Mapping[str, str]) -> Node:
    """Return tab stops."""
    return node("w:tabs", *(node("w:tab", attributes=stop) for stop in stops))


def stop(at: float, *, kind: str = "left", leader: str = "none") -> Mapping[str, str]:
    """Return a tab stop *at* points from where lines begin."""
    return {"w:val": kind, "w:leader": leader, "w:pos": str(twips(at))}


def spacer(paper: Paper, *parts: Node | None) -> Node:
    """Return the narrow empty paragraph that keeps tables apart."""
    return paragraph(paper, "Spacer", *parts, language=paper.document.language)
