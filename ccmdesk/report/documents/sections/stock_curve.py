"""How the stocks went down: cluster munitions left at the end of each year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block
from ccmdesk.report.charts import ChartKind, Ink
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.year_charts import YearChart, YearSeries, counted, year_chart
from ccmdesk.rules.stock import destroyed_by_year, held


def stock_curve(desk: Desk) -> Iterator[Block]:
    """Yield the curve; nothing until stocks and destruction in two years are on record."""
    total, destroyed = held(desk.document), destroyed_by_year(desk.document)
    if total is None or len(destroyed) < 2:
        return
    lang = desk.lang
    years = list(range(min(destroyed), max(destroyed) + 1))
    gone = accumulate(destroyed.get(year, 0) for year in years)
    left: dict[int, int | None] = {
        year: max(total - so_far, 0) for year, so_far in zip(years, gone, strict=True)
    }
    yield year_chart(
        lang,
        YearChart(
            caption=lang(N_("Cluster munitions left at the end of each year")),
            measure=counted(lang, lang(C_("axis of a chart", "Cluster munitions"))),
            years=years,
            series=[YearSeries(lang(C_("stock", "Left")), Ink.SOLID, left)],
            kind=ChartKind.AREA,
        ),
    )
