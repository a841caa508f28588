"""Pack the plan for the Implementation Support Unit: a numbered, signed, frozen edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.editions import last_edition
from ccmdesk.actions.export_document import (
    NO_HOOKS,
    DocumentKind,
    ExportDocument,
    Hooks,
    document_bytes,
)
from ccmdesk.actions.redact import for_audience
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import Recipient
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.writer import Submission, Written, write_submission
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.store import Store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codec import flatten
from ccmdesk.model.codes import LanguageTag, StateCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.facts import Audience, fields_of
from ccmdesk.model.ids import EditionId
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Level
from ccmdesk.version import VERSION

ISU = Recipient(code="isu", name="Implementation Support Unit, Convention on Cluster Munitions")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSubmission:
    """The next submission: its papers' languages, who signs for which office, and where to."""

    languages: tuple[str, ...]
    office: str
    folder: Path
    key: SigningKey
    file_name: str = ""
    """Another name than the usual one, such as BIH-2026-11-submission-000001.ccmb."""
    papers: Mapping[str, bytes] = field(default_factory=dict)
    """Papers that were written from this very plan today, so that they need not be again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A package that was written, read back and verified."""

    path: Path
    number: int
    fingerprint: str
    written: Written
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Basis:
    """What a submission is made from: the plan as its receiver may see it, and the one before."""

    seen: PlanDocument
    last: Edition | None
    packs: Packs
    author: Author

    @property
    def number(self) -> int:
        return 1 if self.last is None or self.last.number is None else self.last.number + 1


def pack_submission(
    store: Store, ask: PackSubmission, *, packs: Packs, author: Author, hooks: Hooks = NO_HOOKS
) -> Packed:
    """Write the package, prove it by reading it back, then record the edition in the plan.

    Raises Problem when the plan has no country yet, or for what the package itself refuses.
    """
    document = store.document()
    basis = _Basis(
        seen=for_audience(document, Audience.ISU),
        last=last_edition(document.of(Edition)),
        packs=packs,
        author=author,
    )
    submission = _submission(basis, ask, papers=_papers(basis, ask, hooks=hooks))
    path, written = _write(submission, ask)
    missing = _missing(basis)
    edition = _edition(basis, submission, written=written, missing=missing)
    store.apply(difference(None, edition), author.stamp(StepKind.SUBMIT))
    return Packed(
        path=path,
        number=submission.number,
        fingerprint=fingerprint_text(ask.key.fingerprint),
        written=written,
        missing=missing,
    )


def _submission(
    basis: _Basis, ask: PackSubmission, *, papers: dict[LanguageTag, bytes]
) -> Submission:
    seen = basis.seen
    return Submission(
        country=_country(seen),
        sender_name=basis.author.name,
        sender_office=ask.office,
        recipients=(ISU,),
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
    )


def _papers(basis: _Basis, ask: PackSubmission, *, hooks: Hooks) -> dict[LanguageTag, bytes]:
    papers: dict[LanguageTag, bytes] = {}
    for done, language in enumerate(ask.languages):
        if hooks.progress:
            hooks.progress(done, len(ask.languages))
        paper = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language=language)
        papers[LanguageTag(language)] = ask.papers.get(language) or document_bytes(
            basis.seen,
            paper,
            packs=basis.packs,
            today=basis.author.today,
            hooks=Hooks(cancelled=hooks.cancelled),
        )
    return papers


def _write(submission: Submission, ask: PackSubmission) -> tuple[Path, Written]:
    raw = BytesIO()
    written = write_submission(submission, key=ask.key, out=raw)
    ask.folder.mkdir(parents=True, exist_ok=True)
    path = ask.folder / (ask.file_name or written.file_name)
    write_file(path, lambda out: out.write(raw.getbuffer()), verify=_verify)
    return path, written


def _verify(path: Path) -> None:
    with path.open("rb") as source:
        verify(source)


def _lines(records: tuple[Any, ...]) -> Iterator[bytes]:
    for record in sorted(records, key=lambda record: str(record.id)):
        flat = {"id": str(record.id), **flatten(record)}
        yield orjson.dumps(flat, option=orjson.OPT_SORT_KEYS)


def _edition(basis: _Basis, submission: Submission, *, written: Written, missing: int) -> Edition:
    plan = basis.seen.first(Plan)
    return Edition(
        id=EditionId(new_id()),
        plan=None if plan is None else plan.id,
        number=submission.number,
        state=EditionState.SUBMITTED,
        dated=basis.author.today,
        languages=tuple(submission.papers),
        check_code=submission.plan_hash,
        manifest_code=written.manifest_sha256,
        packs=basis.packs.record,
        missing=missing,
    )


def _missing(basis: _Basis) -> int:
    found = plan_findings(basis.seen, packs=basis.packs, today=basis.author.today)
    return sum(finding.level is Level.NEEDED for finding in found)


def _country(document: PlanDocument) -> StateCode:
    state = document.first(StateParty)
    if state is None or state.country is None:
        raise Problem(
            N_("The plan has no country yet. Choose it under Country and obligations, then pack.")
        )
    return state.country


def readme() -> str:
    """Return what the package says of itself, in every shipped language, one after the other."""
    paragraphs = []
    for shipped in SHIPPED.values():
        lang = Lang.load(shipped.code)
        lines = (
            lang("This is a plan submitted under the Convention on Cluster Munitions."),
            lang("It was made with ccmdesk. The plan as PDF is in the folder data/human."),
            lang("The records are in data/snapshot, one JSON object on a line."),
            lang("To prove that nothing was changed: unpack it, then type:"),
            "sha256sum -c manifest-sha256.txt",
            lang("To prove that the file itself is whole: the two lines must be equal."),
            "head -c -64 FILE | sha256sum",
            "tail -c 64 FILE",
            lang("To prove who sent it, open it with ccmdesk: ccmdesk verify FILE"),
        )
        paragraphs.append("\n".join((f"[{shipped.name}]", *lines)))
    return "\n\n".join(paragraphs) + "\n"


def schema() -> bytes:
    """Return the list of fields for a reader without ccmdesk, as JSON."""
    kinds = {
        kind.name: {
            field.name: {
                "label": field.spec.label.rpartition("\x04")[2],
                "type": _type_name(field.type),
                **({"unit": field.spec.unit.value} if field.spec.unit else {}),
            }
            for field in fields_of(kind.record)
        }
        for kind in KINDS
    }
    return orjson.dumps({"kinds": kinds, "version": 1}, option=orjson.OPT_SORT_KEYS)


def _type_name(kind: Any) -> str:
    name = getattr(kind, "__name__", None)
    return str(name) if name and name != "tuple" else str(kind).replace("ccmdesk.model.", "")
