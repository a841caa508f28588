"""A PostgreSQL server for the tests that ask for one, started once for each worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import postgres_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server for this run of the tests."""
    if not postgres_server.PROGRAMS:
        pytest.skip(postgres_server.MISSING)
    with postgres_server.server() as address:
        yield address
