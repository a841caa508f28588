"""Pack the changes of a plan for another office: all of them, or what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.internal import internal_now, says_internal
from ccmdesk.actions.pack_submission import TRAINING
from ccmdesk.actions.package_words import country_of, readme, schema
from ccmdesk.actions.sealed_package import (
    OPEN,
    Sealing,
    named_in,
    plain_package,
    sealed,
    sealed_path,
    unlock_of,
)
from ccmdesk.actions.unsent_package import until_recorded, write_unsent
from ccmdesk.bundle.changes import Changes, write_changes
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import ChangesManifest, Recipient, Span
from ccmdesk.bundle.reader import Asked, verify_kind
from ccmdesk.bundle.sealing import Attachment, Written
from ccmdesk.db.line import RECORDS_VERSION, read_line
from ccmdesk.db.outgoing import Have, Part
from ccmdesk.db.packages import Package, Sender, Way
from ccmdesk.db.still import StillPlan
from ccmdesk.db.store import Store
from ccmdesk.model.evidence import Attachment as AttachedFile
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_
from ccmdesk.version import VERSION

FORKED = N_(
    "The plan of {office} was worked on in two copies. All its changes go along; both copies keep"
    " theirs."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChanges:
    """From whom and to whom: *receiver* is the office in words, *to* its copy of the plan.

    With *to*, what that copy had when it sent its last package is left out; without it, or when it
    never sent one, everything goes along.
    """

    office: str
    receiver: str
    folder: Path
    key: SigningKey
    to: UUID | None = None
    with_internal: bool = False
    """Whether what only this office is to see may go along: lines of the log are sent whole."""
    file_name: str = ""
    """Another name than the usual one, such as LAO-2026-07-changes-000014.ccmb."""
    sealing: Sealing = OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedChanges:
    """A package that was written, read back and verified.

    *forked* names the offices whose copy of the plan was worked on in two places.
    """

    path: Path
    number: int
    changes: int
    fingerprint: str
    forked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What would leave the office: changes, the records they are about by kind, internal ones."""

    changes: int
    records: Mapping[str, int]
    internal: int
    forked: tuple[str, ...]


def what_leaves(store: Store, to: UUID | None) -> Leaving:
    """Return what a package for the copy *to* would hold; all that is here without one."""
    changes, records, internal = 0, dict[str, set[UUID]](), set[UUID]()
    with store.still() as plan:
        parts = plan.packages.parts_beyond(_known(plan, to))
        hidden = internal_now(plan.packages)
        for line in map(read_line, plan.packages.lines_beyond(parts)):
            changes += 1
            records.setdefault(line.kind, set()).add(line.rec)
            if line.rec in hidden or says_internal(line.kind, line.set):
                internal.add(line.rec)
    return Leaving(
        changes=changes,
        records={kind: len(some) for kind, some in records.items()},
        internal=len(internal),
        forked=tuple(part.office for part in parts if part.forked),
    )


def pack_changes(store: Store, ask: PackChanges, *, author: Author) -> PackedChanges:
    """Write the package, prove it by reading it back, and register it in the plan.

    Raises Problem for a training copy, a plan without a country, and what the package refuses.
    """
    if store.is_training:
        raise Problem(TRAINING)
    with store.still() as plan:
        parts = plan.packages.parts_beyond(_known(plan, ask.to))
        path, written = _write(_changes(plan, ask, parts, author=author), ask)
        sent = _registered(plan, written, author=author)
    with until_recorded(path) as name:
        name()
        store.packages.note_sent(sent)
    return PackedChanges(
        path=path,
        number=written.manifest.number,
        changes=sum(written.manifest.records.values()),
        fingerprint=fingerprint_text(ask.key.fingerprint),
        forked=tuple(part.office for part in parts if part.forked),
    )


def _known(store: StillPlan, to: UUID | None) -> Have:
    return {} if to is None else store.packages.last_reach(to)


def _changes(
    store: StillPlan, ask: PackChanges, parts: Sequence[Part], *, author: Author
) -> Changes:
    last = _last_sent(store)
    return Changes(
        country=country_of(store.first(StateParty)),
        sender_name=author.name,
        sender_office=ask.office,
        recipients=(Recipient(code="office", name=ask.receiver), *named_in(ask.sealing)),
        number=store.packages.next_number(),
        previous=None if last is None else last.manifest.hex(),
        data_date=author.today,
        program=VERSION,
        readme=readme(),
        schema=schema(),
        attachments=tuple(_files(store, parts)),
        office=store.replica,
        plan_hash=store.packages.plan_hash(),
        records_version=RECORDS_VERSION,
        spans=tuple(_span(store, part) for part in parts),
        lines=_consented(
            store.packages.lines_beyond(parts), ask, hidden=internal_now(store.packages)
        ),
    )


def _consented(
    lines: Iterable[bytes], ask: PackChanges, *, hidden: Collection[UUID]
) -> Iterator[bytes]:
    """Yield *lines*; raise Problem when what only this office is to see was among them.

    Nothing of what was yielded may leave then: consent is for all of it together.
    """
    internal: set[UUID] = set()
    for raw in lines:
        if not ask.with_internal:
            line = read_line(raw)
            internal |= (
                {line.rec} if line.rec in hidden or says_internal(line.kind, line.set) else set()
            )
        yield raw
    if internal:
        raise Problem(
            N_(
                "Internal notes, or records that only this office is to see, are among what would"
                " be sent: records {count}. Changes go to another office whole. If {office} may see"
                " them, say so and pack again; nothing was packed."
            ),
            count=str(len(internal)),
            office=ask.receiver,
        )


def _last_sent(store: StillPlan) -> Package | None:
    sent = (package for package in store.packages.all() if package.way is Way.SENT)
    return max(sent, key=lambda package: package.sender.number, default=None)


def _files(store: StillPlan, parts: Sequence[Part]) -> Iterator[Attachment]:
    """Yield the attached files that the lines speak of, once each, where their bytes are here."""
    lines = map(read_line, store.packages.lines_beyond(parts, of=_ATTACHMENT))
    named = {line.set.get("sha256") for line in lines if line.kind == _ATTACHMENT}
    for sha256 in sorted(name for name in named if isinstance(name, str)):
        body = store.files.read(sha256)
        if body is not None:
            yield Attachment(sha256=sha256, read=partial(bytes, body))


_ATTACHMENT = BY_RECORD[AttachedFile].name


def _span(store: StillPlan, part: Part) -> Span:
    after = part.after.seq
    return Span(
        replica=part.replica.hex,
        office=part.office,
        after=after,
        package=store.packages.number_with(part.replica, after) if after else 0,
        after_chain=part.after.chain.hex(),
        to=part.to.seq,
        chain=part.to.chain.hex(),
    )


def _write(changes: Changes, ask: PackChanges) -> tuple[Path, Written[ChangesManifest]]:
    raw = BytesIO()
    written = write_changes(changes, key=ask.key, out=raw)
    path = sealed_path(ask.folder / (ask.file_name or written.file_name), ask.sealing)
    whole = sealed(raw, ask.sealing, key=ask.key)
    write_unsent(path, lambda out: out.write(whole), verify=partial(_verify, ask=ask))
    return path, written


def _verify(path: Path, *, ask: PackChanges) -> None:
    with plain_package(path, unlock_of(ask.sealing, ask.key)) as plain:
        verify_kind(plain.source, Asked(ChangesManifest, opened_with=plain.opened_with))


def _registered(store: StillPlan, written: Written[ChangesManifest], *, author: Author) -> Package:
    manifest = written.manifest
    return Package(
        manifest=bytes.fromhex(written.manifest_sha256),
        way=Way.SENT,
        sender=Sender(
            replica=store.replica,
            office=manifest.sender.office,
            person=manifest.sender.name,
            number=manifest.number,
        ),
        by=author.name,
        at=author.clock(),
        step=new_id(),
        reach=store.packages.reach(),
    )
