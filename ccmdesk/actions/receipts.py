"""Receipts: say that a package was taken in, and note that one of ours was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_file import CHOOSE_RECEIPT, chosen_file
from ccmdesk.actions.take_in_changes import OpenedChanges
from ccmdesk.actions.time_words import day_here
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.receipt import (
    MAX_FILE_BYTES,
    Reached,
    Receipt,
    SignedReceipt,
    file_name,
    read_receipt,
    signed_receipt,
)
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.atomic_file import make_folder, write_file
from ccmdesk.db.outgoing import Reach
from ccmdesk.db.packages import Way
from ccmdesk.db.receipts import NO_COPY, ReceiptNote
from ccmdesk.db.store import Store
from ccmdesk.model.edition import Edition
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message

REVOKED = N_(
    "The receipt of {office} is signed with a key that was revoked, so it was not noted. Ask"
    " {office} by telephone whether the package has arrived."
)
TAKEN_IN = N_("{name}, {office} took in the package {title} on {date}.")
NOT_COMPARED = N_(
    "On {date} {name}, {office} took in the package {title}, as the receipt says. Nobody here has"
    " compared the key that signed it: {fingerprint}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReceipt:
    """For which package, from which office, signed with which key, into which folder."""

    opened: OpenedChanges
    office: str
    key: SigningKey
    folder: Path


def write_receipt(store: Store, ask: WriteReceipt, *, author: Author) -> Path:
    """Write the receipt of a package that was taken in; it goes back to who sent the package."""
    manifest = ask.opened.verified.manifest
    receipt = Receipt(
        package=ask.opened.verified.manifest_sha256,
        title=manifest.title,
        number=manifest.number,
        office=ask.office,
        name=author.name,
        received_at=author.clock(),
        replica=store.replica.hex,
        have=tuple(
            Reached(replica=replica.hex, to=reach.seq, chain=reach.chain.hex())
            for replica, reach in sorted(store.packages.reach().items())
        ),
    )
    raw = signed_receipt(receipt, key=ask.key)
    path = ask.folder / file_name(receipt)
    make_folder(ask.folder, name=path.name)
    write_file(path, lambda out: out.write(raw))
    return path


def open_receipt(path: Path) -> SignedReceipt:
    """Return the receipt in the file at *path*; raises Problem when it is none."""
    with chosen_file(path, folder_says=CHOOSE_RECEIPT) as source:
        return read_receipt(source.read(MAX_FILE_BYTES + 1))


def note_receipt(
    store: Store, signed: SignedReceipt, *, author: Author, trusted: Sequence[TrustedKey] = ()
) -> ReceiptNote:
    """Note that a package of this plan was taken in; raises Problem when none has this receipt.

    From then on packages to that copy of the plan leave out what it has, unless the office signs
    its packages with another key, and nobody has compared this one. Raises Problem for a receipt of
    a key that the list of *trusted* keys has as revoked: nothing in one tells whether it was signed
    before.
    """
    receipt = signed.receipt
    if any(key.public_key == signed.public_key and key.is_revoked for key in trusted):
        raise Problem(REVOKED, office=receipt.office)
    manifest = bytes.fromhex(receipt.package)
    if manifest not in _sent(store):
        raise Problem(
            N_(
                "The receipt is for the package {title}, which was not packed in this plan. Open"
                " the plan it was packed in, then take the receipt in there."
            ),
            title=receipt.title,
        )
    replica = NO_COPY if receipt.replica is None else UUID(receipt.replica)
    listed = any(key.public_key == signed.public_key for key in trusted)
    keys = store.packages.keys_of(replica, receipt.office)
    believed = listed or not keys or signed.public_key in keys
    have = receipt.have if believed else ()
    note = ReceiptNote(
        manifest=manifest,
        public_key=signed.public_key,
        replica=replica,
        office=receipt.office,
        person=receipt.name,
        received_at=receipt.received_at,
        noted_at=author.clock(),
        reach={UUID(one.replica): Reach(one.to, bytes.fromhex(one.chain)) for one in have},
    )
    store.packages.note_receipt(note)
    return note


def noted_words(signed: SignedReceipt, trusted: Sequence[TrustedKey]) -> Message:
    """Return what a receipt that was noted says, and whether it is known who signed it."""
    receipt = signed.receipt
    values: dict[str, object] = {
        "name": receipt.name,
        "office": receipt.office,
        "title": receipt.title,
        "date": day_here(receipt.received_at),
    }
    if any(key.public_key == signed.public_key for key in trusted):
        return Message(TAKEN_IN, values)
    fingerprint = fingerprint_text(fingerprint_of(signed.public_key))
    return Message(NOT_COMPARED, {**values, "fingerprint": fingerprint})


def _sent(store: Store) -> set[bytes]:
    """Return the manifests of all that was sent from this plan: changes and submissions."""
    changes = {one.manifest for one in store.packages.all() if one.way is Way.SENT}
    codes = (edition.manifest_code for edition in store.document().of(Edition))
    return changes | {bytes.fromhex(code) for code in codes if code}
