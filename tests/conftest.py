"""What all tests share: how they are spread, and a PostgreSQL server for those that ask for one."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import postgres_server
from spread import ByModule, long_first

# How long an example takes says how busy the machine is; what is timed has tests of its own.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    return ByModule(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    long_first(items)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from the ten thousand tests, which stay until the end.

    Looking through them again and again takes a fifth of the time of the tests.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server for this run of the tests, started once for each worker."""
    if not postgres_server.PROGRAMS:
        pytest.skip(postgres_server.MISSING)
    with postgres_server.server() as address:
        yield address


@pytest.fixture
def no_password_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no password for a server come from whoever runs the tests."""
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
