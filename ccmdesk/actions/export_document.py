"""Write one paper of a plan in one language: from the plan to the bytes of a file."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from ccmdesk.actions.approval import approval_for
from ccmdesk.actions.check_plan import findings_for, wording_of
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.actions.mask_small import mask_small
from ccmdesk.actions.redact import for_audience
from ccmdesk.db.atomic_file import write_file
from ccmdesk.model.check_code import check_code
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import Audience
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import Message
from ccmdesk.report.blocks import Document
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat
from ccmdesk.rules.told import NOTHING_TOLD, Told

if TYPE_CHECKING:
    from ccmdesk.report.documents.ask import PaperAsk, Submitted

Progress = Callable[[int, int], None]
"""Told how many pages are done, of how many."""

Cancelled = Callable[[], bool]
"""Asked now and then whether the user has given up."""


class Write(Protocol):
    """Writes a paper as a file of one format."""

    def __call__(self, document: Document, out: BinaryIO, *, progress: Progress) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportDocument:
    """One paper in one language, for one audience, made for a meeting or for none."""

    kind: DocumentKind
    language: str
    audience: Audience = Audience.ISU
    meeting: MeetingId | None = None
    format: PaperFormat = PaperFormat.PDF
    with_map: bool = True
    second_language: str | None = None
    """A paper in two languages has this one beside its own."""
    edition: int | None = None
    """The number of the submission whose records it tells; None for the records as they are."""
    since: int | None = None
    """The number of the submission they are compared with; None for the one before."""
    before: Submitted | None = None
    """That submission itself, by `compared`; papers say what changed since."""
    as_of: Edition | None = None
    """The submission whose records these are, by `compared`."""
    masked_below: int | None = None
    """Counts of people below this are masked, with what would give them back."""
    earlier: Told = NOTHING_TOLD
    """What masked submissions before it told, so that this paper masks as its package does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """How long work tells what it does and hears that it is no longer wanted."""

    progress: Progress | None = None
    cancelled: Cancelled | None = None


NO_HOOKS = Hooks()


@dataclass(frozen=True, slots=True)
class Written:
    """The file of a paper, and what is to be said of its length."""

    data: bytes
    length: tuple[Message, ...]


def document_bytes(
    plan: PlanDocument,
    ask: ExportDocument,
    *,
    packs: Packs,
    today: dt.date,
    hooks: Hooks = NO_HOOKS,
) -> bytes:
    """Return the file of a paper; the same plan, language and day give the same bytes.

    Raises Problem for a language that is not shipped, and Cancelled when the user gave up.
    """
    return written(plan, ask, packs=packs, today=today, hooks=hooks).data


def written(
    plan: PlanDocument,
    ask: ExportDocument,
    *,
    packs: Packs,
    today: dt.date,
    hooks: Hooks = NO_HOOKS,
) -> Written:
    """Return the file of a paper and its length; raises as *document_bytes* does."""
    from ccmdesk.report.documents.length import length_messages, length_of

    out = io.BytesIO()
    write = _writer(ask.format)
    paper = paper_of(plan, ask, packs=packs, today=today)
    write(paper, out, progress=_telling(hooks))
    return Written(out.getvalue(), length_messages(length_of(paper)))


def paper_of(plan: PlanDocument, ask: ExportDocument, *, packs: Packs, today: dt.date) -> Document:
    """Return the blocks of a paper, made of what its audience may see."""
    from ccmdesk.report.documents.bilingual import side_by_side
    from ccmdesk.report.documents.kinds import builder

    build, request = builder(ask.kind), _request(plan, ask, packs=packs, today=today)
    paper = build(request)
    if ask.second_language in {None, ask.language}:
        return paper
    second = lang_of(ask.second_language or "", request.plan.first(StateParty))
    return side_by_side(paper, build(replace(request, lang=second, ordered_in=request.lang)))


def _request(plan: PlanDocument, ask: ExportDocument, *, packs: Packs, today: dt.date) -> PaperAsk:
    from ccmdesk.actions.last_submission import seen_by
    from ccmdesk.report.documents.ask import PaperAsk
    from ccmdesk.rules.specificity.results import criterion_results

    sent = None if ask.as_of is None else ask.as_of.masked_below
    below = ask.masked_below or sent
    seen = mask_small(for_audience(plan, ask.audience), below, earlier=ask.earlier).plan
    return PaperAsk(
        plan=seen,
        lang=lang_of(ask.language, seen.first(StateParty)),
        packs=packs,
        findings=findings_for(seen, ask.audience, packs=packs, today=today),
        results=criterion_results(seen, packs, wording_of(seen, packs=packs)),
        today=today,
        check_code=check_code(seen.content_hash),
        meeting=ask.meeting,
        audience=ask.audience,
        with_map=ask.with_map,
        before=seen_by(ask.before, ask.audience, masked_below=below),
        masked_below=below,
        as_of=ask.as_of,
        approval=approval_for(plan, ask.meeting),
    )


def export_document(
    plan: PlanDocument, ask: ExportDocument, *, out: Path, packs: Packs, today: dt.date
) -> tuple[Message, ...]:
    """Write a paper to *out* and return what is to be said of its length."""
    paper = written(plan, ask, packs=packs, today=today)
    save_paper(paper.data, out=out)
    return paper.length


def save_paper(paper: bytes, *, out: Path) -> None:
    """Save the file of a paper; an older one there stays whole until the new one is complete."""
    write_file(out, lambda file: file.write(paper))


def paper_name(country: str, ask: ExportDocument, *, today: dt.date) -> str:
    """Return the usual file name, in ASCII: LAO-needs-plan-2026-03-fr.pdf."""
    languages = "-".join(filter(None, (ask.language, ask.second_language)))
    parts = [country, ask.kind.value, today.isoformat()[:7], languages]
    parts += [] if ask.edition is None else [f"submission-{ask.edition}"]
    return f"{'-'.join(parts)}.{ask.format.value}"


def _writer(paper_format: PaperFormat) -> Write:
    """Return what writes files of that format; its libraries are loaded only now."""
    write: Write = import_module(f"ccmdesk.report.{paper_format.value}.write").write
    return write


def _telling(hooks: Hooks) -> Progress:
    from ccmdesk.report.cancel import Cancelled as GivenUp

    def tell(done: int, steps: int) -> None:
        if hooks.cancelled is not None and hooks.cancelled():
            raise GivenUp
        if hooks.progress is not None:
            hooks.progress(done, steps)

    return tell
