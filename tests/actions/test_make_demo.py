"""Making the demonstration again: its files are replaced, somebody's work in it is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.demo import PLAN_FILE, MakeDemo, make_demo
from ccmdesk.actions.edit_record import AddRecord, add_record
from ccmdesk.actions.verify_package import verify_package
from ccmdesk.db.store import open_store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.cooperation import Lesson
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


def _make(folder: Path, packs: Packs) -> list[Path]:
    ask = MakeDemo(folder=folder, lang=ENGLISH, tell=lambda _text: None)
    return list(make_demo(ask, packs=packs, clock=lambda: NOON))


def test_an_untouched_demonstration_is_replaced_and_work_is_kept(
    tmp_path: Path, packs: Packs, author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccmdesk.actions.demo.SHIPPED", {"en": SHIPPED["en"]})
    made = _make(tmp_path, packs)
    assert [path.suffix for path in made] == [".ccmdesk", ".pdf", ".ccmb"]
    assert verify_package(made[-1]).manifest.languages == ("en",)
    paper = pypdfium2.PdfDocument(made[1])
    assert "Item 7 of the provisional agenda" in paper[0].get_textpage().get_text_range()
    _make(tmp_path, packs)
    assert sorted(path.name for path in tmp_path.glob("*.ccmdesk")) == [PLAN_FILE]
    with open_store(tmp_path / PLAN_FILE) as store:
        add_record(store, AddRecord(kind=Lesson), author=author, packs=packs)
    _make(tmp_path, packs)
    assert len(list(tmp_path.glob("*.ccmdesk"))) == 2


def test_what_the_state_sent_is_never_replaced_by_a_demonstration(
    tmp_path: Path, packs: Packs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccmdesk.actions.demo.SHIPPED", {"en": SHIPPED["en"]})
    (sent,) = _make(tmp_path / "elsewhere", packs)[2:]
    for name in ("BIH-2026-07-submission-000004.ccmb", "BIH-needs-plan-2026-03-en.pdf"):
        folder = tmp_path / f"of {name}"
        folder.mkdir()
        (folder / name).write_bytes(sent.read_bytes())
        with pytest.raises(Problem, match=f"no demonstration made, such as {name}"):
            _make(folder, packs)
        assert [file.name for file in folder.iterdir()] == [name]
    real = sent.with_name("BIH-2026-07-submission-000004.ccmb")
    real.write_bytes(b"no package")
    with pytest.raises(Problem, match="no demonstration made"):
        _make(sent.parent, packs)
    assert real.exists()
    assert sent.exists()
