"""Plans of invented States, made and packed by the same actions as every plan."""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ccmdesk.actions.author import Author
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.actions.edit_record import AddRecord, add_record
from ccmdesk.actions.pack_submission import (
    Packed,
    PackSubmission,
    prepare_submission,
    record_submission,
)
from ccmdesk.bundle.keys import SigningKey, new_key
from ccmdesk.db.store import Store
from ccmdesk.model.codes import LanguageTag, ModalityCode, StateCode
from ccmdesk.model.cooperation import AssistanceFlow, FlowDirection
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus, Standing
from ccmdesk.model.values import Texts

NOON = dt.datetime(2026, 11, 2, 12, 0, tzinfo=dt.UTC)
SEED = Path(__file__).parents[1] / "data" / "seed_statistics.csv"
DUTIES = {"3": Duty.ARTICLE_3, "4": Duty.ARTICLE_4A, "5": Duty.ARTICLE_5}


def seed_rows() -> list[dict[str, str]]:
    """Return the 60 invented States whose counts are those of the review of 2015."""
    with SEED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def invented_code(number: int) -> StateCode:
    """Return a code that ISO 3166 leaves to its users: XAA, XAB, and so on."""
    return StateCode("X" + chr(65 + number // 26) + chr(65 + number % 26))


def invented_states(packs: Packs) -> Packs:
    """Return the packs with the invented States alone, all of them States Parties."""
    pattern = next(row for row in packs.states.values() if row.standing is Standing.PARTY)
    states = {
        code: replace(
            pattern, code=code, name=row["state"], languages=(LanguageTag("en"),), region=None
        )
        for n, row in enumerate(seed_rows())
        for code in [invented_code(n)]
    }
    return replace(packs, states=MappingProxyType(states), duties=())


def new_plan(folder: Path, country: str, *, author: Author, packs: Packs) -> Store:
    """Return the new plan of a State."""
    ask = CreatePlan(
        path=folder / f"{country}.ccmdesk",
        country=StateCode(country),
        first_year=2026,
        last_year=2030,
        office="National authority",
    )
    return create_plan(ask, author=author, packs=packs)


def add(store: Store, kind: type, *, author: Author, packs: Packs, **values: Any) -> Any:
    """Add a record through the action that window and command line use."""
    return add_record(store, AddRecord(kind=kind, values=values), author=author, packs=packs)


def pack(store: Store, folder: Path, *, key: SigningKey, author: Author, packs: Packs) -> Packed:
    """Pack the next submission of a plan, without papers."""
    ask = PackSubmission(languages=(), office="National authority", folder=folder, key=key)
    prepared = prepare_submission(store.document(), ask, packs=packs, author=author)
    record_submission(store, prepared)
    return prepared.packed


def seed_records(row: Mapping[str, str]) -> Iterator[tuple[type, dict[str, Any]]]:
    """Yield what one row of the seed says as records: obligations, needs, assistance given."""
    for article, duty in DUTIES.items():
        if row[f"has_art{article}"] == "1":
            yield Obligation, {"duty": duty, "status": ObligationStatus.COMPLETED}
        if row[f"needs_art{article}"] == "1":
            yield (
                Need,
                {
                    "title": Texts.of({"en": f"Support under Article {article}"}),
                    "article": Article(article),
                    "modalities": (ModalityCode("TECH-ADVICE"),),
                },
            )
    if row["provides_assistance"] == "1":
        yield AssistanceFlow, {"year": 2014, "direction": FlowDirection.GIVEN}


def seed_submissions(folder: Path, *, author: Author, packs: Packs) -> list[Path]:
    """Return 60 submissions, each from a plan of its own and signed with a key of its own."""
    paths = []
    for number, row in enumerate(seed_rows()):
        country = invented_code(number)
        key = new_key(os.urandom)
        with new_plan(folder, country, author=author, packs=packs) as store:
            for kind, values in seed_records(row):
                add(store, kind, author=author, packs=packs, **values)
            packed = pack(store, folder / "out", key=key, author=author, packs=packs)
        paths.append(packed.path)
    return paths
