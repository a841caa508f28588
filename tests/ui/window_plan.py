"""A small plan for the tests of the window: some of it complete, some missing, in four scripts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import CurrencyCode, ModalityCode, StateCode
from ccmdesk.model.ids import ActivityId, BudgetLineId, HazardousAreaId, NeedId
from ccmdesk.model.need import Need
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money, Period, Quantity, Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.open_plan import OpenPlan

OpenWindow = Callable[..., MainWindow]
"""Opens the window: (file), language=, wide=."""

NOON = dt.datetime(2026, 6, 1, 12, 0, tzinfo=dt.UTC)
AUTHOR = Author("Officer", lambda: NOON)
EUR = CurrencyCode("EUR")
TITLES = (
    {"en": "Survey of 42 villages in the north"},
    {"en": "Dépollution of the river bank", "fr": "Dépollution de la rive"},
    {"en": "Prostheses", "ar": "أطراف صناعية للناجين"},
    {"en": "Risk reduction education in schools", "zh": "在学校开展非技术调查和教育"},
    {"en": "Ledger of stocks", "ru": "Учёт запасов"},
)


def make_plan(path: Path) -> Path:
    """Make the plan of Bosnia and Herzegovina for 2026 to 2030 at *path*."""
    ask = CreatePlan(
        path=path, country=StateCode("BIH"), first_year=2026, last_year=2030, office="Sarajevo"
    )
    with create_plan(ask, author=AUTHOR, packs=load_packs(resource("packs"))) as store:
        changes = [change for record in _records() for change in difference(None, record)]
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))
    return path


def plan_of(window: MainWindow) -> OpenPlan:
    """Return the plan that is open in *window*."""
    assert window.desk.plan is not None
    return window.desk.plan


def page_of(window: MainWindow) -> Any:
    """Return the page that is shown."""
    return window.pages.currentWidget()


def first_activity(window: MainWindow) -> tuple[OpenPlan, Activity]:
    """Return the open plan and its first activity as it is now."""
    plan = plan_of(window)
    activity = plan.store.document().first(Activity)
    assert activity is not None
    return plan, activity


def _records() -> list[Any]:
    records: list[Any] = []
    for number, titles in enumerate(TITLES, start=1):
        activity = Activity(
            id=ActivityId(new_id()),
            code=f"A4-{number:02}",
            article=Article.CLEARANCE,
            type=ActivityType.OTHER,
            title=Texts.of(titles),
            period=Period(dt.date(2026, 1, 1), dt.date(2026 + number % 3, 12, 31)),
            quantity=Quantity(1000 * number, "m2"),
            cost=Money(5_000_000 * number, EUR),
        )
        need = Need(
            id=NeedId(new_id()),
            code=f"N-{number:02}",
            title=Texts.of({"en": f"Support for {titles['en']}"}),
            article=Article.CLEARANCE,
            activity=activity.id if number % 2 else None,
            modalities=(ModalityCode("FIN-GRANT"),),
        )
        line = BudgetLine(
            id=BudgetLineId(new_id()),
            activity=activity.id,
            role=BudgetRole.NATIONAL,
            year=2026,
            amount=Money(1_000_000, EUR),
        )
        area = HazardousArea(id=HazardousAreaId(new_id()), code=f"CHA-{number:05}")
        records += [activity, need, line, area]
    return records
