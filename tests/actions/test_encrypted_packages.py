"""Encrypted packages: who can open one, and what everybody else is told."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import time
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from office_plans import KEO, add, area, plan_of
from pyrage import x25519

from ccmdesk.actions.key_card import MakeKeyCard, make_key_card
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.receivers import receivers_called
from ccmdesk.actions.sealed_package import OPEN, Sealing, Unlock
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.take_in_changes import open_changes
from ccmdesk.actions.trust import Certify, Revoke, certify_card, revoke_key
from ccmdesk.actions.verify_package import look_at_package, verify_package
from ccmdesk.bundle.age_key import age_identity, age_recipient
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

CENTRE, FIELD, STRANGER = (SigningKey(letter * 32) for letter in (b"c", b"f", b"s"))
SECRET = "die Brücke steht"


@dataclass(frozen=True)
class Desks:
    """The data folder of the centre, the card of the field office, and what the centre packs."""

    folder: Path
    packs: Packs

    def card(self, key: SigningKey = FIELD, office: str = "Savannakhet") -> Path:
        ask = MakeKeyCard(
            replaces=True,
            out=self.folder / f"{office}.pdf",
            language="en",
            office=office,
            key=key,
            country=StateCode("LAO"),
        )
        return make_key_card(ask, packs=self.packs, author=KEO).signed

    def pack(self, sealing: Sealing) -> Path:
        with plan_of(self.folder / "centre.ccmdesk", self.packs) as store:
            add(store, area("HA-77"))
            ask = PackChanges(
                office="Centre",
                receiver="Savannakhet",
                folder=self.folder,
                key=CENTRE,
                sealing=sealing,
            )
            return pack_changes(store, ask, author=KEO).path

    def to_field(self) -> Path:
        receivers = receivers_called([str(self.card())], folder=self.folder)
        return self.pack(Sealing(receivers=receivers))


@pytest.fixture
def desks(tmp_path: Path, packs: Packs) -> Desks:
    return Desks(tmp_path, packs)


def having(key: SigningKey | None, passphrase: str = "") -> Unlock:
    return Unlock(key=lambda: key, passphrase=lambda: passphrase)


def test_its_receiver_and_its_sender_open_it_and_nobody_else(desks: Desks) -> None:
    package = desks.to_field()
    assert package.name.endswith("changes-000001.ccmb.age")
    assert b"HA-77" not in package.read_bytes()
    for key in (FIELD, CENTRE):
        opened = open_changes(package, unlock=having(key))
        assert any(b"HA-77" in line for line in opened.arrival.lines)
        assert look_at_package(package, unlock=having(key)).manifest.number == 1
    with pytest.raises(BundleRefused, match="it is not for you"):
        open_changes(package, unlock=having(STRANGER))
    with pytest.raises(Problem, match="this computer has no key yet"):
        open_changes(package)


def test_the_signed_manifest_names_who_it_is_encrypted_to(desks: Desks) -> None:
    found = look_at_package(desks.to_field(), unlock=having(FIELD))
    named = [(each.name, each.age) for each in found.manifest.recipients]
    assert named == [("Savannakhet", None), ("Savannakhet", age_recipient(FIELD))]


def test_who_passes_it_on_encrypted_anew_is_found_out(desks: Desks) -> None:
    package = desks.to_field()
    plain = pyrage.decrypt(package.read_bytes(), [age_identity(FIELD)])
    package.write_bytes(pyrage.encrypt(plain, [age_identity(STRANGER).to_public()]))
    with pytest.raises(BundleRefused, match="is meant for Savannakhet, Savannakhet, not for you"):
        open_changes(package, unlock=having(STRANGER))


@pytest.mark.parametrize("place", [-1, -20_000, 130])
def test_a_flipped_bit_is_told_as_damage(desks: Desks, place: int) -> None:
    package = desks.to_field()
    raw = bytearray(package.read_bytes())
    place = max(place, -len(raw) // 2)
    raw[place] ^= 1
    package.write_bytes(raw)
    with pytest.raises(BundleRefused, match=r"damaged on its way|it is not for you"):
        open_changes(package, unlock=having(FIELD))


@pytest.mark.parametrize("kept", [0.5, 0.99])
def test_a_cut_package_is_told_as_damage(desks: Desks, kept: float) -> None:
    package = desks.to_field()
    raw = package.read_bytes()
    package.write_bytes(raw[: int(len(raw) * kept)])
    with pytest.raises(BundleRefused, match="damaged on its way, or its end is missing"):
        open_changes(package, unlock=having(FIELD))


def test_a_passphrase_opens_a_first_contact(desks: Desks) -> None:
    package = desks.pack(Sealing(passphrase=SECRET))
    opened = open_changes(package, unlock=having(None, SECRET))
    assert any(b"HA-77" in line for line in opened.arrival.lines)
    composed = "die Bru\u0308cke steht"
    assert look_at_package(package, unlock=having(None, composed)).manifest.number == 1
    with pytest.raises(BundleRefused, match="passphrase does not open the package"):
        open_changes(package, unlock=having(None, "die Brucke steht"))
    with pytest.raises(Problem, match="Ask the sender for it by telephone"):
        open_changes(package)
    raw = bytearray(package.read_bytes())
    raw[-9] ^= 1
    package.write_bytes(raw)
    with pytest.raises(BundleRefused, match="damaged on its way"):
        open_changes(package, unlock=having(None, SECRET))


def test_receivers_and_a_passphrase_do_not_go_together(desks: Desks) -> None:
    receivers = receivers_called([str(desks.card())], folder=desks.folder)
    with pytest.raises(Problem, match="not both"):
        Sealing(receivers=receivers, passphrase=SECRET)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"age-encryption.org/v1\n-> scrypt oMwNGf64/hIROUeeOLM79A 30\nabc\n--- \n", "more memory"),
        (b"age-encryption.org/v2\n-> X25519 abc\n", "does not know"),
        (b"age-encryption.org/v1\n", "damaged"),
        (b"age-encryption.org/v1\n" + b"-> X25519 a\n" * 50_000, "damaged"),
        (b"age-encryption.org/v1\n" + b"-> scrypt a 1\n" * 50_000, "damaged"),
    ],
)
def test_a_hostile_beginning_is_refused(tmp_path: Path, start: bytes, said: str) -> None:
    package = tmp_path / "hostile.ccmb.age"
    package.write_bytes(start)
    begun = time.process_time()
    with pytest.raises(BundleRefused, match=said):
        verify_package(package, unlock=having(FIELD, SECRET))
    assert time.process_time() - begun < 2


def test_a_package_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    package = tmp_path / "long.ccmb.age"
    with package.open("wb") as out:
        out.write(b"age-encryption.org/v1\n-> X25519 abc\n")
        out.truncate(514 * 2**20)
    with pytest.raises(BundleRefused, match="larger than 512 MB"):
        verify_package(package, unlock=having(FIELD))


def test_what_is_no_package_inside_is_refused_like_one_in_the_open(tmp_path: Path) -> None:
    package = tmp_path / "letter.age"
    package.write_bytes(pyrage.encrypt(b"Dear colleague", [age_identity(FIELD).to_public()]))
    with pytest.raises(BundleRefused, match="not a ccmdesk package"):
        verify_package(package, unlock=having(FIELD))


def test_an_office_is_named_by_the_list_of_trusted_keys(desks: Desks) -> None:
    said = fingerprint_text(FIELD.fingerprint)
    certify_card(desks.folder, Certify(card=desks.card(), compared=said), root=CENTRE, author=KEO)
    (by_name,) = receivers_called(["savannakhet"], folder=desks.folder)
    (by_card,) = receivers_called([str(desks.card()), "Savannakhet"], folder=desks.folder)
    assert by_name == by_card
    assert (by_name.office, by_name.age, by_name.compared) == (
        "Savannakhet",
        age_recipient(FIELD),
        True,
    )
    with pytest.raises(Problem, match="No key of Champasak is known here"):
        receivers_called(["Champasak"], folder=desks.folder)
    signing = (CENTRE, KEO)
    revoke_key(desks.folder, StateCode("LAO"), Revoke(compared=said), signing=signing)
    for called in ("Savannakhet", str(desks.card())):
        with pytest.raises(Problem, match="was revoked, so nothing was packed"):
            receivers_called([called], folder=desks.folder)


def test_two_keys_of_one_office_need_the_card(desks: Desks) -> None:
    for key in (FIELD, STRANGER):
        said = fingerprint_text(key.fingerprint)
        ask = Certify(card=desks.card(key), compared=said)
        certify_card(desks.folder, ask, root=CENTRE, author=KEO)
    with pytest.raises(Problem, match="has several keys"):
        receivers_called(["Savannakhet"], folder=desks.folder)
    (one,) = receivers_called([str(desks.card())], folder=desks.folder)
    assert one.age == age_recipient(FIELD)


def test_a_card_that_nobody_compared_says_so(desks: Desks) -> None:
    (one,) = receivers_called([str(desks.card())], folder=desks.folder)
    assert not one.compared
    assert one.fingerprint == fingerprint_text(FIELD.fingerprint)


def test_the_key_file_that_was_there_before_opens_packages_too(tmp_path: Path) -> None:
    key = signing_key(tmp_path, passphrase="")
    again = signing_key(tmp_path, passphrase="")
    assert age_recipient(key) == age_recipient(again)
    assert age_recipient(SigningKey(bytes(32))) == (
        "age1nwc6c7ah9y4c7gy57rx2v7jdnhn980e2tydvht4ea3y6affc9dtsee48fz"
    )
    x25519.Recipient.from_str(age_recipient(key))


def test_the_age_program_opens_what_we_encrypt_and_we_what_it_encrypts(desks: Desks) -> None:
    age = shutil.which("age")
    if age is None:
        pytest.skip("the age program is not installed (Debian package age)")
    package, keys = desks.to_field(), desks.folder / "keys.txt"
    keys.write_text(str(age_identity(FIELD)) + "\n", "ascii")
    plain = subprocess.run(
        [age, "--decrypt", "--identity", keys, package], capture_output=True, check=True
    ).stdout
    assert zipfile.ZipFile(BytesIO(plain)).testzip() is None
    again = desks.folder / "again.ccmb.age"
    (desks.folder / "plain.ccmb").write_bytes(plain)
    subprocess.run(
        [age, "-r", age_recipient(FIELD), "-o", again, desks.folder / "plain.ccmb"], check=True
    )
    assert open_changes(again, unlock=having(FIELD)).verified.manifest.number == 1


def test_the_age_program_asks_for_the_passphrase_of_a_first_contact(desks: Desks) -> None:
    age = shutil.which("age")
    if age is None:
        pytest.skip("the age program is not installed (Debian package age)")
    package, out = desks.pack(Sealing(passphrase="two words")), desks.folder / "out.ccmb"
    child, terminal = pty.fork()
    if child == 0:
        os.execv(age, [age, "--decrypt", "-o", str(out), str(package)])  # noqa: S606 - fixed words
    _answer(terminal, b"two words\n")
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert zipfile.ZipFile(out).testzip() is None


def _answer(terminal: int, typed: bytes) -> None:
    seen = b""
    while b"passphrase" not in seen:
        seen += os.read(terminal, 1024)
    os.write(terminal, typed)


def test_an_open_package_is_packed_as_before(desks: Desks) -> None:
    package = desks.pack(OPEN)
    assert package.suffix == ".ccmb"
    assert b'"age"' not in zipfile.ZipFile(package).read("ccmdesk.json")
