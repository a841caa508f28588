"""The envelope around a signed manifest: DSSE (github.com/secure-systems-lab/dsse, protocol v1).

What is signed is the pre-authentication encoding of a type and the payload bytes, so a signature
for one purpose cannot serve another. The reader verifies first and then parses those very bytes.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from ccmdesk.bundle.keys import PublicKey, SigningKey, is_signed_by

PayloadType = Literal[
    "application/vnd.ccmdesk.manifest+json",
    "application/vnd.ccmdesk.key-card+json",
    "application/vnd.ccmdesk.receipt+json",
    "application/vnd.ccmdesk.trust-list+json",
    "application/vnd.ccmdesk.update+json",
]
MANIFEST_TYPE: PayloadType = "application/vnd.ccmdesk.manifest+json"
KEY_CARD_TYPE: PayloadType = "application/vnd.ccmdesk.key-card+json"
RECEIPT_TYPE: PayloadType = "application/vnd.ccmdesk.receipt+json"
TRUST_LIST_TYPE: PayloadType = "application/vnd.ccmdesk.trust-list+json"
UPDATE_TYPE: PayloadType = "application/vnd.ccmdesk.update+json"


class BadEnvelopeError(ValueError):
    """The envelope is not the one accepted spelling, or its signature does not hold."""


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signature; *keyid* is the raw public key in hexadecimal, *sig* is base64."""

    keyid: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    sig: Annotated[str, msgspec.Meta(min_length=88, max_length=88)]


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The JSON of the envelope, with exactly one signature block."""

    payload: str
    payloadType: PayloadType  # noqa: N815 - DSSE's spelling
    signatures: Annotated[tuple[Signature, ...], msgspec.Meta(min_length=1, max_length=1)]


@dataclass(frozen=True, slots=True)
class Signed:
    """Bytes whose signature holds, and the key it holds for; whose key that is, is not said."""

    payload: bytes
    public_key: PublicKey


def pre_authentication_encoding(payload: bytes, *, payload_type: str = MANIFEST_TYPE) -> bytes:
    """Return PAE(type, payload) of the DSSE protocol, version 1."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def seal(payload: bytes, *, key: SigningKey, payload_type: PayloadType = MANIFEST_TYPE) -> bytes:
    """Return the envelope of *payload*, signed with *key*; equal input gives equal bytes."""
    signature = key.sign(pre_authentication_encoding(payload, payload_type=payload_type))
    block = Signature(key.public_key.hex(), _base64(signature))
    return _spelled(Envelope(_base64(payload), payload_type, (block,)))


def open_envelope(raw: bytes, *, payload_type: PayloadType = MANIFEST_TYPE) -> Signed:
    """Return the payload of an envelope once its signature holds. Raises BadEnvelopeError.

    The key id only says which key to try; whether that key may be trusted is for the caller.
    """
    envelope = _read(raw)
    if envelope.payloadType != payload_type:
        raise BadEnvelopeError("signed for another purpose")
    (block,) = envelope.signatures
    payload = _from_base64(envelope.payload)
    public_key = PublicKey(bytes.fromhex(block.keyid))
    message = pre_authentication_encoding(payload, payload_type=payload_type)
    if not is_signed_by(public_key, message, _from_base64(block.sig)):
        raise BadEnvelopeError("signature does not hold")
    return Signed(payload, public_key)


def _read(raw: bytes) -> Envelope:
    try:
        envelope = msgspec.json.decode(raw, type=Envelope, strict=True)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadEnvelopeError(str(error)) from error
    if _spelled(envelope) != raw:
        raise BadEnvelopeError("not in the one accepted spelling")
    return envelope


def _spelled(envelope: Envelope) -> bytes:
    return msgspec.json.encode(envelope)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _from_base64(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadEnvelopeError("not base64") from error
    if _base64(raw) != text:
        raise BadEnvelopeError("not in the one accepted spelling")
    return raw
