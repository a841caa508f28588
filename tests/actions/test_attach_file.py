"""A file is kept with the plan, comes out as it went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmdesk.actions import attach_file as attaching
from ccmdesk.actions.attach_file import AttachFile, attach_file, keep_file, save_attached
from ccmdesk.actions.author import Author
from ccmdesk.db.backup import write_backup
from ccmdesk.db.check import check_store
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.change import StepKind
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

BYTES = bytes(range(256)) * 40


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "BLU-26 found.jpg"
    file.write_bytes(BYTES)
    return file


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only very small files be attached."""
    monkeypatch.setattr(attaching, "MOST_BYTES", 64)


def _attach(store: Store, path: Path, author: Author, packs: Packs) -> Attachment:
    ask = AttachFile(file=keep_file(store, path), language="en", remark="Area CHA-1")
    record, _ = attach_file(store, ask, author=author, packs=packs)
    found = store.get(Attachment, record)
    assert found is not None
    return found


def test_a_file_is_described_and_comes_out_as_it_went_in(
    demo: Store, photo: Path, author: Author, packs: Packs, tmp_path: Path
) -> None:
    found = _attach(demo, photo, author, packs)
    assert found.title.get("en") == "BLU-26 found"
    assert (found.file_name, found.media_type) == ("BLU-26 found.jpg", "image/jpeg")
    assert (found.size_bytes, found.remark) == (len(BYTES), "Area CHA-1")
    photo.unlink()
    save_attached(demo, found, tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes() == BYTES
    assert check_store(demo) == []


def test_a_backup_holds_the_files(
    demo: Store, photo: Path, author: Author, packs: Packs, tmp_path: Path
) -> None:
    found = _attach(demo, photo, author, packs)
    write_backup(demo, tmp_path / "copy.ccmdesk")
    with open_store(tmp_path / "copy.ccmdesk") as copy:
        assert copy.files.read(found.sha256) == BYTES


def test_the_same_file_is_attached_once_and_undo_takes_the_record_back(
    demo: Store, photo: Path, author: Author, packs: Packs
) -> None:
    before = demo.document().content_hash
    found = _attach(demo, photo, author, packs)
    ask = AttachFile(file=keep_file(demo, photo), language="en")
    assert attach_file(demo, ask, author=author, packs=packs) == (found.id, None)
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.document().content_hash == before


def test_a_record_without_a_file_gets_one(
    demo: Store, photo: Path, author: Author, packs: Packs
) -> None:
    first = _attach(demo, photo, author, packs)
    other = photo.with_name("second.pdf")
    other.write_bytes(b"%PDF")
    ask = AttachFile(file=keep_file(demo, other), language="en", record=first.id)
    attach_file(demo, ask, author=author, packs=packs)
    found = demo.get(Attachment, first.id)
    assert found is not None
    assert (found.file_name, found.title.get("en")) == ("second.pdf", "BLU-26 found")


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("empty.pdf", b"", "is empty"),
        ("large.pdf", b"x" * 65, "larger than"),
        ("setup.exe", b"MZ", "are not attached"),
        ("noending", b"?", "are not attached"),
    ],
)
@pytest.mark.usefixtures("small_files")
def test_what_is_not_kept_is_refused_in_plain_words(
    demo: Store, tmp_path: Path, name: str, body: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(Problem, match=says):
        keep_file(demo, tmp_path / name)


def test_a_folder_and_a_file_that_is_gone_are_refused(demo: Store, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is a folder"):
        keep_file(demo, tmp_path)
    with pytest.raises(Problem, match="cannot be read"):
        keep_file(demo, tmp_path / "gone.pdf")


def test_a_record_whose_file_stayed_elsewhere_says_whom_to_ask(
    demo: Store, photo: Path, author: Author, packs: Packs, tmp_path: Path
) -> None:
    found = _attach(demo, photo, author, packs)
    fresh = tmp_path / "fresh.ccmdesk"
    write_backup(demo, fresh)
    with pytest.raises(Problem, match="Ask the office"):
        save_attached(demo, Attachment(id=found.id, sha256="0" * 64), tmp_path / "x")
