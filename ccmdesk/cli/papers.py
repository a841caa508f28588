"""Commands on what leaves the office: export, pack, verify."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ccmdesk.actions.export_document import ExportDocument, export_document
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.report.documents.kinds import DocumentKind


def export(ask: Namespace, desk: Desk) -> int:
    """Write one paper in one language, and say how long it is."""
    request = ExportDocument(kind=DocumentKind(ask.document), language=ask.language)
    with reading_store(Path(ask.file)) as store:
        plan = store.document()
    out = Path(ask.out)
    length = export_document(plan, request, out=out, packs=desk.packs, today=desk.today)
    desk.line(ask.out)
    for message in length:
        desk.line(desk.lang.say(message))
    return 0


def pack(ask: Namespace, desk: Desk) -> int:
    """Write the signed package for the Implementation Support Unit."""
    from ccmdesk.actions.pack_submission import PackSubmission, pack_submission
    from ccmdesk.actions.signing_key import signing_key

    out = Path(ask.out)
    if ask.receiver != "isu":
        raise Problem(N_("Packages can be made for: isu. Type --for isu."))
    request = PackSubmission(
        languages=tuple(ask.languages.split(",")),
        office=ask.office,
        folder=out.parent,
        key=signing_key(desk.data_folder, passphrase=ask.passphrase),
        file_name=out.name,
    )
    with writing_store(Path(ask.file)) as store:
        packed = pack_submission(store, request, packs=desk.packs, author=desk.author)
    desk.say(
        N_("Submission {number} was packed, read back and proved: {file}"),
        number=str(packed.number),
        file=str(packed.path),
    )
    desk.say(N_("Fingerprint of your key: {fingerprint}"), fingerprint=packed.fingerprint)
    return 0


def verify(ask: Namespace, desk: Desk) -> int:
    """Say whether a package is whole and unchanged, and by whom it was signed."""
    from ccmdesk.actions.verify_package import verify_package
    from ccmdesk.bundle.fingerprint import fingerprint_text

    verified = verify_package(Path(ask.package))
    manifest = verified.manifest
    if ask.json:
        desk.json(
            {
                "accepted": True,
                "title": manifest.title,
                "country": manifest.country,
                "number": manifest.number,
                "sender": {"name": manifest.sender.name, "office": manifest.sender.office},
                "fingerprint": fingerprint_text(verified.fingerprint),
                "key": verified.state.value,
                "plan_hash": manifest.plan_hash,
                "data_date": manifest.data_date.isoformat(),
                "languages": list(manifest.languages),
                "records": {count.kind: count.records for count in manifest.counts},
            }
        )
    else:
        desk.line(desk.lang.say(verified.sentence))
    return 0
