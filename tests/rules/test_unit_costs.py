"""What a square metre costs, by kind of work."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import ActivityId, BudgetLineId
from ccmdesk.model.values import Money, Quantity
from ccmdesk.rules.unit_costs import unit_costs

EUR = CurrencyCode("EUR")


def _activity(number: int, **fields: Any) -> Activity:
    known: dict[str, Any] = {
        "type": ActivityType.CLEARANCE,
        "quantity": Quantity(1000, "m2"),
        "cost": Money(150_000, EUR),
    }
    return Activity(id=ActivityId(UUID(int=number)), **{**known, **fields})


def test_costs_and_land_of_one_kind_of_work_are_added() -> None:
    plan = document_of(
        [_activity(1), _activity(2, quantity=Quantity(3000, "m²"), cost=Money(50_000, EUR))]
    )
    (found,) = unit_costs(plan)
    assert (found.work, found.activities, found.size_m2) == (ActivityType.CLEARANCE, 2, 4000)
    assert found.per_m2 == Decimal("0.5")


def test_what_states_no_land_or_no_cost_does_not_count() -> None:
    plan = document_of(
        [
            _activity(1, quantity=Quantity(24, "trainees")),
            _activity(2, cost=None),
            _activity(3, quantity=Quantity(0, "m2")),
            _activity(4, type=None),
        ]
    )
    assert unit_costs(plan) == ()


def test_currencies_are_never_added() -> None:
    dollars = Money(10_000, CurrencyCode("USD"))
    plan = document_of([_activity(1), _activity(2, cost=dollars)])
    assert [one.currency for one in unit_costs(plan)] == [EUR, "USD"]


def test_what_does_not_count_hides_nothing_after_it_and_kinds_stand_in_their_order() -> None:
    survey = ActivityType.NON_TECHNICAL_SURVEY
    dinars = Money(10_000, CurrencyCode("BAM"))
    plan = document_of(
        [
            _activity(1, cost=None),
            _activity(2),
            _activity(3, cost=dinars),
            _activity(4, type=survey),
        ]
    )
    found = [(one.work, one.currency, one.minor) for one in unit_costs(plan)]
    assert found == [
        (survey, EUR, 150_000),
        (ActivityType.CLEARANCE, "BAM", 10_000),
        (ActivityType.CLEARANCE, EUR, 150_000),
    ]


def test_a_pledge_alone_is_no_cost_of_the_land() -> None:
    pledge = BudgetLine(
        id=BudgetLineId(UUID(int=9)),
        activity=_activity(1).id,
        role=BudgetRole.PLEDGED,
        amount=Money(500, EUR),
    )
    assert unit_costs(document_of([_activity(1, cost=None), pledge])) == ()
