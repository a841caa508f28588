"""A plan for each test that asks for one: in a file, and where a module says so on a server too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from db_cases import BOTH, new_store

from ccmdesk.db.store import Store, open_store
from server_plans import copied_to_server, emptied, keep, link_to, put_back


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of a module on each of its ENGINES; one that is only about speed on files."""
    if "store" in metafunc.fixturenames:
        engines = getattr(metafunc.module, "ENGINES", BOTH[:1])
        if metafunc.definition.get_closest_marker("speed"):
            engines = BOTH[:1]
        metafunc.parametrize("store", engines, indirect=True)


@pytest.fixture(scope="session")
def empty_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty plan, made once; copy it."""
    path = tmp_path_factory.mktemp("empty") / "plan.ccmdesk"
    new_store(path).close()
    return path


@pytest.fixture
def database(server: str) -> str:
    """The address of an empty database."""
    return emptied(server)


@pytest.fixture(scope="session")
def empty_on_server(server: str, empty_plan: Path) -> str:
    """The address of a database with the empty plan, made once; a template for others."""
    return copied_to_server(empty_plan, server)


@pytest.fixture(scope="session")
def used_again(empty_on_server: str) -> str:
    """The address of the one database that the tests of the store use one after another."""
    address = emptied(empty_on_server)
    keep(address)
    return address


@pytest.fixture
def store(request: pytest.FixtureRequest, empty_plan: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "plan.ccmdesk"
    if request.param == "postgresql":
        address = request.getfixturevalue("used_again")
        put_back(address)
        link_to(address, path)
    else:
        shutil.copyfile(empty_plan, path)
    with open_store(path) as opened:
        yield opened
