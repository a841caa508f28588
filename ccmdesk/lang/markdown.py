"""Reads the small part of Markdown that the manual is written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

_HEAD = re.compile(r"(#{1,3}) (.+?)(?: \{#([a-z0-9-]+)\})?$")
_ITEM = re.compile(r"(?:-|(\d+)\.) (.+)")
_SPAN = re.compile(r"\*\*(.+?)\*\*|`(.+?)`|\[(.+?)\]\((.+?)\)")
_RULE = re.compile(r"[|:\- ]+")
_FULL_WIDTH = ("W", "F")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; *target* is the page, and after a # the heading, that it leads to.

    *keys* is something to type or press, which is never translated.
    """

    text: str
    bold: bool = False
    keys: bool = False
    target: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A heading; *anchor* is the same in every language."""

    level: int
    spans: Spans
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Items:
    """A list; *ordered* when its items are steps."""

    items: tuple[Spans, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table under one row of headings."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


Part = Head | Prose | Items | Grid


def parse(text: str) -> tuple[Part, ...]:
    """Return the parts of *text*; lines of one paragraph or item may be broken anywhere."""
    return tuple(_part(chunk) for chunk in _chunks(text))


def spans(text: str) -> Spans:
    """Return one line in stretches."""
    return tuple(_spans(text))


def plain(some: Spans) -> str:
    """Return the words without their looks."""
    return "".join(span.text for span in some)


def words_of(part: Part) -> str:
    """Return all words of a part, as a reader who searches them thinks of them."""
    match part:
        case Head() | Prose():
            return plain(part.spans)
        case Items():
            return " ".join(map(plain, part.items))
        case Grid():
            return " ".join(plain(cell) for row in (part.head, *part.rows) for cell in row)


def _chunks(text: str) -> Iterator[list[str]]:
    """Yield the lines that belong together."""
    chunk: list[str] = []
    for line in [*text.splitlines(), ""]:
        begins = _HEAD.match(line) is not None
        if chunk and (not line.strip() or begins or _HEAD.match(chunk[0])):
            yield chunk
            chunk = []
        if line.strip() and not line.startswith("<!--"):
            chunk.append(line.strip())
    if chunk:
        yield chunk


def _part(lines: list[str]) -> Part:
    head = _HEAD.match(lines[0])
    if head is not None:
        return Head(len(head[1]), spans(head[2]), head[3] or "")
    if lines[0].startswith("|"):
        rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
        return Grid(rows[0], tuple(rows[1:]))
    if _ITEM.match(lines[0]):
        items = list(_items(lines))
        return Items(tuple(spans(text) for _, text in items), ordered=bool(items[0][0]))
    return Prose(spans(reduce(_joined, lines)))


def _items(lines: list[str]) -> Iterator[tuple[str | None, str]]:
    number, text = None, ""
    for line in lines:
        item = _ITEM.match(line)
        if item is None:
            text = _joined(text, line)
            continue
        if text:
            yield number, text
        number, text = item[1], item[2]
    yield number, text


def _joined(before: str, line: str) -> str:
    """Join two lines as they are read: there is no space between two letters of full width."""
    full = all(unicodedata.east_asian_width(at) in _FULL_WIDTH for at in (before[-1], line[0]))
    return f"{before}{line}" if full else f"{before} {line}"


def _cells(line: str) -> tuple[Spans, ...]:
    return tuple(spans(cell.strip()) for cell in line.strip("|").split("|"))


def _spans(text: str) -> Iterator[Span]:
    at = 0
    for found in _SPAN.finditer(text):
        if found.start() > at:
            yield Span(text[at : found.start()])
        bold, keys, linked, target = found.groups()
        if bold:
            yield Span(bold, bold=True)
        elif keys:
            yield Span(keys, keys=True)
        else:
            yield Span(linked, target=target)
        at = found.end()
    if at < len(text):
        yield Span(text[at:])
