"""What cannot be saved, what can stay unfinished, and outlines on the globe."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from bih_plan import EUR, bih_document, en, identity, published_series

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.codes import (
    ActionCode,
    CurrencyCode,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.facts import field_map
from ccmdesk.model.ids import (
    ActionProgressId,
    ActivityId,
    BudgetLineId,
    HazardousAreaId,
    LandReleaseId,
    NeedId,
    ObligationId,
    PlanId,
    StatePartyId,
    StockId,
    TransparencyReportId,
)
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.meeting import ActionProgress
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Duty, Obligation, StateParty
from ccmdesk.model.stockpile import Stock
from ccmdesk.model.values import (
    E7,
    Money,
    PartialDate,
    People,
    Period,
    Polygon,
    Position,
    Quantity,
    Texts,
)
from ccmdesk.rules.geometry import crosses_itself, polygon_size_m2
from ccmdesk.rules.refusals import PAST, refusals

TODAY = dt.date(2021, 6, 15)
SOON = dt.date(2021, 6, 16)


def activity(**fields: Any) -> Activity:
    return Activity(id=ActivityId(identity(1)), **fields)


def area(**fields: Any) -> HazardousArea:
    return HazardousArea(id=HazardousAreaId(identity(2)), **fields)


def release(**fields: Any) -> LandRelease:
    return LandRelease(id=LandReleaseId(identity(3)), **fields)


def obligation(**fields: Any) -> Obligation:
    return Obligation(id=ObligationId(identity(4)), **fields)


def report(**fields: Any) -> TransparencyReport:
    return TransparencyReport(id=TransparencyReportId(identity(5)), **fields)


def ring(*points: tuple[int, int]) -> Polygon:
    return Polygon(tuple(Position(latitude, longitude) for longitude, latitude in points))


SQUARE = ring((0, 0), (10, 0), (10, 10), (0, 10))
BOW = ring((0, 0), (10, 10), (10, 0), (0, 10))
TOUCHING = ring((0, 0), (10, 0), (10, 10), (5, 0), (0, 10))
SPIKE = ring((0, 0), (10, 0), (10, 10), (10, -5), (0, 10))

CASES: list[tuple[Any, list[str]]] = [
    (activity(), []),
    (activity(period=Period(SOON, TODAY)), ["period"]),
    (activity(period=Period(SOON, None)), []),
    (activity(quantity=Quantity(-1, "m2")), ["quantity"]),
    (activity(quantity=Quantity(None, "m2")), []),
    (activity(quantity=Quantity(10**16, "m2")), ["quantity"]),
    (activity(cost=Money(-1, EUR)), ["cost"]),
    (activity(cost=Money(0, EUR)), []),
    (activity(cost=Money(10**16, EUR)), ["cost"]),
    (activity(cost=Money(1, CurrencyCode("EURO"))), ["cost"]),
    (activity(direct=People(-1, 0, 0, 0)), ["direct"]),
    (activity(direct=People(1, None, 0, 0)), []),
    (activity(position=Position(91 * E7, 0)), ["position"]),
    (activity(position=Position(90 * E7, -180 * E7)), []),
    (activity(title=en("x" * 300)), []),
    (activity(title=Texts.of({"en": "x" * 301, "fr": "x" * 301})), ["title", "title"]),
    (activity(code="x" * 31), ["code"]),
    (activity(method=MethodCode("MAGIC")), ["method"]),
    (activity(method=MethodCode("ODOB")), []),
    (area(size_m2=0), ["size_m2"]),
    (area(size_m2=1), []),
    (area(munitions=(MunitionCode("HOMEMADE"),)), []),
    (area(polygon=SQUARE), []),
    (area(polygon=Polygon(SQUARE.points[:2])), ["polygon"]),
    (area(polygon=BOW), ["polygon"]),
    (area(polygon=TOUCHING), ["polygon"]),
    (area(polygon=SPIKE), ["polygon"]),
    (area(polygon=ring((0, 0), (0, 0), (5, 5))), ["polygon"]),
    (area(polygon=ring((0, 0), (0, 5), (5, 5), (0, 0))), ["polygon"]),
    (area(polygon=ring((0, 0), (181 * E7, 0), (5, 5))), ["polygon"]),
    (area(found_on=PartialDate("2020"), closed_on=PartialDate("2020-03")), []),
    (area(found_on=PartialDate("2020-04"), closed_on=PartialDate("2020-03")), ["closed_on"]),
    (area(closed_on=PartialDate("2020-03")), []),
    (area(found_on=PartialDate("2021")), []),
    (area(found_on=PartialDate("2021-07")), ["found_on"]),
    (release(cleared_m2=-1), ["cleared_m2"]),
    (release(year=2022), ["year"]),
    (release(year=2021), []),
    (release(period=Period(TODAY, SOON)), ["period"]),
    (release(period=Period(SOON, None)), ["period"]),
    (obligation(duty=Duty.ARTICLE_5, deadline=TODAY), ["deadline"]),
    (obligation(duty=Duty.ARTICLE_5), []),
    (obligation(duty=Duty.ARTICLE_4B), ["conflict"]),
    (obligation(duty=Duty.ARTICLE_4B, conflict=en("2006")), []),
    (report(not_applicable_forms="B, a"), ["not_applicable_forms"]),
    (report(not_applicable_forms="B F"), []),
    (report(not_applicable_forms="A-1"), ["not_applicable_forms"]),
    (report(initial=True, unchanged_since=2019), ["unchanged_since"]),
    (report(initial=False, unchanged_since=2019), []),
    (report(submitted_on=SOON), ["submitted_on"]),
    (StateParty(id=StatePartyId(identity(6)), country=StateCode("BIH")), []),
    (StateParty(id=StatePartyId(identity(6)), country=StateCode("XYZ")), ["country"]),
    (StateParty(id=StatePartyId(identity(6)), deposited=SOON), ["deposited"]),
    (Need(id=NeedId(identity(7)), modalities=(ModalityCode("SSC"),)), []),
    (
        Need(id=NeedId(identity(7)), modalities=(ModalityCode("SSC"), ModalityCode("X"))),
        ["modalities"],
    ),
    (ActionProgress(id=ActionProgressId(identity(8)), action=ActionCode("lap-2021/18")), []),
    (
        ActionProgress(id=ActionProgressId(identity(8)), action=ActionCode("lap-2021/99")),
        ["action"],
    ),
    (Plan(id=PlanId(identity(9)), currency=CurrencyCode("XXX")), ["currency"]),
    (Stock(id=StockId(identity(10)), munition=MunitionCode("HOMEMADE"), quantity=0), []),
    (BudgetLine(id=BudgetLineId(identity(11)), year=1989), ["year"]),
    (BudgetLine(id=BudgetLineId(identity(11)), year=2100), []),
]


@pytest.mark.parametrize(("record", "fields"), CASES, ids=[str(n) for n in range(len(CASES))])
def test_a_value_that_contradicts_itself_is_refused_with_its_field(
    record: Any, fields: list[str], packs: Packs
) -> None:
    found = refusals(record, packs, TODAY)
    assert [one.field for one in found] == fields
    assert all(one.says.msgid.endswith(".") for one in found)


def test_an_empty_record_of_any_kind_can_be_saved(packs: Packs) -> None:
    for kind in KINDS:
        assert refusals(kind.record(id=identity(1)), packs, TODAY) == (), kind.name


def test_the_demonstration_is_refused_nowhere(packs: Packs) -> None:
    document = bih_document(*published_series())
    today = dt.date(2026, 1, 1)
    refused = [
        (kind.name, one.field)
        for kind in KINDS
        for record in document.of(kind.record)
        for one in refusals(record, packs, today)
    ]
    assert refused == []


def test_fields_that_tell_the_past_exist() -> None:
    for kind, names in PAST.items():
        assert set(names) <= set(field_map(kind))


def test_the_size_of_an_outline_is_right_within_one_per_cent() -> None:
    degree = ring((0, 0), (E7, 0), (E7, E7), (0, E7))
    assert polygon_size_m2(degree) == pytest.approx(12_308_778_000, rel=0.01)
    backwards = Polygon(degree.points[::-1])
    assert polygon_size_m2(backwards) == polygon_size_m2(degree)


def test_an_outline_across_180_degrees_is_as_large_as_one_elsewhere() -> None:
    corners = ((-16.8, -10), (-16.8, 20), (-16.803, 20), (-16.803, -10))

    def size(middle: float) -> int:
        """Return the size of the same field around a longitude."""
        return polygon_size_m2(
            Polygon(
                tuple(
                    Position(round(latitude * E7), round(_turned(middle + east / 10_000) * E7))
                    for latitude, east in corners
                )
            )
        )

    assert size(180) == pytest.approx(size(178), rel=0.001)
    assert size(180) == pytest.approx(106_500, rel=0.01)


def _turned(longitude: float) -> float:
    return longitude - 360 if longitude > 180 else longitude


def test_an_outline_with_straight_points_does_not_cross_itself() -> None:
    assert not crosses_itself(ring((0, 0), (5, 0), (10, 0), (10, 10), (5, 12), (0, 10)))
    assert not crosses_itself(ring((0, 0), (10, 0), (3, 3)))
