"""Join two records that are one, say that two are two, or take joined ones apart again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import Any
from uuid import UUID

from ccmdesk.actions.author import Author
from ccmdesk.db.document import go_on
from ccmdesk.db.joins import referring
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.codec import DELETED, NOTE, Flat, Json, flatten, is_absent, split_key
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import BY_NAME, KINDS, Kind, kind_of
from ccmdesk.model.problem import Problem
from ccmdesk.model.sameness import JOINABLE, SAME_AS, apart_key, holds_key
from ccmdesk.model.words import N_
from ccmdesk.rules.twice import Pair, pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRecords:
    """*other* becomes one with *kept*, which keeps its place and its number.

    Of the fields in which both have a value, *take* names those whose value of *other* is taken.
    Those in *keep* stay, and with *keep_rest* all others too.
    """

    kept: UUID
    other: UUID
    take: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    keep_rest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What joining would do: the flat keys in which both differ, and what is taken over.

    *twins* are records about *other* that say just what one about *kept* says: they are joined too.
    *rivals* are those that are about the same and say something else: both stay. *refer* are those
    that name *other* and will lead to the kept one.
    """

    kept: Any
    other: Any
    differing: tuple[str, ...]
    taken: Flat
    twins: tuple[tuple[Any, Any], ...]
    rivals: tuple[tuple[Any, Any], ...]
    refer: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Twice:
    """The pairs of records that are probably one, the surest first, and what was compared."""

    pairs: tuple[Pair, ...]
    compared: tuple[tuple[HazardousArea, ...], tuple[Activity, ...]]
    apart: frozenset[frozenset[UUID]]


def twice(store: Store, last: Twice | None = None, *, watch: Callable[[], object] = go_on) -> Twice:
    """Return what was probably entered twice; it is *last* where nothing of that has changed.

    *watch* is called meanwhile, and stops it by raising.
    """
    document, apart = store.document(watch=watch), store.joins.told_apart()
    now = (document.of(HazardousArea), document.of(Activity))
    if last is not None and last.apart == apart and all(map(is_, last.compared, now)):
        return last
    return Twice(pairs(document, apart=apart, watch=watch), now, apart)


def compare(store: Store, kept: UUID, other: UUID) -> Comparison:
    """Return what joining the two would do; raises Problem where they cannot be joined."""
    one, two = _pair(store, kept, other)
    mine, theirs = flatten(one), flatten(two)
    document = store.document()
    twins, rivals = _children(document, kept, other)
    values = {key: value for key, value in theirs.items() if not key.endswith(NOTE)}
    return Comparison(
        kept=one,
        other=two,
        differing=tuple(key for key in values if _differs(mine.get(key), theirs[key])),
        taken=_taken(mine, theirs, {str(kept), str(other)}),
        twins=twins,
        rivals=rivals,
        refer=tuple(_naming(document, other, without={kept, *(twin.id for twin, _ in twins)})),
    )


def join_records(store: Store, ask: JoinRecords, *, author: Author) -> Step:
    """Join two records as one step that undo takes apart; raises Problem where they cannot be.

    So it does where both have a value of a field and nobody chose one of them.
    """
    found = compare(store, ask.kept, ask.other)
    open_keys = [key for key in found.differing if not _is_chosen(ask, key)]
    if open_keys:
        raise Problem(
            N_(
                "Both records have a value of these fields, and they differ: {fields}. Say of which"
                " record each is to be."
            ),
            fields=", ".join(open_keys),
        )
    step = store.apply(list(_changes(ask, found)), author.stamp(StepKind.DECIDE))
    assert step is not None  # noqa: S101 - the other record was not in the bin  # nosec B101
    return step


def say_two(store: Store, one: UUID, other: UUID, *, author: Author) -> Step | None:
    """Keep that two records which look alike are two; None where it was said already."""
    first, second = _pair(store, *sorted((one, other)))
    kind = kind_of(first).name
    key = apart_key(second.id)
    return store.apply(
        [Change(kind, first.id, {key: None}, {key: True})], author.stamp(StepKind.DECIDE)
    )


def take_apart(store: Store, kept: UUID, other: UUID, *, author: Author) -> Step | None:
    """Bring *other* back out of the record it was joined with, and keep that they are two.

    What refers to it refers to it again. Values that were taken over stay in both. Raises Problem
    when the two were not joined.
    """
    if store.joins.kept().get(other) != kept:
        raise Problem(N_("These two records were not joined."))
    kind = store.history(other)[0].kind
    first, second = sorted((kept, other))
    marks: dict[UUID, Flat] = {kept: {holds_key(other): None}, other: {}}
    marks[other] |= {DELETED: False, SAME_AS: None}
    marks[first][apart_key(second)] = True
    changes = [Change(kind, record, {}, new) for record, new in marks.items()]
    return store.apply([*changes, *store.joins.back_along(other)], author.stamp(StepKind.DECIDE))


def _naming(document: PlanDocument, record: UUID, *, without: set[UUID]) -> Iterator[Any]:
    """Yield what refers to *record*."""
    for kind in KINDS:
        every = document.of(kind.record)
        named = set(referring(kind.name, every, {record})) - without
        yield from (one for one in every if one.id in named)


def _pair(store: Store, one: UUID, other: UUID) -> tuple[Any, Any]:
    found = [_joinable(store, record) for record in (one, other)]
    if found[0].id == found[1].id or type(found[0]) is not type(found[1]):
        raise Problem(N_("Name two different records of one kind."))
    if store.disputes({one, other}):
        raise Problem(
            N_(
                "In one of the two records offices wrote something different. Decide that first,"
                " then join them."
            )
        )
    return found[0], found[1]


def _joinable(store: Store, record: UUID) -> Any:
    for name in JOINABLE:
        found = store.get(BY_NAME[name].record, record)
        if found is not None:
            return found
    raise Problem(N_("Only hazardous areas and activities of the plan can be joined."))


def _differs(mine: Any, theirs: Any) -> bool:
    """Whether a person must choose: both say something, which is no list and not the same."""
    lists = isinstance(mine, list) and isinstance(theirs, list)
    if mine is None or is_absent(mine) or is_absent(theirs):
        return False
    return mine != theirs and not (lists and _are_references(mine, theirs))


def _are_references(*lists: Sequence[Any]) -> bool:
    """Whether these are lists of codes or records, of which all can stay; an outline is none."""
    return all(isinstance(one, str) for some in lists for one in some)


def _taken(mine: Flat, theirs: Flat, both: set[str]) -> Flat:
    """Return what the kept record takes over without a choice; lists hold what either has.

    None of *both* comes into a list of what the kept one refers to: it would refer to itself.
    """
    found: Flat = {}
    for key, value in theirs.items():
        own = mine.get(key)
        if key.endswith(NOTE):
            continue
        if own is None or (is_absent(own) and not is_absent(value)):
            found[key] = _without(value, both)
        elif isinstance(own, list) and isinstance(value, list) and _are_references(own, value):
            united = _without([*own, *(one for one in value if one not in own)], both - {*own})
            found |= {key: united} if united != own else {}
    return found | _notes(mine, theirs, {split_key(key)[0] for key in found})


def _without(value: Json, both: set[str]) -> Json:
    if not isinstance(value, list):
        return value
    return [one for one in value if one not in both] or None


def _notes(mine: Flat, theirs: Flat, taken: set[str]) -> Flat:
    """Return what is known about the values that are taken over or are the same in both."""
    found: Flat = {}
    for key, about in theirs.items():
        name = key.removesuffix(NOTE)
        same = name in taken or (mine.get(key) is None and mine.get(name) == theirs.get(name))
        if key.endswith(NOTE) and same:
            found[key] = about
    return found


def _is_chosen(ask: JoinRecords, key: str) -> bool:
    names = {key, split_key(key)[0]}
    return ask.keep_rest or bool(names & (ask.take | ask.keep))


def _changes(ask: JoinRecords, found: Comparison) -> Iterator[Change]:
    kind, theirs = kind_of(found.kept).name, flatten(found.other)
    chosen = {key for key in found.differing if {key, split_key(key)[0]} & ask.take}
    names = {split_key(key)[0] for key in chosen}
    new: Flat = {**found.taken, **{key: theirs[key] for key in chosen}}
    new |= {name + NOTE: theirs.get(name + NOTE) for name in names}
    new |= {holds_key(ask.other): True, apart_key(ask.other): None}
    yield Change(kind, ask.kept, {}, new)
    yield _into_bin(kind, ask.other, ask.kept)
    for twin, stays in found.twins:
        yield Change(kind_of(stays).name, stays.id, {}, {holds_key(twin.id): True})
        yield _into_bin(kind_of(twin).name, twin.id, stays.id)


def _into_bin(kind: str, record: UUID, same_as: UUID) -> Change:
    return Change(kind, record, {DELETED: False}, {DELETED: True, SAME_AS: str(same_as)})


@dataclass(frozen=True, slots=True)
class _About:
    """The records of one kind that name a record in one field."""

    kind: Kind
    name: str
    records: tuple[Any, ...] = field(default=())


Twins = tuple[tuple[Any, Any], ...]


def _children(document: PlanDocument, kept: UUID, other: UUID) -> tuple[Twins, Twins]:
    """Return the twins and the rivals among the records about the two, that about *other* first."""
    twins: list[tuple[Any, Any]] = []
    rivals: list[tuple[Any, Any]] = []
    for about in _about(document, other):
        mine = list(document.children(about.kind.record, about.name, kept))
        for child in about.records:
            same = next((one for one in mine if _says(one, about) == _says(child, about)), None)
            if same is not None:
                mine.remove(same)
                twins.append((child, same))
                continue
            rival = next(
                (one for one in mine if _is_about(one, about) == _is_about(child, about)), None
            )
            rivals += [] if rival is None else [(child, rival)]
    return tuple(twins), tuple(rivals)


def _about(document: PlanDocument, record: UUID) -> Iterator[_About]:
    wanted = kind_of(document.any(record)).id_type
    for kind in KINDS:
        for fact in fields_of(kind.record):
            if fact.type is wanted:
                yield _About(kind, fact.name, document.children(kind.record, fact.name, record))


def _says(record: Any, about: _About) -> Mapping[str, Any]:
    return {key: value for key, value in flatten(record).items() if key != about.name}


def _is_about(record: Any, about: _About) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in about.kind.title if name != about.name)
