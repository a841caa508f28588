"""A store of the hub on each engine, and plans whose submissions come in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hub_plans import NOON, invented_states

from ccmdesk.actions.author import Author
from ccmdesk.db.hub.store import Hub, open_hub
from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs(resource("packs"))


@pytest.fixture(scope="session")
def invented(packs: Packs) -> Packs:
    """The packs with 60 States that do not exist, so that nothing is said of those that do."""
    return invented_states(packs)


@pytest.fixture(scope="session")
def author() -> Author:
    return Author("Desk officer", lambda: NOON)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not made yet, on either engine."""
    if request.param == "sqlite":
        return str(tmp_path / "hub.db")
    address: str = request.getfixturevalue("server")
    with psycopg.connect(address, autocommit=True) as con:
        con.execute("DROP SCHEMA public CASCADE")
        con.execute("CREATE SCHEMA public")
    return address


@pytest.fixture
def hub(where: str) -> Iterator[Hub]:
    with open_hub(where, make_at=dt.datetime.now(dt.UTC), writes=True) as opened:
        yield opened
