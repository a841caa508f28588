"""Parts of the sample paper that are more than even text: runs, notes, two languages, a map."""

from __future__ import annotations

import math
import random

from sample_words import TYPES, WORDS

from ccmdesk.lang.scripts import is_rtl
from ccmdesk.report.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    ListItem,
    ListItems,
    Paragraph,
    Run,
    SideBySide,
    Table,
)
from ccmdesk.report.charts import Ink
from ccmdesk.report.maps import AreaMap, MapArea, MapName, Ring


def second_of(language: str) -> str:
    """Return the language beside another: one that runs the other way."""
    return "en" if is_rtl(language) else "ar"


def rich_paragraph(language: str, *, number: str | None = None) -> Paragraph:
    """Return a paragraph with every kind of run."""
    words, other = WORDS[language], second_of(language)
    runs = (
        Run(f"{words.places[0]}: "),
        Run(words.activities[0], bold=True, footnote=words.paragraph),
        Run(", "),
        Run(words.activities[1], italic=True),
        Run(" ("),
        Run(WORDS[other].activities[2], language=other),
        Run("), "),
        Run(words.heading, target="areas"),
        Run(", "),
        Run(words.title, target="clearance", footnote=f"{words.places[1]} BLU-26."),
        Run(f". {words.paragraph} "),
        Run(WORDS[other].paragraph, language=other, footnote=words.heading),
        Run(f" {words.activities[3]}."),
    )
    return Paragraph("".join(run.text for run in runs), number=number, runs=runs)


def headed_table(language: str) -> Table:
    """Return a table with a head of two rows, notes, runs, and a second language in its cells."""
    words, second = WORDS[language], WORDS[second_of(language)]
    return Table(
        columns=(Column(), Column(), Column(Align.NUMBER), Column(Align.NUMBER), Column()),
        head=(
            (
                Cell(words.columns[1], rows=2, second=second.columns[1]),
                Cell(words.columns[2], rows=2),
                Cell(words.columns[7], span=2),
                Cell(words.columns[3], rows=2, runs=(Run(words.columns[3], footnote=words.title),)),
            ),
            (Cell(words.columns[5]), Cell(words.columns[6])),
        ),
        rows=tuple(
            (
                Cell(place, second=second.places[index]),
                Cell(
                    words.activities[index],
                    runs=(
                        Run(words.activities[index], italic=index == 1, bold=index == 2),
                        Run(" "),
                        Run(TYPES[index], target="clearance", footnote=words.activities[4]),
                    ),
                ),
                Cell(f"{index + 1},234,000"),
                Cell(f"{9 - index}56,000"),
                Cell(TYPES[index]),
            )
            for index, place in enumerate(words.places)
        ),
        totals=((Cell(words.series[0], span=2), Cell("9,876,543"), Cell("1,000"), Cell("")),),
        caption=words.title,
    )


def side_by_side(language: str) -> tuple[Block, ...]:
    """Return a heading, two paragraphs and a list in two languages."""
    words, second = WORDS[language], WORDS[second_of(language)]
    return (
        SideBySide(
            Heading(2, words.heading, number="B.", anchor="beside"),
            Heading(2, second.heading, number="B."),
        ),
        SideBySide(
            Paragraph(words.paragraph, number="4."), Paragraph(second.paragraph, number="4.")
        ),
        SideBySide(
            rich_paragraph(language, number="5."),
            rich_paragraph(second_of(language), number="5."),
        ),
        SideBySide(
            ListItems(tuple(ListItem(text) for text in words.activities[:3])),
            ListItems(tuple(ListItem(text) for text in second.activities[:3])),
        ),
    )


def area_map(language: str, *, areas: int = 60) -> AreaMap:
    """Return a map of a country that is not there, with that many areas in it."""
    words, chance = WORDS[language], random.Random(5)
    inks = (Ink.SOLID, Ink.HATCHED, Ink.OPEN, Ink.DOTTED, Ink.CROSSED, Ink.BARRED)
    return AreaMap(
        caption=f"{words.heading}: {words.places[1]}",
        alternative=words.paragraph,
        note=words.paragraph,
        country=(_blob(105.0, 18.0, 2.4),),
        around=(_blob(101.0, 17.0, 2.6), _blob(109.0, 20.0, 2.9), _blob(105.5, 12.4, 2.8)),
        areas=tuple(_area(chance, inks[n % 6], words.places[n % 4], n) for n in range(areas)),
        legend=tuple(zip((*words.series, *words.activities[:3]), inks, strict=True)),
        scale=(100, "100 km"),
        names=(
            MapName((101.0, 18.0), words.places[0]),
            MapName((109.0, 20.0), words.places[3]),
            MapName((105.0, 18.0), words.places[1]),
        ),
        anchor="map",
    )


def _area(chance: random.Random, ink: Ink, label: str, number: int) -> MapArea:
    east, north = chance.uniform(103.6, 106.4), chance.uniform(16.6, 19.4)
    if number % 4:
        return MapArea(((east, north),), ink, label if number < 8 else "")
    return MapArea(_blob(east, north, chance.uniform(0.05, 0.5)), ink, label)


def _blob(east: float, north: float, reach: float) -> Ring:
    return tuple(
        (
            east + reach * (1 + 0.2 * math.sin(5 * turn)) * math.cos(turn),
            north + reach * (1 + 0.2 * math.cos(3 * turn)) * math.sin(turn),
        )
        for turn in (step * math.tau / 60 for step in range(60))
    )
