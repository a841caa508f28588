"""Commands on what leaves the office: export, pack."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ccmdesk.actions.compared_editions import compared
from ccmdesk.actions.export_document import ExportDocument, export_document
from ccmdesk.actions.last_submission import last_submission
from ccmdesk.actions.typed_value import Reading, find_record
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat

if TYPE_CHECKING:
    from ccmdesk.actions.pack_submission import PackSubmission


def export(ask: Namespace, desk: Desk) -> int:
    """Write one paper, in one language or in two, and say how long it is."""
    with reading_store(Path(ask.file)) as store:
        plan = store.document()
        request = ExportDocument(
            kind=DocumentKind(ask.document),
            language=ask.language,
            meeting=_meeting(ask.meeting, reading=desk.reading(store)),
            format=PaperFormat(ask.format),
            second_language=ask.second_language,
            with_map=not ask.no_map,
            edition=ask.submission,
            since=ask.since,
        )
        plan, request = compared(store, plan, request)
    out = Path(ask.out)
    length = export_document(plan, request, out=out, packs=desk.packs, today=desk.today)
    desk.line(ask.out)
    for message in length:
        desk.line(desk.lang.say(message))
    return 0


def pack(ask: Namespace, desk: Desk) -> int:
    """Write the signed package for the Implementation Support Unit."""
    from ccmdesk.actions.pack_submission import prepare_submission, record_submission

    if ask.receiver != "isu":
        raise Problem(N_("Packages can be made for: isu. Type --for isu."))
    with writing_store(Path(ask.file)) as store:
        plan = store.document()
        request = _submission(ask, desk, reading=desk.reading(store))
        request = replace(request, before=last_submission(store, plan))
        prepared = prepare_submission(plan, request, packs=desk.packs, author=desk.author)
        record_submission(store, prepared)
    packed = prepared.packed
    desk.say(
        N_("Submission {number} was packed, read back and proved: {file}"),
        number=str(packed.number),
        file=str(packed.path),
    )
    desk.say(N_("Fingerprint of your key: {fingerprint}"), fingerprint=packed.fingerprint)
    return 0


def _submission(ask: Namespace, desk: Desk, *, reading: Reading) -> PackSubmission:
    from ccmdesk.actions.pack_submission import PackSubmission
    from ccmdesk.actions.signing_key import signing_key

    out = Path(ask.out)
    return PackSubmission(
        languages=tuple(ask.languages.split(",")),
        office=ask.office,
        folder=out.parent,
        key=signing_key(desk.data_folder, passphrase=ask.passphrase),
        file_name=out.name,
        meeting=_meeting(ask.meeting, reading=reading),
        illustrative=ask.illustrative,
    )


def _meeting(text: str | None, *, reading: Reading) -> MeetingId | None:
    """Return the meeting that an id or a title names; raises Problem when there is none."""
    if text is None:
        return None
    return MeetingId(find_record(BY_RECORD[Meeting], text, reading=reading))
