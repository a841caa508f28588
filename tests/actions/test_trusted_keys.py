"""The national authority certifies and revokes keys; offices take in its lists in order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from office_plans import KEO, KEY, NOON, add, area, pack, plan_of

from ccmdesk.actions.author import Author
from ccmdesk.actions.revoked_packages import revoked_packages, revoked_words
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    TakeInChanges,
    begin_from,
    open_changes,
    take_in_changes,
)
from ccmdesk.actions.trust import (
    Certify,
    KeyStanding,
    Revoke,
    certify_card,
    change_root,
    kept_list,
    known_keys,
    list_file,
    revoke_key,
    standing_of,
    take_in_list,
)
from ccmdesk.bundle import dsse, strict_json
from ccmdesk.bundle.fingerprint import fingerprint_digits, fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.reader import KeyState
from ccmdesk.bundle.trust_list import (
    TrustList,
    read_trust_list,
    require_successor,
    signed_trust_list,
)
from ccmdesk.db.store import open_store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

LAO = StateCode("LAO")
ROOT, OTHER = SigningKey(b"r" * 32), SigningKey(b"o" * 32)
DAY = NOON.date()


def card_of(key: SigningKey, folder: Path, country: StateCode | None = LAO) -> Path:
    owner = ("Savannakhet", "Noy")
    card = key_card(keys_of(key), country=country, owner=owner, made_on=DAY)
    path = folder / f"{key.public_key.hex()[:8]}.json"
    path.write_bytes(signed_card(card, key=key))
    return path


def certified(authority: Path, key: SigningKey = KEY, expires_on: dt.date | None = None) -> Path:
    """Return the list of the authority with one key more."""
    said = fingerprint_text(key.fingerprint)
    ask = Certify(card=card_of(key, authority.parent), compared=said, expires_on=expires_on)
    certify_card(authority, ask, root=ROOT, author=KEO)
    return list_file(authority, LAO)


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return tmp_path / "authority"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return tmp_path / "office"


def test_a_key_is_known_at_an_office_once_its_list_is_taken_in(
    authority: Path, office: Path, tmp_path: Path, packs: Packs
) -> None:
    plan = plan_of(tmp_path / "centre.ccmdesk", packs)
    add(plan, area("HA-1"))
    package = pack(plan, tmp_path).path
    path = tmp_path / "field.ccmdesk"
    unknown = open_changes(package, trusted=known_keys(office, author=KEO))
    assert unknown.verified.state is KeyState.UNVERIFIED
    with pytest.raises(Problem, match="Nobody here has compared the key"):
        begin_from(BeginFrom(opened=unknown, path=path, office="Field"), author=KEO)
    assert not path.exists()
    take_in_list(office, certified(authority), compared=fingerprint_digits(ROOT.fingerprint))
    known = open_changes(package, trusted=known_keys(office, author=KEO))
    assert known.verified.state is KeyState.KNOWN
    assert "Keo checked their key" in str(
        known.verified.sentence.msgid.format(name="", office="", person="Keo", date="")
    )
    begin_from(BeginFrom(opened=known, path=path, office="Field"), author=KEO)
    with open_store(path) as store:
        assert [one.why for one in store.packages.all()] == [""]


def test_why_an_unknown_key_was_believed_is_kept(tmp_path: Path, packs: Packs) -> None:
    plan = plan_of(tmp_path / "centre.ccmdesk", packs)
    opened = open_changes(pack(plan, tmp_path).path)
    path = tmp_path / "field.ccmdesk"
    begin_from(
        BeginFrom(opened=opened, path=path, office="Field", why="They called us."), author=KEO
    )
    with open_store(path) as store:
        assert [one.why for one in store.packages.all()] == ["They called us."]
        ask = TakeInChanges(opened=opened, backup=tmp_path / "b.ccmdesk", why="  ")
        with pytest.raises(Problem, match="Nobody here has compared"):
            take_in_changes(store, ask, author=KEO)
    assert not (tmp_path / "b.ccmdesk").exists()


def test_a_wrong_fingerprint_certifies_nothing(authority: Path, tmp_path: Path) -> None:
    ask = Certify(card=card_of(KEY, tmp_path), compared=fingerprint_text(OTHER.fingerprint))
    with pytest.raises(Problem, match="fingerprint is not that of the key"):
        certify_card(authority, ask, root=ROOT, author=KEO)
    ask = Certify(
        card=card_of(KEY, tmp_path, country=None), compared=fingerprint_text(KEY.fingerprint)
    )
    with pytest.raises(Problem, match="names no country"):
        certify_card(authority, ask, root=ROOT, author=KEO)
    assert kept_list(authority, LAO) is None


def test_packages_that_were_taken_in_before_their_key_was_revoked_are_named(
    authority: Path, tmp_path: Path, packs: Packs
) -> None:
    plan = plan_of(tmp_path / "centre.ccmdesk", packs)
    packed = [pack(plan, tmp_path).path for _ in range(3)]
    certified(authority)
    path, trusted = tmp_path / "field.ccmdesk", known_keys(authority, author=KEO)
    begun = open_changes(packed[0], trusted=trusted)
    begin_from(BeginFrom(opened=begun, path=path, office="Field"), author=KEO)
    with open_store(path) as store:
        for number, package in enumerate(packed[1:]):
            opened = open_changes(package, trusted=trusted)
            ask = TakeInChanges(opened=opened, backup=tmp_path / f"b{number}.ccmdesk")
            take_in_changes(store, ask, author=KEO)
        assert revoked_packages(store, trusted) == ()
        ask_again = Revoke(compared=fingerprint_text(KEY.fingerprint), first_bad=2)
        revoke_key(authority, LAO, ask_again, signing=(ROOT, KEO))
        found = revoked_packages(store, known_keys(authority, author=KEO))
        said = revoked_words(ENGLISH, found)
    assert sorted(one.sender.number for one in found) == [2, 3]
    assert said.startswith("2 packages in this plan (package ")
    assert "package 2 of" in said
    assert "package 1 of" not in said


def test_packages_of_a_revoked_key_are_refused_from_the_number_on(
    authority: Path, tmp_path: Path, packs: Packs
) -> None:
    plan = plan_of(tmp_path / "centre.ccmdesk", packs)
    first, second = pack(plan, tmp_path).path, pack(plan, tmp_path).path
    certified(authority)
    ask = Revoke(compared=fingerprint_text(KEY.fingerprint), first_bad=2)
    signed = revoke_key(authority, LAO, ask, signing=(ROOT, KEO))
    assert signed.content.version == 2
    trusted = known_keys(authority, author=KEO)
    assert open_changes(first, trusted=trusted).verified.state is KeyState.KNOWN
    with pytest.raises(Problem, match="no longer trusted"):
        open_changes(second, trusted=trusted)
    with pytest.raises(Problem, match="was revoked on"):
        certified(authority)
    again = Revoke(compared=fingerprint_text(KEY.fingerprint), first_bad=9)
    (key,) = revoke_key(authority, LAO, again, signing=(ROOT, KEO)).content.keys
    assert key.distrusted_from == 2
    unlisted = Revoke(compared=fingerprint_text(OTHER.fingerprint))
    with pytest.raises(Problem, match="has no key"):
        revoke_key(authority, LAO, unlisted, signing=(ROOT, KEO))


def test_the_first_list_needs_the_national_fingerprint(authority: Path, office: Path) -> None:
    path = certified(authority)
    for compared in ("", fingerprint_text(KEY.fingerprint)):
        with pytest.raises(Problem, match="compare all groups with the national authority"):
            take_in_list(office, path, compared=compared)
    assert kept_list(office, LAO) is None


def test_an_older_another_or_a_foreign_list_is_not_taken_in(authority: Path, office: Path) -> None:
    path = certified(authority)
    first = path.read_bytes()
    take_in_list(office, path, compared=fingerprint_text(ROOT.fingerprint))
    take_in_list(office, path)
    take_in_list(office, certified(authority, OTHER))
    newest = kept_list(office, LAO)
    assert newest is not None
    content = newest.content
    path.write_bytes(first)
    with pytest.raises(Problem, match="version 2 is here already"):
        take_in_list(office, path)
    twin = msgspec.structs.replace(content, keys=())
    path.write_bytes(signed_trust_list(twin, key=ROOT))
    with pytest.raises(Problem, match="same version 2"):
        take_in_list(office, path)
    later = msgspec.structs.replace(content, version=3)
    path.write_bytes(signed_trust_list(later, key=OTHER))
    with pytest.raises(Problem, match="not the national key"):
        take_in_list(office, path)
    assert kept_list(office, LAO) == newest


def _as_successor(content: TrustList, here: TrustList, *, key: SigningKey = ROOT) -> str:
    """Return why a list may not replace the one that is here, in a whole sentence."""
    new, old = (signed_trust_list(one, key=who) for one, who in ((content, key), (here, ROOT)))
    with pytest.raises(Problem) as told:
        require_successor(read_trust_list(new), read_trust_list(old))
    return ENGLISH.say(told.value.message)


def test_why_a_list_is_refused_names_its_country_its_key_and_both_versions(authority: Path) -> None:
    certified(authority)
    kept = kept_list(authority, LAO)
    assert kept is not None
    here, change = msgspec.structs.replace(kept.content, version=12), msgspec.structs.replace
    assert _as_successor(change(here, country="AFG", version=13), here) == (
        "This list of trusted keys is of AFG, and the one that is here is of LAO. Nothing was"
        " changed."
    )
    assert fingerprint_text(OTHER.fingerprint) in _as_successor(
        change(here, version=13), here, key=OTHER
    )
    assert _as_successor(change(here, version=11), here).startswith(
        "This list of trusted keys is version 11; version 12 is here already and is kept."
    )
    assert "with the same version 12 is here" in _as_successor(change(here, keys=()), here)


def test_a_list_that_no_office_could_read_is_refused(authority: Path) -> None:
    certified(authority)
    kept = kept_list(authority, LAO)
    assert kept is not None
    twice = msgspec.structs.replace(kept.content, keys=2 * kept.content.keys)
    raw = dsse.seal(strict_json.encode(twice), key=ROOT, payload_type=dsse.TRUST_LIST_TYPE)
    for bad in (raw, b" " * (2**20 + 1), kept.raw + b" " * 2**20):
        with pytest.raises(Problem, match="not a list of trusted keys of ccmdesk"):
            read_trust_list(bad)


def test_who_compared_a_key_and_when_is_known_to_the_offices(authority: Path, office: Path) -> None:
    take_in_list(office, certified(authority), compared=fingerprint_text(ROOT.fingerprint))
    (key,) = known_keys(office, author=KEO)
    assert (key.country, key.verified_by, key.verified_on) == (LAO, "Keo", DAY)


def test_a_new_national_key_is_named_by_the_old_one(authority: Path, office: Path) -> None:
    path = certified(authority)
    take_in_list(office, path, compared=fingerprint_text(ROOT.fingerprint))
    change_root(authority, LAO, OTHER, signing=(ROOT, KEO))
    take_in_list(office, path)
    with pytest.raises(Problem, match="not the national key"):
        certified(authority)
    ask = Revoke(compared=fingerprint_text(KEY.fingerprint))
    revoke_key(authority, LAO, ask, signing=(OTHER, KEO))
    assert take_in_list(office, path).content.version == 3


def test_a_changed_list_is_refused(authority: Path, tmp_path: Path) -> None:
    raw = certified(authority).read_bytes()
    for place in range(0, len(raw), 7):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(Problem, match="not a list of trusted keys"):
            read_trust_list(changed)
    for other in (tmp_path / "none.ccmt", tmp_path):
        with pytest.raises(Problem, match=r"no file|is a folder"):
            take_in_list(authority, other)


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (400, KeyStanding.VERIFIED),
        (30, KeyStanding.EXPIRES_SOON),
        (0, KeyStanding.EXPIRED),
        (None, KeyStanding.VERIFIED),
    ],
)
def test_expiry_warns(authority: Path, days: int | None, standing: KeyStanding) -> None:
    expires_on = None if days is None else DAY + dt.timedelta(days=days)
    certified(authority, expires_on=expires_on)
    kept = kept_list(authority, LAO)
    assert kept is not None
    assert [standing_of(key, today=DAY) for key in kept.content.keys] == [standing]
    assert len(known_keys(authority, author=Author("Mai", lambda: NOON))) == 1


def test_an_own_list_makes_way_for_that_of_the_authority_once_its_key_was_compared(
    authority: Path, office: Path
) -> None:
    own = signing_key(office, passphrase="")
    said = fingerprint_text(OTHER.fingerprint)
    ask = Certify(card=card_of(OTHER, authority.parent), compared=said)
    certify_card(office, ask, root=own, author=KEO)
    before, national = list_file(office, LAO).read_bytes(), certified(authority)
    for compared in ("", said):
        with pytest.raises(Problem, match="was signed by this office itself"):
            take_in_list(office, national, compared=compared)
        assert list_file(office, LAO).read_bytes() == before
    take_in_list(office, national, compared=fingerprint_text(ROOT.fingerprint))
    assert list_file(office, LAO).read_bytes() == national.read_bytes()
    assert [one.read_bytes() for one in office.glob("own-*.ccmt")] == [before]
    keys = {key.public_key for key in known_keys(office, author=KEO)}
    assert keys == {KEY.public_key, own.public_key}
    later = certified(authority, OTHER)  # and from now on one list follows from the other
    assert take_in_list(office, later).content.version == 2


def test_the_list_of_the_authority_makes_way_for_no_other(authority: Path, office: Path) -> None:
    take_in_list(office, certified(authority), compared=fingerprint_text(ROOT.fingerprint))
    signing_key(office, passphrase="")
    foreign = authority.parent / "foreign"
    ask = Certify(card=card_of(KEY, authority.parent), compared=fingerprint_text(KEY.fingerprint))
    certify_card(foreign, ask, root=OTHER, author=KEO)
    with pytest.raises(Problem, match="is not the national key that is known here"):
        take_in_list(office, list_file(foreign, LAO), compared=fingerprint_text(OTHER.fingerprint))
