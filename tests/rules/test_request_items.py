"""The items of an extension request, filled and missing, by article."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import ExtensionRequest
from ccmdesk.model.ids import (
    ActivityId,
    AnnualPositionId,
    DestructionId,
    ExtensionId,
    ExtensionRequestId,
    HazardousAreaId,
    LandReleaseId,
    ObligationId,
    StockId,
)
from ccmdesk.model.state import (
    Article,
    Duty,
    Extension,
    ExtensionStatus,
    Obligation,
)
from ccmdesk.model.stockpile import Destruction, Stock
from ccmdesk.model.values import (
    Absence,
    FieldNote,
    Money,
    Notes,
    Period,
    Quantity,
    Texts,
)
from ccmdesk.rules.request_items import basis_of, current_request, item_states


def _text(words: str) -> Texts:
    return Texts.of({"en": words})


OBLIGATION = Obligation(id=ObligationId(UUID(int=1)), deadline=dt.date(2026, 5, 1))
EXTENSION = Extension(id=ExtensionId(UUID(int=2)), obligation=OBLIGATION.id)
REQUEST = ExtensionRequest(id=ExtensionRequestId(UUID(int=3)), extension=EXTENSION.id)


def _missing(*records: Any) -> list[str]:
    document = document_of(records)
    basis = basis_of(document, document.of(ExtensionRequest)[0])
    assert basis is not None
    return [state.item.letter for state in item_states(basis) if not state.filled]


def _of(duty: Duty) -> Obligation:
    return replace(OBLIGATION, duty=duty)


def test_an_empty_request_lacks_every_item_of_its_article() -> None:
    assert _missing(_of(Duty.ARTICLE_3), EXTENSION, REQUEST) == [
        "(a)", "(b)", "(c)", "(d)", "(e)", "(f)",
    ]  # fmt: skip
    assert _missing(_of(Duty.ARTICLE_4A), EXTENSION, REQUEST) == [
        "(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)", "(i)",
    ]  # fmt: skip


def test_a_renewal_has_to_tell_of_the_extension_before() -> None:
    earlier = Extension(
        id=ExtensionId(UUID(int=9)),
        obligation=OBLIGATION.id,
        status=ExtensionStatus.GRANTED,
        granted_until=dt.date(2028, 5, 1),
    )
    assert _missing(_of(Duty.ARTICLE_4A), earlier, EXTENSION, REQUEST)[-1] == "(j)"
    told = replace(REQUEST, previous_extension=_text("Teams were trained."))
    assert "(j)" not in _missing(_of(Duty.ARTICLE_4A), earlier, EXTENSION, told)


def test_a_further_extension_under_article_3_names_its_exceptional_circumstances() -> None:
    earlier = Extension(
        id=ExtensionId(UUID(int=9)),
        obligation=OBLIGATION.id,
        status=ExtensionStatus.GRANTED,
        granted_until=dt.date(2028, 5, 1),
    )
    lacking = ["(a)", "(b)", "(b)", "(c)", "(d)", "(e)", "(f)", "(j)"]
    records = (_of(Duty.ARTICLE_3), EXTENSION)
    assert _missing(*records, REQUEST, earlier) == lacking
    told = replace(REQUEST, exceptional=_text("The only furnace was flooded."))
    assert _missing(*records, told, earlier) == [*lacking[:1], *lacking[2:]]
    assert _missing(*records, REQUEST).count("(b)") == 1
    assert _missing(_of(Duty.ARTICLE_4A), EXTENSION, REQUEST, earlier).count("(b)") == 1


def test_the_deadline_to_be_moved_is_the_one_before_the_extension_also_once_it_is_granted() -> None:
    first, second = (
        Extension(
            id=ExtensionId(UUID(int=number)),
            obligation=OBLIGATION.id,
            status=ExtensionStatus.GRANTED,
            granted_until=dt.date(year, 5, 1),
        )
        for number, year in ((2, 2028), (9, 2031))
    )

    def before(*extensions: Extension, about: Extension) -> dt.date | None:
        request = replace(REQUEST, extension=about.id)
        basis = basis_of(document_of([_of(Duty.ARTICLE_4A), *extensions, request]), request)
        assert basis is not None
        return basis.deadline_before

    asked = replace(EXTENSION, id=ExtensionId(UUID(int=30)))
    assert before(first, about=first) == OBLIGATION.deadline
    assert before(second, first, about=first) == OBLIGATION.deadline
    assert before(second, first, about=second) == first.granted_until
    assert before(first, second, asked, about=asked) == second.granted_until


def test_a_year_without_a_figure_fills_in_no_extent() -> None:
    def lacks(**figures: Any) -> set[str]:
        position = AnnualPosition(id=AnnualPositionId(UUID(int=31)), year=2025, **figures)
        every = set(_missing(_of(Duty.ARTICLE_4A), EXTENSION, REQUEST))
        return every - set(_missing(_of(Duty.ARTICLE_4A), EXTENSION, REQUEST, position))

    assert lacks() == set()
    assert lacks(opening_m2=700) == {"(d)"}
    assert lacks(opening_m2=700, closing_m2=300) == {"(d)", "(f)"}


def test_article_5_has_no_end_and_so_no_list() -> None:
    assert _missing(_of(Duty.ARTICLE_5), EXTENSION, REQUEST) == []


def test_a_full_request_under_article_4_lacks_nothing() -> None:
    obligation = replace(
        _of(Duty.ARTICLE_4A),
        means_available=_text("Two teams."),
        impeding=_text("Snow."),
        implications=_text("Pastures."),
    )
    extension = replace(EXTENSION, requested_until=dt.date(2029, 5, 1))
    request = replace(
        REQUEST,
        reasons=_text("Access."),
        past_work=_text("Survey."),
        future_work=_text("Clearance."),
        notes=Notes.of(
            {"other_information": FieldNote(absence=Absence.NOT_APPLICABLE, reason="none")}
        ),
    )
    area = HazardousArea(id=HazardousAreaId(UUID(int=4)), size_m2=1000)
    release = LandRelease(id=LandReleaseId(UUID(int=5)), year=2025, cleared_m2=500)
    activity = Activity(
        id=ActivityId(UUID(int=6)),
        article=Article.CLEARANCE,
        cost=Money(100_00, CurrencyCode("EUR")),
    )
    assert _missing(obligation, extension, request, area, release, activity) == []


@pytest.mark.parametrize("lost", ["stock", "destruction", "activity"])
def test_under_article_3_figures_come_from_the_records(lost: str) -> None:
    records: dict[str, Any] = {
        "stock": Stock(id=StockId(UUID(int=4)), quantity=40),
        "destruction": Destruction(id=DestructionId(UUID(int=5)), quantity=10),
        "activity": Activity(
            id=ActivityId(UUID(int=6)),
            article=Article.STOCKPILES,
            quantity=Quantity(30, "munitions"),
            period=Period(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
        ),
    }
    kept = [record for name, record in records.items() if name != lost]
    missing = set(_missing(_of(Duty.ARTICLE_3), EXTENSION, REQUEST, *kept))
    affected = {"stock": {"(d)", "(f)"}, "destruction": {"(e)"}, "activity": {"(f)"}}
    assert missing & {"(d)", "(e)", "(f)"} == affected[lost]


def test_the_request_in_preparation_comes_before_one_that_was_granted() -> None:
    granted = replace(EXTENSION, id=ExtensionId(UUID(int=20)), status=ExtensionStatus.GRANTED)
    old = ExtensionRequest(id=ExtensionRequestId(UUID(int=30)), extension=granted.id)
    document = document_of([_of(Duty.ARTICLE_4A), EXTENSION, granted, REQUEST, old])
    assert current_request(document) == REQUEST
    assert current_request(PlanDocument()) is None
