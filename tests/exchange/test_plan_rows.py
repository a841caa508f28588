from __future__ import annotations

import datetime as dt
from dataclasses import replace

from exchange_office import Office
from exchange_samples import ids
from import_outcomes import outcomes

from ccmdesk.model.document import document_of
from ccmdesk.model.ids import PlanId
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Period, Texts

UNTITLED = Plan(id=PlanId(ids()()), period=Period(dt.date(2026, 1, 1), dt.date(2030, 12, 31)))
ROWS = "title@en,period.start,period.end\nNational strategic plan,2026-01-01,2030-12-31\n"


def test_the_row_of_a_plan_gives_the_untitled_one_its_title(office: Office) -> None:
    plan = office.plan([office.csv("plans", ROWS)], document_of([UNTITLED]))
    (change,) = plan.changes
    assert (change.record, dict(change.new)) == (
        UNTITLED.id,
        {"title@en": "National strategic plan"},
    )


def test_only_the_first_row_takes_the_untitled_plan(office: Office) -> None:
    text = ROWS + "Plan for the north,2026-01-01,2030-12-31\n"
    plan = office.plan([office.csv("plans", text)], document_of([UNTITLED]))
    assert outcomes(plan) == ["changed", "new"]


def test_a_plan_of_another_title_stays_another_plan(office: Office) -> None:
    titled = replace(UNTITLED, title=Texts.of({"en": "Plan of 2020"}))
    twice = replace(UNTITLED, id=PlanId(ids(50)()))
    for plans in ([titled], [UNTITLED, twice]):
        assert outcomes(office.plan([office.csv("plans", ROWS)], document_of(plans))) == ["new"]
