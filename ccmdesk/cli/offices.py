"""Commands between offices: pack changes, take them in, list what needs a decision."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ccmdesk.actions.awaited_package import awaited_words
from ccmdesk.actions.history_words import HistoryWords
from ccmdesk.actions.pack_changes import FORKED, PackChanges, pack_changes
from ccmdesk.actions.receipts import (
    WriteReceipt,
    note_receipt,
    noted_words,
    open_receipt,
    write_receipt,
)
from ccmdesk.actions.sealed_package import Unlock
from ccmdesk.actions.settle import all_from, differences, settle
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    OpenedChanges,
    TakeInChanges,
    backup_beside,
    begin_from,
    open_changes,
    preview_changes,
    removes_much,
    take_in_changes,
)
from ccmdesk.actions.trust import known_keys
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.cli.passphrases import say_sealing, sealing, unlock
from ccmdesk.cli.records import record_called
from ccmdesk.db.history import Dispute, Entry
from ccmdesk.db.incoming import Preview
from ccmdesk.db.packages import Awaited
from ccmdesk.db.store import Store
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


def pack(ask: Namespace, desk: Desk) -> int:
    """Write the package of changes for another office."""
    if not ask.to:
        raise Problem(N_("Say which office the package is for. Add --to and its name."))
    if ask.mask_below is not None or ask.dry_run:
        raise Problem(_ONLY_ISU)
    out = Path(ask.out)
    with writing_store(ask.file, desk) as store:
        request = PackChanges(
            office=ask.office,
            receiver=ask.to,
            folder=out.parent,
            key=signing_key(desk.data_folder, passphrase=ask.passphrase),
            with_internal=ask.with_internal,
            to=None if ask.whole else store.packages.copy_called(ask.to),
            file_name=out.name,
            sealing=sealing(ask, desk),
        )
        packed = pack_changes(store, request, author=desk.author)
    desk.line(
        desk.lang.ngettext(
            "Package {number} was packed with {n} change, read back and proved: {file}",
            "Package {number} was packed with {n} changes, read back and proved: {file}",
            packed.changes,
            number=str(packed.number),
            file=str(packed.path),
        )
    )
    say_sealing(desk, request.sealing)
    for office in packed.forked:
        desk.say(FORKED, office=office)
    desk.say(N_("Fingerprint of your key: {fingerprint}"), fingerprint=packed.fingerprint)
    return 0


_ONLY_ISU = N_(
    "Changes go to another office whole, since each is as its author wrote it: nothing in them can"
    " be masked. Leave out --mask-below and --dry-run, or pack with --for isu."
)


def begin(ask: Namespace, desk: Desk) -> int:
    """Begin the plan of this office from the whole plan that another office sent."""
    opened = _opened(ask.package, desk, unlock(ask, desk))
    request = BeginFrom(opened=opened, path=Path(ask.file), office=ask.office, why=ask.unverified)
    begin_from(request, author=desk.author)
    desk.line(desk.lang.say(opened.verified.sentence))
    desk.say(N_("The new plan is in {file}."), file=ask.file)
    return 0


def merge(ask: Namespace, desk: Desk) -> int:
    """Take in packages of changes one after the other, or only say what they would do."""
    told, opens = [], unlock(ask, desk)
    with writing_store(ask.file, desk) as store:
        for name in ask.packages:
            opened = _opened(name, desk, opens)
            preview = preview_changes(store, opened, apart=ask.begun_apart)
            if not ask.dry_run:
                _take_in(ask, desk, store, (opened, preview))
                _write_receipt(ask, desk, store, opened)
            told.append((opened, preview))
        awaited = store.packages.awaited()
    if ask.json:
        desk.json([_as_json(opened, preview) for opened, preview in told])
        return 0
    for opened, preview in told:
        _say(desk, opened, preview)
    _say_awaited(desk, awaited)
    return 0


def _opened(name: str, desk: Desk, opens: Unlock) -> OpenedChanges:
    trusted = known_keys(desk.data_folder, author=desk.author)
    return open_changes(Path(name), trusted=trusted, unlock=opens)


def receipt(ask: Namespace, desk: Desk) -> int:
    """Note the receipts that came back for packages of this plan."""
    trusted = known_keys(desk.data_folder, author=desk.author)
    with writing_store(ask.file, desk) as store:
        for name in ask.receipts:
            signed = open_receipt(Path(name))
            note_receipt(store, signed, author=desk.author, trusted=trusted)
            desk.line(desk.lang.say(noted_words(signed, trusted)))
    return 0


def _write_receipt(ask: Namespace, desk: Desk, store: Store, opened: OpenedChanges) -> None:
    if not ask.receipts:
        return
    request = WriteReceipt(
        opened=opened,
        office=ask.office,
        key=signing_key(desk.data_folder, passphrase=ask.passphrase),
        folder=Path(ask.receipts),
    )
    written = write_receipt(store, request, author=desk.author)
    sender = opened.arrival.sender.office
    if not ask.json:
        desk.say(N_("The receipt for {office} is in {file}."), office=sender, file=str(written))


def conflicts(ask: Namespace, desk: Desk) -> int:
    """List the fields that two offices wrote without knowing of each other."""
    with reading_store(ask.file, desk) as store:
        found = store.disputes()
        told = [_in_words(desk, store, dispute) for dispute in found]
        awaited = store.packages.awaited()
    if ask.json:
        desk.json([_dispute(dispute) for dispute in found])
        return 0
    for line in told:
        desk.line(line)
    _say_awaited(desk, awaited)
    if not found:
        desk.say(N_("Nothing needs a decision."))
    return 0


def decide(ask: Namespace, desk: Desk) -> int:
    """Settle what two offices wrote differently by what one of them wrote."""
    with writing_store(ask.file, desk) as store:
        found = [one for one in differences(store) if ask.field in {None, one.key}]
        if ask.record:
            wanted = record_called(store, ask.record, reading=desk.reading(store)).id
            found = [one for one in found if one.record == wanted]
        decisions = tuple(all_from(found, ask.keep))
        if not decisions:
            raise Problem(
                N_("{office} wrote nothing that needs a decision. List the conflicts to see them."),
                office=ask.keep,
            )
        settle(store, decisions, author=desk.author)
    desk.line(
        desk.lang.ngettext(
            "{n} field was decided. Undo takes it back.",
            "{n} fields were decided. Undo takes it back.",
            len(decisions),
        )
    )
    return 0


def _take_in(
    ask: Namespace, desk: Desk, store: Store, found: tuple[OpenedChanges, Preview]
) -> None:
    opened, preview = found
    if removes_much(store, preview) and not ask.yes:
        raise Problem(
            N_(
                "The package {file} removes {count} records, more than one in five of the plan."
                " Nothing was taken in. Ask {office} whether that is meant, then add --yes."
            ),
            file=opened.path.name,
            count=desk.lang.number(len(preview.removed)),
            office=opened.arrival.sender.office,
        )
    backup = backup_beside(store, opened)
    request = TakeInChanges(opened=opened, backup=backup, why=ask.unverified, apart=ask.begun_apart)
    take_in_changes(store, request, author=desk.author)


def _say(desk: Desk, opened: OpenedChanges, preview: Preview) -> None:
    sender, lang = opened.arrival.sender, desk.lang
    desk.line(lang.say(opened.verified.sentence))
    desk.say(
        N_(
            "Package {number} of {office}: {new} new, {changed} changed, {removed} removed records."
        ),
        number=str(sender.number),
        office=sender.office,
        new=lang.number(len(preview.made)),
        changed=lang.number(len(preview.changed)),
        removed=lang.number(len(preview.removed)),
    )
    if preview.disputes:
        desk.line(
            lang.ngettext(
                "{n} field needs a decision.",
                "{n} fields need a decision.",
                len(preview.disputes),
            )
        )
    if preview.received.waiting:
        desk.line(
            lang.ngettext(
                "{n} change waits for an earlier package.",
                "{n} changes wait for an earlier package.",
                preview.received.waiting,
            )
        )


def _say_awaited(desk: Desk, awaited: Sequence[Awaited]) -> None:
    for one in awaited:
        desk.line(desk.lang.say(awaited_words(one)))


def _as_json(opened: OpenedChanges, preview: Preview) -> dict[str, Any]:
    sender = opened.arrival.sender
    return {
        "package": opened.verified.manifest.title,
        "number": sender.number,
        "sender": {"name": sender.person, "office": sender.office},
        "key": opened.verified.state.value,
        "new": len(preview.made),
        "changed": len(preview.changed),
        "removed": len(preview.removed),
        "to_decide": len(preview.disputes),
        "waiting": preview.received.waiting,
        "of_a_later_version": preview.unknown,
    }


def _dispute(dispute: Dispute) -> dict[str, Any]:
    sides = {
        name: {
            "value": entry.new,
            "by": entry.by,
            "office": entry.office,
            "at": entry.at.isoformat(),
        }
        for name, entry in (("shown", dispute.shown), ("other", dispute.other))
    }
    shown = dispute.shown
    if dispute.other.record != shown.record:
        sides["other"]["joined"] = str(dispute.other.record)
    return {"kind": shown.kind, "record": str(shown.record), "field": shown.key, **sides}


def _in_words(desk: Desk, store: Store, dispute: Dispute) -> str:
    words = HistoryWords(desk.show(store), desk.packs)
    shown, other = dispute.shown, dispute.other
    return desk.lang(
        N_("{record}, {field}: {value} ({office}) or {other} ({other_office})?"),
        record=_name(desk, store, shown),
        field=words.field(shown),
        value=words.value(shown, shown.new),
        office=shown.office,
        other=words.value(other, other.new),
        other_office=other.office,
    )


def _name(desk: Desk, store: Store, entry: Entry) -> str:
    kind = BY_NAME[entry.kind]
    record = store.get(kind.record, entry.record)
    return desk.lang(kind.one) if record is None else desk.show(store).named(record)
