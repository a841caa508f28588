"""Commands on what leaves the office: export, pack."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ccmdesk.actions.approval import approval_for
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.actions.compared_editions import compared
from ccmdesk.actions.editions import contents_of
from ccmdesk.actions.export_document import ExportDocument, save_paper, written
from ccmdesk.actions.last_submission import last_submission
from ccmdesk.actions.typed_value import Reading, find_record
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.cli.endings import PAPER, PDF, chosen_format
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.kinds import BY_NAME, BY_RECORD
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat
from ccmdesk.rules.approvals import approval_says

if TYPE_CHECKING:
    from ccmdesk.actions.pack_submission import PackSubmission
    from ccmdesk.actions.sign_paper import Signer


PASSPHRASE = "CCMDESK_SIGN_PASSPHRASE"  # noqa: S105 - the name of a variable, not a secret  # nosec B105
"""Where the environment may hold the passphrase of the certificate."""


def export(ask: Namespace, desk: Desk) -> int:
    """Write one paper, in one language or in two; sign it if asked, and say how long it is."""
    form = PaperFormat(chosen_format(ask.out, formats=PAPER, stated=ask.format))
    signer = _signer(ask, desk, form=form)
    with reading_store(ask.file, desk) as store:
        request = _paper(ask, form, reading=desk.reading(store))
        plan, request = compared(store, store.document(), request)
    paper = written(plan, request, packs=desk.packs, today=desk.today)
    _save(paper.data, signer, out=Path(ask.out))
    desk.line(ask.out)
    if signer is not None:
        desk.say(N_("Signed by {name}, read back and proved."), name=signer.name)
    for message in paper.length:
        desk.line(desk.lang.say(message))
    return 0


def _paper(ask: Namespace, form: PaperFormat, *, reading: Reading) -> ExportDocument:
    return ExportDocument(
        kind=DocumentKind(ask.document),
        language=ask.language,
        meeting=meeting_named(ask.meeting, reading=reading),
        format=form,
        second_language=ask.second_language,
        with_map=not ask.no_map,
        edition=ask.submission,
        since=ask.since,
    )


def _save(paper: bytes, signer: Signer | None, *, out: Path) -> None:
    if signer is None:
        return save_paper(paper, out=out)
    from ccmdesk.actions.sign_paper import write_signed

    return write_signed(paper, signer, out=out)


def pack(ask: Namespace, desk: Desk) -> int:
    """Write the signed package for the Implementation Support Unit, or for another office."""
    from ccmdesk.actions.given_numbers import note_given, sent_unseen
    from ccmdesk.actions.pack_submission import (
        prepare_submission,
        record_submission,
        would_mask,
    )
    from ccmdesk.actions.package_figures import packed_figures
    from ccmdesk.cli import offices
    from ccmdesk.cli.passphrases import say_sealing
    from ccmdesk.db.check import refuse_differing

    if ask.receiver == "office":
        return offices.pack(ask, desk)
    with writing_store(ask.file, desk) as store:
        plan = store.document()
        before = last_submission(store, plan)
        masks = would_mask(plan, ask.mask_below, before=before)
        if ask.mask_below is not None:
            _say_masked(desk, ask.mask_below, masks)
        if ask.dry_run:
            meeting = meeting_named(ask.meeting, reading=desk.reading(store))
            return _say_contents(desk, plan, meeting)
        refuse_differing(store)
        request = _submission(ask, desk, reading=desk.reading(store))
        request = replace(
            request,
            before=before,
            binned=sent_unseen(store, folder=desk.data_folder, key=request.key),
            to_decide=store.disputed_fields(),
            why=ask.undecided,
        )
        prepared = prepare_submission(plan, request, packs=desk.packs, author=desk.author)
        record_submission(store, prepared)
        note_given(store, prepared.packed, folder=desk.data_folder)
    packed = prepared.packed
    desk.say(
        N_("Submission {number} was packed, read back and proved: {file}"),
        number=str(packed.number),
        file=str(packed.path),
    )
    desk.line(desk.lang.say(packed.approval))
    say_sealing(desk, request.sealing)
    desk.line(desk.lang.say(packed_figures(packed.written).sentence))
    desk.say(N_("Fingerprint of your key: {fingerprint}"), fingerprint=packed.fingerprint)
    return 0


def _say_masked(desk: Desk, below: int, counts: int) -> None:
    desk.line(
        desk.lang.ngettext(
            "{n} count of people is masked: it is below {limit}, or would give one back that is.",
            "{n} counts of people are masked: they are below {limit}, or would give one back"
            " that is.",
            counts,
            limit=desk.lang.number(below),
        )
    )
    desk.say(
        N_("What texts say is not masked. Read them for small numbers before you send the package.")
    )


def _say_contents(desk: Desk, plan: PlanDocument, meeting: MeetingId | None) -> int:
    """Say how many records of each kind would leave, and under which approval."""
    for name, count in contents_of(plan).items():
        desk.line(f"{desk.lang(BY_NAME[name].many)}: {desk.lang.number(count)}")
    desk.line(desk.lang.say(approval_says(approval_for(plan, meeting))))
    desk.say(N_("Nothing was packed."))
    return 0


def _submission(ask: Namespace, desk: Desk, *, reading: Reading) -> PackSubmission:
    from ccmdesk.actions.pack_submission import PackSubmission
    from ccmdesk.actions.signing_key import signing_key
    from ccmdesk.cli.passphrases import sealing

    out = Path(ask.out)
    return PackSubmission(
        languages=tuple(ask.languages.split(",")),
        office=ask.office,
        folder=out.parent,
        key=signing_key(desk.data_folder, passphrase=ask.passphrase),
        file_name=out.name,
        meeting=meeting_named(ask.meeting, reading=reading),
        illustrative=ask.illustrative,
        sealing=sealing(ask, desk),
        mask_below=ask.mask_below,
    )


def _signer(ask: Namespace, desk: Desk, *, form: PaperFormat) -> Signer | None:
    """Return who signs the paper, before any time is spent on it; None when it is not signed."""
    if ask.sign is None:
        return None
    if form is not PaperFormat.PDF:
        raise Problem(N_("Only a PDF can be signed. Leave out --sign, or write a .pdf file."))
    from ccmdesk.actions.sign_paper import SignPaper, signer_of

    return signer_of(
        SignPaper(
            certificate=Path(ask.sign),
            passphrase=_passphrase(ask, desk),
            at=desk.author.clock(),
            lang=lang_of(ask.language),
        )
    )


def _passphrase(ask: Namespace, desk: Desk) -> str:
    """Return what was typed with the command, else what the environment says, else ask for it."""
    given = ask.passphrase or os.environ.get(PASSPHRASE)
    if given is not None or not sys.stdin.isatty():
        return str(given or "")
    from getpass import getpass

    return getpass(desk.lang(N_("Passphrase of the certificate:")) + " ")


def meeting_named(text: str | None, *, reading: Reading) -> MeetingId | None:
    """Return the meeting that an id or a title names; raises Problem when there is none."""
    if text is None:
        return None
    return MeetingId(find_record(BY_RECORD[Meeting], text, reading=reading))


def manual(ask: Namespace, desk: Desk) -> int:
    """Write the manual, which is the help of the window as a paper."""
    from ccmdesk.actions.make_manual import MakeManual, make_manual

    chosen_format(ask.out, formats=PDF)
    request = MakeManual(language=ask.language, out=Path(ask.out))
    make_manual(request, packs=desk.packs, author=desk.author)
    desk.say(N_("Saved and read back: {file}"), file=ask.out)
    return 0
