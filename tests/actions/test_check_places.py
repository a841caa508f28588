"""The check of a whole plan tells places that do not lie in its country."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codes import StateCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import ActivityId, HazardousAreaId, StatePartyId
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import E7, FieldNote, Notes, Polygon, Position

TUZLA = Position(round(44.53 * E7), round(18.67 * E7))
SWAPPED = Position(TUZLA.longitude_e7, TUZLA.latitude_e7)
BIH = StateParty(id=StatePartyId(UUID(int=1)), country=StateCode("BIH"))
AREA = HazardousArea(id=HazardousAreaId(UUID(int=2)), position=TUZLA)
WORK = Activity(id=ActivityId(UUID(int=3)), position=TUZLA)


def _field(at: Position) -> Polygon:
    return Polygon(
        (at, Position(at.latitude_e7 + 900, at.longitude_e7), replace(at, latitude_e7=1))
    )


def _outside(*records: object) -> list[str]:
    """Return the rules of what is told of places."""
    packs = load_packs(resource("packs"))
    found = plan_findings(document_of(records), packs=packs, today=dt.date(2026, 11, 30))
    return [one.rule for one in found if "outside" in ENGLISH.say(one.says)]


@pytest.mark.parametrize(
    ("record", "rules"),
    [
        (AREA, []),
        (WORK, []),
        (replace(AREA, position=SWAPPED), ["position-outside"]),
        (replace(WORK, position=SWAPPED), ["position-outside"]),
        (replace(AREA, polygon=_field(TUZLA)), ["outline-outside"]),
        (
            replace(
                AREA,
                position=SWAPPED,
                notes=Notes.of({"position": FieldNote(remark="training ground abroad")}),
            ),
            [],
        ),
    ],
    ids=["area", "activity", "swapped-area", "swapped-activity", "outline", "explained"],
)
def test_a_place_outside_the_country_is_told(record: object, rules: list[str]) -> None:
    assert _outside(BIH, record) == rules
    assert _outside(record) == [], "nobody knows of which country the plan is"
