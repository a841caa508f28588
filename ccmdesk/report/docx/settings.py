"""What goes with the text: settings, footnotes, section, and what the file says of itself."""

from __future__ import annotations

import datetime as dt

from ccmdesk.report.blocks import Document
from ccmdesk.report.docx.element import Node, flag, node, root, twips, value
from ccmdesk.report.docx.faces import tag_of
from ccmdesk.report.docx.paper import Paper
from ccmdesk.report.docx.paragraphs import paragraph
from ccmdesk.report.docx.running import begins_with_masthead
from ccmdesk.report.paper_code import identifier_of
from ccmdesk.report.pdf.sheet import BOTTOM, HEIGHT, LEFT, WIDTH, Sheet

_SEPARATORS = {"separator": "-1", "continuationSeparator": "0"}
_WORD_2013 = "15"
_WORD = "http://schemas.microsoft.com/office/word"
_EDGE = 28.0  # points from the edge of the sheet to the running head and foot
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_PREFIXES = {
    "xmlns:cp": _CORE,
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def settings_part() -> Node:
    """Return how Word is to lay the file out: as its newest versions do."""
    separators = (node("w:footnote", attributes={"w:id": id_}) for id_ in _SEPARATORS.values())
    mode = {"w:name": "compatibilityMode", "w:uri": _WORD, "w:val": _WORD_2013}
    return root(
        "w:settings",
        value("w:defaultTabStop", twips(36)),
        value("w:characterSpacingControl", "doNotCompress"),
        node("w:footnotePr", *separators),
        node("w:compat", node("w:compatSetting", attributes=mode)),
    )


def footnotes_part(paper: Paper) -> Node:
    """Return the footnotes, before them the lines that part them from the text."""
    lines = (
        node(
            "w:footnote",
            paragraph(paper, "FootnoteText", node("w:r", node(f"w:{kind}"))),
            attributes={"w:type": kind, "w:id": id_},
        )
        for kind, id_ in _SEPARATORS.items()
    )
    return root("w:footnotes", *lines, *paper.numbers.footnotes)


def section(paper: Paper, sheet: Sheet, references: list[Node]) -> Node:
    """Return the sheet, its margins and its running parts."""
    points = {"w": WIDTH, "h": HEIGHT}
    size = {f"w:{side}": str(twips(length)) for side, length in points.items()}
    margins = {
        "top": HEIGHT - sheet.top,
        "right": LEFT,
        "bottom": BOTTOM,
        "left": LEFT,
        "header": _EDGE,
        "footer": _EDGE,
        "gutter": 0.0,
    }
    room = {f"w:{side}": str(twips(length)) for side, length in margins.items()}
    return node(
        "w:sectPr",
        *references,
        node("w:pgSz", attributes=size),
        node("w:pgMar", attributes=room),
        flag("w:titlePg") if begins_with_masthead(paper.document) else None,
        flag("w:bidi") if paper.rtl else None,
    )


def core_part(document: Document) -> Node:
    """Return what the file says of itself."""
    moment = document.created.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    texts = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "dc:identifier": identifier_of(document.check_code),
        "dc:language": tag_of(document.language),
        "cp:lastModifiedBy": document.author,
    }
    said = [node(name, text=text) for name, text in texts.items() if text]
    form = {"xsi:type": "dcterms:W3CDTF"}
    times = [
        node(f"dcterms:{name}", text=moment, attributes=form) for name in ("created", "modified")
    ]
    return node("cp:coreProperties", *said, *times, attributes=_PREFIXES)
