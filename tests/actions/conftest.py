"""The demonstration, made once through the same path as every import."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.demo import make_demo_plan
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs(resource("packs"))


@pytest.fixture(scope="session")
def author() -> Author:
    return Author("Test officer", lambda: NOON)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, packs: Packs, author: Author) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.ccmdesk"
    make_demo_plan(path, author=author, packs=packs).close()
    return path


@pytest.fixture
def demo(demo_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A fresh copy of the demonstration plan, open for writing."""
    copy = tmp_path / "plan.ccmdesk"
    shutil.copyfile(demo_file, copy)
    with open_store(copy) as store:
        yield store
