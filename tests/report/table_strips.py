"""Reads from a tagged PDF how far the cells of each column of a table reach."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
from page_boxes import TextBox

_SLACK = 0.5
_Marks = dict[tuple[int, int], list[TextBox]]


def crossed_columns(data: bytes, pages: list[list[TextBox]]) -> list[str]:
    """Return the tables in which the text of a column reaches into the next one."""
    marks: _Marks = {}
    for box in (box for boxes in pages for box in boxes if box.mark is not None):
        marks.setdefault((box.page, box.mark or 0), []).append(box)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        tables = _of_kind(pdf.Root.StructTreeRoot.K, "/Table")
        return [fault for table in tables for fault in _crossed(table, marks, numbers)]


def _crossed(table: Any, marks: _Marks, numbers: dict[Any, int]) -> Iterator[str]:
    reach: dict[int, tuple[float, float]] = {}
    for row in _of_kind(table, "/TR"):
        column = 0
        for cell in _kids(row):
            span = int(cell.get("/A", {}).get("/ColSpan", 1))
            if span == 1 and str(cell.S) == "/TD":
                for box in _boxes(cell, marks, numbers):
                    left, right = reach.get(column, (box.left, box.right))
                    reach[column] = min(left, box.left), max(right, box.right)
            column += span
    strips = sorted(reach.items(), key=lambda each: each[1][0])
    for (one, (_, right)), (other, (left, _)) in pairwise(strips):
        if right > left + _SLACK:
            yield f"columns {one} and {other}: {right:.1f} > {left:.1f}"


def _boxes(element: Any, marks: _Marks, numbers: dict[Any, int]) -> Iterator[TextBox]:
    page = numbers[element.Pg.objgen] if "/Pg" in element else -1
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            yield from (b for b in marks.get((page, kid), []) if b.text.strip())
        elif "/MCID" in kid:
            key = (numbers[kid.Pg.objgen], int(kid.MCID))
            yield from (b for b in marks.get(key, []) if b.text.strip())
        elif "/S" in kid:
            yield from _boxes(kid, marks, numbers)


def _of_kind(element: Any, kind: str) -> Iterator[Any]:
    if str(element.S) == kind:
        yield element
        return
    for kid in _kids(element):
        yield from _of_kind(kid, kind)


def _kids(element: Any) -> Iterator[Any]:
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
