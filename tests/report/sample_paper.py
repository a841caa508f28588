"""An invented paper in every language: enough of every block to try the writer on."""

from __future__ import annotations

import datetime as dt
import random

from sample_rich import area_map, headed_table, rich_paragraph, side_by_side
from sample_words import TYPES, WORDS

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    ListItem,
    ListItems,
    Masthead,
    Paragraph,
    ParagraphStyle,
    Row,
    Table,
    Tint,
)
from ccmdesk.report.charts import (
    Chart,
    ChartKind,
    DateTick,
    Ink,
    Series,
    TimeBar,
    TimeGroup,
    TimeLine,
    TimeMark,
    axis_at,
    round_ticks,
)

CREATED = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
YEARS = range(2026, 2034)


def paper(language: str, blocks: tuple[Block, ...]) -> Document:
    """Return a paper of the given blocks."""
    words = WORDS[language]
    return Document(
        title=words.title,
        language=language,
        created=CREATED,
        blocks=blocks,
        running_foot=lambda page, pages: words.page.format(page=page, pages=pages),
        running_head=f"CCM/MSP/2026/WP.3 — {words.title}",
        banner=words.banner,
        author="Sample authority",
        label_prefix="WP.3-",
        second_language="en" if is_rtl(language) else "ar",
    )


def full_paper(language: str, rows: int = 60) -> Document:
    """Return a paper with every kind of block that papers for meetings have."""
    words = WORDS[language]
    return paper(
        language,
        (
            masthead(language),
            KeyFigures(
                (
                    KeyFigure(words.activities[0], "1,234", words.places[0]),
                    KeyFigure(words.activities[1], "3,450,000 m²"),
                    KeyFigure(words.series[0], "12.5 %"),
                    KeyFigure(words.deadline, "31.12.2031", words.places[3]),
                )
            ),
            Paragraph(words.paragraph, style=ParagraphStyle.LEAD),
            Contents(words.columns[2], depth=2),
            Heading(1, words.heading, number="I.", anchor="clearance"),
            Paragraph(words.paragraph, number="1.", anchor="first"),
            rich_paragraph(language, number="2."),
            Heading(2, words.heading, number="A."),
            Paragraph(words.paragraph, number="3."),
            ListItems(tuple(ListItem(text) for text in words.activities)),
            Paragraph(words.paragraph, style=ParagraphStyle.NOTE),
            table(language, rows),
            headed_table(language),
            *side_by_side(language),
            Heading(1, words.title, number="II."),
            area_map(language),
            chart(language, ChartKind.STACKED_BARS),
            chart(language, ChartKind.LINES),
            chart(language, ChartKind.AREA),
            chart(language, ChartKind.HORIZONTAL_BARS),
            Heading(2, words.deadline),
            time_line(language),
            Paragraph(WORDS["fr"].paragraph, number="4.", language="fr"),
            Paragraph(WORDS["ar"].paragraph, number="5.", language="ar"),
            Paragraph(WORDS["zh"].paragraph, style=ParagraphStyle.SMALL, language="zh"),
        ),
    )


def masthead(language: str) -> Masthead:
    """Return the title block."""
    words = WORDS[language]
    return Masthead(
        organisation=words.heading,
        symbol="CCM/MSP/2026/WP.3",
        title=words.title,
        subtitle=words.heading,
        left=(words.places[0], words.places[1], words.activities[2]),
        right=("20.11.2026", words.places[2]),
    )


def rows_of(language: str, count: int, *, seed: int = 7) -> list[tuple[str, ...]]:
    """Return invented rows: number, place, activity, type, area, start, end, cost."""
    chance = random.Random(seed)
    words = WORDS[language]
    return [
        (
            str(number),
            f"{chance.choice(words.places)} {chance.randrange(1, 40)}",
            chance.choice(words.activities),
            chance.choice(TYPES),
            f"{chance.randrange(500, 900_000):,}",
            f"{chance.randrange(2026, 2030)}-{chance.randrange(1, 13):02d}",
            f"{chance.randrange(2030, 2034)}-{chance.randrange(1, 13):02d}",
            f"{chance.randrange(1_000, 3_000_000):,}",
        )
        for number in range(1, count + 1)
    ]


def table(language: str, rows: int) -> Table:
    """Return a table of that many rows with a total."""
    words = WORDS[language]
    numbers = {0, 4, 7}
    return Table(
        columns=tuple(
            Column(Align.NUMBER if index in numbers else Align.START) for index in range(8)
        ),
        head=(cells(words.columns),),
        rows=tuple(cells(row) for row in rows_of(language, rows)),
        totals=((Cell(words.series[0], span=7), Cell("9,876,543", tint=Tint.QUIET)),),
        caption=words.heading,
        alternative=words.title,
        anchor="areas",
    )


def cells(texts: tuple[str, ...]) -> Row:
    """Return plain cells."""
    return tuple(Cell(text) for text in texts)


def chart(language: str, kind: ChartKind) -> Chart:
    """Return a chart over years, or over activities where bars lie."""
    words = WORDS[language]
    lying = kind is ChartKind.HORIZONTAL_BARS
    names = words.activities if lying else tuple(str(year) for year in YEARS)
    count = len(names)
    values = [
        tuple(100.0 + 900 * ((7 * n + 3 * s) % 11) / 11 for n in range(count)) for s in range(3)
    ]
    inks = (Ink.SOLID, Ink.HATCHED, Ink.OPEN)
    return Chart(
        kind=kind,
        caption=f"{words.heading}: {words.columns[7]}",
        alternative=words.title,
        categories=names,
        series=tuple(
            Series(name, ink, numbers, tuple(f"{value:,.0f}" for value in numbers))
            for name, ink, numbers in zip(words.series, inks, values, strict=True)
        ),
        axis=axis_at(
            round_ticks(max(sum(column) for column in zip(*values, strict=True))),
            label=words.columns[7],
            show=lambda value: f"{value:,.0f}",
        ),
        totals=tuple(f"{sum(column):,.0f}" for column in zip(*values, strict=True)),
    )


def time_line(language: str) -> TimeLine:
    """Return a time line of two groups with three marks."""
    words = WORDS[language]
    groups = tuple(
        TimeGroup(
            title,
            tuple(
                TimeBar(
                    name,
                    dt.date(2026 + index, 3, 1),
                    dt.date(2027 + index + index % 3, 9, 30),
                    list(Ink)[index % 6],
                    f"{index + 1},200 m²",
                )
                for index, name in enumerate(words.activities)
            ),
        )
        for title in (words.heading, words.title)
    )
    return TimeLine(
        caption=words.title,
        alternative=words.heading,
        start=dt.date(2026, 1, 1),
        end=dt.date(2033, 12, 31),
        ticks=tuple(DateTick(dt.date(year, 1, 1), str(year)) for year in YEARS),
        groups=(
            *groups,
            TimeGroup(
                words.columns[2],
                (TimeBar(words.columns[5], dt.date(2028, 5, 1), dt.date(2028, 5, 1)),),
            ),
        ),
        marks=(
            TimeMark(dt.date(2031, 12, 31), words.deadline),
            TimeMark(dt.date(2031, 9, 1), words.columns[6], strong=False),
            TimeMark(dt.date(2027, 9, 1), words.activities[1], strong=False),
        ),
        legend=tuple(zip(words.series, (Ink.SOLID, Ink.HATCHED, Ink.OPEN), strict=True)),
    )
