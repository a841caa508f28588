"""The names under a chart: as many as have room, and always that of the last bar."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page_boxes import text_boxes
from paper_faults import faults
from pdf_reader import written
from sample_paper import chart, paper

from ccmdesk.report.charts import Axis, ChartKind, Ink, Series, Tick
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH

UPRIGHT = [kind for kind in ChartKind if kind is not ChartKind.HORIZONTAL_BARS]
AXIS = Axis("km", (Tick(0, "none"), Tick(10, "most")))


def _named(kind: ChartKind, names: tuple[str, ...], language: str = "en") -> list[str]:
    """Return the names that are drawn, none over another and none outside the page."""
    series = Series("Series", Ink.SOLID, tuple(1.0 for _ in names))
    block = replace(chart(language, kind), categories=names, series=(series,), totals=(), axis=AXIS)
    pages = list(text_boxes(written(paper(language, (block,)))))
    assert faults(pages) == []
    drawn = [box for box in pages[0] if box.text in names]
    assert all(box.left >= LEFT and box.right <= LEFT + TEXT_WIDTH + 1 for box in drawn)
    return [box.text for box in drawn]


@pytest.mark.parametrize("kind", UPRIGHT, ids=lambda kind: kind.value)
def test_one_long_name_takes_no_other_away(kind: ChartKind) -> None:
    names = (*(str(year) for year in range(2021, 2026)), "Without a year of its own")
    assert _named(kind, names) == list(names)


def test_the_last_of_many_names_is_there_and_none_touches_another() -> None:
    names = (*(f"{year} and more" for year in range(2001, 2020)), "Not by year")
    shown = _named(ChartKind.STACKED_BARS, names)
    assert shown[-1] == "Not by year"
    assert 2 < len(shown) < len(names)
