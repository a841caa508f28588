"""A plan file for each test that asks for one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from db_cases import new_store

from ccmdesk.db.store import Store, open_store


@pytest.fixture(scope="session")
def empty_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty plan, made once; copy it."""
    path = tmp_path_factory.mktemp("empty") / "plan.ccmdesk"
    new_store(path).close()
    return path


@pytest.fixture
def store(empty_plan: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "plan.ccmdesk"
    shutil.copyfile(empty_plan, path)
    with open_store(path) as opened:
        yield opened
