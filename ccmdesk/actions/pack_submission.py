"""Pack the plan for the Implementation Support Unit: a numbered, signed, frozen edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson

from ccmdesk.actions.approval import approval_for
from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.editions import last_edition
from ccmdesk.actions.export_document import NO_HOOKS, ExportDocument, Hooks, document_bytes
from ccmdesk.actions.mask_small import mask_small
from ccmdesk.actions.package_words import country_of, readme, schema
from ccmdesk.actions.redact import for_audience
from ccmdesk.actions.sealed_package import (
    OPEN,
    Sealing,
    named_in,
    plain_package,
    sealed,
    sealed_path,
    unlock_of,
)
from ccmdesk.actions.unsent_package import delete_unsent, until_recorded, write_unsent
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import Recipient, SubmissionManifest
from ccmdesk.bundle.reader import Asked, verify_kind
from ccmdesk.bundle.submission import Submission, WrittenSubmission, write_submission
from ccmdesk.db.query import ListQuery
from ccmdesk.db.still import StillPlan
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, Stamp, StepKind, deletion, difference
from ccmdesk.model.codec import flatten
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.facts import Audience
from ccmdesk.model.ids import EditionId, MeetingId
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_, Message
from ccmdesk.report.documents.ask import Submitted
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.rules.approvals import Approval, approval_says, working_edition
from ccmdesk.rules.finding import Level
from ccmdesk.rules.masking import LEAST, MOST
from ccmdesk.rules.told import NOTHING_TOLD, Told
from ccmdesk.version import VERSION

ISU = Recipient(code="isu", name="Implementation Support Unit, Convention on Cluster Munitions")
EXAMPLE = N_(
    "This plan is marked as illustrative, so it was not packed. If it is the plan of the State,"
    " take the mark off in the plan. To pack the example all the same, tick the box that says so,"
    " or add --illustrative on the command line."
)

TRAINING = N_(
    "This is a training copy, so it cannot be packed or sent. To pack the plan of the State, open"
    " that plan, or start one."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSubmission:
    """The next submission: its papers' languages, who signs for which office, and where to."""

    languages: tuple[str, ...]
    office: str
    folder: Path
    key: SigningKey
    file_name: str = ""
    """Another name than the usual one, such as BIH-2026-11-submission-000001.ccmb."""
    meeting: MeetingId | None = None
    before: Submitted | None = None
    """What was submitted last, by `last_submission`; papers say what changed since."""
    binned: Edition | None = None
    """The last one that the plan does not show, by `sent_unseen`; its number is not used again."""
    papers: Mapping[str, bytes] = field(default_factory=dict)
    """Papers that were written from this very plan today for the same meeting, to be taken in."""
    to_decide: int = 0
    """How many differences between offices nobody has decided yet."""
    why: str = ""
    """Why it is packed all the same; the reason stays in the history."""
    illustrative: bool = False
    """Whether to pack also a plan that is an example and not the plan of the State."""
    sealing: Sealing = OPEN
    mask_below: int | None = None
    """The least count of people that leaves, None to mask none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A package that was written, read back and verified; *approval* tells under which it goes.

    It is at *path* once it is recorded.
    """

    path: Path
    number: int
    fingerprint: str
    written: WrittenSubmission
    missing: int
    masked: int
    approval: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A package that was written, and what the plan has still to record of it."""

    packed: Packed
    changes: tuple[Change, ...]
    stamp: Stamp


@dataclass(frozen=True, kw_only=True)
class _Basis:
    """What a submission is made from: the plan as its receiver may see it, and the one before.

    *sent* is the same with small counts of people masked.
    """

    ask: PackSubmission
    seen: PlanDocument
    sent: PlanDocument
    last: Edition | None
    packs: Packs
    author: Author

    @property
    def number(self) -> int:
        return 1 if self.last is None or self.last.number is None else self.last.number + 1

    @cached_property
    def approval(self) -> Approval:
        """How what is packed stands to its approval."""
        return approval_for(self.seen, self.ask.meeting)


def prepare_submission(
    document: PlanDocument,
    ask: PackSubmission,
    *,
    packs: Packs,
    author: Author,
    hooks: Hooks = NO_HOOKS,
) -> Prepared:
    """Write the package of *document* and prove it by reading it back; no plan is changed yet.

    All that is to be recorded is of *document*, whatever is written to the plan meanwhile. Raises
    Problem when it has no country yet, when it is an example and that was not asked for, or for
    what the package itself refuses.
    """
    if document.training:
        raise Problem(TRAINING)
    if is_illustrative(document) and not ask.illustrative:
        raise Problem(EXAMPLE)
    _require_reason(ask)
    _require_limit(ask.mask_below)
    seen = for_audience(document, Audience.ISU)
    known = document.of(Edition) if ask.binned is None else (*document.of(Edition), ask.binned)
    sent = mask_small(seen, ask.mask_below, earlier=_told(ask.before))
    basis = _Basis(
        ask=ask,
        seen=seen,
        sent=sent.plan,
        last=last_edition(known),
        packs=packs,
        author=author,
    )
    submission = _submission(basis, papers=_papers(basis, hooks=hooks))
    missing = _missing(basis)
    path, written = _write(submission, ask)
    edition = _edition(basis, submission, written=written, missing=missing)
    packed = Packed(
        path=path,
        number=submission.number,
        fingerprint=fingerprint_text(ask.key.fingerprint),
        written=written,
        missing=missing,
        masked=sent.counts,
        approval=approval_says(basis.approval),
    )
    changes = (*difference(None, edition), *_superseding(basis), *_finished(basis))
    return Prepared(packed=packed, changes=changes, stamp=_stamp(ask, author))


def _require_reason(ask: PackSubmission) -> None:
    """Raise Problem while offices differ and nobody has said why it is packed all the same."""
    if ask.to_decide and not ask.why.strip():
        raise Problem(
            N_(
                "Offices have written different values, and nobody has decided yet: fields"
                " {count}. Decide them first, or say why the plan is packed all the same; the"
                " reason stays in the history. Nothing was packed."
            ),
            count=str(ask.to_decide),
        )


def _stamp(ask: PackSubmission, author: Author) -> Stamp:
    return author.stamp(StepKind.SUBMIT, why=ask.why.strip() if ask.to_decide else "")


def would_mask(document: PlanDocument, below: int | None, *, before: Submitted | None) -> int:
    """Return how many counts a submission after *before* would mask.

    Raises Problem for no limit there can be.
    """
    _require_limit(below)
    return mask_small(for_audience(document, Audience.ISU), below, earlier=_told(before)).counts


def _told(before: Submitted | None) -> Told:
    return NOTHING_TOLD if before is None else before.told


def _require_limit(below: int | None) -> None:
    if below is not None and not LEAST <= below <= MOST:
        raise Problem(
            N_("Counts of people can be masked below a number from {least} to {most}."),
            least=str(LEAST),
            most=str(MOST),
        )


def record_submission(store: Store, prepared: Prepared) -> Step | None:
    """Record in the plan what was packed, as one step.

    The package gets its name with it: one that the plan does not know of must not be sent. When it
    cannot be recorded, its file is deleted and Problem is raised.
    """
    with until_recorded(prepared.packed.path) as name:

        def first(plan: StillPlan) -> None:
            _refuse_used_number(prepared.packed, plan)
            name()

        return store.apply(prepared.changes, prepared.stamp, first=first)


def discard_package(prepared: Prepared) -> None:
    """Delete a package that is not going to be recorded; raises Problem as `delete_unsent` does."""
    delete_unsent(prepared.packed.path)


def is_illustrative(document: PlanDocument) -> bool:
    """Whether the plan, or one of several, is an example and not the plan of the State."""
    return any(plan.illustrative for plan in document.of(Plan))


def _refuse_used_number(packed: Packed, plan: StillPlan) -> None:
    """Two packages with one number would raise an alarm where they are received."""
    last = last_edition(tuple(plan.records(Edition, list(plan.ids(ListQuery(Edition))))))
    if last is not None and last.number is not None and last.number >= packed.number:
        raise Problem(
            N_(
                "Submission {number} was entered in the plan while this package was made, so the"
                " package was deleted. Pack again: it then gets the next number."
            ),
            number=str(last.number),
        )


def _submission(basis: _Basis, *, papers: dict[LanguageTag, bytes]) -> Submission:
    seen = basis.sent
    return Submission(
        country=country_of(seen.first(StateParty)),
        sender_name=basis.author.name,
        sender_office=basis.ask.office,
        recipients=(ISU, *named_in(basis.ask.sealing)),
        number=basis.number,
        previous=None if basis.last is None else basis.last.manifest_code,
        plan_hash=seen.content_hash,
        data_date=basis.author.today,
        program=VERSION,
        packs={pack.name: pack.version for pack in basis.packs.versions},
        readme=readme(),
        schema=schema(),
        snapshots={
            kind.name: _lines(seen.of(kind.record)) for kind in KINDS if seen.of(kind.record)
        },
        papers=papers,
        masked_below=basis.ask.mask_below,
    )


def _papers(basis: _Basis, *, hooks: Hooks) -> dict[LanguageTag, bytes]:
    ask = basis.ask
    papers: dict[LanguageTag, bytes] = {}
    for done, language in enumerate(ask.languages):
        if hooks.progress:
            hooks.progress(done, len(ask.languages))
        paper = ExportDocument(
            kind=DocumentKind.NEEDS_PLAN,
            language=language,
            meeting=ask.meeting,
            before=ask.before,
            masked_below=ask.mask_below,
            earlier=_told(ask.before),
        )
        written_before = None if ask.mask_below else ask.papers.get(language)
        papers[LanguageTag(language)] = written_before or document_bytes(
            basis.seen,
            paper,
            packs=basis.packs,
            today=basis.author.today,
            hooks=Hooks(cancelled=hooks.cancelled),
        )
    if hooks.progress:
        hooks.progress(len(ask.languages), len(ask.languages))
    return papers


def _write(submission: Submission, ask: PackSubmission) -> tuple[Path, WrittenSubmission]:
    raw = BytesIO()
    written = write_submission(submission, key=ask.key, out=raw)
    path = sealed_path(ask.folder / (ask.file_name or written.file_name), ask.sealing)
    whole = sealed(raw, ask.sealing, key=ask.key)
    write_unsent(path, lambda out: out.write(whole), verify=partial(_verify, ask=ask))
    return path, written


def _verify(path: Path, *, ask: PackSubmission) -> None:
    with plain_package(path, unlock_of(ask.sealing, ask.key)) as plain:
        verify_kind(plain.source, Asked(SubmissionManifest, opened_with=plain.opened_with))


def _lines(records: tuple[Any, ...]) -> Iterator[bytes]:
    for record in sorted(records, key=lambda record: str(record.id)):
        flat = {"id": str(record.id), **flatten(record)}
        yield orjson.dumps(flat, option=orjson.OPT_SORT_KEYS)


def _edition(
    basis: _Basis, submission: Submission, *, written: WrittenSubmission, missing: int
) -> Edition:
    plan = basis.seen.first(Plan)
    return Edition(
        id=EditionId(new_id()),
        plan=None if plan is None else plan.id,
        number=submission.number,
        state=EditionState.SUBMITTED,
        meeting=basis.ask.meeting,
        dated=basis.author.today,
        languages=tuple(submission.papers),
        check_code=submission.plan_hash,
        manifest_code=written.manifest_sha256,
        packs=basis.packs.record,
        missing=missing,
        masked_below=basis.ask.mask_below,
        approval=basis.approval.state,
        approved_by=basis.approval.by,
        approved_role=basis.approval.role,
        approved_office=basis.approval.office,
        approved_on=basis.approval.on,
        approved_code=basis.approval.code,
    )


def _superseding(basis: _Basis) -> tuple[Change, ...]:
    """Return what says that the submission before is no longer the one that counts."""
    last = basis.last
    if last is None or last == basis.ask.binned or last.state is not EditionState.SUBMITTED:
        return ()
    return difference(last, replace(last, state=EditionState.SUPERSEDED))


def _finished(basis: _Basis) -> tuple[Change, ...]:
    """Return what puts the working edition in the bin: it is the submission now.

    One that is made for another meeting stays, under the number after this one.
    """
    working = working_edition(basis.seen)
    if working is None:
        return ()
    if working.meeting == basis.ask.meeting:
        return (deletion(working),)
    return difference(working, replace(working, number=basis.number + 1))


def _missing(basis: _Basis) -> int:
    found = plan_findings(basis.seen, packs=basis.packs, today=basis.author.today)
    return sum(finding.level is Level.NEEDED for finding in found)
