"""One part of the figures of a section: a chart with its table, lines, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import Record
from ccmdesk.report.blocks import Table
from ccmdesk.report.charts import Chart
from ccmdesk.report.documents.year_charts import YearChart, bars_in_words, year_chart, year_table

MOST_LINES = 7
"""What goes beyond is counted in the last line."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a figure was made of: one record, or the list of its kind when *record* is None."""

    kind: type
    record: UUID | None = None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """Words, the figure at their end, and what is behind it."""

    text: str
    figure: str
    lead: Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart and the equal table; each bar has its words and what is behind it, as has its row.

    Without a chart the table stands for the lines of its part, when it has any.
    """

    chart: Chart | None
    table: Table
    told: tuple[str, ...]
    behind: tuple[Lead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part by its *name*; *says* tells why something is not there, *notes* how to read it.

    *enter* names the kinds of records whose figures are missing.
    """

    name: str
    title: str
    drawn: Drawn | None = None
    lines: tuple[FigureLine, ...] = ()
    says: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    enter: tuple[type, ...] = ()


def lead_to(kind: type, records: Sequence[Record]) -> Lead:
    """Return the one record there is, else the list."""
    return Lead(kind, records[0].id) if len(records) == 1 else Lead(kind)


def drawn_years(lang: Lang, ask: YearChart, behind: Sequence[Lead]) -> Drawn:
    """Return a chart over years just as papers have it."""
    return Drawn(
        chart=year_chart(lang, ask),
        table=year_table(lang, ask),
        told=bars_in_words(lang, ask),
        behind=tuple(behind),
    )


def within(lang: Lang, lines: Iterable[FigureLine], *, kind: type) -> tuple[FigureLine, ...]:
    """Return the first lines; when there are more, the last one counts them and opens the list."""
    found = tuple(lines)
    if len(found) <= MOST_LINES:
        return found
    more = lang.ngettext("{n} more", "{n} more", len(found) - MOST_LINES + 1)
    return (*found[: MOST_LINES - 1], FigureLine(more, "", Lead(kind)))
