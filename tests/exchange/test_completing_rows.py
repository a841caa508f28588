from __future__ import annotations

import pytest
from exchange_office import Office, applied
from import_outcomes import outcomes

from ccmdesk.exchange.import_plan import ImportPlan
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.document import document_of

PLEDGES = "activity,role,year,amount.amount,amount.currency,funder\n"
FIRST = PLEDGES + "A1,pledged,2026,10,EUR,\n"


def _again(office: Office, text: str) -> ImportPlan:
    """Return what importing *text* does to a plan with a pledge that names nobody who pays."""
    activities = office.csv("activities", "code\nA1\nA2\n")
    plan = office.plan([activities, office.csv("budget_lines", FIRST)])
    return office.plan([office.csv("budget_lines", text)], document_of(applied(plan.changes)))


def _told(plan: ImportPlan) -> list[str]:
    said = [ENGLISH.say(notice.says) for notice in plan.notices]
    return [text for text in said if text.startswith("These rows are new, but")]


def test_a_row_that_completes_a_record_of_the_plan_is_named(office: Office) -> None:
    plan = _again(office, PLEDGES + "A2,pledged,2026,5,EUR,\nA1,pledged,2026,10,EUR,Donor A\n")
    assert outcomes(plan) == ["new", "new"]
    (says,) = _told(plan)
    assert "leaves open: 3. To complete a record, use a workbook" in says


@pytest.mark.parametrize(
    "row", ["A1,pledged,2027,10,EUR,", "A1,needed,2026,10,EUR,", "A1,pledged,2026,10,EUR,"]
)
def test_another_year_another_role_and_the_same_row_are_not_named(office: Office, row: str) -> None:
    assert _told(_again(office, f"{PLEDGES}{row}\n")) == []
