"""The signed file of a key card: read as written, refused when anything in it was changed."""

from __future__ import annotations

import base64
import datetime as dt

import orjson
import pytest

from ccmdesk.bundle import dsse
from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.fingerprint import read_fingerprint
from ccmdesk.bundle.key_card import (
    CardKeys,
    KeyCard,
    camera_text,
    key_card,
    keys_of,
    read_card,
    signed_card,
)
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem

KEY, OTHER = SigningKey(bytes(32)), SigningKey(bytes(31) + b"\1")
DAY = dt.date(2026, 3, 2)


def _card(key: SigningKey = KEY, office: str = "NRA", country: str | None = "LAO") -> KeyCard:
    state = None if country is None else StateCode(country)
    return key_card(keys_of(key), country=state, owner=(office, "Keo"), made_on=DAY)


def test_a_card_is_read_as_it_was_written() -> None:
    for card in (_card(), _card(country=None)):
        assert read_card(signed_card(card, key=KEY)) == card


def test_a_card_names_the_key_to_encrypt_to_and_one_made_before_there_was_any_still_reads() -> None:
    card = _card()
    assert (card.format, card.age) == (2, age_recipient(KEY))
    before = CardKeys(KEY.public_key, None)
    old = key_card(before, country=StateCode("LAO"), owner=("NRA", "Keo"), made_on=DAY)
    assert (old.format, old.age) == (1, None)
    assert read_card(signed_card(old, key=KEY)) == old


def test_both_forms_on_the_card_and_the_camera_text_are_the_fingerprint_of_the_key() -> None:
    card = _card()
    assert [len(group) for group in card.fingerprint.split()] == [4] * 8
    assert [len(group) for group in card.digits.split()] == [5] * 10
    assert read_fingerprint(card.fingerprint) == read_fingerprint(card.digits) == KEY.fingerprint
    kind, country, groups = camera_text(card).split(" ", 2)
    assert (kind, country) == ("CCMDESK-KEY-1", "LAO")
    assert read_fingerprint(groups) == KEY.fingerprint
    assert camera_text(_card(country=None)) == f"CCMDESK-KEY-1 {card.fingerprint}"


def test_every_changed_byte_is_refused() -> None:
    raw = signed_card(_card(), key=KEY)
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(Problem, match="not a key card"):
            read_card(changed)


@pytest.mark.parametrize("field", ["public_key", "fingerprint", "digits"])
def test_a_card_of_another_key_cannot_be_signed(field: str) -> None:
    told = orjson.loads(orjson.dumps(_payload(_card())))
    told[field] = _payload(_card(OTHER))[field]
    raw = dsse.seal(orjson.dumps(told), key=KEY, payload_type=dsse.KEY_CARD_TYPE)
    with pytest.raises(Problem, match="not a key card"):
        read_card(raw)


def _payload(card: KeyCard) -> dict[str, object]:
    key = KEY if card.public_key == KEY.public_key.hex() else OTHER
    envelope = orjson.loads(signed_card(card, key=key))
    told: dict[str, object] = orjson.loads(base64.b64decode(envelope["payload"]))
    return told


def test_a_signature_for_one_purpose_does_not_serve_the_other() -> None:
    raw = signed_card(_card(), key=KEY)
    with pytest.raises(dsse.BadEnvelopeError):
        dsse.open_envelope(raw)
    payload = dsse.open_envelope(raw, payload_type=dsse.KEY_CARD_TYPE).payload
    with pytest.raises(Problem, match="not a key card"):
        read_card(dsse.seal(payload, key=KEY))


@pytest.mark.parametrize("raw", [b"", b"{}", b"\xff", b"x" * 10_000, b'{"x":' + b"[" * 8000])
def test_anything_else_is_refused(raw: bytes) -> None:
    with pytest.raises(Problem, match="not a key card"):
        read_card(raw)


@pytest.mark.parametrize("office", ["", "two\nlines", "x" * 201])
def test_an_office_that_cannot_stand_on_a_card_is_asked_for_again(office: str) -> None:
    with pytest.raises(Problem, match="names its office"):
        signed_card(_card(office=office), key=KEY)
