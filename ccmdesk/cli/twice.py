"""Commands on records that were entered twice: list them, join two, take two apart."""

from __future__ import annotations

from argparse import Namespace
from typing import Any
from uuid import UUID

from ccmdesk.actions.join_records import (
    Comparison,
    JoinRecords,
    compare,
    join_records,
    say_two,
    take_apart,
    twice,
)
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.cli.records import record_called
from ccmdesk.db.store import Store
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import N_
from ccmdesk.rules.twice import Pair


def list_twice(ask: Namespace, desk: Desk) -> int:
    """List the areas and activities that were probably entered twice, and why."""
    with reading_store(ask.file, desk) as store:
        found = twice(store).pairs
        told = [_in_words(desk, store, pair) for pair in found]
    if ask.json:
        desk.json([_as_json(desk, pair) for pair in found])
        return 0
    for line in told:
        desk.line(line)
    if not found:
        desk.say(N_("No area and no activity looks as if it had been entered twice."))
    return 0


def join(ask: Namespace, desk: Desk) -> int:
    """Join two records; the second one leads to the first from now on."""
    with writing_store(ask.file, desk) as store:
        kept, other = (_called(store, text, desk) for text in (ask.kept, ask.other))
        found = compare(store, kept.id, other.id)
        request = JoinRecords(
            kept=kept.id,
            other=other.id,
            take=frozenset(ask.take),
            keep=frozenset(ask.keep),
            keep_rest=ask.keep_rest,
        )
        join_records(store, request, author=desk.author)
        show = desk.show(store)
        desk.say(
            N_("{other} is now one with {record}. Undo takes them apart."),
            other=show.title(other),
            record=show.title(kept),
        )
        _say_children(desk, store, found)
    return 0


def apart(ask: Namespace, desk: Desk) -> int:
    """Keep that two records are two; where they were joined, bring the second one back."""
    with writing_store(ask.file, desk) as store:
        one = _called(store, ask.one, desk)
        other = _joined_with(store, one.id, ask.other)
        if other is not None:
            take_apart(store, one.id, other, author=desk.author)
        else:
            other = _called(store, ask.other, desk).id
            say_two(store, one.id, other, author=desk.author)
        desk.say(N_("They are two, and are not suggested again."))
    return 0


def _joined_with(store: Store, kept: UUID, text: str) -> UUID | None:
    """Return the record with this id, or the number it had, that was joined with *kept*."""
    for record, end in store.joins.kept().items():
        names = {str(record), *(str(e.new) for e in store.history(record) if e.key == "code")}
        if end == kept and text.strip() in names:
            return record
    return None


def _called(store: Store, text: str, desk: Desk) -> Any:
    return record_called(store, text, reading=desk.reading(store))


def _in_words(desk: Desk, store: Store, pair: Pair) -> str:
    show, lang = desk.show(store), desk.lang
    titles = [show.title(store.get(pair.kind, record)) for record in (pair.first, pair.second)]
    return lang(
        N_("{kind}: {record} and {other} are probably one. {reasons}"),
        kind=lang(BY_RECORD[pair.kind].one),
        record=titles[0],
        other=titles[1],
        reasons=lang.join([lang.say(reason) for reason in pair.reasons]),
    )


def _as_json(desk: Desk, pair: Pair) -> dict[str, Any]:
    return {
        "kind": BY_RECORD[pair.kind].name,
        "records": [str(pair.first), str(pair.second)],
        "points": pair.points,
        "reasons": [desk.lang.say(reason) for reason in pair.reasons],
    }


def _say_children(desk: Desk, store: Store, found: Comparison) -> None:
    if found.twins:
        desk.line(
            desk.lang.ngettext(
                "{n} record that was about both and says the same was joined too.",
                "{n} records that were about both and say the same were joined too.",
                len(found.twins),
            )
        )
    for rival, mine in found.rivals:
        show = desk.show(store)
        desk.say(
            N_("Both stay and are both counted: {record} and {other}. Delete the wrong one."),
            record=show.named(mine),
            other=show.named(rival),
        )
