"""What is told of updates, in the window and on the command line alike."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.actions.updates.go_back import ListedUpdate
from ccmdesk.actions.updates.open_update import Offered, VersionChange
from ccmdesk.actions.updates.update_keys import KnownKey
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.model.words import N_, Message

NEXT_START = N_("The update is in use from the next start of ccmdesk on.")
WENT_BACK = N_(
    "Version {version} is no longer in use. The version before is, from the next start of ccmdesk"
    " on."
)
REVOKING = N_(
    "Updates signed with this key are refused from now on. Those in use stay in use until you go"
    " back from them."
)

_USED = N_(
    "{kind}, version {version} from {name}, {office}: {person} took it on {date}. It is in use."
)
_UNUSED = N_(
    "{kind}, version {version} from {name}, {office}: {person} took it on {date}. It is not in use."
)


def offer_words(offered: Offered, *, language: str) -> Iterator[Message]:
    """Yield who signed an update, whether the key is known, what it makes newer, what is new.

    What the sender writes is said to be theirs: it could pretend to be ours.
    """
    manifest = offered.manifest
    yield Message(
        N_("Update number {number} of {date}, from {name}, {office}."),
        {
            "number": str(manifest.number),
            "date": manifest.made_on,
            "name": manifest.sender.name,
            "office": manifest.sender.office,
        },
    )
    yield _key_words(offered.known, fingerprint_text(offered.verified.fingerprint))
    yield from map(_change_words, offered.changes)
    text = manifest.news_in(language)
    if text:
        said = N_("{name} writes what is new: {text}")
        yield Message(said, {"name": manifest.sender.name, "text": text})


def listed_words(listed: ListedUpdate) -> Message:
    """Return what is told of an update that was put in use here."""
    one = listed.installed
    said = _USED if listed.is_in_use else _UNUSED
    values = {
        "kind": Message(listed.kind.label),
        "version": one.version,
        "name": one.name,
        "office": one.office,
        "person": one.taken_by,
        "date": one.taken_on,
    }
    return Message(said, values)


def _key_words(known: KnownKey | None, fingerprint: str) -> Message:
    if known is None:
        said = N_(
            "Nobody here has compared their key yet. Ask them for its fingerprint by telephone or"
            " at a meeting, and compare all groups: {fingerprint}"
        )
        return Message(said, {"fingerprint": fingerprint})
    if known.accepted is None:
        said = N_("Their key is known here from the beginning: {fingerprint}")
        return Message(said, {"fingerprint": fingerprint})
    said = N_("{person} compared their key on {date}: {fingerprint}")
    by, on = known.accepted.accepted_by, known.accepted.accepted_on
    return Message(said, {"person": by, "date": on, "fingerprint": fingerprint})


def _change_words(change: VersionChange) -> Message:
    title = Message(change.title)
    if not change.now:
        return Message(
            N_("{title}: {after}, which is new"), {"title": title, "after": change.after}
        )
    said = N_("{title}: now {now}, then {after}")
    return Message(said, {"title": title, "now": change.now, "after": change.after})
