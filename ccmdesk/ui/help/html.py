"""Sets parts of the manual for the window: plain HTML in the direction of its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ccmdesk.lang.isolation import left_to_right
from ccmdesk.lang.markdown import Grid, Head, Items, Part, Prose, Span, Spans

_SIZES = {1: 1.45, 2: 1.15, 3: 1.0}
_CELL = 'style="padding: 5px 8px"'


def html_of(parts: Iterable[Part], *, rtl: bool, points: float) -> str:
    """Return a whole page; *points* is the size of its text."""
    way = "rtl" if rtl else "ltr"
    body = "".join(_part(part, way, points) for part in parts)
    return f'<html><body dir="{way}">{body}</body></html>'


def _part(part: Part, way: str, points: float) -> str:
    match part:
        case Head():
            size = f"{points * _SIZES[part.level]:.1f}pt"
            anchor = f'<a name="{escape(part.anchor)}"></a>' if part.anchor else ""
            style = f'style="font-size: {size}; margin-top: 12px; margin-bottom: 4px"'
            return f'<h{part.level} dir="{way}" {style}>{anchor}{_line(part.spans)}</h{part.level}>'
        case Prose():
            return f'<p dir="{way}" style="margin-top: 4px">{_line(part.spans)}</p>'
        case Items():
            kind = "ol" if part.ordered else "ul"
            items = "".join(f'<li dir="{way}">{_line(item)}</li>' for item in part.items)
            return f'<{kind} dir="{way}">{items}</{kind}>'
        case Grid():
            return _table(part, way)


def _table(grid: Grid, way: str) -> str:
    """Return a table; Qt lays columns out from the left, whichever way the page runs."""
    turn = -1 if way == "rtl" else 1
    head = "".join(list(_cells(grid.head, "th", way))[::turn])
    rows = "".join(f"<tr>{''.join(list(_cells(row, 'td', way))[::turn])}</tr>" for row in grid.rows)
    about = 'border="1" cellspacing="0" width="100%" style="border-collapse: collapse"'
    return f'<table dir="{way}" {about}><tr>{head}</tr>{rows}</table>'


def _cells(row: tuple[Spans, ...], tag: str, way: str) -> Iterator[str]:
    side = "right" if way == "rtl" else "left"
    for cell in row:
        words = f'<p dir="{way}" align="{side}">{_line(cell)}</p>'
        yield f"<{tag} {_CELL}>{words}</{tag}>"


def _line(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    if span.target:
        return f'<a href="{escape(span.target)}">{escape(span.text)}</a>'
    if span.keys:
        return f"<b>{escape(left_to_right(span.text))}</b>"
    return f"<b>{escape(span.text)}</b>" if span.bold else escape(span.text)
