"""An axis ends at or little above what it holds, and its figures are as fine as its steps."""

from __future__ import annotations

import pytest

from ccmdesk.lang.lang import Lang
from ccmdesk.report.charts import Ink
from ccmdesk.report.documents.year_charts import (
    Measure,
    YearChart,
    YearSeries,
    counted,
    square_kilometres,
    year_chart,
)

AXES = [
    (130_000, ["0.00", "0.05", "0.10", "0.15"]),
    (1_300_000, ["0.0", "0.5", "1.0", "1.5"]),
    (4_469_700, ["0", "1", "2", "3", "4", "5"]),
    (300_000, ["0.0", "0.1", "0.2", "0.3"]),
    (12_000, ["0.00", "0.01", "0.02"]),
    (0, ["0.00", "0.01"]),
]


def ticks(chart: YearChart, *, language: str = "en") -> list[str]:
    return [tick.text for tick in year_chart(Lang.load(language), chart).axis.ticks]


def one_year(measure: Measure, highest: int) -> YearChart:
    series = YearSeries("Left", Ink.SOLID, {2027: highest})
    return YearChart(caption="Land", measure=measure, years=(2027,), series=(series,))


@pytest.mark.parametrize(("highest", "wanted"), AXES)
def test_the_axis_of_land_is_as_high_as_the_land(highest: int, wanted: list[str]) -> None:
    assert ticks(one_year(square_kilometres(Lang.load("en")), highest)) == wanted


def test_the_axis_speaks_the_language() -> None:
    chart = one_year(square_kilometres(Lang.load("ru")), 130_000)
    assert ticks(chart, language="ru") == ["0,00", "0,05", "0,10", "0,15"]


def test_what_is_counted_has_whole_steps() -> None:
    assert ticks(one_year(counted(Lang.load("en"), "People"), 2)) == ["0", "1", "2"]
