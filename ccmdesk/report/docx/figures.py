"""Figures: a caption, one picture or several, and in words what they show."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.report.docx.element import Node, flag, node
from ccmdesk.report.docx.paper import Paper
from ccmdesk.report.docx.paragraphs import paragraph
from ccmdesk.report.docx.pictures import Figure, Picture
from ccmdesk.report.docx.runs import text_nodes
from ccmdesk.report.docx.tables import caption
from ccmdesk.report.maps import AreaMap

_EMU = 12700  # English metric units in a point
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def figure_nodes(paper: Paper, figure: Figure) -> Iterator[Node]:
    """Yield caption and pictures; the first says in words what all of them show."""
    pictures = paper.pictures[id(figure)]
    note = figure.note if isinstance(figure, AreaMap) else ""
    anchor = figure.anchor if isinstance(figure, AreaMap) else ""
    yield caption(paper, figure.caption, anchor=anchor)
    for number, picture in enumerate(pictures, 1):
        part = f"{figure.caption} ({number}/{len(pictures)})"
        words = figure.alternative if number == 1 else part
        keep = flag("w:keepNext") if note else None
        yield paragraph(paper, "Picture", keep, node("w:r", _drawing(paper, picture, words)))
    if note:
        yield paragraph(paper, "Small", *text_nodes(paper, note))


def _drawing(paper: Paper, picture: Picture, words: str) -> Node:
    number = paper.numbers.picture()
    size = {"cx": str(round(picture.width * _EMU)), "cy": str(round(picture.height * _EMU))}
    named = {"id": number, "name": f"Figure {number}"}
    nothing = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    locked = node("a:graphicFrameLocks", attributes={"noChangeAspect": "1"})
    inline = node(
        "wp:inline",
        node("wp:extent", attributes=size),
        node("wp:docPr", attributes={**named, "descr": words}),
        node("wp:cNvGraphicFramePr", locked),
        node("a:graphic", _data(paper, picture, named=named, size=size)),
        attributes=nothing,
    )
    return node("w:drawing", inline)


def _data(paper: Paper, picture: Picture, *, named: dict[str, str], size: dict[str, str]) -> Node:
    embedded = node("a:blip", attributes={"r:embed": paper.package.add_picture(picture.png)})
    whole = node("a:stretch", node("a:fillRect"))
    corner = node("a:off", attributes={"x": "0", "y": "0"})
    frame = node("a:xfrm", corner, node("a:ext", attributes=size))
    box = node("a:prstGeom", node("a:avLst"), attributes={"prst": "rect"})
    content = node(
        "pic:pic",
        node("pic:nvPicPr", node("pic:cNvPr", attributes=named), node("pic:cNvPicPr")),
        node("pic:blipFill", embedded, whole),
        node("pic:spPr", frame, box),
    )
    return node("a:graphicData", content, attributes={"uri": _PICTURE})
