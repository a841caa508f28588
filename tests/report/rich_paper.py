"""Blocks that not every paper has: runs, footnotes, two languages, heads of several rows."""

from __future__ import annotations

from sample_paper import cells, paper
from sample_words import WORDS

from ccmdesk.report.blocks import (
    Align,
    Cell,
    Column,
    Document,
    Heading,
    ListItem,
    ListItems,
    Paragraph,
    Run,
    SideBySide,
    Table,
)


def rich_paper(language: str, second: str) -> Document:
    """Return a paper in two languages with links, notes and a head of two rows."""
    from dataclasses import replace

    words, other = WORDS[language], WORDS[second]
    blocks = (
        Heading(1, words.heading, number="I.", anchor="clearance"),
        Paragraph(
            words.paragraph,
            number="1.",
            anchor="paragraph-1",
            runs=(
                Run(f"{words.places[0]} "),
                Run("BLU-26", bold=True, footnote=words.activities[0]),
                Run(f" {words.places[1]} ", italic=True),
                Run(other.places[0], language=second),
                Run(f" {words.deadline}", target="table-1"),
                Run(" (1,234)", target="paragraph-1", footnote=words.activities[1]),
            ),
        ),
        ListItems((ListItem(words.activities[0], label="(a)"), ListItem("BLU-63", label="(b)"))),
        head_table(language, second),
        SideBySide(Heading(2, words.title, number="A."), Heading(2, other.title, number="A.")),
        SideBySide(
            Paragraph(words.paragraph, number="2."), Paragraph(other.paragraph, number="2.")
        ),
        SideBySide(
            ListItems((ListItem(words.activities[1]),)), ListItems((ListItem(other.activities[1]),))
        ),
        Paragraph(words.paragraph, number="3."),
    )
    return replace(paper(language, blocks), second_language=second)


def head_table(language: str, second: str) -> Table:
    """Return a table under a head of two rows, one cell over both, one over two columns."""
    words, other = WORDS[language], WORDS[second]
    head = (
        (
            Cell(words.columns[1], rows=2, second=other.columns[1]),
            Cell(words.columns[4], span=2),
            Cell(words.columns[7], rows=2),
        ),
        cells((words.columns[5], words.columns[6])),
    )
    rows = (
        (Cell(words.places[0]), Cell("2,129,339"), Cell("7"), Cell("BLU-26", second="9N210")),
        (
            Cell(words.places[1], bold=True),
            Cell("12"),
            Cell("1,234"),
            Cell(other.places[1], language=second),
        ),
    )
    return Table(
        columns=(Column(), Column(Align.NUMBER), Column(Align.NUMBER), Column()),
        head=head,
        rows=rows,
        totals=((Cell(words.series[0]), Cell("2,129,351"), Cell("1,241"), Cell("")),),
        caption=words.title,
        alternative=words.heading,
        anchor="table-1",
    )
