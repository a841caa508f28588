"""Before a version changes a plan a copy is kept beside it: one for equal content, and no fewer."""

from __future__ import annotations

from pathlib import Path

import pytest
from db_cases import add, area, edit, new_store
from office_packages import sent
from sqlcipher3 import dbapi2

from ccmdesk.db.key_beside import new_key, wrap_key
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea

FIRST, SECOND = "plan.before-0004.ccmdesk", "plan.before-0004-1.ccmdesk"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.ccmdesk"
    with new_store(path) as store:
        add(store, area(1), area(2))
    return path


def _used_by_another_version(plan: Path) -> None:
    """Leave the file as a version does that derives other tables."""
    con = dbapi2.connect(str(plan))
    con.executescript(
        "UPDATE meta SET value = 'of another version' WHERE key = 'derived';"
        "ALTER TABLE row_hazardous_area ADD COLUMN colour TEXT"
    )
    con.close()


def _updated(plan: Path, key: bytes | None = None) -> None:
    """Open the plan with this version, after the other one was used."""
    if key is None:
        _used_by_another_version(plan)
    with open_store(plan, key=key) as store:
        assert len(store.document().of(HazardousArea)) == 2


def _copies(plan: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in plan.parent.glob("plan.before-*.ccmdesk")}


def test_going_back_and_forth_between_versions_leaves_one_copy(plan: Path) -> None:
    _updated(plan)
    first = _copies(plan)
    assert list(first) == [FIRST]
    for _ in range(3):
        _updated(plan)
    assert _copies(plan) == first
    with open_store(plan.with_name(FIRST)) as copy, open_store(plan) as store:
        assert copy.document().content_hash == store.document().content_hash


def test_what_was_written_in_between_gets_a_copy_of_its_own(plan: Path) -> None:
    _updated(plan)
    first = _copies(plan)
    with open_store(plan) as store:
        edit(store, area(1, size_m2=7))
    for _ in range(2):
        _updated(plan)
    assert _copies(plan)[FIRST] == first[FIRST]
    assert set(_copies(plan)) == {FIRST, SECOND}
    con = dbapi2.connect(str(plan.with_name(SECOND)))
    held = con.execute("SELECT size_m2 FROM row_hazardous_area WHERE code = 'HA-1'")
    assert held.fetchone() == (7,)
    con.close()


def test_a_package_that_was_noted_in_between_gets_a_copy_of_its_own(plan: Path) -> None:
    """It is no change of the log, and an older copy would use its number again."""
    _updated(plan)
    with open_store(plan) as store:
        sent(store)
    _updated(plan)
    assert set(_copies(plan)) == {FIRST, SECOND}


@pytest.mark.parametrize("cut", [0, 100, 20_000])
def test_a_damaged_copy_is_none(plan: Path, cut: int) -> None:
    _updated(plan)
    copy = plan.with_name(FIRST)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:cut] + bytes(2_000 if cut else 0) + whole[cut + 2_000 :] * bool(cut))
    damaged = copy.read_bytes()
    _updated(plan)
    assert set(_copies(plan)) == {FIRST, SECOND}
    assert copy.read_bytes() == damaged


def test_a_copy_that_opens_with_an_earlier_passphrase_is_none(tmp_path: Path) -> None:
    plan, key = tmp_path / "plan.ccmdesk", new_key()
    with new_store(plan, key=key) as store:
        add(store, area(1), area(2))
    wrap_key(plan, key, "five words that are long")
    for _ in range(2):
        _mark(plan, key)
        _updated(plan, key)
    assert set(_copies(plan)) == {FIRST}
    wrap_key(plan, key, "five other words that are long")
    _mark(plan, key)
    _updated(plan, key)
    assert set(_copies(plan)) == {FIRST, SECOND}


def _mark(plan: Path, key: bytes) -> None:
    con = dbapi2.connect(str(plan))
    con.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    con.execute("UPDATE meta SET value = 'of another version' WHERE key = 'derived'")
    con.commit()
    con.close()
