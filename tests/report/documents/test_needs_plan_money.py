"""The money in the paper: what is stated, what is not, and sums a reader can do again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plan_paper import TODAY, english, packs, paper, table, texts
from small_plan import activity, euros, line, records, small_plan

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import document_of
from ccmdesk.model.values import Money
from ccmdesk.report.blocks import KeyFigures
from ccmdesk.report.charts import Chart
from ccmdesk.rules.summary import summary


def test_sums_are_those_of_the_rules() -> None:
    document = paper(small_plan())
    (money,) = summary(small_plan(), packs(), TODAY).money
    found = table(document, "Needed, covered and missing by year, in EUR")
    lang = english()
    shown = {row[0].text: [cell.text for cell in row[1:]] for row in found.rows}
    assert list(shown) == ["2022", "2023", "Not by year"]
    for one, cells in zip(money.by_year, shown.values(), strict=True):
        for value, cell in zip((one.cost, one.national), cells, strict=False):
            assert cell == ("Not stated" if value is None else lang.amount(value))
        assert cells[4] == lang.amount(one.unsettled)
        assert cells[5] == ("Not known" if one.gap is None else lang.amount(one.gap))
    (total,) = found.totals
    assert [cell.text for cell in total[5:]] == ["90,000", "240,000"]


def _figure(text: str) -> int:
    return 0 if text in {"Not stated", "Not known"} else int(text.replace(",", ""))


@pytest.mark.parametrize(
    "caption",
    [
        "Needed, covered and missing by year, in EUR",
        "Needed, covered and missing by article, in EUR",
        "Needed, covered and missing by kind of support, in EUR",
    ],
)
def test_a_reader_can_recompute_every_row_of_the_budget(caption: str) -> None:
    found = table(paper(small_plan()), caption)
    for row in (*found.rows, *found.totals):
        needed, *covered, gap = [_figure(cell.text) for cell in row[1:]]
        assert needed - sum(covered) == gap


def test_a_reader_can_recompute_every_column_of_page_one() -> None:
    found = table(paper(small_plan()), "Cost and funding gap by year, in EUR")
    for column in range(1, len(found.columns)):
        needed, *covered, gap = [_figure(row[column].text) for row in found.rows]
        assert needed - sum(covered) == gap


def test_a_plan_that_says_nothing_of_money_does_not_say_that_it_is_zero() -> None:
    plan = document_of([*records()[:6], activity(2, 90_000)])
    said = texts(paper(plan))
    assert "National contribution" in said
    assert not {"0", "EUR\N{NO-BREAK SPACE}0"} & set(said)
    assert not any("EUR\N{NO-BREAK SPACE}0 " in text for text in said)
    assert "What the State pays itself is not stated." in " ".join(said)
    columns = table(paper(plan), "Cost and funding gap by year, in EUR").rows
    by_name = {row[0].text: {cell.text for cell in row[1:]} for row in columns}
    assert by_name["National contribution"] == by_name["Pledged from abroad"] == {"Not stated"}
    assert by_name["Funding gap"] == {"Not known"}
    assert by_name["Needed, gap not known"] == {"90,000"}


def test_currencies_are_never_added() -> None:
    dollars = CurrencyCode("USD")
    other = replace(activity(7, 0), cost=Money(5_000_00, dollars))
    document = paper(document_of([*records(), other]))
    assert "EUR" in table(document, "Needed, covered and missing by year, in EUR").caption
    (row,) = table(document, "Needed, covered and missing by year, in USD").rows
    assert row[1].text == "5,000"
    (figures,) = [b for b in document.blocks if isinstance(b, KeyFigures)]
    assert figures.figures[1].value == "EUR\N{NO-BREAK SPACE}390,000, USD\N{NO-BREAK SPACE}5,000"


@pytest.mark.parametrize(("paid", "share"), [(389_990, "99.9%"), (390_000, "100%"), (10, "0.1%")])
def test_the_state_pays_all_or_nothing_only_where_it_does(paid: int, share: str) -> None:
    kept = [one for one in records() if getattr(one, "role", None) is not BudgetRole.NATIONAL]
    document = paper(document_of([*kept, line(1, BudgetRole.NATIONAL, euros(paid))]))
    (figures,) = [b for b in document.blocks if isinstance(b, KeyFigures)]
    assert figures.figures[2].value == share


def test_the_budget_has_a_chart_of_the_gap() -> None:
    (chart,) = [
        b
        for b in paper(small_plan()).blocks
        if isinstance(b, Chart) and b.caption.startswith("Sources and funding gap")
    ]
    by_name = {series.name: series.values for series in chart.series}
    assert chart.categories == ("2022", "2023", "Not by year")
    assert by_name["Funding gap"] == (160.0, 80.0, 0.0)
    assert by_name["Needed, gap not known"] == (0.0, 0.0, 90.0)
    assert chart.totals == ("200", "100", "90")
    assert "Not by year: " in chart.alternative


def test_contributions_without_a_year_stand_in_the_table_of_the_transition() -> None:
    plan = document_of([*records(), line(2, BudgetRole.NATIONAL, euros(7_000))])
    found = table(paper(plan), "National and external contributions by year, in EUR")
    rows = [[cell.text for cell in row] for row in found.rows]
    assert rows == [
        ["2022", "40,000", "0", "100%"],
        ["2023", "20,000", "0", "100%"],
        ["Not by year", "7,000", "Not stated", "Not known"],
    ]


def test_contributions_of_years_to_a_lump_sum_come_to_the_total_of_page_one() -> None:
    lines = [
        line(2, role, euros(amount), year)
        for role, amount in ((BudgetRole.NATIONAL, 7_000), (BudgetRole.PLEDGED, 3_000))
        for year in (2022, 2023)
    ]
    document = paper(document_of([*records(), *lines]))
    page_one = table(document, "Cost and funding gap by year, in EUR").rows
    whole = {row[0].text: row[-1].text for row in page_one}
    found = table(document, "National and external contributions by year, in EUR")
    assert [row[1].text for row in found.rows] == ["47,000", "27,000"]
    (total,) = found.totals
    stated = [whole["National contribution"], whole["Pledged from abroad"]]
    assert [cell.text for cell in total[1:3]] == stated == ["74,000", "6,000"]
    says = "stand here under their own years"
    assert any(says in text for text in texts(document))
    assert not any(says in text for text in texts(paper(small_plan())))


def test_a_national_contribution_has_no_donor() -> None:
    found = table(paper(small_plan()), "Contributions by budget or donor, in EUR")
    assert [row[0].text for row in found.rows] == ["Budget not named"]
