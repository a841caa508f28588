"""A submission: what leaves, what does not, and that every changed byte is refused."""

from __future__ import annotations

import random
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import bagit
import pytest

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_record import AddRecord, SetField, add_record, set_field
from ccmdesk.actions.editions import contents_of, last_edition
from ccmdesk.actions.pack_submission import Packed, PackSubmission, pack_submission
from ccmdesk.actions.redact import for_audience
from ccmdesk.actions.signing_key import needs_passphrase, signing_key
from ccmdesk.actions.verify_package import open_package, verify_package
from ccmdesk.db.store import Store
from ccmdesk.model.activity import Activity
from ccmdesk.model.content import content_hash
from ccmdesk.model.cooperation import Challenge
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.facts import Audience, Visibility
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts


@pytest.fixture
def packed(demo: Store, packs: Packs, author: Author, tmp_path: Path) -> Packed:
    return _pack(demo, packs, author, tmp_path)


def _pack(demo: Store, packs: Packs, author: Author, tmp_path: Path) -> Packed:
    ask = PackSubmission(
        languages=("en",),
        office="Mine action centre",
        folder=tmp_path / "out",
        key=signing_key(tmp_path / "keys", passphrase=""),
    )
    return pack_submission(demo, ask, packs=packs, author=author)


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


def test_the_preview_counts_what_goes(demo: Store, packed: Packed) -> None:
    counts = {c.kind: c.records for c in verify_package(packed.path).manifest.counts}
    shown = contents_of(demo.document())
    assert {**shown, "edition": 0} == {**counts, "edition": 0}


def test_a_plan_without_a_country_is_not_packed(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    from ccmdesk.actions.edit_record import DeleteRecord, delete_record
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
