"""One whole file of every kind that comes from elsewhere, and how a person opens it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from damaged_plans import make_plan
from deeds import KEY, MAI, NOON
from forged_packages import package

from ccmdesk.actions.receipts import note_receipt, open_receipt
from ccmdesk.actions.sealed_package import Unlock
from ccmdesk.actions.take_in_changes import TakeInChanges, open_changes, take_in_changes
from ccmdesk.actions.trust import read_card_file, take_in_list
from ccmdesk.actions.updates.put_in_use import PutInUse, put_in_use
from ccmdesk.bundle.age_key import age_recipient
from ccmdesk.bundle.encryption import encrypt_to
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.bundle.key_file import key_from_file, key_to_file
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.receipt import Receipt, signed_receipt
from ccmdesk.bundle.trust_list import ListedKey, TrustList, signed_trust_list
from ccmdesk.db.backup import restore_backup
from ccmdesk.db.key_beside import key_file, unwrap_key, wrap_key
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.codes import StateCode
from update_makers import ROW, SAID, newer_sources, pack_update

PASSPHRASE = "five words that are long"
UNLOCK = Unlock(key=lambda: KEY)
Take = Callable[[Store, Path], object]


@dataclass(frozen=True)
class Received:
    """The bytes of a whole file, what it is called, and what is done with it in an open plan.

    With *proved* every changed byte must be refused; otherwise what is taken may only be the same.
    """

    raw: bytes
    name: str
    take: Take
    proved: bool = True


def receive_all(folder: Path) -> tuple[Path, dict[str, Received]]:
    """Return a plan to take files into, and a whole file of every kind."""
    plan = make_plan(folder / "centre", key=None)
    own, sent = folder / "own.ccmdesk", (folder / "centre" / "sent.ccmb").read_bytes()
    own.write_bytes(plan.raw)
    with open_store(own) as store:
        (packed,) = store.packages.all()
    return own, {
        "package": Received(sent, "sent.ccmb", _take_changes),
        "encrypted": Received(
            encrypt_to(sent, [age_recipient(KEY)]), "sent.ccmb.age", _take_changes
        ),
        "submission": Received(package(), "submission.ccmb", _look),
        "receipt": Received(_receipt(packed.manifest.hex()), "got.ccmr", _note),
        "trust-list": Received(_trust_list(), "keys.ccmt", _trust),
        "key-card": Received(_card(), "card.ccmk", lambda _, path: read_card_file(path)),
        "signing-key": Received(
            key_to_file(KEY, passphrase="", random=os.urandom), "key", _signing_key
        ),
        "plan-key": Received(_plan_key(folder), "locked.ccmdesk.key", _plan_key_opens),
        "update": Received(_update(folder / "update"), "packs.ccmu", _take_update),
        "backup": Received(plan.raw, "copy.ccmdesk", _restore, proved=False),
    }


def _take_changes(store: Store, path: Path) -> None:
    opened = open_changes(path, unlock=UNLOCK)
    backup = path.with_name("before.ccmdesk")
    take_in_changes(store, TakeInChanges(opened=opened, backup=backup, why="met"), author=MAI)


def _look(_store: Store, path: Path) -> None:
    with path.open("rb") as source:
        verify(source)


def _note(store: Store, path: Path) -> None:
    note_receipt(store, open_receipt(path), author=MAI)


def _trust(_store: Store, path: Path) -> None:
    compared = fingerprint_text(fingerprint_of(KEY.public_key))
    take_in_list(path.with_name("lists"), path, compared=compared)


def _signing_key(_store: Store, path: Path) -> None:
    key_from_file(path.read_bytes(), passphrase="")


def _plan_key_opens(_store: Store, path: Path) -> None:
    unwrap_key(path.with_suffix(""), PASSPHRASE)


def _restore(store: Store, path: Path) -> None:
    out = path.with_name("restored.ccmdesk")
    out.unlink(missing_ok=True)
    restore_backup(path, out=out, new_id=lambda: UUID(int=1 << 90), at=NOON)
    with open_store(out, reads_only=True) as again:
        assert again.lines() == store.lines()


def _update(folder: Path) -> bytes:
    newer_sources(folder / "packs", ROW)
    return pack_update(folder, folder / "packs").read_bytes()


def _take_update(_store: Store, path: Path) -> None:
    put_in_use(path.with_name("desk"), PutInUse(file=path, compared=SAID), author=MAI)


def _receipt(manifest: str) -> bytes:
    receipt = Receipt(
        package=manifest,
        title="LAO-2026-07-changes-000001",
        number=1,
        office="North",
        name="Bounmy",
        received_at=NOON,
        replica=None,
        have=(),
    )
    return signed_receipt(receipt, key=KEY)


def _trust_list() -> bytes:
    day = dt.date(2026, 7, 1)
    known = ListedKey(
        public_key=KEY.public_key.hex(),
        office="North",
        name="Bounmy",
        verified_by="Mai",
        verified_on=day,
    )
    content = TrustList(
        country="LAO", version=1, issued_on=day, root=KEY.public_key.hex(), keys=(known,)
    )
    return signed_trust_list(content, key=KEY)


def _card() -> bytes:
    day = dt.date(2026, 7, 1)
    card = key_card(keys_of(KEY), country=StateCode("LAO"), owner=("North", "Mai"), made_on=day)
    return signed_card(card, key=KEY)


def _plan_key(folder: Path) -> bytes:
    plan = folder / "locked.ccmdesk"
    wrap_key(plan, bytes(range(48)), PASSPHRASE)
    return key_file(plan).read_bytes()
