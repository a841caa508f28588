"""What papers say of an indicator: what it measures, and its baseline with figure and date."""

from __future__ import annotations

from ccmdesk.model.activity import Activity
from ccmdesk.model.indicator import Indicator
from ccmdesk.model.plan import Objective
from ccmdesk.model.state import Article
from ccmdesk.model.words import C_
from ccmdesk.report.blocks import Cell
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.quantities import holding
from ccmdesk.report.documents.value_cells import field_cell


def measured(desk: Desk, indicator: Indicator) -> Activity | Objective | None:
    """Return the activity, else the objective, that an indicator measures."""
    activity = desk.document.get(Activity, indicator.activity)
    return activity or desk.document.get(Objective, indicator.objective)


def measured_article(desk: Desk, indicator: Indicator) -> Article | None:
    """Return the article of what an indicator measures."""
    found = measured(desk, indicator)
    return None if found is None else found.article


def indicator_cell(desk: Desk, indicator: Indicator, name: str) -> Cell:
    """Return the cell of a field; the baseline has its figure, like all figures, and its date."""
    cell = field_cell(desk.paper, indicator, name)
    text = _baseline(desk, indicator, cell.text if indicator.baseline else "")
    if name != "baseline" or not text:
        return cell
    if indicator.baseline_date is None:
        return Cell(text, language=cell.language)
    date = field_cell(desk.paper, indicator, "baseline_date").text
    dated = desk.lang(C_("baseline", "{baseline} ({date})"), baseline=text, date=date)
    return Cell(dated, language=cell.language)


def _baseline(desk: Desk, indicator: Indicator, told: str) -> str:
    """Return what the author says and the figure, which many texts hold already."""
    value = indicator.baseline_value
    if value is None:
        return told
    with_figure = holding(desk.lang, told, value)
    figure = field_cell(desk.paper, indicator, "baseline_value").text
    return with_figure or desk.lang.join([part for part in (told, figure) if part])
