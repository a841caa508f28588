"""Child process: builds the paper with the product's own writer, tagged, and ends."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pdf_content import NUMBER_COLUMNS, YEARS, Section, Words, asked

from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
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
    axis_at,
    round_ticks,
)
from ccmdesk.report.pdf.write import write

INKS = (Ink.SOLID, Ink.HATCHED, Ink.OPEN)


def main(*, is_tagged: bool = True) -> None:
    ask = asked()
    language, words, out = ask.language, ask.words, ask.out
    blocks: list[Block] = [Heading(1, words.title)]
    for number, section in enumerate(ask.sections):
        blocks.append(Heading(2, section.heading))
        blocks += [
            Paragraph(text, number=f"{index + 1}.") for index, text in enumerate(section.paragraphs)
        ]
        blocks.append(_bars(words, section) if number % 2 else _time_line(words, section))
        blocks.append(_table(words, section))
    document = Document(
        title=words.title,
        language=language,
        created=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
        blocks=tuple(blocks),
        running_foot=lambda page, pages: f"CCM/MSP/2026/WP.3 — {page}/{pages}",
    )
    with out.open("wb") as stream:
        write(document, stream, is_tagged=is_tagged)


def _bars(words: Words, section: Section) -> Chart:
    highest = max(sum(column) for column in zip(*section.values, strict=True))
    return Chart(
        kind=ChartKind.STACKED_BARS,
        caption=section.heading,
        alternative=section.heading,
        categories=tuple(map(str, YEARS)),
        series=tuple(
            Series(name, ink, tuple(map(float, values)))
            for name, ink, values in zip(words.series, INKS, section.values, strict=True)
        ),
        axis=axis_at(
            round_ticks(highest), label=words.columns[7], show=lambda value: f"{value:,.0f}"
        ),
    )


def _time_line(words: Words, section: Section) -> TimeLine:
    first = dt.date(YEARS[0], 1, 1)
    bars = tuple(
        TimeBar(
            name,
            first + dt.timedelta(days=365 * span[0]),
            first + dt.timedelta(days=365 * span[1]),
        )
        for name, span in zip(words.activities, section.spans, strict=True)
    )
    return TimeLine(
        caption=section.heading,
        alternative=section.heading,
        start=first,
        end=dt.date(YEARS[-1], 12, 31),
        ticks=tuple(DateTick(dt.date(year, 1, 1), str(year)) for year in YEARS),
        groups=(TimeGroup(section.heading, bars),),
    )


def _table(words: Words, section: Section) -> Table:
    return Table(
        columns=tuple(
            Column(Align.NUMBER if index in NUMBER_COLUMNS else Align.START) for index in range(8)
        ),
        head=(tuple(map(Cell, words.columns)),),
        rows=tuple(tuple(map(Cell, row)) for row in section.rows),
    )


if __name__ == "__main__":
    main()
