"""The extent is told from the records that know it, and needs that were met as what they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from plan_paper import paper, request, texts
from small_plan import POSITION, RELEASE, english, euros, line, records

from ccmdesk.model.area import AnnualPosition, HazardousArea
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import AnnualPositionId, HazardousAreaId
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.report.blocks import Document
from ccmdesk.report.documents import concept_note, donor_brief

NBSP = "\N{NO-BREAK SPACE}"
BEGUN = AnnualPosition(
    id=AnnualPositionId(UUID(int=7_500)), year=2022, explanation=english("The survey goes on.")
)
AREAS = [
    HazardousArea(id=HazardousAreaId(UUID(int=7_510 + n)), code=f"H-{n}", size_m2=size)
    for n, size in enumerate((700, 2_300, None))
]


def _said(document: Document) -> str:
    return " ".join(texts(document)).replace(NBSP, " ")


@pytest.mark.parametrize("fields", [{}, {"opening_m2": 6_500_000}, {"suspected_m2": 1}])
def test_a_year_that_has_only_begun_leaves_the_extent_of_the_year_before(fields: Any) -> None:
    told = _said(paper(document_of([*records(), replace(BEGUN, **fields)])))
    assert "Article 4: 6.50 km² suspected or confirmed at the end of 2021." in told
    assert "At the end of 2021, 6.50 km² were suspected or confirmed to be contaminated." in told


def test_without_a_position_that_says_so_the_open_areas_tell_the_extent() -> None:
    kept = [one for one in records() if one not in (POSITION, RELEASE)]
    told = _said(paper(document_of([*kept, BEGUN, *AREAS])))
    extent = told.partition("Extent of the problem")[2].partition("Financial, technological")[0]
    assert "The areas still open have 3,000 m² together." in extent
    assert "1 open area without a size is not counted." in extent


def _met(one: Any) -> Any:
    return replace(one, follow_up=FollowUp.DELIVERED) if isinstance(one, Need) else one


PAID = [
    line(2, BudgetRole.NATIONAL, euros(90_000)),
    line(2, BudgetRole.PLEDGED, euros(0)),
    line(1, BudgetRole.IN_KIND, euros(240_000)),
]
MET = {
    "delivered": [_met(one) for one in records()],
    "funded": [*records(), *PAID],
}


@pytest.mark.parametrize("state", MET)
def test_needs_that_were_met_are_not_said_to_be_missing(state: str) -> None:
    ask = request(document_of(MET[state]))
    for document in (paper(ask.plan), donor_brief.build(ask), concept_note.build(ask)):
        told = _said(document)
        assert "No need for assistance is entered." not in told
        assert "Every need that is entered was delivered or is fully funded." in told
    brief = donor_brief.build(ask)
    assert "Detectors" not in _said(brief)


def test_a_plan_without_needs_says_that_none_is_entered() -> None:
    kept = [one for one in records() if not isinstance(one, Need)]
    told = _said(paper(document_of(kept)))
    assert "No need for assistance is entered." in told
    assert "Every need that is entered" not in told
