"""A plan is damaged by bit, sector, page, truncation: it is told, and nearly all is saved.

Ordinarily some damages of each way, plain and encrypted; CCMDESK_FAULTS=1 tries a thousand.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from damage import Damage, damages
from damaged_plans import Plan, make_plan, read_damaged, try_all

from ccmdesk.db.check import check_store

TRIED = 1000 if os.environ.get("CCMDESK_FAULTS") else 40
SEED = int(os.environ.get("CCMDESK_SEED", "0"))
KEY = bytes(range(48))

pytestmark = pytest.mark.timeout(7200 if os.environ.get("CCMDESK_FAULTS") else 300)


@pytest.fixture(scope="module", params=[None, KEY], ids=["plain", "encrypted"])
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return make_plan(tmp_path_factory.mktemp("whole") / "plan", key=request.param)


def test_damage_is_told_and_nearly_all_is_saved(
    plan: Plan, tmp_path: Path, record_property: Any
) -> None:
    tried = damages(TRIED // 2, seed=SEED)
    found = try_all(plan, tried, tmp_path / "copy", check=check_store)
    told = {**found.seen, "kept": found.kept, "undamaged": found.undamaged, "seed": SEED}
    record_property("damages", json.dumps(told))
    assert found.tried == TRIED // 2
    assert found.wrong == []


class OtherLetters(Damage):
    """A name that became another one, as a few bits in memory make it."""

    def done_to(self, raw: bytes) -> bytes:
        """Return *raw* with the name of one area turned into another."""
        return raw.replace(b"Area 41", b"Area 14")


def test_without_the_check_damage_stays_unseen(tmp_path: Path) -> None:
    """The control: who only reads takes the wrong name for the right one."""
    plan = make_plan(tmp_path / "plan", key=None)
    path, tried = tmp_path / "copy.ccmdesk", [OtherLetters("letters", 0)]
    assert read_damaged(plan, tried, path, check=check_store).seen == {"by check": 1}
    assert read_damaged(plan, tried, path, check=lambda _: []).seen == {"unseen": 1}
