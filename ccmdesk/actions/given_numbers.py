"""Keeps beside a key the numbers of submissions it signed: a restored plan does not know them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec

from ccmdesk.actions.author import new_id
from ccmdesk.actions.editions import last_edition, sent_from_the_bin
from ccmdesk.actions.pack_submission import Packed
from ccmdesk.bundle import strict_json
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import Sha256
from ccmdesk.bundle.strict_json import NotStrictError
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.store import Store
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.ids import EditionId
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty

FILE = "given-numbers.json"


class _Given(msgspec.Struct, forbid_unknown_fields=True):
    """The last submission that a key signed for a State, and the check code of its package."""

    number: Annotated[int, msgspec.Meta(ge=1)]
    manifest: Sha256


def sent_unseen(store: Store, *, folder: Path, key: SigningKey) -> Edition | None:
    """Return the last submission that the plan does not show, whose number is not used again.

    It is in the bin, or *key* of *folder* signed it for this State from a state of the plan that is
    lost, such as since the backup was made that was restored.
    """
    given = _read(folder).get(_name(store, fingerprint_text(key.fingerprint)))
    binned = sent_from_the_bin(store)
    known = () if binned is None else (binned,)
    if given is None:
        return binned
    signed = Edition(
        id=EditionId(new_id()),
        number=given.number,
        state=EditionState.SUBMITTED,
        manifest_code=given.manifest,
    )
    return last_edition((*known, signed))


def note_given(store: Store, packed: Packed, *, folder: Path) -> None:
    """Note beside the key in *folder* what it signed; a disk that refuses hinders no package."""
    name = _name(store, packed.fingerprint)
    all_given = _read(folder)
    if name not in all_given or all_given[name].number < packed.number:
        all_given[name] = _Given(packed.number, packed.written.manifest_sha256)
        raw = strict_json.encode(all_given)
        with suppress(Problem):
            write_file(folder / FILE, lambda out: out.write(raw))


def _name(store: Store, fingerprint: str) -> str:
    state = store.first(StateParty)
    return f"{'' if state is None else state.country or ''} {fingerprint}"


def _read(folder: Path) -> dict[str, _Given]:
    with suppress(OSError, NotStrictError):
        return strict_json.decode((folder / FILE).read_bytes(), dict[str, _Given])
    return {}
