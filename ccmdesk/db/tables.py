"""The tables of a plan file: the log and registers, and what is derived from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from ccmdesk.db.column_types import DIGEST_BYTES, JSON_VALUE, ROW_NUMBER, RecordId, UtcTs
from ccmdesk.db.columns import check_of, columns_of
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import BY_NAME, KINDS, Kind
from ccmdesk.model.sameness import JOINABLE

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _digest(name: str, *, key: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(DIGEST_BYTES), primary_key=key, nullable=False)


def _id(name: str, *, key: bool = False) -> sa.Column[Any]:
    return sa.Column(name, RecordId(), primary_key=key, nullable=False)


def _whole_digest(name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({name}) = {DIGEST_BYTES}", name=f"{name}_length")


# ---- registers: the truth, changed only by a migration ----------------------------------------

CHANGE = sa.Table(
    "change",
    METADATA,
    sa.Column("n", ROW_NUMBER, primary_key=True, autoincrement=True),
    _digest("id"),
    _id("rec"),
    _id("rep"),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    _id("step"),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.UniqueConstraint("id"),
    sa.CheckConstraint("seq >= 1", name="seq_from_one"),
    _whole_digest("id"),
    sa.Index("ix_change_rec", "rec"),
    sa.Index("ix_change_rep", "rep", "seq"),
    sa.Index("ix_change_step", "step"),
)
"""Append only. *id* is the SHA-256 of the line, *body* the line compressed; a replica that was
copied can write one *seq* twice, so (rep, seq) is not unique."""

PENDING = sa.Table(
    "pending",
    METADATA,
    _digest("id", key=True),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    sa.Column("missing", sa.LargeBinary(), nullable=False),
    _whole_digest("id"),
)
"""Changes that wait for those they build on; *missing* are the ids of these, joined."""

REPLICA = sa.Table(
    "replica",
    METADATA,
    _id("id", key=True),
    sa.Column("office", sa.Text(), nullable=False),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    _digest("chain"),
    sa.Column("hlc", sa.Text(), nullable=False),
    sa.CheckConstraint("seq >= 0", name="seq_from_zero"),
    _whole_digest("chain"),
)
"""How far each office's changes are here without a gap, and the check value up to there."""

META = sa.Table(
    "meta",
    METADATA,
    sa.Column("key", sa.Text(), primary_key=True),
    sa.Column("value", sa.Text(), nullable=False),
)

PACKAGE = sa.Table(
    "package",
    METADATA,
    _digest("manifest", key=True),
    _id("step"),
    sa.Column("way", sa.Text(), nullable=False),
    _id("replica"),
    sa.Column("office", sa.Text(), nullable=False),
    sa.Column("person", sa.Text(), nullable=False),
    sa.Column("number", sa.BigInteger(), nullable=False),
    sa.Column("by", sa.Text(), nullable=False),
    sa.Column("at", UtcTs(), nullable=False),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("first", sa.BigInteger(), nullable=False),
    sa.Column("last", sa.BigInteger(), nullable=False),
    sa.Column("reach", sa.LargeBinary(), nullable=False),
    sa.Column("needs", sa.LargeBinary(), nullable=False),
    _id("own"),
    sa.Column("why", sa.Text(), nullable=False),
    sa.Column("public_key", sa.LargeBinary(DIGEST_BYTES), nullable=True),
    sa.UniqueConstraint("step"),
    _whole_digest("manifest"),
)
"""Every package of changes that was sent or received. *office* and *person* are its sender, *by*
who sent it or took it in here. Its new changes are those from *first* to *last* of this log, after
the change *seq* of *own*, as which this file wrote then; *reach* is what its sender had, *needs*
what it builds on. *why* says why a package of a key that nobody had compared was taken in.
*public_key* signed a received one; of those that came before it was kept it is not known."""

RECEIPT = sa.Table(
    "receipt",
    METADATA,
    _digest("manifest", key=True),
    _digest("public_key", key=True),
    _id("replica"),
    sa.Column("office", sa.Text(), nullable=False),
    sa.Column("person", sa.Text(), nullable=False),
    sa.Column("received_at", UtcTs(), nullable=False),
    sa.Column("noted_at", UtcTs(), nullable=False),
    sa.Column("reach", sa.LargeBinary(), nullable=False),
    _whole_digest("manifest"),
    _whole_digest("public_key"),
)
"""Who took in a package that was sent from here: *person* of *office*, by their own word signed
with *public_key*. *reach* is what their copy *replica* had then; no copy is all zeros."""

FILE = sa.Table(
    "file",
    METADATA,
    _digest("sha256", key=True),
    sa.Column("body", sa.LargeBinary(), nullable=False),
    _whole_digest("sha256"),
)
"""The bytes of attached files by their content; records say which of them belongs to what."""

REVISION = sa.Table(
    "alembic_version", METADATA, sa.Column("version_num", sa.String(32), primary_key=True)
)

# ---- derived: dropped and rebuilt from the log at any time ------------------------------------

STEP = sa.Table(
    "step",
    METADATA,
    _id("rep", key=True),
    _id("id", key=True),
    sa.Column("seq", sa.BigInteger(), nullable=False),
    sa.Column("does", sa.Text(), nullable=False),
    sa.Column("undoes", RecordId()),
    sa.Column("by", sa.Text(), nullable=False),
    sa.Column("at", UtcTs(), nullable=False),
    sa.Index("ix_step_seq", "rep", "seq"),
)

CONFLICT = sa.Table(
    "conflict",
    METADATA,
    _id("rec", key=True),
    sa.Column("field", sa.Text(), primary_key=True),
    _digest("winner", key=True),
    _digest("loser", key=True),
    sa.Column("kind", sa.Text(), nullable=False),
)

WORDS = sa.Table(
    "words",
    METADATA,
    sa.Column("n", ROW_NUMBER, primary_key=True, autoincrement=True),
    _id("rec"),
    sa.Column("kind", sa.Text(), nullable=False),
    sa.Column("folded", sa.Text(), nullable=False),
    sa.UniqueConstraint("rec"),
    sa.Index("ix_words_kind", "kind"),
)
"""The searched text of each live record."""

TRIGRAMS = "words_trigram"
"""Which three characters each text holds, not where: a third of the size, and no longer a proof."""

_CREATE_TRIGRAMS = sa.DDL(  # type: ignore[no-untyped-call]
    f"CREATE VIRTUAL TABLE {TRIGRAMS} USING fts5("
    "folded, tokenize='trigram', detail=none, content='', contentless_delete=1)"
).execute_if(dialect="sqlite")
_DROP_TRIGRAMS = sa.DDL(  # type: ignore[no-untyped-call]
    f"DROP TABLE IF EXISTS {TRIGRAMS}"
).execute_if(dialect="sqlite")
sa.event.listen(WORDS, "after_create", _CREATE_TRIGRAMS)
sa.event.listen(WORDS, "before_drop", _DROP_TRIGRAMS)

OWN_COLUMNS = ("id", "_deleted", "_heads", "_disputes", "_notes", "_same_as")


_MANY = frozenset({"hazardous_area", "land_release"})
"""Kinds with tens of thousands of records: an index lists and counts them without reading any.

Files made before it do without.
"""


def _join_index(kind: Kind, same_as: sa.Column[Any]) -> sa.Index:
    joined = same_as.is_not(None)
    name = f"ix_row_{kind.name}_joined"
    return sa.Index(name, same_as, sqlite_where=joined)


def _row_table(kind: Kind) -> sa.Table:
    columns = [column for field in fields_of(kind.record) for column in columns_of(field)]
    checks = [check for check in map(check_of, columns) if check is not None]
    names = [*OWN_COLUMNS, *(column.name for column in columns)]
    if len(names) != len(set(names)):
        raise TypeError(kind.name)
    deleted: sa.Column[bool] = sa.Column("_deleted", sa.Boolean(), nullable=False)
    live = deleted == sa.false()
    name = f"ix_row_{kind.name}_live"
    index = sa.Index(name, "id", sqlite_where=live)
    same_as: sa.Column[Any] = sa.Column("_same_as", RecordId())
    indexes = [index] if kind.name in _MANY else []
    indexes += [_join_index(kind, same_as)] if kind.name in JOINABLE else []
    return sa.Table(
        f"row_{kind.name}",
        METADATA,
        _id("id", key=True),
        deleted,
        sa.Column("_heads", sa.LargeBinary(), nullable=False),
        sa.Column("_disputes", sa.BigInteger(), nullable=False),
        sa.Column("_notes", JSON_VALUE),
        same_as,
        *columns,
        *checks,
        *indexes,
    )


ROWS: Mapping[str, sa.Table] = MappingProxyType({kind.name: _row_table(kind) for kind in KINDS})
REGISTERS = (CHANGE, PENDING, REPLICA, META, PACKAGE, RECEIPT, FILE, REVISION)
DERIVED = (STEP, CONFLICT, WORDS, *ROWS.values())


def row_table(kind: type) -> sa.Table:
    """Return the table of a kind of record."""
    return _by_record()[kind]


@cache
def _by_record() -> Mapping[type, sa.Table]:
    return {BY_NAME[name].record: table for name, table in ROWS.items()}


@cache
def derived_code() -> str:
    """Return a check code of the derived tables; when it differs, they are built anew."""
    dialect = sqlite.dialect()
    text = "\n".join(str(CreateTable(table).compile(dialect=dialect)) for table in DERIVED)
    return hashlib.sha256((text + str(_CREATE_TRIGRAMS.statement)).encode()).hexdigest()[:16]


@sa.event.listens_for(METADATA, "before_create")
def _index_the_same(_target: sa.MetaData, con: sa.Connection, **_options: Any) -> None:
    """Let an index on a server be of the same rows; its dialect is not loaded for a plan file."""
    if con.dialect.name == "postgresql":
        for index in (index for table in METADATA.tables.values() for index in table.indexes):
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def chunks(items: list[Any], size: int = 500) -> Iterator[list[Any]]:
    """Yield *items* in parts that fit the parameters of one query on both databases."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
