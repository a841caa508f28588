"""Elements of the parts of a Word document, the children of each in the order of the schema."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from xml.etree import ElementTree as ET  # writes only  # nosec B405

from ccmdesk.report.docx.order import ORDER
from ccmdesk.report.text.clean import cleaned, copied

Node = ET.Element

NAMESPACES = MappingProxyType(
    {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    }
)
"""The prefixes of names; every part that is read by Word declares them all."""

_NONE: Mapping[str, str] = MappingProxyType({})
_NO_CHARACTERS = str.maketrans("", "", "\ufffe\uffff")
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def node(
    name: str, *children: Node | None, attributes: Mapping[str, str] = _NONE, text: str = ""
) -> Node:
    """Return an element with its prefix; None among *children* stands for nothing.

    Raises KeyError for a child that the schema, as far as it is used, does not know there.
    """
    made = ET.Element(name, {key: readable(value) for key, value in attributes.items()})
    present = [child for child in children if child is not None]
    places = ORDER.get(name)
    if places is not None:
        present.sort(key=lambda child: places[child.tag])
    made.extend(present)
    made.text = readable(text) or None
    return made


def value(name: str, content: str | int) -> Node:
    """Return an element that holds one value."""
    return node(name, attributes={"w:val": str(content)})


def flag(name: str, *, on: bool = True) -> Node:
    """Return an element that is true by being there, or says that it is not."""
    return node(name) if on else value(name, 0)


def properties(name: str, *children: Node | None) -> Node | None:
    """Return the properties of something, or None when there are none."""
    made = node(name, *children)
    return made if len(made) else None


def root(name: str, *children: Node | None) -> Node:
    """Return the outermost element of a part."""
    declared = {f"xmlns:{prefix}": address for prefix, address in NAMESPACES.items()}
    return node(name, *children, attributes=declared)


def twips(points: float) -> int:
    """Return a length in twentieths of a point, as most of the schema wants it."""
    return round(points * 20)


def readable(text: str) -> str:
    """Return *text* without what XML does not allow and without marks that steer direction."""
    if text.isascii() and text.isprintable():
        return text
    return copied(cleaned(text)).translate(_NO_CHARACTERS)


def serialised(part: Node) -> bytes:
    """Return the bytes of a part."""
    content: bytes = ET.tostring(part, encoding="utf-8")
    return _DECLARATION + content
