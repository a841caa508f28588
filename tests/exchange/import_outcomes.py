"""What became of the rows of an import, for tests."""

import datetime as dt

from exchange_samples import ids

from ccmdesk.exchange.import_plan import ImportPlan
from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import ActivityId
from ccmdesk.model.values import (
    Money,
    Period,
    Texts,
)

MARCH = dt.date(2026, 3, 7)


def outcomes(plan: ImportPlan) -> list[str]:
    return [row.outcome.value for row in plan.rows]


def existing() -> tuple[PlanDocument, Activity]:
    activity = Activity(
        id=ActivityId(ids()()),
        code="A4-01",
        title=Texts.of({"en": "Survey", "fr": "Enquête"}),
        period=Period(MARCH, dt.date(2026, 9, 30)),
        cost=Money(100_00, CurrencyCode("EUR"), 2020),
    )
    return document_of([activity]), activity
