"""A small plan with texts to translate: two activities, one of them in French as well."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ccmdesk.actions.author import Author, new_id
from ccmdesk.db.store import Store, create_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import ActivityId, StatePartyId
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import Texts

NOON = dt.datetime(2026, 6, 1, 12, 0, tzinfo=dt.UTC)
AUTHOR = Author("Officer", lambda: NOON)
PACKS = load_packs(resource("packs"))


def new_plan(path: Path) -> Store:
    """Return the open plan: four texts in English, of which one has a French translation."""
    store = create_store(path, office="HQ", at=NOON, new_id=new_id)
    records = (
        StateParty(id=StatePartyId(new_id()), country=StateCode("LAO")),
        Activity(
            id=ActivityId(new_id()),
            code="A-1",
            title=Texts.of({"en": "Survey of 42 villages"}),
            description=Texts.of({"en": "Two teams\nand a car"}),
            place=Texts.of({"en": "Sepon"}),
        ),
        Activity(
            id=ActivityId(new_id()),
            code="A-2",
            title=Texts.of({"en": "Clearance of the bank", "fr": "Déminage de la rive"}),
        ),
    )
    changes = [change for record in records for change in difference(None, record)]
    store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))
    return store
