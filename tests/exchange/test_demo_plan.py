"""The demonstration plan against the illustrative plan it is made from, row by row."""

from decimal import Decimal

import pytest
from demo_document import Row, demo_tables, minor, published
from exchange_office import Office, applied
from exchange_samples import ids

from ccmdesk.exchange.import_plan import ImportPlan
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.indicator import Indicator
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Objective
from ccmdesk.rules.funding import whole_shares

YEARS = range(2021, 2026)


WEAK = frozenset({"A4-05", "A4-12", "A4-13", "A3-03", "A5-07", "A5-08"})


PLAN_ROWS = published("plan")


EACH_ROW = pytest.mark.parametrize("row", PLAN_ROWS, ids=lambda row: row["activity_id"])


@pytest.fixture(scope="module")
def imported(exchange_packs: Packs, exchange_langs: dict[str, Lang]) -> ImportPlan:
    return Office(exchange_packs, exchange_langs, ids()).plan(demo_tables())


@pytest.fixture(scope="module")
def document(imported: ImportPlan) -> PlanDocument:
    return document_of(applied(imported.changes))


def activity_of(document: PlanDocument, code: str) -> Activity:
    return next(one for one in document.of(Activity) if one.code == code)


@EACH_ROW
def test_each_activity_is_that_of_the_illustrative_plan(document: PlanDocument, row: Row) -> None:
    activity = activity_of(document, row["activity_id"])
    period, quantity, cost = activity.period, activity.quantity, activity.cost
    responsible = document.get(Organisation, activity.responsible)
    assert {
        "article": activity.article and activity.article.value,
        "type": activity.type and activity.type.value,
        "title": activity.title.get("en"),
        "location": activity.place.get("en"),
        "start": str(period.start) if period else "",
        "end": str(period.end) if period else "",
        "quantity": str(quantity.amount) if quantity else "",
        "unit": quantity.unit if quantity else "",
        "responsible": (responsible and responsible.name.get("en")) or "",
        "plan_framework": activity.framework.get("en") or "",
        "single_year_reason": activity.single_year_reason.get("en") or "",
        "deadline_note": activity.deadline_note.get("en") or "",
    } == {key: row[key] for key in row if key in _COMPARED}
    assert cost is not None
    assert (cost.minor, cost.currency) == (minor(row["cost_total"]), row["currency"])
    unit_cost = None if activity.unit_cost is None else activity.unit_cost.minor
    assert unit_cost == (minor(row["unit_cost"]) if row["unit_cost"] else None)
    cells = activity.direct.cells[:4] if activity.direct else (None,) * 4
    groups = ("women", "men", "girls", "boys")
    assert cells == tuple(int(n) if (n := row[f"direct_{g}"]) else None for g in groups)


_COMPARED = frozenset(
    {
        "article",
        "type",
        "title",
        "location",
        "start",
        "end",
        "quantity",
        "unit",
        "responsible",
        "plan_framework",
        "single_year_reason",
        "deadline_note",
    }
)


@EACH_ROW
def test_milestones_are_those_of_the_plan(document: PlanDocument, row: Row) -> None:
    activity = activity_of(document, row["activity_id"])
    found = {m.year: m.planned for m in document.children(Milestone, "activity", activity.id)}
    planned = {year: int(row[f"qty_{year}"] or 0) for year in YEARS}
    assert found == {year: amount for year, amount in planned.items() if amount}


@EACH_ROW
def test_the_budget_is_that_of_the_plan_to_the_cent(document: PlanDocument, row: Row) -> None:
    activity = activity_of(document, row["activity_id"])
    books: dict[BudgetRole, dict[int | None, int]] = {}
    for line in document.children(BudgetLine, "activity", activity.id):
        assert line.role is not None
        assert line.amount is not None
        assert line.amount.currency == "EUR"
        books.setdefault(line.role, {})[line.year] = line.amount.minor
    needed = {y: minor(row[f"budget_{y}"] or "0") for y in YEARS}
    years: dict[int | None, int] = {year: amount for year, amount in needed.items() if amount}
    assert books.get(BudgetRole.NEEDED, {}) == years
    external = BudgetRole.IN_KIND if "in kind" in row["funding_source"] else BudgetRole.PLEDGED
    for role, column in (
        (BudgetRole.NATIONAL, "national_eur"),
        (external, "pledged_external_eur"),
    ):
        stated = None if row[column] == "" else minor(row[column])
        sound = row["activity_id"] not in WEAK
        expected: dict[int | None, int] = {} if stated is None else {None: stated}
        if stated is not None and sound:
            expected = whole_shares(stated, years)
        assert books.get(role, {}) == expected


@EACH_ROW
def test_funders_are_those_of_the_plan(document: PlanDocument, row: Row) -> None:
    activity = activity_of(document, row["activity_id"])
    lines = document.children(BudgetLine, "activity", activity.id)
    named = {line.funder for line in lines if line.funder}
    listed = {part.strip() for part in row["funding_source"].split(";")}
    assert named <= listed
    if row["activity_id"] not in WEAK:
        assert named == listed


@EACH_ROW
def test_indicators_are_those_of_the_plan(document: PlanDocument, row: Row) -> None:
    activity = activity_of(document, row["activity_id"])
    found = document.children(Indicator, "activity", activity.id)
    if not row["indicator"]:
        assert found == ()
        return
    (one,) = found
    assert one.title.get("en") == row["indicator"]
    assert one.baseline.get("en") == (row["baseline"] or None)
    assert (one.baseline_date.iso if one.baseline_date else "") == row["baseline_date"]
    assert one.verification.get("en") == (row["verification"] or None)
    first = row["baseline"].partition(" ")[0]
    value = one.baseline_value.amount if one.baseline_value else None
    assert value == (int(first) if first.isdecimal() else None)
    assert one.target == activity.quantity


def test_every_activity_that_states_a_gap_asks_for_it(document: PlanDocument) -> None:
    asked = {need.code: need for need in document.of(Need)}
    for row in PLAN_ROWS:
        gap = row["gap_eur"]
        need = asked.pop(row["activity_id"].replace("A", "N"), None)
        assert (need is not None) == (gap == "" or Decimal(gap) > 0), row["activity_id"]
        if need is not None:
            assert need.modalities == (row["modality"],)
            assert (need.cost.minor if need.cost else None) == (minor(gap) if gap else None)
            assert need.activity == activity_of(document, row["activity_id"]).id
    assert asked == {}


def test_total_and_gap_are_those_of_the_plan(document: PlanDocument) -> None:
    costs = [activity.cost for activity in document.of(Activity)]
    assert sum(cost.minor for cost in costs if cost) == 4_469_700_00
    gaps = [need.cost for need in document.of(Need)]
    assert sum(gap.minor for gap in gaps if gap) == 1_042_275_00


def test_objectives_add_up_what_their_activities_produce(document: PlanDocument) -> None:
    for objective in document.of(Objective):
        assert objective.target is not None
        below = document.children(Activity, "objective", objective.id)
        same = [
            a.quantity for a in below if a.quantity and a.quantity.unit == objective.target.unit
        ]
        assert sum(one.amount or 0 for one in same) == objective.target.amount, objective.code


def test_areas_add_up_to_what_is_worked_on(document: PlanDocument) -> None:
    linked = [activity for activity in document.of(Activity) if activity.areas]
    assert len(linked) == 5
    for activity in linked:
        areas = [document.get(HazardousArea, area) for area in activity.areas]
        assert activity.quantity is not None
        assert sum(a.size_m2 or 0 for a in areas if a) == activity.quantity.amount
