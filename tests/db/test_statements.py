"""A statement is turned into SQL once, however many plans are opened."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from db_cases import add, area
from sqlalchemy.sql.compiler import SQLCompiler

from ccmdesk.db.query import ListQuery
from ccmdesk.db.statements import KEPT
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from server_plans import copied_to_server, link_to


def _work_on(path: Path, number: int) -> list[int]:
    with open_store(path) as store:
        add(store, area(number))
        store.document()
        return [one.int for one in store.ids(ListQuery(HazardousArea, search="area"))]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The statements that are turned into SQL from now on."""
    found: list[object] = []
    make = SQLCompiler.__init__

    def noted(self: Any, dialect: Any, statement: Any, *more: Any, **how: Any) -> None:
        found.append(statement)
        make(self, dialect, statement, *more, **how)

    monkeypatch.setattr(SQLCompiler, "__init__", noted)
    return found


def test_a_plan_opened_later_finds_its_statements_ready(
    empty_plan: Path, tmp_path: Path, made: list[object]
) -> None:
    one, other = (Path(shutil.copy(empty_plan, tmp_path / f"{n}.ccmdesk")) for n in "12")
    assert _work_on(one, 1) == [1]
    made.clear()
    assert _work_on(other, 2) == [2]
    assert made == []


def test_a_plan_on_a_server_has_statements_of_its_own(
    empty_plan: Path, tmp_path: Path, server: str, made: list[object]
) -> None:
    file = Path(shutil.copy(empty_plan, tmp_path / "file.ccmdesk"))
    addresses = [copied_to_server(empty_plan, server) for _ in range(2)]
    links = [link_to(address, tmp_path / f"{n}.ccmdesk") for n, address in enumerate(addresses)]
    KEPT.clear()  # what other tests have read of a server
    assert _work_on(file, 1) == [1]
    made.clear()
    assert _work_on(links[0], 2) == [2]
    assert made
    made.clear()
    assert _work_on(links[1], 3) == [3]
    assert made == []
    assert _work_on(file, 4) == [1, 4]
