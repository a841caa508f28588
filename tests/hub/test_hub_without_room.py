"""A store of the hub that finds no room is told by its name, and is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from db_cases import NOON

from ccmdesk.db.hub.place import open_place
from ccmdesk.db.hub.store import Hub, open_hub
from ccmdesk.model.problem import Problem

FILE = bytes(range(32))
MEGABYTE = bytes(2**20)


def test_a_store_without_room_is_not_called_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "states.ccmhub"
    open_hub(str(path), make_at=NOON).close()
    place = open_place(str(path), writes=True)
    sa.event.listen(place.engine, "checkout", _let_no_page_be_added)
    with (
        Hub(place) as hub,
        pytest.raises(Problem, match=r"no room for states\.ccmhub in") as raised,
        hub.writing() as store,
    ):
        store.keep_file(FILE, [MEGABYTE])
    assert "plan" not in str(raised.value).replace(str(tmp_path), "")
    assert "Nothing was changed" in str(raised.value)
    with open_hub(str(path), writes=True) as again:
        with again.reading() as kept:
            assert not kept.has_file(FILE)
        with again.writing() as store:
            store.keep_file(FILE, [MEGABYTE])
            assert store.has_file(FILE)


def _let_no_page_be_added(con: sa.engine.interfaces.DBAPIConnection, *_: object) -> None:
    con.cursor().execute("PRAGMA max_page_count=1")
