"""A workbook that finds no room is refused in words, and touches no other file."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.import_tables import (
    ImportFiles,
    SaveTemplate,
    preview_import,
    save_status_copy,
    save_template,
)
from ccmdesk.actions.plan_workbook import SavePlan, save_plan
from ccmdesk.db.store import Store
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")


@contextmanager
def _no_file_longer_than(limit: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("book", ["template", "plan", "results"])
def test_a_workbook_without_room_is_refused_and_reaches_no_file_that_was_opened_since(
    demo: Store, tmp_path: Path, packs: Packs, author: Author, book: str
) -> None:
    out = tmp_path / "out.xlsx"
    (tmp_path / "hazardous_area.csv").write_text("Name\nPhonsavanh\n", "utf-8")
    ask = ImportFiles(paths=(tmp_path / "hazardous_area.csv",), language="en")
    found = preview_import(demo.document(), ask, packs=packs, author=author)
    deeds: dict[str, Callable[[], None]] = {
        "template": partial(
            save_template, SaveTemplate(out=out, language="en"), packs=packs, today=author.today
        ),
        "plan": partial(
            save_plan,
            demo.document(),
            SavePlan(out=out, language="en"),
            packs=packs,
            today=author.today,
        ),
        "results": partial(save_status_copy, found, out, language="en"),
    }
    with _no_file_longer_than(3000), pytest.raises(Problem, match="There is no room for out"):
        deeds[book]()
    (tmp_path / "mine").write_bytes(b"m" * 9000)
    with (tmp_path / "mine").open("r+b"):  # it has the number now that the refused file had
        gc.collect()  # what writes when it is thrown away does so now
    assert (tmp_path / "mine").read_bytes() == b"m" * 9000
    assert not out.exists()
