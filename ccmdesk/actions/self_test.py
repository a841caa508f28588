"""Try the program on this computer: a plan is made, saved, read again, put on paper and packed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.actions.pack_submission import PackSubmission, prepare_submission, record_submission
from ccmdesk.actions.verify_package import open_package
from ccmdesk.bundle.keys import new_key
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import StateCode
from ccmdesk.model.edition import Edition
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_LANGUAGES = ("fr", "ar")
"""One that is written from the left and one from the right, with letters that join."""
_OFFICE = "Test"
_FIRST_YEAR = 2026
_LOST = N_("What was saved was not read again as it was. Do not rely on this version of ccmdesk.")


def self_test(*, packs: Packs, author: Author) -> None:
    """Do in a temporary folder what every user does; raises whatever goes wrong in it."""
    with tempfile.TemporaryDirectory() as made:
        plan = Path(made) / "test.ccmdesk"
        area = HazardousArea(id=HazardousAreaId(new_id()), code="HA-1", size_m2=12_500)
        ask = CreatePlan(
            path=plan,
            country=StateCode("LAO"),
            first_year=_FIRST_YEAR,
            last_year=_FIRST_YEAR + 1,
            office=_OFFICE,
        )
        with create_plan(ask, author=author, packs=packs) as store:
            store.apply(difference(None, area), author.stamp(StepKind.ADD))
        with open_store(plan) as store:
            _require(store.get(HazardousArea, area.id) == area)
            _pack(store, Path(made), packs=packs, author=author)
        with open_store(plan, reads_only=True) as store:
            _require(store.document().first(Edition) is not None)


def _pack(store: Store, folder: Path, *, packs: Packs, author: Author) -> None:
    """Make the papers, pack them with the plan, and read the package as its receiver does."""
    request = PackSubmission(
        languages=_LANGUAGES, office=_OFFICE, folder=folder, key=new_key(os.urandom)
    )
    prepared = prepare_submission(store.document(), request, packs=packs, author=author)
    record_submission(store, prepared)
    opened = open_package(prepared.packed.path)
    _require(opened.verified.manifest.languages == tuple(sorted(_LANGUAGES)))
    _require(any(isinstance(record, HazardousArea) for record in opened.records))


def _require(holds: bool) -> None:  # noqa: FBT001 - what was found, as in an assertion
    if not holds:
        raise Problem(_LOST)
