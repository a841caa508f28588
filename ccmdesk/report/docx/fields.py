"""Fields: what Word works out itself, such as the number of a page."""

from __future__ import annotations

from ccmdesk.report.docx.element import Node, node

_PRESERVE = {"xml:space": "preserve"}


def field(instruction: str, *result: Node) -> list[Node]:
    """Return a field with what it shows until Word works it out."""
    return [*begin(instruction), *result, end()]


def begin(instruction: str) -> list[Node]:
    """Return what stands before the result of a field."""
    return [
        _mark("begin"),
        node("w:r", node("w:instrText", text=f" {instruction} ", attributes=_PRESERVE)),
        _mark("separate"),
    ]


def end() -> Node:
    """Return what stands after it."""
    return _mark("end")


def shown(text: str) -> Node:
    """Return a plain result."""
    return node("w:r", node("w:t", text=text))


def _mark(kind: str) -> Node:
    return node("w:r", node("w:fldChar", attributes={"w:fldCharType": kind}))
