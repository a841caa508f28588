"""The tables of the hub, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlalchemy as sa

from ccmdesk.db.column_types import DIGEST_BYTES, ROW_NUMBER, UtcTs

SCHEMA = "1"
"""The version of these tables; a store of a later one is refused whole."""

METADATA = sa.MetaData()


def _digest(name: str, *, key: bool = False, may_lack: bool = False) -> sa.Column[bytes]:
    return sa.Column(
        name, sa.LargeBinary(DIGEST_BYTES), primary_key=key, nullable=may_lack and not key
    )


def _country(*, key: bool = False) -> sa.Column[str]:
    return sa.Column("country", sa.Text(), primary_key=key, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), primary_key=key, nullable=False)


META = sa.Table("hub_meta", METADATA, sa.Column("key", sa.Text(), primary_key=True), _text("value"))

PIECE = sa.Table(
    "hub_piece",
    METADATA,
    _digest("file", key=True),
    _number("n", key=True),
    sa.Column("body", sa.LargeBinary(), nullable=False),
)
"""Every kept package as it came, under its SHA-256, cut into pieces so that none is held whole."""

KEY = sa.Table(
    "hub_key",
    METADATA,
    _country(key=True),
    _digest("public_key", key=True),
    _digest("lineage"),
    _number("place"),
    _text("verified_by"),
    sa.Column("verified_on", sa.Date()),
    _text("revoked_by"),
    sa.Column("revoked_on", sa.Date()),
    sa.UniqueConstraint("country", "place"),
)
"""The keys that signed for a State. Keys that were compared are one *lineage*, called by the first
of them; a key that nobody has compared is a lineage of its own. *place* counts them."""

SUBMISSION = sa.Table(
    "hub_submission",
    METADATA,
    _digest("manifest", key=True),
    _country(),
    _digest("lineage"),
    _number("number"),
    _digest("public_key"),
    _digest("previous", may_lack=True),
    _digest("file"),
    _text("title"),
    sa.Column("data_date", sa.Date(), nullable=False),
    _text("name"),
    _text("office"),
    _text("by"),
    sa.Column("at", UtcTs(), nullable=False),
    sa.UniqueConstraint("country", "lineage", "number"),
)
"""Every accepted submission. *name* and *office* are its sender, *by* who took it in and *at* when;
*previous* is the manifest it follows from."""

ALARM = sa.Table(
    "hub_alarm",
    METADATA,
    sa.Column("n", ROW_NUMBER, primary_key=True, autoincrement=True),
    _digest("manifest"),
    _country(),
    _number("number"),
    _text("kind"),
    _digest("file"),
    _text("title"),
    _text("name"),
    _text("office"),
    _text("by"),
    sa.Column("at", UtcTs(), nullable=False),
    sa.UniqueConstraint("manifest", "kind"),
)
"""Packages that contradict one that was accepted; they are kept, and told until they are among the
submissions of their key because somebody settled the alarm, or until it was closed."""

CLOSED = sa.Table(
    "hub_closed",
    METADATA,
    _digest("manifest", key=True),
    _country(),
    _text("by"),
    sa.Column("at", UtcTs(), nullable=False),
)
"""The alarms of which *by* said at *at* that what was here before is right. A store made before
there was this table lacks it until an alarm is closed."""

# ---- the read model: rebuilt from the kept packages at any time --------------------------------

COUNTED = sa.Table("hub_counted", METADATA, _country(key=True), _digest("manifest"))
"""Which submission of a State the reports tell."""

RECORD = sa.Table(
    "hub_record",
    METADATA,
    _country(key=True),
    _number("n", key=True),
    _text("kind"),
    sa.Column("body", sa.LargeBinary(), nullable=False),
)
"""The records of that submission, as the lines of its package."""

READ_MODEL = (COUNTED, RECORD)
