"""An activity whose cost is stated year by year, and not in total, has a total cost in papers."""

from __future__ import annotations

from dataclasses import replace

from article7_report import REPORT, report_of
from plan_paper import paper, table, texts
from small_plan import activity, euros, line, records

from ccmdesk.model.activity import ActivityType
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.state import Article
from ccmdesk.model.values import Absence, FieldNote, Notes
from ccmdesk.rules.completeness import completeness_findings

NBSP = "\N{NO-BREAK SPACE}"
NEEDED = BudgetRole.NEEDED
BY_YEAR = replace(activity(3, 0, title="Marking of the road"), cost=None)
CAPTION = "Activities: Article 4: clearance and risk reduction education"
YEARS = (line(3, NEEDED, euros(20_000), 2022), line(3, NEEDED, euros(5_000), 2023))


def _costs(plan: PlanDocument) -> dict[str, str]:
    found = table(paper(plan), CAPTION)
    at = [cell.text for cell in found.head[0]].index("Total cost")
    return {row[0].text: row[at].text.replace(NBSP, " ") for row in found.rows}


def _said(plan: PlanDocument) -> str:
    return " ".join(texts(paper(plan))).replace(NBSP, " ")


def test_the_total_cost_is_the_sum_of_the_years() -> None:
    plan = document_of([*records(), BY_YEAR, *YEARS])
    assert _costs(plan)["A4-03"] == "EUR 25,000"
    assert "nothing is stated for" not in _said(plan)
    assert _costs(document_of([*records(), BY_YEAR]))["A4-03"] == "Not yet filled"


def test_a_sum_of_some_years_says_which_are_missing() -> None:
    plan = document_of([*records(), BY_YEAR, YEARS[0]])
    assert _costs(plan)["A4-03"] == "EUR 20,000"
    says = (
        "A4-03: the total cost is the sum of the years that are filled; nothing is stated for 2023."
    )
    assert says in _said(plan)


def test_a_cost_that_is_said_not_to_be_known_stays_so() -> None:
    unknown = replace(BY_YEAR, notes=Notes.of({"cost": FieldNote(absence=Absence.UNKNOWN)}))
    assert _costs(document_of([*records(), unknown, *YEARS]))["A4-03"] == "Not known"


def test_a_report_under_article_7_has_the_sum_too() -> None:
    clinic = replace(BY_YEAR, article=Article.VICTIMS, type=ActivityType.REHABILITATION)
    said = " ".join(texts(report_of(document_of([*records(), REPORT, clinic, *YEARS]))))
    assert f"EUR{NBSP}25,000" in said


def test_no_total_is_asked_for_where_the_years_are_filled() -> None:
    def asked(*more: object) -> bool:
        found = completeness_findings(document_of([BY_YEAR, *more]))
        return any(one.rule == "required-cost" for one in found)

    assert asked()
    assert not asked(*YEARS)
