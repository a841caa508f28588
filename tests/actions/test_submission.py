"""A submission: what leaves, what does not, and that every changed byte is refused."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import bagit
import pypdfium2
import pytest
from office_plans import KEY

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_record import (
    AddRecord,
    DeleteRecord,
    DuplicateRecord,
    SetField,
    SetNote,
    add_record,
    change_records,
    delete_record,
    duplicate_record,
    set_field,
    set_note,
)
from ccmdesk.actions.editions import contents_of, last_edition
from ccmdesk.actions.pack_submission import (
    Packed,
    PackSubmission,
    Prepared,
    prepare_submission,
    record_submission,
)
from ccmdesk.actions.redact import for_audience
from ccmdesk.actions.signing_key import needs_passphrase, signing_key
from ccmdesk.actions.unsent_package import unsent
from ccmdesk.actions.verify_package import open_package, verify_package
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.content import content_hash
from ccmdesk.model.cooperation import Challenge
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.facts import Audience, Visibility
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Absence, FieldNote, Texts


@pytest.fixture(scope="module")
def kept(
    demo_file: Path, packs: Packs, author: Author, tmp_path_factory: pytest.TempPathFactory
) -> Prepared:
    """What is made of the demonstration, once; copy its package."""
    with open_store(demo_file, reads_only=True) as store:
        return _prepare(store, packs, author, tmp_path_factory.mktemp("kept"))


@pytest.fixture
def prepared(kept: Prepared, tmp_path: Path) -> Prepared:
    """A package of the demonstration that nobody knows of yet."""
    path = tmp_path / "out" / kept.packed.path.name
    path.parent.mkdir()
    shutil.copyfile(unsent(kept.packed.path), unsent(path))
    return replace(kept, packed=replace(kept.packed, path=path))


@pytest.fixture
def packed(demo: Store, prepared: Prepared) -> Packed:
    record_submission(demo, prepared)
    return prepared.packed


def _prepare(demo: Store, packs: Packs, author: Author, tmp_path: Path, **asked: Any) -> Prepared:
    ask = PackSubmission(
        languages=("en",),
        office="Mine action centre",
        folder=tmp_path / "out",
        key=KEY,
        **{"illustrative": True, **asked},
    )
    return prepare_submission(demo.document(), ask, packs=packs, author=author)


def _pack(demo: Store, packs: Packs, author: Author, tmp_path: Path, **asked: Any) -> Packed:
    prepared = _prepare(demo, packs, author, tmp_path, **asked)
    record_submission(demo, prepared)
    return prepared.packed


def test_a_package_verifies_and_holds_what_the_isu_may_see(demo: Store, packed: Packed) -> None:
    opened = open_package(packed.path)
    seen = for_audience(demo.document(), Audience.ISU)
    assert content_hash(opened.records) == seen.content_hash
    assert opened.verified.manifest.plan_hash == seen.content_hash
    assert opened.verified.manifest.number == 1


def test_the_edition_is_kept_and_the_next_one_names_it(
    demo: Store, packed: Packed, packs: Packs, author: Author, tmp_path: Path
) -> None:
    first = last_edition(demo.document().of(Edition))
    assert first is not None
    assert (first.number, first.state) == (1, EditionState.SUBMITTED)
    assert first.manifest_code == packed.written.manifest_sha256
    second = _pack(demo, packs, author, tmp_path)
    manifest = verify_package(second.path).manifest
    assert (manifest.number, manifest.previous) == (2, first.manifest_code)


def test_preparing_writes_a_package_and_nothing_to_the_plan(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    before = demo.document()
    prepared = _prepare(demo, packs, author, tmp_path)
    assert verify_package(unsent(prepared.packed.path)).manifest.number == 1
    assert demo.document() is before
    assert last_edition(demo.document().of(Edition)) is None


def test_the_edition_tells_what_was_packed_though_the_plan_was_edited_meanwhile(
    demo: Store, prepared: Prepared, packs: Packs, author: Author
) -> None:
    activity = demo.document().of(Activity)[0]
    edit = SetField(kind=Activity, record=activity.id, field="code", value="A4-99")
    set_field(demo, edit, author=author, packs=packs)
    record_submission(demo, prepared)
    edition = last_edition(demo.document().of(Edition))
    assert edition is not None
    opened = open_package(prepared.packed.path)
    assert edition.check_code == opened.verified.manifest.plan_hash
    assert edition.check_code == content_hash(opened.records)
    assert edition.check_code != for_audience(demo.document(), Audience.ISU).content_hash
    assert edition.manifest_code == prepared.packed.written.manifest_sha256
    assert demo.document().of(Activity)[0].code == "A4-99"


def test_a_number_that_was_used_meanwhile_is_refused_and_the_package_deleted(
    demo: Store, prepared: Prepared, packs: Packs, author: Author
) -> None:
    add_record(demo, AddRecord(kind=Edition, values={"number": 1}), author=author, packs=packs)
    with pytest.raises(Problem, match="Submission 1 was entered"):
        record_submission(demo, prepared)
    assert list(prepared.packed.path.parent.iterdir()) == []
    assert len(demo.document().of(Edition)) == 1


def test_a_package_that_cannot_be_recorded_is_deleted(demo: Store, prepared: Prepared) -> None:
    with (
        open_store(demo.path, reads_only=True) as reading,
        pytest.raises(Problem, match="reading only"),
    ):
        record_submission(reading, prepared)
    assert list(prepared.packed.path.parent.iterdir()) == []


def test_a_package_has_its_name_only_once_the_plan_knows_of_it(
    demo: Store, prepared: Prepared, packs: Packs, author: Author
) -> None:
    """When the power goes before, what is left is no package, and packing again replaces it."""
    path = prepared.packed.path
    assert [one.name for one in path.parent.iterdir()] == [f"{path.name}.unsent"]
    again = _prepare(demo, packs, author, path.parents[1])
    record_submission(demo, again)
    assert list(path.parent.iterdir()) == [path]
    assert verify_package(path).manifest.number == 1


def test_a_package_that_cannot_get_its_name_is_not_recorded(
    demo: Store, prepared: Prepared
) -> None:
    """The number stays free: a gap would look to its receiver like a package that was lost."""
    prepared.packed.path.mkdir()
    with pytest.raises(Problem, match="is a folder"):
        record_submission(demo, prepared)
    assert list(prepared.packed.path.parent.iterdir()) == [prepared.packed.path]
    assert demo.document().of(Edition) == ()


def test_a_package_whose_recording_fails_at_the_end_is_deleted_under_its_name(
    demo: Store, prepared: Prepared
) -> None:
    change = Change("hazardous_area", new_id(), {}, {"size_m2": "many"})
    with pytest.raises(ValueError, match="size_m2"):
        record_submission(demo, replace(prepared, changes=(*prepared.changes, change)))
    assert list(prepared.packed.path.parent.iterdir()) == []
    assert demo.document().of(Edition) == ()


def test_a_package_that_can_neither_be_recorded_nor_deleted_is_told(
    demo: Store, prepared: Prepared
) -> None:
    """A folder stands for a file that the disk does not let go: it cannot be unlinked either."""
    written = unsent(prepared.packed.path)
    written.unlink()
    written.mkdir()
    with (
        open_store(demo.path, reads_only=True) as reading,
        pytest.raises(Problem, match=f"{written.name} in .* Do not send it"),
    ):
        record_submission(reading, prepared)


def test_an_example_is_packed_only_when_that_is_asked_for(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="marked as illustrative"):
        _prepare(demo, packs, author, tmp_path, illustrative=False)
    assert not (tmp_path / "out").exists()
    (plan,) = demo.document().of(Plan)
    real = SetField(kind=Plan, record=plan.id, field="illustrative", value=False)
    set_field(demo, real, author=author, packs=packs)
    assert _pack(demo, packs, author, tmp_path, illustrative=False).number == 1


def test_papers_and_edition_are_made_for_the_chosen_meeting(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    (meeting,) = demo.document().of(Meeting)
    packed = _pack(demo, packs, author, tmp_path, meeting=meeting.id)
    with zipfile.ZipFile(packed.path) as archive:
        paper = pypdfium2.PdfDocument(archive.read("data/human/plan.en.pdf"))
    front = paper[0].get_textpage().get_text_range()
    assert "Geneva (illustrative), 6 September 2027 to 10 September 2027" in front
    assert "Item 7 of the provisional agenda" in front
    edition = last_edition(demo.document().of(Edition))
    assert edition is not None
    assert edition.meeting == meeting.id


@pytest.mark.parametrize("state", [EditionState.SUBMITTED, EditionState.SUPERSEDED])
def test_what_was_sent_can_be_neither_changed_nor_copied_nor_deleted(
    demo: Store, packs: Packs, author: Author, state: EditionState
) -> None:
    values = {"number": 3, "state": state, "check_code": "F" * 64}
    ask = AddRecord(kind=Edition, values=values)
    edition = add_record(demo, ask, author=author, packs=packs)
    before = demo.get(Edition, edition)
    assert before is not None
    other = replace(before, number=4)
    for work in (
        lambda: set_field(demo, _set(edition, "number", 4), author=author, packs=packs),
        lambda: set_field(demo, _set(edition, "state", None), author=author, packs=packs),
        lambda: set_note(demo, _unknown_number(edition), author=author),
        lambda: change_records(demo, [(before, other)], author=author, packs=packs),
        lambda: delete_record(demo, DeleteRecord(kind=Edition, record=edition), author=author),
        lambda: duplicate_record(
            demo, DuplicateRecord(kind=Edition, record=edition), author=author
        ),
    ):
        with pytest.raises(Problem, match="change the plan, then pack again"):
            work()
    assert demo.document().of(Edition) == (before,)


def test_the_internal_note_of_a_submission_stays_open_and_so_does_a_working_edition(
    demo: Store, packed: Packed, packs: Packs, author: Author
) -> None:
    sent = last_edition(demo.document().of(Edition))
    assert sent is not None
    note = _set(sent.id, "remark", "Handed over in person")
    assert set_field(demo, note, author=author, packs=packs)
    ask = AddRecord(kind=Edition, values={"state": EditionState.WORKING})
    working = add_record(demo, ask, author=author, packs=packs)
    for field, value in (("number", 7), ("state", EditionState.SUBMITTED)):
        assert set_field(demo, _set(working, field, value), author=author, packs=packs)
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.get(Edition, working).state is EditionState.WORKING  # type: ignore[union-attr]


def test_a_submission_is_not_taken_back_and_a_correction_supersedes_it(
    demo: Store, packed: Packed, packs: Packs, author: Author, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="cannot be taken back"):
        demo.undo(author.stamp(StepKind.UNDO))
    assert packed.path.exists()
    activity = demo.document().of(Activity)[0]
    edit = SetField(kind=Activity, record=activity.id, field="code", value="A4-99")
    set_field(demo, edit, author=author, packs=packs)
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.document().of(Activity)[0].code == activity.code
    _pack(demo, packs, author, tmp_path)
    editions = {edition.number: edition.state for edition in demo.document().of(Edition)}
    assert editions == {1: EditionState.SUPERSEDED, 2: EditionState.SUBMITTED}


def _set(edition: UUID, field: str, value: Any) -> SetField:
    return SetField(kind=Edition, record=edition, field=field, value=value)


def _unknown_number(edition: UUID) -> SetNote:
    note = FieldNote(absence=Absence.UNKNOWN)
    return SetNote(kind=Edition, record=edition, field="number", note=note)


def test_stock_tools_accept_the_unpacked_package(packed: Packed, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(packed.path) as archive:
        archive.extractall(folder)
    bagit.Bag(str(folder)).validate()
    subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=folder, check=True)


def test_one_changed_byte_anywhere_is_refused_with_a_sentence(
    packed: Packed, tmp_path: Path
) -> None:
    whole = packed.path.read_bytes()
    chance = random.Random(2026)
    places = [0, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(150))]
    damaged = tmp_path / "damaged.ccmb"
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        damaged.write_bytes(flipped)
        with pytest.raises(Problem) as caught:
            verify_package(damaged)
        assert str(caught.value)


def test_internal_records_and_fields_never_leave(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    document = demo.document()
    activity, need = document.of(Activity)[0], document.of(Need)[0]
    secret = "Not for the outside 4711"
    for kind, record, field, value in (
        (Activity, activity.id, "internal_note", secret),
        (Need, need.id, "internal_note", secret),
        (Need, need.id, "visibility", Visibility.INTERNAL),
    ):
        ask = SetField(kind=kind, record=record, field=field, value=value)
        set_field(demo, ask, author=author, packs=packs)
    linked = AddRecord(
        kind=Challenge, values={"title": Texts.of({"en": "Linked"}), "need": need.id}
    )
    add_record(demo, linked, author=author, packs=packs)
    opened = open_package(_pack(demo, packs, author, tmp_path).path)
    texts = str(opened.records)
    assert secret not in texts
    assert str(need.id) not in texts
    assert {record.id for record in opened.records} >= {activity.id}


def test_what_is_noted_of_a_link_stays_here_with_what_it_leads_to(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    one, two = demo.document().of(Need)[:2]
    linked = [
        add_record(
            demo, AddRecord(kind=Challenge, values={"need": need.id}), author=author, packs=packs
        )
        for need in (one, two)
    ]
    for record, remark in zip(linked, ("the talks with donor X", "as agreed"), strict=True):
        note = SetNote(kind=Challenge, record=record, field="need", note=FieldNote(remark=remark))
        set_note(demo, note, author=author)
    hide = SetField(kind=Need, record=one.id, field="visibility", value=Visibility.INTERNAL)
    set_field(demo, hide, author=author, packs=packs)
    texts = str(open_package(_pack(demo, packs, author, tmp_path).path).records)
    assert "the talks with donor X" not in texts
    assert "as agreed" in texts


def test_the_preview_counts_what_goes(demo: Store, packed: Packed) -> None:
    counts = {c.kind: c.records for c in verify_package(packed.path).manifest.counts}
    shown = contents_of(demo.document())
    assert {**shown, "edition": 0} == {**counts, "edition": 0}


def test_a_plan_without_a_country_is_not_packed(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    from ccmdesk.model.state import StateParty

    (state,) = demo.document().of(StateParty)
    delete_record(demo, DeleteRecord(kind=StateParty, record=state.id), author=author)
    with pytest.raises(Problem, match="country"):
        _pack(demo, packs, author, tmp_path)
    assert not list((tmp_path / "out").glob("*.ccmb"))


def test_the_key_is_made_once_and_its_passphrase_counts(tmp_path: Path) -> None:
    assert needs_passphrase(tmp_path) is None
    key = signing_key(tmp_path, passphrase="open sesame")
    assert needs_passphrase(tmp_path) is True
    assert signing_key(tmp_path, passphrase="open sesame").seed == key.seed
    with pytest.raises(Problem):
        signing_key(tmp_path, passphrase="open, sesame")
    assert (tmp_path / "signing-key.json").stat().st_mode & 0o077 == 0


def test_a_record_that_is_not_there_or_a_folder_is_said_plainly(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.ccmb"):
        with pytest.raises(Problem):
            verify_package(path)


def test_a_swapped_record_under_the_stated_code_is_refused(demo: Store) -> None:
    """The code in the manifest is that of the records, not only a number that travels along."""
    seen = for_audience(demo.document(), Audience.ISU)
    records = [record for kind in seen.records.values() for record in kind]
    (first, *rest) = [r for r in records if isinstance(r, Activity)]
    swapped = [
        replace(first, code="X"),
        *rest,
        *(r for r in records if not isinstance(r, Activity)),
    ]
    assert content_hash(swapped) != seen.content_hash
    assert content_hash([*records, Edition(id=new_id())]) == seen.content_hash  # type: ignore[arg-type]
