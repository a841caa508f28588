"""The cells of a table of figures in the words of one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ccmdesk.lang.collation import sort_key
from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.show import Show
from ccmdesk.model.figure_table import Code, FigureTable, Named, Sentences, Value
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, Message

Joined = Callable[[list[str]], str]


@dataclass(frozen=True, slots=True)
class Worded:
    """A cell in words; *language* is given when an author wrote all of it in another one."""

    text: str
    language: str | None = None


def rows_of(table: FigureTable, show: Show) -> Sequence[tuple[Value, ...]]:
    """Return the rows of a table in the order in which a reader of the language looks for them."""
    if not table.by_name:
        return table.rows
    order = sort_key(show.lang.code)
    return sorted(table.rows, key=lambda row: order(worded(row[0], show, sentences="".join).text))


def worded(value: Value, show: Show, *, sentences: Joined) -> Worded:
    """Return a cell in words; *sentences* puts several of them together."""
    lang = show.lang
    match value:
        case None:
            return Worded("")
        case str():
            return Worded(value)
        case Code():
            return Worded(show.value(value.kind, value.value))
        case Named():
            return _named(value, show)
        case Sentences():
            return Worded(sentences([lang.say(one) for one in value.told]))
        case tuple():
            parts = [worded(part, show, sentences=sentences) for part in value]
            if all(isinstance(part, Code) for part in value):
                order = sort_key(lang.code)
                parts.sort(key=lambda part: order(part.text))
            return Worded(lang.join([part.text for part in parts]))
    return Worded(_plain(value, show))


def _plain(value: int | dt.date | Message | Money, show: Show) -> str:
    lang = show.lang
    match value:
        case dt.date():
            return lang.date(value, style=DateStyle.MEDIUM)
        case Money():
            return lang.amount(value)
        case Message():
            return lang.say(value)
        case int():
            return lang.number(value)


def _named(value: Named, show: Show) -> Worded:
    best = value.title.best(show.lang.code)
    if best is None and not value.number:
        return Worded(show.lang(C_("record without a name", "Not named yet")))
    tag, title = best or (None, "")
    text = " · ".join(part for part in (value.number, title) if part)
    return Worded(text, tag if tag != show.lang.code else None)
