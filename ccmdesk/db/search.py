"""Finds text in every script: any part of a word, also two Chinese characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from orjson import dumps

from ccmdesk.db.rows import read_live, readable
from ccmdesk.db.tables import TRIGRAMS, WORDS, chunks
from ccmdesk.model.codec import Flat
from ccmdesk.model.facts import fields_of
from ccmdesk.model.folding import clean, fold
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.values import PartialDate, Texts

_TRIGRAM_LENGTH = 3
_ASKED_FOR = 16
"""Trigrams of a question that the index is asked for; more narrow nothing down any further."""

_ONE_BY_ONE = 20
_AROUND = 40
_TRIGRAM = sa.table(TRIGRAMS, sa.column("rowid"), sa.column(TRIGRAMS))
_QUICKLY = (
    f"SELECT kind, rec FROM {TRIGRAMS} JOIN words ON words.n = {TRIGRAMS}.rowid"  # noqa: S608 - our own name of a table  # nosec B608
    f" WHERE {TRIGRAMS} MATCH ?"
)
"""Reads no more matches than are wanted; the words are asked for with every letter typed."""

_HOLDS_MORE = (
    "NOT EXISTS (SELECT 1 FROM json_each(?) AS more WHERE NOT instr(words.folded, more.value))"
)

_WORDS_OF = sa.select(WORDS.c.rec, WORDS.c.n, WORDS.c.folded).where(
    WORDS.c.rec.in_(sa.bindparam("records", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record *found* to hold the words of *text*."""

    kind_name: str
    found: Any
    text: str

    @property
    def record(self) -> UUID:
        """The id of the record."""
        found: UUID = self.found.id
        return found

    @property
    def excerpt(self) -> str:
        """The piece of its text that holds what was looked for."""
        return excerpt(self.found, self.text)


def index_texts(con: sa.Connection, kind: str, texts: Mapping[UUID, Flat | None]) -> None:
    """Make these records found by their text; None for a record that is not to be found."""
    kept = _kept(con, list(texts))
    folded = {
        record: None if flat is None else folded_text(kind, flat) for record, flat in texts.items()
    }
    changed = {r: text for r, text in folded.items() if (kept[r][1] if r in kept else None) != text}
    gone = [kept[record][0] for record in changed if record in kept]
    _forget(con, gone)
    rows = [
        {"rec": record, "kind": kind, "folded": text}
        for record, text in changed.items()
        if text is not None
    ]
    if rows:
        con.execute(sa.insert(WORDS), rows)
        _add_trigrams(con, [record for record, text in changed.items() if text is not None])


def matching(text: str, dialect: str) -> sa.Select[Any] | None:
    """Return the query for the numbers of the WORDS rows that hold every word of *text*.

    None when there is nothing to look for. The trigrams say which rows can hold words of three or
    more characters; whether they do, and whether they hold the shorter ones, the text itself says.
    """
    words = words_of(text)
    if not words:
        return None
    query = sa.select(WORDS.c.n).where(*_all_held(words, dialect))
    asked = _trigrams(words) if dialect == "sqlite" else []
    if asked:
        matches = _TRIGRAM.c[TRIGRAMS].op("MATCH")(_quoted(asked))
        query = query.where(WORDS.c.n.in_(sa.select(_TRIGRAM.c.rowid).where(matches)))
    return query


def words_of(question: str) -> list[str]:
    """Return the words of what somebody looks for, each once, as `folded_text` spells them."""
    return list(dict.fromkeys(fold(clean(question)).split()))


def _all_held(words: list[str], dialect: str) -> Iterator[sa.ColumnElement[bool] | sa.TextClause]:
    if dialect == "postgresql":
        yield from (WORDS.c.folded.contains(word, autoescape=True) for word in words)
        return
    few, more = _split(words)
    yield from (sa.func.instr(WORDS.c.folded, word) > 0 for word in few)
    if len(words) > len(few):
        yield sa.text(_HOLDS_MORE.replace("?", ":more")).bindparams(more=more)


def _split(words: list[str]) -> tuple[list[str], str]:
    """Return the words to ask for one by one, and all others as JSON: SQLite nests no deeper."""
    return words[:_ONE_BY_ONE], dumps(words[_ONE_BY_ONE:]).decode()


def _trigrams(words: Iterable[str]) -> list[str]:
    each = {
        word[start : start + _TRIGRAM_LENGTH]: None
        for word in words
        for start in range(len(word) - _TRIGRAM_LENGTH + 1)
    }
    return list(each)[:_ASKED_FOR]


def _quoted(trigrams: Iterable[str]) -> str:
    """Return a question for all of them, quoted so that none is taken for an operator."""
    return " ".join('"' + one.replace('"', '""') + '"' for one in trigrams)


def find(con: sa.Connection, text: str, limit: int) -> list[tuple[str, UUID]]:
    """Return (kind, id) of up to *limit* live records that hold every word of *text*."""
    words = words_of(text)
    asked = _trigrams(words)
    if asked and con.dialect.name == "sqlite":
        few, more = _split(words)
        holding = " AND instr(words.folded, ?)" * len(few)
        quickly = f"{_QUICKLY}{holding} AND {_HOLDS_MORE} ORDER BY {TRIGRAMS}.rowid LIMIT ?"
        found = con.exec_driver_sql(quickly, (_quoted(asked), *few, more, limit))
        return [(kind, UUID(bytes=bytes(record))) for kind, record in found]
    query = matching(text, con.dialect.name)
    if query is None:
        return []
    slowly = (
        sa.select(WORDS.c.kind, WORDS.c.rec)
        .where(WORDS.c.n.in_(query))
        .order_by(WORDS.c.n)
        .limit(limit)
    )
    return [(kind, record) for kind, record in con.execute(slowly)]


def hits(con: sa.Connection, text: str, limit: int) -> Iterator[Hit]:
    """Yield up to *limit* live records that hold every word of *text*, kind by kind."""
    found = find(con, text, limit)
    for kind in dict.fromkeys(kind for kind, _ in found):
        ids = [record for name, record in found if name == kind]
        for record in read_live(con, kind, ids):
            yield Hit(kind, record, text)


def excerpt(record: Any, text: str) -> str:
    """Return the piece of the record's own text around the first word of *text*."""
    word = words_of(text)[0]
    for value in _own_texts(record):
        at = fold(value).find(word)
        if at >= 0:
            return _around(value, at, len(word))
    return ""


def _kept(con: sa.Connection, records: list[UUID]) -> dict[UUID, tuple[int, str]]:
    found = {}
    for part in chunks(records):
        rows = con.execute(_WORDS_OF, {"records": part})
        found.update({rec: (n, folded) for rec, n, folded in rows})
    return found


def indexed(con: sa.Connection, kind: str, records: list[UUID]) -> dict[UUID, str]:
    """Return the text by which each of some records of a kind is found now."""
    rows = con.execute(_WORDS_OF.where(WORDS.c.kind == kind), {"records": records})
    return {record: folded for record, _, folded in rows}


def _forget(con: sa.Connection, numbers: list[int]) -> None:
    for part in chunks(numbers):
        if con.dialect.name == "sqlite":
            con.exec_driver_sql(
                f"DELETE FROM {TRIGRAMS} WHERE rowid IN ({', '.join('?' * len(part))})",  # noqa: S608 - question marks only  # nosec B608
                tuple(part),
            )
        con.execute(sa.delete(WORDS).where(WORDS.c.n.in_(part)))


def _add_trigrams(con: sa.Connection, records: list[UUID]) -> None:
    if con.dialect.name != "sqlite":
        return
    for part in chunks(records):
        rows = [(n, folded) for _, n, folded in con.execute(_WORDS_OF, {"records": part})]
        con.exec_driver_sql(f"INSERT INTO {TRIGRAMS} (rowid, folded) VALUES (?, ?)", rows)  # noqa: S608 - our own name of a table  # nosec B608


def texts_of(kind: str, flat: Flat) -> list[str]:
    """Return the texts by which a record is found, by the order of their keys, not yet folded.

    What only a later version can read is in the changes alone, and is not found by this one.
    """
    searched = _searched(kind)
    return [
        value
        for key, value in sorted(flat.items())
        if isinstance(value, str) and _name(key) in searched and readable(kind, key, value)
    ]


def folded_text(kind: str, flat: Flat) -> str:
    """Return the text by which a record is found."""
    return fold("\n".join(texts_of(kind, flat)))


@cache
def _searched(kind: str) -> frozenset[str]:
    return frozenset(f.name for f in fields_of(BY_NAME[kind].record) if _is_searched(f.type))


def _is_searched(kind: Any) -> bool:
    """Whether the field holds words: an author's text, plain text, a code of a pack."""
    plain = getattr(kind, "__supertype__", kind)
    return plain in {Texts, str, PartialDate}


def _name(key: str) -> str:
    return key.partition("@")[0]


def _own_texts(record: Any) -> list[str]:
    found: list[str] = []
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, Texts):
            found += [text for _, text in value]
        elif isinstance(value, str):
            found.append(value)
        elif isinstance(value, PartialDate):
            found.append(value.iso)
    return found


def _around(text: str, at: int, length: int) -> str:
    """Return *text* around the place that is *at* in its folded form."""
    start, folded = 0, 0
    while folded < at and start < len(text):
        folded += len(fold(text[start])) or text[start].isspace()
        start += 1
    first, last = max(0, start - _AROUND), start + length + _AROUND
    piece = text[first:last].strip()
    before = "…" if first else ""
    after = "…" if last < len(text) else ""
    return f"{before}{piece}{after}"
