"""After the national key was changed: what was encrypted to the old one, and who is offered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from office_plans import KEO, KEY, add, area, plan_of

from ccmdesk.actions.key_card import MakeKeyCard, make_key_card
from ccmdesk.actions.national_key import change_national_key
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.receivers import known_receivers, receivers_called
from ccmdesk.actions.sealed_package import Sealing, unlock_with
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.take_in_changes import open_changes
from ccmdesk.actions.trust import Certify, certify_card, kept_list
from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.encryption import NOT_ENCRYPTED_FOR_US
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.key_card import CardKeys, key_card, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

LAO = StateCode("LAO")
SECRET = "die Brücke steht"


@dataclass(frozen=True)
class Centre:
    """The national authority, its key under a passphrase, and a plan of a field office."""

    folder: Path
    packs: Packs

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def key(self) -> SigningKey:
        return signing_key(self.keys, passphrase=SECRET)

    def certify(self, office: str, key: SigningKey) -> None:
        out = self.folder / f"{office}.pdf"
        ask = MakeKeyCard(
            out=out, language="en", office=office, key=key, country=LAO, replaces=True
        )
        card = make_key_card(ask, packs=self.packs, author=KEO).signed
        compared = Certify(card=card, compared=fingerprint_text(key.fingerprint))
        certify_card(self.keys, compared, root=self.key, author=KEO)

    def change_key(self) -> None:
        change_national_key(self.keys, LAO, passphrase=SECRET, author=KEO)

    def package_for(self, office: str, *, key: SigningKey) -> Path:
        sealing = Sealing(receivers=receivers_called([office], folder=self.keys))
        with plan_of(self.folder / f"{office}.ccmdesk", self.packs) as store:
            add(store, area("HA-1"))
            ask = PackChanges(
                office="North", receiver=office, folder=self.folder, key=key, sealing=sealing
            )
            return pack_changes(store, ask, author=KEO).path


@pytest.fixture
def centre(tmp_path: Path, packs: Packs) -> Centre:
    made = Centre(tmp_path, packs)
    made.certify("Centre", made.key)
    made.certify("North", KEY)
    return made


def test_what_was_encrypted_before_the_key_was_changed_is_opened_after_it(centre: Centre) -> None:
    to_us = centre.package_for("Centre", key=KEY)
    from_us = centre.package_for("North", key=centre.key)
    for _ in range(2):
        centre.change_key()
        for package in (to_us, from_us):
            unlock = unlock_with(centre.keys, passphrase=SECRET)
            assert any(
                b"HA-1" in line for line in open_changes(package, unlock=unlock).arrival.lines
            )
    (centre.keys / "signing-key-before-3.json").unlink()
    unlock = unlock_with(centre.keys, passphrase=SECRET)
    with pytest.raises(Problem) as refused:
        open_changes(to_us, unlock=unlock)
    assert refused.value.message.msgid == NOT_ENCRYPTED_FOR_US


def test_a_kept_key_that_does_not_open_leaves_the_others_to_be_tried(centre: Centre) -> None:
    to_us = centre.package_for("Centre", key=KEY)
    centre.change_key()
    (centre.keys / "signing-key-before-9.json").write_bytes(b"{")
    unlock = unlock_with(centre.keys, passphrase=SECRET)
    assert open_changes(to_us, unlock=unlock).arrival.lines


def test_the_former_key_of_an_office_is_no_longer_offered(centre: Centre) -> None:
    centre.change_key()
    old = {one.office: one.age for one in known_receivers(centre.keys)}
    assert receivers_called(["Centre"], folder=centre.keys)[0].age == old["Centre"], "until then"
    centre.certify("Centre", centre.key)
    centre.certify("Centre annex", SigningKey(b"a" * 32))
    offered = sorted((one.office, one.age) for one in known_receivers(centre.keys))
    now = age_recipient(centre.key)
    assert offered == [
        ("Centre", now),
        ("Centre annex", age_recipient(SigningKey(b"a" * 32))),
        ("North", age_recipient(KEY)),
    ]
    assert [one.age for one in receivers_called(["Centre"], folder=centre.keys)] == [now]


def test_two_keys_of_an_office_that_were_not_changed_are_asked_about(centre: Centre) -> None:
    centre.certify("North", SigningKey(b"n" * 32))
    with pytest.raises(Problem, match="several keys"):
        receivers_called(["North"], folder=centre.keys)


def test_an_older_card_takes_no_key_to_encrypt_to_away(centre: Centre, tmp_path: Path) -> None:
    keys = CardKeys(KEY.public_key, None)
    older = key_card(keys, country=LAO, owner=("North", "Noy"), made_on=KEO.today)
    path = tmp_path / "older.json"
    path.write_bytes(signed_card(older, key=KEY))
    compared = Certify(card=path, compared=fingerprint_text(KEY.fingerprint))
    certify_card(centre.keys, compared, root=centre.key, author=KEO)
    kept = kept_list(centre.keys, LAO)
    assert kept is not None
    (north,) = (key for key in kept.content.keys if key.office == "North")
    assert (north.name, north.age) == ("Noy", age_recipient(KEY))
