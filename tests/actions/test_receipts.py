"""A receipt comes back as a small signed file; later packages leave out what it says is there."""

from __future__ import annotations

import datetime as dt
import json
import time
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from office_plans import KEO, KEY, NOON, add, area, pack, plan_of

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.receipts import (
    WriteReceipt,
    note_receipt,
    noted_words,
    open_receipt,
    write_receipt,
)
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    TakeInChanges,
    begin_from,
    open_changes,
    take_in_changes,
)
from ccmdesk.bundle import dsse, strict_json
from ccmdesk.bundle.dsse import RECEIPT_TYPE as RECEIPT
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.receipt import (
    Reached,
    Receipt,
    SignedReceipt,
    read_receipt,
    signed_receipt,
)
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.outgoing import NOTHING
from ccmdesk.db.store import Store, open_store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

FIELD_KEY = SigningKey(bytes(reversed(range(32))))
STRANGE_KEY = SigningKey(bytes(range(32, 64)))
LATER = Author("Noy", lambda: NOON + dt.timedelta(days=2))


@pytest.fixture
def centre(tmp_path: Path, packs: Packs) -> Store:
    centre = plan_of(tmp_path / "centre.ccmdesk", packs)
    add(centre, area("HA-1"))
    return centre


def receipt_of(package: Path, field: Store, folder: Path) -> Path:
    ask = WriteReceipt(opened=open_changes(package), office="Field", key=FIELD_KEY, folder=folder)
    return write_receipt(field, ask, author=LATER)


def begun(package: Path, path: Path) -> Store:
    begin_from(
        BeginFrom(opened=open_changes(package), path=path, office="Field", why="first contact"),
        author=LATER,
    )
    return open_store(path)


def test_what_a_receipt_says_is_left_out_of_the_next_package(centre: Store, tmp_path: Path) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        receipt = receipt_of(first.path, field, tmp_path)
        assert receipt.name == first.path.with_suffix(".ccmr").name
        note = note_receipt(centre, open_receipt(receipt), author=KEO)
        assert (note.office, note.person) == ("Field", "Noy")
        assert [one.public_key for one in centre.packages.receipts()] == [FIELD_KEY.public_key]
        add(centre, area("HA-2"))
        second = pack(centre, tmp_path, to=field)
        assert (second.changes, second.number) == (1, 2)
        opened = open_changes(second.path)
        ask = TakeInChanges(opened=opened, backup=tmp_path / "before.ccmdesk", why="x")
        take_in_changes(field, ask, author=LATER)
        assert field.document().content_hash == centre.document().content_hash


def test_a_package_was_taken_in_on_the_day_it_is_here(
    centre: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        signed = open_receipt(receipt_of(first.path, field, tmp_path))
    received = signed.receipt.received_at
    days = []
    for zone, hours in (("Pacific/Kiritimati", 14), ("Etc/GMT+12", -12)):
        with monkeypatch.context() as changed:
            changed.setenv("TZ", zone)
            time.tzset()
            days.append(noted_words(signed, ()).values["date"])
        time.tzset()
        assert days[-1] == received.astimezone(dt.timezone(dt.timedelta(hours=hours))).date()
    assert days[0] != days[1]


def claimed(package: Path, replica: UUID, reached: Reached) -> SignedReceipt:
    """A receipt that somebody else wrote, who has seen a package: that the copy has *reached*."""
    receipt = Receipt(
        package=open_changes(package).verified.manifest_sha256,
        title="LAO-2026-07-changes-000001",
        number=1,
        office="Field",
        name="Somebody",
        received_at=NOON,
        replica=replica.hex,
        have=(reached,),
    )
    return SignedReceipt(receipt, STRANGE_KEY.public_key)


def test_a_receipt_cannot_claim_more_than_was_written_here(centre: Store, tmp_path: Path) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        beyond = Reached(replica=centre.replica.hex, to=10**6, chain="00" * 32)
        note_receipt(centre, claimed(first.path, field.replica, beyond), author=LATER)
        add(centre, area("HA-2"))
        assert pack(centre, tmp_path, to=field).changes == first.changes + 1


@pytest.mark.parametrize("copy", ["the same", "another"])
def test_a_receipt_of_another_key_than_an_office_signs_with_leaves_nothing_out(
    centre: Store, tmp_path: Path, copy: str
) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        back = PackChanges(
            office="Field", receiver="Centre", folder=tmp_path / "back", key=FIELD_KEY
        )
        opened = open_changes(pack_changes(field, back, author=KEO).path)
        ask = TakeInChanges(opened=opened, backup=tmp_path / "before.ccmdesk", why="x")
        take_in_changes(centre, ask, author=KEO)
        replica = field.replica if copy == "the same" else new_id()
    add(centre, area("HA-2"))
    newest = centre.packages.reach().get(centre.replica, NOTHING)
    all_of_it = Reached(replica=centre.replica.hex, to=newest.seq, chain=newest.chain.hex())
    signed = claimed(first.path, replica, all_of_it)
    known = TrustedKey(
        public_key=STRANGE_KEY.public_key,
        country=StateCode("LAO"),
        verified_by="Keo",
        verified_on=NOON.date(),
    )
    for trusted, changes in (([], 1), ([known], 0)):
        note_receipt(centre, signed, author=LATER, trusted=trusted)
        to = centre.packages.copy_called("Field")
        to_field = PackChanges(office="Centre", receiver="Field", folder=tmp_path, key=KEY, to=to)
        assert to is not None
        assert pack_changes(centre, to_field, author=LATER).changes == changes


def test_the_same_receipt_twice_is_one(centre: Store, tmp_path: Path) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        receipt = open_receipt(receipt_of(first.path, field, tmp_path))
    for author in (KEO, LATER):
        note_receipt(centre, receipt, author=author)
    (note,) = centre.packages.receipts()
    assert note.noted_at == LATER.clock()


@pytest.mark.parametrize("first_bad", [0, 7])
def test_a_receipt_of_a_revoked_key_is_not_noted(
    centre: Store, tmp_path: Path, first_bad: int
) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        receipt = open_receipt(receipt_of(first.path, field, tmp_path))
    good = TrustedKey(
        public_key=FIELD_KEY.public_key,
        country=StateCode("LAO"),
        verified_by="Keo",
        verified_on=NOON.date(),
    )
    revoked = replace(good, distrusted_from=first_bad)
    with pytest.raises(Problem, match="Field is signed with a key that was revoked"):
        note_receipt(centre, receipt, author=KEO, trusted=[revoked])
    assert centre.packages.receipts() == []
    note_receipt(centre, receipt, author=KEO, trusted=[good])
    assert [one.office for one in centre.packages.receipts()] == ["Field"]


def test_a_receipt_of_a_key_that_nobody_compared_says_so(centre: Store, tmp_path: Path) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        receipt = open_receipt(receipt_of(first.path, field, tmp_path))
    known = TrustedKey(
        public_key=FIELD_KEY.public_key,
        country=StateCode("LAO"),
        verified_by="Keo",
        verified_on=NOON.date(),
    )
    assert "compared" not in ENGLISH.say(noted_words(receipt, [known]))
    said = ENGLISH.say(noted_words(receipt, []))
    assert said.endswith(fingerprint_text(FIELD_KEY.fingerprint))
    assert "Nobody here has compared the key" in said


def test_a_receipt_of_another_plan_is_not_taken(
    centre: Store, tmp_path: Path, packs: Packs
) -> None:
    other = plan_of(tmp_path / "other.ccmdesk", packs)
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        receipt = open_receipt(receipt_of(first.path, field, tmp_path))
    with pytest.raises(Problem, match="not packed in this plan"):
        note_receipt(other, receipt, author=KEO)
    assert other.packages.receipts() == []


def test_a_receipt_that_was_changed_is_refused(centre: Store, tmp_path: Path) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        path = receipt_of(first.path, field, tmp_path)
    raw = path.read_bytes()
    envelope = json.loads(raw)
    forged = envelope | {"payload": envelope["payload"][:-8] + "AAAAAAA="}
    for bad in (raw[:-1], raw + b" ", b"", json.dumps(forged).encode(), b"{}"):
        path.write_bytes(bad)
        with pytest.raises(Problem, match="not a receipt"):
            open_receipt(path)
    with pytest.raises(Problem, match="no file"):
        open_receipt(tmp_path / "none.ccmr")
    with pytest.raises(Problem, match="is a folder"):
        open_receipt(tmp_path)


def test_a_receipt_of_a_plan_that_many_offices_write_in_is_read(
    centre: Store, tmp_path: Path
) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        receipt = open_receipt(receipt_of(first.path, field, tmp_path)).receipt
    offices = tuple(
        Reached(replica=f"{number:032x}", to=7, chain="0" * 64) for number in range(1_500)
    )
    many = signed_receipt(msgspec.structs.replace(receipt, have=offices), key=FIELD_KEY)
    assert read_receipt(many).receipt.have == offices
    with pytest.raises(Problem, match="not a receipt of ccmdesk"):
        read_receipt(many + b" " * 2**21)


@pytest.mark.parametrize("moment", ["2026-07-01T12:00:00", "0001-01-01T00:00:00+14:00"])
def test_a_receipt_of_a_moment_that_cannot_be_told_is_refused(
    centre: Store, tmp_path: Path, moment: str
) -> None:
    """It may be signed all right, by another program."""
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        path = receipt_of(first.path, field, tmp_path)
    payload = json.loads(dsse.open_envelope(path.read_bytes(), payload_type=RECEIPT).payload)
    raw = strict_json.encode(payload | {"received_at": moment})
    path.write_bytes(dsse.seal(raw, key=FIELD_KEY, payload_type=RECEIPT))
    with pytest.raises(Problem, match="not a receipt"):
        open_receipt(path)


def test_a_receipt_names_who_took_the_package_in(centre: Store, tmp_path: Path) -> None:
    first = pack(centre, tmp_path)
    with begun(first.path, tmp_path / "field.ccmdesk") as field:
        ask = WriteReceipt(
            opened=open_changes(first.path), office="", key=FIELD_KEY, folder=tmp_path
        )
        with pytest.raises(Problem, match="names who took the package in"):
            write_receipt(field, ask, author=LATER)
        assert write_receipt(field, replace(ask, office="Field"), author=LATER).exists()
    assert KEY.public_key != FIELD_KEY.public_key
