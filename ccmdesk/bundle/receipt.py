"""The receipt of a package as a small signed file: who took it in, and what they have now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from ccmdesk.bundle import dsse, strict_json
from ccmdesk.bundle.keys import PublicKey, SigningKey
from ccmdesk.bundle.manifest import MAX_NUMBER, Line, Meta, Reach, Replica, Sha256
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

MAX_FILE_BYTES = 2**21
SUFFIX = ".ccmr"
_MOST_OFFICES = 10_000
_YEARS = range(1900, 2201)
"""Of other years a moment cannot be told in every zone, or is none of ours."""

NOT_A_RECEIPT = N_(
    "This is not a receipt of ccmdesk, or it was changed. Ask the office that took the package in"
    " to send it again."
)
RECEIVER_MISSING = N_(
    "A receipt names who took the package in. Enter your name and your office, each on one line of"
    " at most 200 characters, then make the receipt again."
)


class Reached(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The receiver has the changes of *replica* up to number *to*; *chain* is their check value."""

    replica: Replica
    to: Reach
    chain: Sha256


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """*package* is the SHA-256 of the manifest of what was taken in, *title* what it is called.

    *replica* is the receiver's copy of the plan and *have* what it holds after taking the package
    in; both are empty for one that keeps submissions and no plan, such as the ISU.
    """

    kind: Literal["ccmdesk-receipt"] = "ccmdesk-receipt"
    format: Literal[1] = 1
    package: Sha256
    title: Line
    number: Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
    office: Line
    name: Line
    received_at: Annotated[dt.datetime, Meta(tz=True)]
    replica: Replica | None
    have: Annotated[tuple[Reached, ...], Meta(max_length=_MOST_OFFICES)]


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt whose signature holds, and the key it holds for."""

    receipt: Receipt
    public_key: PublicKey


def file_name(receipt: Receipt) -> str:
    """Return what the file of a receipt is called: LAO-2026-07-changes-000014.ccmr."""
    return receipt.title + SUFFIX


def signed_receipt(receipt: Receipt, *, key: SigningKey) -> bytes:
    """Return the file of a receipt, signed by who took the package in.

    Raises Problem when name or office cannot stand on one.
    """
    raw = dsse.seal(strict_json.encode(receipt), key=key, payload_type=dsse.RECEIPT_TYPE)
    try:
        read_receipt(raw)
    except Problem as problem:
        raise Problem(RECEIVER_MISSING) from problem
    return raw


def read_receipt(raw: bytes) -> SignedReceipt:
    """Return the receipt in a file whose signature holds; raises Problem for any other file."""
    if len(raw) > MAX_FILE_BYTES:
        raise Problem(NOT_A_RECEIPT)
    bounds = strict_json.Bounds(items=_MOST_OFFICES)
    try:
        signed = dsse.open_envelope(raw, payload_type=dsse.RECEIPT_TYPE)
        receipt = strict_json.decode(signed.payload, Receipt, bounds=bounds)
    except (dsse.BadEnvelopeError, strict_json.NotStrictError) as error:
        raise Problem(NOT_A_RECEIPT) from error
    if receipt.received_at.year not in _YEARS:
        raise Problem(NOT_A_RECEIPT)
    return SignedReceipt(receipt, signed.public_key)
