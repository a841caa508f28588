"""Two offices exchange packages of changes as files, and see what they would do first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from office_plans import KEO, KEY, NOON, add, area, pack, plan_of

from ccmdesk.actions.attach_file import AttachFile, attach_file, keep_file
from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.editions import sent_from_the_bin
from ccmdesk.actions.pack_changes import PackChanges, PackedChanges, pack_changes
from ccmdesk.actions.pack_submission import (
    Packed,
    PackSubmission,
    prepare_submission,
    record_submission,
)
from ccmdesk.actions.take_in_changes import (
    TakeInChanges,
    backup_beside,
    open_changes,
    preview_changes,
    removes_much,
    take_in_changes,
)
from ccmdesk.db.check import check_store
from ccmdesk.db.store import Store, create_store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem


def take_in(store: Store, packed: PackedChanges) -> None:
    opened = open_changes(packed.path)
    backup = store.path.with_suffix(f".{packed.number}.backup")
    take_in_changes(
        store, TakeInChanges(opened=opened, backup=backup, why="known here"), author=KEO
    )


@pytest.fixture
def offices(tmp_path: Path, packs: Packs) -> tuple[Store, Store]:
    centre = plan_of(tmp_path / "Centre.ccmdesk", packs)
    add(centre, area("HA-1"), area("HA-2"))
    field = create_store(tmp_path / "Field.ccmdesk", office="Field", at=NOON, new_id=new_id)
    take_in(field, pack(centre, tmp_path))
    return centre, field


def test_a_new_office_begins_from_the_first_package(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    assert field.document().content_hash == centre.document().content_hash
    assert check_store(field) == []


def test_only_what_is_new_goes_back_and_forth(offices: tuple[Store, Store], tmp_path: Path) -> None:
    centre, field = offices
    add(field, area("HA-3"))
    back = pack(field, tmp_path, to=centre)
    assert back.changes == 1
    take_in(centre, back)
    add(centre, area("HA-4"))
    again = pack(centre, tmp_path, to=field)
    assert (again.number, again.changes, again.forked) == (2, 1, ())
    assert again.path.name == "LAO-2026-07-changes-000002.ccmb"
    take_in(field, again)
    assert field.document().content_hash == centre.document().content_hash


def test_the_preview_changes_nothing_and_says_what_would(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, field = offices
    gone, kept = centre.document().of(HazardousArea)
    centre.apply([deletion(gone)], KEO.stamp(StepKind.DELETE))
    centre.apply(difference(kept, replace(kept, size_m2=2_000)), KEO.stamp(StepKind.EDIT))
    field.apply(difference(kept, replace(kept, size_m2=3_000)), KEO.stamp(StepKind.EDIT))
    before = field.document().content_hash
    told = preview_changes(field, open_changes(pack(centre, tmp_path).path))
    assert [change.record for change in told.removed] == [gone.id]
    assert told.disputes == (("hazardous_area", kept.id, "size_m2"),)
    assert not removes_much(field, told)
    assert field.document().content_hash == before


def test_the_copy_from_before_stays_when_a_package_is_taken_in_again(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, field = offices
    opened = open_changes(pack(centre, tmp_path).path)
    for again in ("", "-2", "-3"):
        backup = backup_beside(field, opened)
        assert backup.stem == f"Field.before-{opened.path.stem}{again}"
        asked = TakeInChanges(opened=opened, backup=backup, why="known here")
        take_in_changes(field, asked, author=KEO)
        assert backup.exists()


def test_a_package_that_empties_the_plan_is_noticed(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, field = offices
    many = [area(f"HB-{number}") for number in range(20)]
    add(centre, *many)
    take_in(field, pack(centre, tmp_path))
    for one in many:
        centre.apply([deletion(one)], KEO.stamp(StepKind.DELETE))
    assert removes_much(field, preview_changes(field, open_changes(pack(centre, tmp_path).path)))


def test_the_plan_is_backed_up_before_and_undo_takes_the_package_back(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, field = offices
    before = field.document().content_hash
    add(centre, area("HA-3"))
    packed = pack(centre, tmp_path)
    take_in(field, packed)
    with open_store(field.path.with_suffix(f".{packed.number}.backup"), reads_only=True) as backup:
        assert backup.document().content_hash == before
    field.undo(KEO.stamp(StepKind.UNDO))
    assert field.document().content_hash == before


def test_attached_files_go_along(
    offices: tuple[Store, Store], tmp_path: Path, packs: Packs
) -> None:
    centre, field = offices
    photo = tmp_path / "photo.txt"
    photo.write_text("A marked area near the school", "utf-8")
    ask = AttachFile(file=keep_file(centre, photo), language="en")
    attach_file(centre, ask, author=KEO, packs=packs)
    take_in(field, pack(centre, tmp_path, to=field))
    (record,) = field.document().of(Attachment)
    assert field.files.read(record.sha256) == photo.read_bytes()


def test_a_package_of_another_country_is_not_taken_in(
    offices: tuple[Store, Store], tmp_path: Path, packs: Packs
) -> None:
    _, field = offices
    other = plan_of(tmp_path / "Other.ccmdesk", packs, "LBN")
    opened = open_changes(pack(other, tmp_path).path)
    before = field.lines()
    with pytest.raises(Problem, match="of the plan of LBN, and this plan is of LAO"):
        take_in_changes(
            field,
            TakeInChanges(opened=opened, backup=tmp_path / "b.ccmdesk", why="known here"),
            author=KEO,
        )
    assert field.lines() == before


def test_a_training_copy_is_not_packed(offices: tuple[Store, Store], tmp_path: Path) -> None:
    centre, _ = offices
    centre.mark_training()
    with pytest.raises(Problem, match="training copy"):
        pack(centre, tmp_path)


def test_a_package_that_cannot_be_registered_is_deleted(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, _ = offices
    folder = tmp_path / "stick"
    with (
        open_store(centre.path, reads_only=True) as reading,
        pytest.raises(Problem, match="reading only"),
    ):
        pack(reading, folder)
    assert list(folder.iterdir()) == []
    assert len(centre.packages.all()) == 1


def test_lines_that_are_not_those_of_the_manifest_are_refused(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, _ = offices
    packed = pack(centre, tmp_path)
    raw = packed.path.read_bytes()
    packed.path.write_bytes(raw[:-100] + bytes(100))
    with pytest.raises(Problem, match=r"damaged|not a ccmdesk"):
        open_changes(packed.path)


def test_the_hash_that_goes_along_is_that_of_the_whole_document(demo: Store) -> None:
    assert demo.packages.plan_hash() == demo.document().content_hash


def test_undo_leaves_what_was_sent_and_what_the_plan_began_with(
    offices: tuple[Store, Store], tmp_path: Path, packs: Packs
) -> None:
    centre, field = offices
    add(centre, area("HA-3"))
    for _ in range(2):
        submit(centre, tmp_path, packs)
    take_in(field, pack(centre, tmp_path, to=field))
    field.undo(KEO.stamp(StepKind.UNDO))
    assert [one.code for one in field.document().of(HazardousArea)] == ["HA-1", "HA-2"]
    assert (
        states_of(field) == states_of(centre) == [EditionState.SUPERSEDED, EditionState.SUBMITTED]
    )
    assert field.undoable() is None
    with pytest.raises(Problem, match="nothing to take back"):
        field.undo(KEO.stamp(StepKind.UNDO))
    field.redo(KEO.stamp(StepKind.REDO))
    assert len(field.document().of(HazardousArea)) == 3


def test_a_package_that_brought_only_a_submission_is_not_taken_back(
    offices: tuple[Store, Store], tmp_path: Path, packs: Packs
) -> None:
    centre, field = offices
    submit(centre, tmp_path, packs)
    take_in(field, pack(centre, tmp_path, to=field))
    with pytest.raises(Problem, match="A submission cannot be taken back"):
        field.undo(KEO.stamp(StepKind.UNDO))


def test_the_number_of_a_submission_in_the_bin_is_not_used_again(
    offices: tuple[Store, Store], tmp_path: Path, packs: Packs
) -> None:
    """An office with an earlier version of the program can still send that it is in the bin."""
    centre, _ = offices
    first = submit(centre, tmp_path, packs)
    (sent,) = centre.document().of(Edition)
    centre.apply([deletion(sent)], KEO.stamp(StepKind.DELETE))
    assert submit(centre, tmp_path, packs).number == first.number + 1 == 2
    (second,) = centre.document().of(Edition)
    assert (second.number, second.state) == (2, EditionState.SUBMITTED)


def submit(store: Store, folder: Path, packs: Packs) -> Packed:
    ask = PackSubmission(
        folder=folder,
        office="Centre",
        key=KEY,
        languages=("en",),
        binned=sent_from_the_bin(store),
    )
    prepared = prepare_submission(store.document(), ask, packs=packs, author=KEO)
    record_submission(store, prepared)
    return prepared.packed


def states_of(store: Store) -> list[EditionState | None]:
    found = sorted(store.document().of(Edition), key=lambda one: one.number or 0)
    return [one.state for one in found]


def test_what_is_saved_while_a_package_is_made_waits_for_the_next(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, field = offices
    add(centre, area("HA-3"))
    before, changes = centre.packages.plan_hash(), len(centre.lines())
    typed = iter([area("HA-4")])

    def clock() -> dt.datetime:
        """Save something when the package asks for the day, as a person beside it would."""
        for late in typed:
            add(centre, late)
        return NOON

    ask = PackChanges(office="Centre", receiver="Field", folder=tmp_path, key=KEY, to=field.replica)
    packed = pack_changes(centre, ask, author=Author("Keo", clock))
    assert centre.packages.plan_hash() != before
    opened = open_changes(packed.path)
    assert (packed.changes, opened.verified.manifest.plan_hash) == (changes, before)
    take_in(field, packed)
    assert field.packages.plan_hash() == before
    assert centre.packages.all()[0].reach != centre.packages.reach()
    take_in(field, pack(centre, tmp_path, to=field))
    assert field.document().content_hash == centre.document().content_hash
