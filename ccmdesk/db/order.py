"""The order of a kind's records by a text, kept for the next time and caught up with the log."""

from __future__ import annotations

import re
from bisect import insort
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from orjson import loads

from ccmdesk.db.columns import shape_of
from ccmdesk.db.id_list import WIDTH
from ccmdesk.db.tables import CHANGE, chunks, row_table
from ccmdesk.lang.collation import sort_key
from ccmdesk.model.document import natural
from ccmdesk.model.facts import field_map
from ccmdesk.model.folding import fold
from ccmdesk.model.kinds import BY_RECORD

_KEPT = 6
"""So many orders are kept: one of 100,000 names takes ten megabytes."""

_FEW = 1000
"""After more changes than this all is read again."""

_AT_ONCE = 2000
"""So many rows, or keys, are worked on before another thread may have its turn."""

_END = b"\0"
_PLAIN_NUMBER = re.compile(r"(\D*)(\d{1,15})", re.ASCII)

Key = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class By:
    """What a kind is put in order by: the text of the field *name* as *language* has it."""

    kind: type
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Order:
    """The live records by a text, as the log has them up to change number *newest*.

    *keyed* are those with a text: the key, and the 16 bytes of the id. *rest* are the ids of the
    others, in the order they were made.
    """

    newest: int
    keyed: Sequence[bytes]
    rest: Sequence[bytes]

    def ids(self, *, descending: bool) -> Iterator[bytes]:
        """Yield the ids in order; equal ones as they were made, and last those without a text."""
        keyed = self.keyed
        if descending:
            keyed = sorted(keyed, key=lambda one: one[:-WIDTH], reverse=True)
        yield from (one[-WIDTH:] for one in keyed)
        yield from self.rest

    def ranks(self) -> dict[bytes, int]:
        """Return the place of each record that has a text; equal texts share one."""
        groups = groupby(self.keyed, key=lambda one: one[:-WIDTH])
        return {one[-WIDTH:]: rank for rank, (_, same) in enumerate(groups) for one in same}


class Orders:
    """The orders of one plan that were asked for last; any thread may ask."""

    def __init__(self) -> None:
        self._kept: OrderedDict[By, Order] = OrderedDict()

    def forget(self) -> None:
        """Read all anew: the tables were built again."""
        self._kept.clear()

    def of(self, con: sa.Connection, by: By) -> Order:
        """Return the order as the plan is now."""
        newest = con.execute(sa.select(sa.func.max(CHANGE.c.n))).scalar_one() or 0
        order = self._caught_up(con, by, newest)
        self._kept[by] = order
        self._kept.move_to_end(by)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return order

    def _caught_up(self, con: sa.Connection, by: By, newest: int) -> Order:
        known = self._kept.get(by)
        if known is None or not known.newest <= newest <= known.newest + _FEW:
            return _read(con, by, newest)
        return known if known.newest == newest else _patched(con, by, (known, newest))


def raw_ids(con: sa.Connection, query: sa.Select[Any]) -> Iterator[bytes]:
    """Yield the ids that *query* finds, 16 bytes each, some of them joined at a time.

    SQLite joins them itself. Row by row it would let go of the interpreter a hundred thousand
    times, and wait to have it back while the window paints.
    """
    if con.dialect.name != "sqlite":
        for rows in _parts(con, query):
            yield b"".join(row[0] for row in rows)
        return
    (found,) = query.subquery().c
    joined = sa.func.unhex(sa.func.group_concat(sa.func.hex(found), ""))
    yield con.execute(sa.select(joined)).scalar() or b""


def raw_rows(con: sa.Connection, query: sa.Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield rows as the database has them, ids as 16 bytes: nothing is made that is not needed."""
    for rows in _parts(con, query):
        yield from rows


def _parts(con: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
    found = con.execute(query)
    cursor: Any = found.cursor  # the driver's own: what it reads is taken as it is
    while rows := cursor.fetchmany(_AT_ONCE):
        yield rows if con.dialect.name == "sqlite" else [tuple(map(_packed, row)) for row in rows]
    found.close()


def _packed(cell: Any) -> Any:
    return cell.bytes if isinstance(cell, UUID) else cell


def _text(value: Any, language: str) -> str:
    """Return what a list shows of a text: in *language*, in English, or the first."""
    if isinstance(value, dict):
        return str(value.get(language) or value.get("en") or next(iter(value.values()), ""))
    return "" if value is None else str(value)


def _read(con: sa.Connection, by: By, newest: int) -> Order:
    table = row_table(by.kind)
    keyed, rest = _keyed(con, by, sa.select(table.c.id).where(table.c._deleted == sa.false()))  # noqa: SLF001
    return Order(newest, keyed, rest)


def _patched(con: sa.Connection, by: By, known: tuple[Order, int]) -> Order:
    """Return the order with the records that were touched since put to their places."""
    order, newest = known
    table = row_table(by.kind)
    query = sa.select(CHANGE.c.rec).distinct().where(CHANGE.c.n > order.newest)
    touched: list[UUID] = list(con.scalars(query))
    gone = {record.bytes for record in touched}
    keyed = [one for one in order.keyed if one[-WIDTH:] not in gone]
    rest = [record for record in order.rest if record not in gone]
    for part in chunks(touched):
        live = sa.select(table.c.id).where(table.c.id.in_(part), table.c._deleted == sa.false())  # noqa: SLF001
        more, without = _keyed(con, by, live)
        for one in more:
            insort(keyed, one)
        rest = sorted([*rest, *without])
    return Order(newest, keyed, rest)


def _keyed(con: sa.Connection, by: By, query: sa.Select[Any]) -> tuple[list[bytes], list[bytes]]:
    column, key = _column(by), _key_of(by)
    is_json = isinstance(column.type, sa.JSON) and con.dialect.name == "sqlite"
    keyed: list[bytes] = []
    rest: list[bytes] = []
    for record, value in raw_rows(con, query.add_columns(column)):
        text = _text(loads(value) if is_json and value else value, by.language)
        if text:
            keyed.append(key(text) + record)
        else:
            rest.append(record)
    return _sorted(keyed), _sorted(rest)


def _column(by: By) -> sa.Column[Any]:
    suffix, _ = shape_of(field_map(by.kind)[by.name].type).parts[0]
    return row_table(by.kind).c[by.name + suffix]


def _key_of(by: By) -> Key:
    """Return what gives the sort key of a text: a number of the plan goes by its parts."""
    return _number_key if by.name == BY_RECORD[by.kind].number else sort_key(by.language)


def _sorted(keys: list[bytes]) -> list[bytes]:
    """Sort in parts first: what is left is a short merge, and no other thread waits for long."""
    runs = [sorted(keys[at : at + _AT_ONCE]) for at in range(0, len(keys), _AT_ONCE)]
    return sorted(_joined(runs))


def _joined(runs: Iterable[list[bytes]]) -> list[bytes]:
    return [key for run in runs for key in run]


def _number_key(text: str) -> bytes:
    """Return the key of a number such as A4-2; most are one word and one number."""
    plain = _PLAIN_NUMBER.fullmatch(text) if text.isascii() else None
    if plain is None or not plain[1]:
        return b"".join(map(_part, natural(fold(text)))) + _END
    return _word(plain[1]) + _part((0, int(plain[2]), "")) + _END


@lru_cache(maxsize=256)
def _word(before: str) -> bytes:
    """Return the key of what stands before a number, folded as it is there."""
    return b"".join(map(_part, natural(fold(before + "0"))[:-1]))


def _part(part: tuple[int, int, str]) -> bytes:
    """Return bytes in the order of the parts that `natural` makes."""
    is_word, number, word = part
    if is_word:
        return b"\2" + word.encode() + _END
    size = (number.bit_length() + 7) // 8
    return b"\1" + size.to_bytes(2, "big") + number.to_bytes(size, "big")
