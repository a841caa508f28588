"""Commands on the records of a plan: list, show, add, set, delete, undo, history."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ccmdesk.actions import edit_record
from ccmdesk.actions.author import new_id
from ccmdesk.actions.history_words import HistoryWords
from ccmdesk.actions.step_told import Told, done_words, redone_words, undone_words
from ccmdesk.actions.time_words import time_words
from ccmdesk.actions.typed_value import Reading, find_any, with_typed
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.db.history import Entry
from ccmdesk.db.store import Store
from ccmdesk.lang.collation import collated
from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.prices import priced
from ccmdesk.lang.show import Show
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codec import flatten
from ccmdesk.model.document import natural
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import BY_NAME, KINDS, Kind, kind_of
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.approvals import as_told


def list_records(ask: Namespace, desk: Desk) -> int:
    """Print the records of one kind, a line each."""
    kind = _kind(ask.kind)
    with reading_store(ask.file, desk) as store:
        show = desk.show(store)
        records = _listed(store.document().of(kind.record), kind, show)
        if ask.json:
            desk.json([_as_json(record) for record in records])
        else:
            for record in records:
                desk.line(f"{record.id}  {show.title(record)}")
    return 0


def _listed(records: Iterable[Any], kind: Kind, show: Show) -> Sequence[Any]:
    """Return records by number, those without one last, else by what they are called."""
    by_title = collated(records, show.title, language=show.lang.code)
    number = kind.number
    if number is None:
        return by_title
    return sorted(by_title, key=lambda r: (not getattr(r, number), natural(getattr(r, number))))


def show_record(ask: Namespace, desk: Desk) -> int:
    """Print every filled field of one record."""
    with reading_store(ask.file, desk) as store:
        record = record_called(store, ask.record, reading=desk.reading(store))
        if ask.json:
            desk.json(_as_json(record))
        else:
            _print_record(record, desk.show(store), desk)
    return 0


def add(ask: Namespace, desk: Desk) -> int:
    """Add a record with the given values; say so and, on a line of its own, print its id."""
    kind = _kind(ask.kind)
    with writing_store(ask.file, desk) as store:
        record = _with_all(kind.record(id=new_id()), ask.values, reading=desk.reading(store))
        edit_record.refuse_new(record, author=desk.author, packs=desk.packs)
        step = store.apply(difference(None, record), desk.author.stamp(StepKind.ADD))
        if step is not None:
            desk.line(done_words(step, _told(store, desk)))
        desk.line(str(record.id))
    return 0


def set_values(ask: Namespace, desk: Desk) -> int:
    """Change fields of a record, as one step."""
    with writing_store(ask.file, desk) as store:
        reading = desk.reading(store)
        before = record_called(store, ask.record, reading=reading)
        after = _with_all(before, ask.values, reading=reading)
        step = edit_record.change_records(
            store, [(before, after)], author=desk.author, packs=desk.packs
        )
        if step is None:
            desk.say(N_("Nothing changed: the record held these values already."))
        else:
            desk.line(done_words(step, _told(store, desk)))
    return 0


def delete(ask: Namespace, desk: Desk) -> int:
    """Put a record in the bin."""
    with writing_store(ask.file, desk) as store:
        record = record_called(store, ask.record, reading=desk.reading(store))
        told = _told(store, desk)
        request = edit_record.DeleteRecord(kind=type(record), record=record.id)
        step = edit_record.delete_record(store, request, author=desk.author)
        if step is not None:
            desk.line(done_words(step, told))
    return 0


def next_report(ask: Namespace, desk: Desk) -> int:
    """Begin the Article 7 report for the next year from the last one."""
    from ccmdesk.actions.next_report import begin_next_report

    with writing_store(ask.file, desk) as store:
        desk.line(str(begin_next_report(store, author=desk.author)))
    return 0


def undo(ask: Namespace, desk: Desk) -> int:
    """Take back the newest step of this office."""
    with writing_store(ask.file, desk) as store:
        before = _told(store, desk)
        step, brief = store.undoable(), store.next_undo()
        store.undo(desk.author.stamp(StepKind.UNDO))
        if step is not None and brief is not None:
            told = _either(before, _told(store, desk))
            desk.line(undone_words(step, told, brief=brief))
    return 0


def redo(ask: Namespace, desk: Desk) -> int:
    """Do again what was taken back last."""
    with writing_store(ask.file, desk) as store:
        before = _told(store, desk)
        brief = store.next_redo()
        step = store.redo(desk.author.stamp(StepKind.REDO))
        if brief is not None:
            told = _either(before, _told(store, desk))
            desk.line(redone_words(step, told, brief=brief))
    return 0


def history(ask: Namespace, desk: Desk) -> int:
    """Print who changed what of a record, newest first."""
    with reading_store(ask.file, desk) as store:
        record = record_called(store, ask.record, reading=desk.reading(store))
        entries = store.history(record.id)
        if ask.json:
            desk.json(
                [
                    {"at": e.at.isoformat(), "by": e.by, "role": e.role, "office": e.office,
                     "field": e.key, "does": None if e.does is None else e.does.value,
                     "old": e.old, "new": e.new}
                    for e in entries
                ]
            )  # fmt: skip
        else:
            words = HistoryWords(desk.show(store), desk.packs)
            for entry in entries:
                desk.line(_told_entry(entry, words, desk))
    return 0


def _told_entry(entry: Entry, words: HistoryWords, desk: Desk) -> str:
    """Return one line: when, who, which field, and both values in words."""
    lang, moment = desk.lang, entry.at.astimezone()
    old, new = words.value(entry, entry.old), words.value(entry, entry.new)
    empty = lang(C_("history", "empty"))
    return lang(
        N_("{day}, {time}, {who}. {field}: {old} → {new}"),
        day=lang.date(moment.date(), style=DateStyle.MEDIUM),
        time=time_words(lang, entry.at, now=desk.author.clock()),
        who=entry.by,
        field=words.field(entry),
        old=old or empty,
        new=new or empty,
    )


def _told(store: Store, desk: Desk) -> Told:
    return Told(desk.show(store), store.document().any)


def _either(before: Told, after: Told) -> Told:
    """Find what is in the plan now, else what was in it before."""
    return Told(after.show, lambda record: after.find(record) or before.find(record))


def _kind(name: str) -> Kind:
    if name not in BY_NAME:
        raise Problem(
            N_("There is no kind of record “{kind}”. The kinds are: {kinds}."),
            kind=name,
            kinds=", ".join(kind.name for kind in KINDS),
        )
    return BY_NAME[name]


def record_called(store: Store, text: str, *, reading: Reading) -> Any:
    """Return the live record that an id, a number or a title names, of whatever kind.

    Raises Problem when there is none, or more than one.
    """
    found = find_any(KINDS, text, reading=reading)
    if found is not None:
        return found
    raise Problem(
        N_("There is no record “{text}” in {file}. List the records to see their numbers."),
        text=text,
        file=store.path.name,
    )


def _with_all(record: Any, pairs: Sequence[str], *, reading: Reading) -> Any:
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals:
            raise Problem(N_("“{text}” has no value. Type it as FIELD=VALUE."), text=pair)
        record = with_typed(record, key, text, reading=reading)
    return replace(record)


def _as_json(record: Any) -> dict[str, Any]:
    return {"id": str(record.id), "kind": kind_of(record).name, **flatten(record)}


def _print_record(record: Any, show: Show, desk: Desk) -> None:
    kind, record = kind_of(record), as_told(record)
    desk.line(f"{desk.lang(kind.one)}: {show.title(record)}")
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        shown = priced(desk.lang, value) if isinstance(value, Money) else show.field(record, field)
        if shown:
            desk.line(f"  {desk.lang(field.spec.label)}: {shown}")
