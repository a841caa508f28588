"""The three column types that SQLite and PostgreSQL do not share."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

DIGEST_BYTES = 32

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""Only INTEGER numbers its own rows on SQLite."""


class RecordId(sa.TypeDecorator[UUID]):
    """A UUID in 16 bytes on SQLite and as uuid on PostgreSQL."""

    impl = sa.LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database has for it."""
        on_server = dialect.name == "postgresql"
        return dialect.type_descriptor(sa.Uuid() if on_server else sa.LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> UUID | bytes | None:
        """Return what is sent to the database."""
        return value if value is None or dialect.name == "postgresql" else value.bytes

    def bind_processor(self, dialect: Dialect) -> Any:
        """Return what is sent for each value: without a detour, as for what is read."""
        return super().bind_processor(dialect) if dialect.name == "postgresql" else _to_bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """Return the id that was kept."""
        return value if dialect.name == "postgresql" else _from_bytes(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what reads the column: without a detour, since lists have 100,000 ids."""
        if dialect.name == "postgresql":
            return super().result_processor(dialect, coltype)
        return _from_bytes


class _Jsonb(sa.TypeDecorator[Any]):
    """JSON as PostgreSQL keeps it, whose dialect is not loaded for a plan file."""

    impl = sa.JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database has for it."""
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415

        return dialect.type_descriptor(JSONB(none_as_null=True))


JSON_VALUE = sa.JSON(none_as_null=True).with_variant(_Jsonb(), "postgresql")


def _to_bytes(value: UUID | None) -> bytes | None:
    return None if value is None else value.bytes


def _from_bytes(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(int=int.from_bytes(value, "big"))


class UtcTs(sa.TypeDecorator[dt.datetime]):
    """A moment in UTC; refuses a time without a zone, since SQLite would silently drop it."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        """Return the same moment in UTC; raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(value)
        moment = value.astimezone(dt.UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        """Return the moment that was kept, with its zone."""
        if value is None:
            return None
        zoned = value if dialect.name == "postgresql" else value.replace(tzinfo=dt.UTC)
        return zoned.astimezone(dt.UTC)  # type: ignore[no-any-return]
