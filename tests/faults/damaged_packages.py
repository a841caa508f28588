"""Everything that offices send one another, and what a person does with each to open it."""

from __future__ import annotations

import random
import shutil
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from deeds import COPY, KEY, MAI, NOON, NORTH, PLAN, prepare

from ccmdesk.actions.open_received import OpenedFile, open_received
from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.pack_submission import PackSubmission, prepare_submission
from ccmdesk.actions.receipts import WriteReceipt, note_receipt, open_receipt, write_receipt
from ccmdesk.actions.receivers import receivers_called
from ccmdesk.actions.restore_plan import RestorePlan, restore_plan
from ccmdesk.actions.sealed_package import Sealing, Unlock
from ccmdesk.actions.signing_key import KEY_FILE, signing_key
from ccmdesk.actions.take_in_changes import (
    OpenedChanges,
    TakeInChanges,
    open_changes,
    take_in_changes,
)
from ccmdesk.actions.trust import Certify, certify_card, list_file, take_in_list
from ccmdesk.actions.verify_package import look_at_package
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.key_card import key_card, keys_of, signed_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.store import open_store
from ccmdesk.model.codes import StateCode
from ccmdesk.model.form_packs import load_form_packs
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.resources import resource

PARTS = 200
FIELD, ROOT = SigningKey(b"f" * 32), SigningKey(b"r" * 32)
LAO = StateCode("LAO")
_HAVING_KEY = Unlock(key=lambda: FIELD)


@dataclass(frozen=True)
class Sent:
    """A file in a folder, and how it is opened; *says* is what an undamaged one says.

    One that *proves* itself is refused however it is damaged. Damage to another one may also be
    harmless, or be a text that reads otherwise.
    """

    path: Path
    opens: Callable[[Path], object]
    says: object
    proves: bool = True


@dataclass
class Found:
    """What opening damaged files led to."""

    tried: int = 0
    refused: int = 0
    harmless: int = 0
    other: int = 0
    wrong: list[str] = field(default_factory=list)


def damaged(raw: bytes, count: int, *, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield *raw* cut off in, and with a bit turned in, one after another of its 200 parts.

    With fewer than all 400 the parts are spread over the file.
    """
    chance = random.Random(seed)
    spread = chance.sample(range(PARTS), PARTS)
    for number in range(count):
        part = spread[number // 2 % PARTS]
        start, end = len(raw) * part // PARTS, len(raw) * (part + 1) // PARTS
        at = start if number < 2 * PARTS else chance.randrange(start, max(end, start + 1))
        if number % 2:
            yield f"cut at {at}", raw[:at]
        else:
            bit = chance.randrange(8 * start, 8 * max(end, start + 1))
            yield f"bit {bit}", _turned(raw, bit)


def try_all(sent: Sent, folder: Path, count: int, *, seed: int) -> Found:
    """Open the file, which stands in *folder*, damaged in *count* ways; it is put back at last."""
    found, raw = Found(), sent.path.read_bytes()
    plans = {path: path.read_bytes() for path in (folder / PLAN, folder / NORTH)}
    for what, spoiled in damaged(raw, count, seed=seed):
        found.tried += 1
        sent.path.write_bytes(spoiled)
        found.wrong += [f"{sent.path.name}, {what}: {one}" for one in _opened(sent, found)]
        if sent.path.read_bytes() != spoiled:
            found.wrong.append(f"{sent.path.name}, {what}: the file was written to")
        if any(path.read_bytes() != before for path, before in plans.items()):
            found.wrong.append(f"{sent.path.name}, {what}: a plan was written to")
            break
    sent.path.write_bytes(raw)
    return found


def _opened(sent: Sent, found: Found) -> Iterator[str]:
    try:
        says = sent.opens(sent.path)
    except Problem as problem:
        found.refused += 1
        if not str(problem).endswith("."):
            yield f"is refused without a whole sentence: {problem}"
    except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
        yield traceback.format_exc()
    else:
        found.harmless += says == sent.says
        found.other += says != sent.says
        if sent.proves:
            yield "is taken for a good one"


def _turned(raw: bytes, bit: int) -> bytes:
    changed = bytearray(raw)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


# ---- what is sent ------------------------------------------------------------------------------


def make_all(folder: Path, packs: Packs) -> dict[str, Sent]:
    """Make one file of every kind, and the plans of the offices that open them."""
    prepare(folder, packs)
    stick = folder / "stick"
    _take_in(folder, stick / "north.ccmb")  # so that taking it in again changes nothing
    card = _card(folder)
    _certify(folder / "authority", card)
    made: dict[str, tuple[Path, Callable[[Path], object]]] = {
        "changes": (stick / "north.ccmb", partial(_take_in, folder)),
        "encrypted": (_encrypted(folder, card), _open_encrypted),
        "submission": (_submission(folder, packs), look_at_package),
        "receipt": (_receipt(folder), partial(_note, folder)),
        "trust-list": (_listed(folder), partial(take_in_list, folder / "office")),
    }
    signing_key(folder / "keys", passphrase="")
    loose: dict[str, tuple[Path, Callable[[Path], object]]] = {
        "key": (folder / "keys" / KEY_FILE, _open_key),
        "form-pack": (_form_pack(folder), lambda path: load_form_packs(path.parents[1])),
        "backup": (folder / COPY, partial(_restore, folder)),
    }
    return {
        name: Sent(path, opens, opens(path), proves=name in made)
        for name, (path, opens) in {**made, **loose}.items()
    }


def _take_in(folder: Path, path: Path) -> str:
    opened = open_received(path)
    assert isinstance(opened, OpenedChanges)
    with open_store(folder / PLAN) as store:
        ask = TakeInChanges(opened=opened, backup=folder / "before.ccmdesk", why="met")
        take_in_changes(store, ask, author=MAI)
        return store.document().content_hash


def _card(folder: Path) -> Path:
    card = key_card(keys_of(FIELD), country=LAO, owner=("North", "Noy"), made_on=NOON.date())
    path = folder / "north.json"
    path.write_bytes(signed_card(card, key=FIELD))
    return path


def _certify(authority: Path, card: Path) -> None:
    ask = Certify(card=card, compared=fingerprint_text(FIELD.fingerprint))
    certify_card(authority, ask, root=ROOT, author=MAI)


def _encrypted(folder: Path, card: Path) -> Path:
    receivers = receivers_called([str(card)], folder=folder / "authority")
    with open_store(folder / PLAN) as store:
        ask = PackChanges(
            office="Centre",
            receiver="North",
            folder=folder / "stick",
            key=KEY,
            sealing=Sealing(receivers=receivers),
        )
        return pack_changes(store, ask, author=MAI).path


def _open_encrypted(path: Path) -> OpenedFile:
    return open_received(path, unlock=_HAVING_KEY)


def _submission(folder: Path, packs: Packs) -> Path:
    ask = PackSubmission(languages=("en",), office="Centre", folder=folder / "stick", key=KEY)
    with open_store(folder / PLAN) as store:
        return prepare_submission(store.document(), ask, packs=packs, author=MAI).packed.path


def _receipt(folder: Path) -> Path:
    opened = open_changes(folder / "stick" / "first.ccmb")
    ask = WriteReceipt(opened=opened, office="North", key=FIELD, folder=folder / "stick")
    with open_store(folder / NORTH) as store:
        return write_receipt(store, ask, author=MAI)


def _note(folder: Path, path: Path) -> object:
    with open_store(folder / PLAN) as store:
        return note_receipt(store, open_receipt(path), author=MAI)


def _listed(folder: Path) -> Path:
    path = folder / "stick" / "trusted.ccmt"
    shutil.copyfile(list_file(folder / "authority", LAO), path)
    take_in_list(folder / "office", path, compared=fingerprint_text(ROOT.fingerprint))
    return path


def _open_key(path: Path) -> bytes:
    return signing_key(path.parent, passphrase="").seed


def _form_pack(folder: Path) -> Path:
    shutil.copytree(resource("packs") / "forms", folder / "forms")
    return folder / "forms" / "art7-2010" / "forms.csv"


def _restore(folder: Path, path: Path) -> str:
    out = folder / "restored.ccmdesk"
    out.unlink(missing_ok=True)
    restore_plan(RestorePlan(copy=path, out=out), author=MAI)
    with open_store(out) as store:
        return store.document().content_hash
