"""Keys: kept encrypted, opened again, compared by voice, and their envelopes read by others."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterator

import orjson
import pytest
from forged_packages import KEY, OTHER_KEY
from hypothesis import given
from hypothesis import strategies as st
from securesystemslib.dsse import Envelope as OtherEnvelope
from securesystemslib.signer import Signature as OtherSignature
from securesystemslib.signer import SSlibKey

from ccmdesk.bundle import dsse, key_file
from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.fingerprint import (
    Fingerprint,
    fingerprint_digits,
    fingerprint_of,
    fingerprint_text,
    read_fingerprint,
)
from ccmdesk.bundle.key_file import (
    NEEDS_PASSPHRASE,
    NOT_A_KEY_FILE,
    WRONG_PASSPHRASE,
    Protection,
    key_from_file,
    key_to_file,
    protection_of,
    public_key_of,
)
from ccmdesk.bundle.keys import PublicKey, SigningKey, is_signed_by, new_key
from ccmdesk.model.problem import Problem

PASSPHRASE = "ຜ້າໄໝ and café"


def counted(size: int) -> bytes:
    """Give the same "random" bytes each time."""
    return bytes(n % 251 for n in range(size))


@pytest.fixture(scope="module")
def file() -> bytes:
    return key_to_file(KEY, passphrase=PASSPHRASE, random=counted)


def refused(raw: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(Problem) as caught:
        key_from_file(raw, passphrase=passphrase)
    return caught.value.message.msgid


def test_a_key_comes_back_from_its_file(file: bytes) -> None:
    assert key_from_file(file, passphrase=PASSPHRASE) == KEY
    assert key_from_file(file + b"\n", passphrase=PASSPHRASE) == KEY
    assert public_key_of(file) == KEY.public_key
    assert protection_of(file) is Protection.PASSPHRASE


def test_the_file_does_not_show_the_key(file: bytes) -> None:
    assert KEY.seed.hex().encode() not in file
    assert KEY.seed not in file
    assert KEY.seed.hex() not in repr(KEY)


def test_accents_typed_in_another_way_open_the_key_too(file: bytes) -> None:
    assert key_from_file(file, passphrase=PASSPHRASE.replace("é", "e\u0301")) == KEY


def test_a_wrong_passphrase_is_told_from_none(file: bytes) -> None:
    assert refused(file, PASSPHRASE + " ") == WRONG_PASSPHRASE
    assert refused(file, "") == NEEDS_PASSPHRASE


def test_an_empty_passphrase_is_allowed_and_reported() -> None:
    raw = key_to_file(KEY, passphrase="", random=counted)
    assert protection_of(raw) is Protection.FILE_MODE
    assert key_from_file(raw, passphrase="") == KEY
    assert refused(raw, "x") == WRONG_PASSPHRASE


def changed_fields(raw: bytes) -> Iterator[bytes]:
    value = orjson.loads(raw)
    for name in ("public_key", "salt", "nonce", "sealed"):
        digits = value[name]
        yield orjson.dumps({**value, name: ("1" if digits[0] == "0" else "0") + digits[1:]})


def test_every_changed_field_keeps_the_key_closed(file: bytes) -> None:
    for raw in changed_fields(file):
        assert refused(raw) == WRONG_PASSPHRASE
    lower = file.replace(b'"passphrase"', b'"file-mode"')
    assert refused(lower) == WRONG_PASSPHRASE
    assert refused(lower, "") == NOT_A_KEY_FILE


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:-1],
        lambda raw: raw.replace(b"ccmdesk-key", b"other"),
        lambda raw: raw.replace(b'"format":1', b'"format":2'),
        lambda raw: raw.replace(b'"salt"', b'"malt"'),
        lambda raw: raw[:-1] + b',"memory":999999999}',
        lambda raw: raw + b" " * 5000,
        lambda _: b"",
        lambda _: b"\xff" * 100,
    ],
)
def test_a_damaged_file_says_so(file: bytes, spoil: object) -> None:
    assert refused(spoil(file)) == NOT_A_KEY_FILE  # type: ignore[operator]


def test_a_file_that_names_another_public_key_is_refused() -> None:
    class Liar(type(KEY)):  # type: ignore[misc]
        public_key = OTHER_KEY.public_key

    raw = key_to_file(Liar(KEY.seed), passphrase="", random=counted)
    assert refused(raw, "") == NOT_A_KEY_FILE


def test_a_new_key_uses_what_it_is_given_and_each_file_is_sealed_anew() -> None:
    numbers = itertools.count()
    drawn = [new_key(lambda size: bytes([next(numbers)]) * size) for _ in range(2)]
    assert drawn[0].public_key != drawn[1].public_key
    assert key_file.SALT_BYTES + key_file.NONCE_BYTES == 28


def test_a_signature_holds_for_its_message_and_key_only() -> None:
    signature = KEY.sign(b"message")
    assert is_signed_by(KEY.public_key, b"message", signature)
    assert not is_signed_by(KEY.public_key, b"massage", signature)
    assert not is_signed_by(OTHER_KEY.public_key, b"message", signature)
    assert not is_signed_by(KEY.public_key, b"message", signature[:-1])
    assert not is_signed_by(PublicKey(b"short"), b"message", signature)


def test_the_first_vector_of_rfc_8032_is_met() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = new_key(lambda _: seed)
    assert key.public_key.hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974")


# fingerprints


def test_a_fingerprint_is_shown_in_groups() -> None:
    fingerprint = fingerprint_of(KEY.public_key)
    assert fingerprint == hashlib.sha256(KEY.public_key).digest()[:20]
    assert [len(group) for group in fingerprint_text(fingerprint).split(" ")] == [4] * 8
    digits = fingerprint_digits(fingerprint)
    assert [len(group) for group in digits.split(" ")] == [5] * 10
    assert digits.startswith("0")


@given(raw=st.binary(min_size=20, max_size=20))
def test_both_forms_of_a_fingerprint_read_back(raw: bytes) -> None:
    fingerprint = Fingerprint(raw)
    assert read_fingerprint(fingerprint_text(fingerprint)) == fingerprint
    assert read_fingerprint(fingerprint_digits(fingerprint)) == fingerprint
    typed = fingerprint_text(fingerprint).lower().replace(" ", "-")
    assert read_fingerprint(f" {typed}\n") == fingerprint


BEYOND = f"{1 << 160:050d}"


@pytest.mark.parametrize(
    "text", ["", "A" * 31, "A" * 33, "1" * 49, "9" * 50, BEYOND, "é" * 32, "0" * 32]
)
def test_what_is_no_fingerprint_is_refused(text: str) -> None:
    with pytest.raises(Problem, match=r"^This is not a key .* all 10 groups of 5 digits\.$"):
        read_fingerprint(text)


# keys to encrypt to


@pytest.mark.parametrize(
    ("seed", "recipient"),
    [
        (bytes(32), "age1nwc6c7ah9y4c7gy57rx2v7jdnhn980e2tydvht4ea3y6affc9dtsee48fz"),
        (KEY.seed, "age1h8c5d86q34h9t8sly4cfru86nqynpnu42n2aanmffc924zqv5ussht7rzc"),
        (OTHER_KEY.seed, "age1h6attshtrsa9s2cjl7uwaujns8h4z260pmkjjz4vcehvuesrzuus2jy7wu"),
    ],
)
def test_a_key_gives_the_same_key_to_encrypt_to_in_every_version(
    seed: bytes, recipient: str
) -> None:
    """What was encrypted once must open for ever; the values were made with another HKDF."""
    assert age_recipient(SigningKey(seed)) == recipient


# envelopes


def other_key(key: PublicKey) -> SSlibKey:
    return SSlibKey("x", "ed25519", "ed25519", {"public": key.hex()})


def test_the_encoding_is_the_one_of_the_specification() -> None:
    assert dsse.pre_authentication_encoding(
        b"hello world",
        payload_type="http://example.com/HelloWorld",
    ) == (b"DSSEv1 29 http://example.com/HelloWorld 11 hello world")


def test_an_envelope_of_ours_is_good_for_securesystemslib() -> None:
    raw = dsse.seal("ແຜນ".encode(), key=KEY)
    other = OtherEnvelope.from_dict(orjson.loads(raw))
    assert other.pae() == dsse.pre_authentication_encoding("ແຜນ".encode())
    key = SSlibKey(KEY.public_key.hex(), "ed25519", "ed25519", {"public": KEY.public_key.hex()})
    other.verify([key], 1)


def test_an_envelope_of_securesystemslib_is_good_for_us() -> None:
    other = OtherEnvelope(b"{}", dsse.MANIFEST_TYPE, {})
    keyid = KEY.public_key.hex()
    other.signatures[keyid] = OtherSignature(keyid, KEY.sign(other.pae()).hex())
    signed = dsse.open_envelope(orjson.dumps(other.to_dict()))
    assert signed == dsse.Signed(b"{}", KEY.public_key)


@given(payload=st.binary(max_size=300))
def test_an_envelope_gives_back_its_payload_and_key(payload: bytes) -> None:
    raw = dsse.seal(payload, key=KEY)
    assert raw == dsse.seal(payload, key=KEY)
    assert dsse.open_envelope(raw) == dsse.Signed(payload, KEY.public_key)


def test_every_flipped_bit_of_an_envelope_is_refused() -> None:
    raw = bytearray(dsse.seal(b'{"a":1}', key=KEY))
    for bit in range(8 * len(raw)):
        raw[bit // 8] ^= 1 << bit % 8
        with pytest.raises(dsse.BadEnvelopeError):
            dsse.open_envelope(bytes(raw))
        raw[bit // 8] ^= 1 << bit % 8


def test_a_signature_with_its_order_added_is_refused() -> None:
    value = orjson.loads(dsse.seal(b"{}", key=KEY))
    signature = base64.b64decode(value["signatures"][0]["sig"])
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(signature[32:], "little") + order
    twin = signature[:32] + s.to_bytes(32, "little")
    value["signatures"][0]["sig"] = base64.b64encode(twin).decode()
    with pytest.raises(dsse.BadEnvelopeError):
        dsse.open_envelope(orjson.dumps(value))
