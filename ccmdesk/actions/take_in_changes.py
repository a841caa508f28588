"""Take in the changes of another office: look first, then all of them or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.begun_apart import require_one_beginning
from ccmdesk.actions.sealed_package import LOCKED, PlainPackage, Unlock, asked_of, received_package
from ccmdesk.bundle import names
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.kept_lines import keep_lines
from ccmdesk.bundle.manifest import ChangesManifest, Span
from ccmdesk.bundle.reader import KeyState, VerifiedPackage, contents, verify_kind
from ccmdesk.bundle.refused import CONTRADICTS, MALFORMED, BundleRefused
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.backup import write_backup
from ccmdesk.db.beside import first_there
from ccmdesk.db.incoming import Preview
from ccmdesk.db.line import NO_CHAIN, ChangeId, NotAChange, change_id, next_link, read_line
from ccmdesk.db.log import Received
from ccmdesk.db.opening import Making
from ccmdesk.db.outgoing import Need, Reach
from ccmdesk.db.packages import Arrival, Sender
from ccmdesk.db.store import Store, create_filled
from ccmdesk.model.change import StepKind
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_

UNKNOWN_KEY = N_(
    "Nobody here has compared the key {fingerprint}, with which {name}, {office} signed the"
    " package. Compare it with them by telephone and let the national authority list it, or say why"
    " the package is to be taken in all the same. Nothing was taken in."
)

_MUCH = 5
"""Where more than one record in five would go, a person should look twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedChanges:
    """A package of changes found good, and what it holds."""

    path: Path
    verified: VerifiedPackage[ChangesManifest]
    arrival: Arrival
    files: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInChanges:
    """A package to take in; *backup* is where the plan as it was is copied to first.

    *why* is why a person takes it in although nobody has compared the key that signed it; *apart*
    says that it may be of a plan that was begun apart from this one.
    """

    opened: OpenedChanges
    backup: Path
    why: str = ""
    apart: bool = False


def open_changes(
    path: Path, *, trusted: Sequence[TrustedKey] = (), unlock: Unlock = LOCKED
) -> OpenedChanges:
    """Verify the package at *path* and read it; raises Problem with what is wrong."""
    with received_package(path, unlock) as plain:
        return changes_in(plain, path, trusted=trusted)


def changes_in(
    plain: PlainPackage, path: Path, *, trusted: Sequence[TrustedKey] = ()
) -> OpenedChanges:
    """Verify the package of *path* that is open already, and read it as `open_changes` does."""
    source = plain.source
    verified = verify_kind(source, asked_of(plain, ChangesManifest, trusted=trusted))
    lines = keep_lines(source, verified, name=names.CHANGES)
    files = tuple(_files(source, verified))
    _require_spans(verified.manifest, lines)
    arrival = _arrival(verified, lines)
    return OpenedChanges(path=path, verified=verified, arrival=arrival, files=files)


def preview_changes(store: Store, opened: OpenedChanges, *, apart: bool = False) -> Preview:
    """Return what taking the package in would do; raises Problem when it is of another country.

    So it does for a plan of this country that was begun apart, unless *apart* says that it may.
    """
    _require_this_plan(store, opened, apart=apart)
    return store.packages.preview(opened.arrival)


def removes_much(store: Store, preview: Preview) -> bool:
    """Whether so many records would go that it looks like a mistake."""
    return len(preview.removed) * _MUCH > sum(store.counts().values())


def backup_beside(store: Store, opened: OpenedChanges) -> Path:
    """Return where the plan as it was is copied to before the package is taken in.

    Where a package of this name was taken in before, the copy from then stays.
    """
    stem = f"{store.path.stem}.before-{opened.path.stem}"
    names = (f"{stem}-{number}" if number > 1 else stem for number in count(1))
    copies = (store.path.with_name(f"{name}.ccmdesk") for name in names)
    return next(copy for copy in copies if first_there(copy) is None)


def take_in_changes(store: Store, ask: TakeInChanges, *, author: Author) -> Received:
    """Back the plan up, then take the package in as one step in one transaction.

    Whoever shows the plan says what was seen of it, as of what else others write. Raises Problem
    for one of another plan, and for one of an unknown key without a reason.
    """
    opened = ask.opened
    _require_this_plan(store, opened, apart=ask.apart)
    _require_known_key(opened, ask.why)
    write_backup(store, ask.backup)
    for body in opened.files:
        store.files.keep(body)
    stamp = author.stamp(StepKind.MERGE, why=ask.why)
    # Before it is there: whoever shows the plan may look for news in the moment after.
    store.told(stamp.step)
    return store.packages.take_in(opened.arrival, stamp, spare=new_id())


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginFrom:
    """The whole plan of another office, and where the plan of *office* is to be."""

    opened: OpenedChanges
    path: Path
    office: str
    why: str = ""


def begin_from(ask: BeginFrom, *, author: Author) -> Received:
    """Make the plan file of an office from what another office sent.

    It must be whole: raises Problem, and leaves no file, when it builds on earlier packages, or
    its key is unknown and there is no reason to take it in all the same.
    """
    opened = ask.opened
    _require_known_key(opened, ask.why)
    if any(span.after for span in opened.verified.manifest.spans):
        raise Problem(
            N_(
                "The package {file} holds only what is new, so a plan cannot begin with it. Ask"
                " {office} to pack the whole plan for you."
            ),
            file=opened.path.name,
            office=opened.arrival.sender.office,
        )
    stamp = author.stamp(StepKind.MERGE, why=ask.why)

    def fill(store: Store) -> Received:
        for body in opened.files:
            store.files.keep(body)
        return store.packages.take_in(opened.arrival, stamp, spare=new_id())

    making = Making(office=ask.office, at=author.clock(), new_id=new_id)
    return create_filled(ask.path, making, fill)


def _require_known_key(opened: OpenedChanges, why: str) -> None:
    verified = opened.verified
    if verified.state is KeyState.UNVERIFIED and not why.strip():
        sender = verified.manifest.sender
        raise Problem(
            UNKNOWN_KEY,
            name=sender.name,
            office=sender.office,
            fingerprint=fingerprint_text(verified.fingerprint),
        )


def _files(source: BinaryIO, verified: VerifiedPackage[ChangesManifest]) -> Iterator[bytes]:
    for file in verified.manifest.files:
        if names.attachment_sha256(file.path) is not None:
            yield b"".join(contents(source, verified, name=file.path))


def _arrival(verified: VerifiedPackage[ChangesManifest], lines: Iterable[bytes]) -> Arrival:
    manifest = verified.manifest
    return Arrival(
        manifest=bytes.fromhex(verified.manifest_sha256),
        public_key=verified.public_key,
        sender=Sender(
            replica=UUID(manifest.office),
            office=manifest.sender.office,
            person=manifest.sender.name,
            number=manifest.number,
        ),
        reach={
            UUID(span.replica): Reach(span.to, bytes.fromhex(span.chain)) for span in manifest.spans
        },
        needs={
            UUID(span.replica): Need(
                Reach(span.after, bytes.fromhex(span.after_chain)), span.package
            )
            for span in manifest.spans
            if span.after
        },
        offices={
            **{UUID(span.replica): span.office for span in manifest.spans},
            UUID(manifest.office): manifest.sender.office,
        },
        lines=lines,
    )


def _require_spans(manifest: ChangesManifest, lines: Iterable[bytes]) -> None:
    """Raise BundleRefused unless the lines are those the manifest speaks of.

    A number that was used twice, by two copies of one file, leaves its check value open.
    """
    walks = {UUID(span.replica): _Walk(span) for span in manifest.spans}
    for number, raw in enumerate(lines, start=1):
        try:
            line = read_line(raw)
        except NotAChange as error:
            raise BundleRefused(MALFORMED, file=names.CHANGES, line=number) from error
        if line.rep not in walks or line.seq <= walks[line.rep].span.after:
            raise BundleRefused(CONTRADICTS, file=names.CHANGES)
        walks[line.rep].pass_by(line.seq, change_id(raw))
    if not all(walk.twice or walk.is_over for walk in walks.values()):
        raise BundleRefused(CONTRADICTS, file=names.CHANGES)


class _Walk:
    """Walks along the lines of one office, in any order, from one end of its span to the other."""

    def __init__(self, span: Span) -> None:
        self.span = span
        self.twice = False
        self._seq = span.after
        self._chain = bytes.fromhex(span.after_chain) if span.after else NO_CHAIN
        self._ahead: dict[int, ChangeId] = {}

    @property
    def is_over(self) -> bool:
        """Whether the other end is reached, with the check value that it should have."""
        return self._seq == self.span.to and self._chain == bytes.fromhex(self.span.chain)

    def pass_by(self, seq: int, change: ChangeId) -> None:
        """Take note of a line."""
        self.twice = self.twice or seq <= self._seq or seq in self._ahead
        self._ahead[seq] = change
        while self._seq < self.span.to and self._seq + 1 in self._ahead:
            self._seq += 1
            self._chain = next_link(self._chain, self._ahead.pop(self._seq))


def _require_this_plan(store: Store, opened: OpenedChanges, *, apart: bool) -> None:
    """Raise Problem for a package of another country, and for one of a plan begun apart."""
    state = store.first(StateParty)
    if state is None or state.country is None:
        return
    manifest = opened.verified.manifest
    if state.country != manifest.country:
        raise Problem(
            N_(
                "This package is of the plan of {country}, and this plan is of {own}. Open the plan"
                " of {country}, then take it in there."
            ),
            country=manifest.country,
            own=state.country,
        )
    if not apart:
        require_one_beginning(store, opened.arrival, country=state.country)
