"""Statements are turned into SQL once, and kept for every plan that is opened after it.

SQLAlchemy keeps them for one engine, and each opening of a plan is an engine of its own.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.util import LRUCache

KEPT: Final[LRUCache[Any, Any]] = LRUCache(500)
"""For the execution option ``compiled_cache``; a window on a plan has use for 300."""


class OfOneKind(Dialect):
    """Of one kind and version are equal, so that one finds what was kept for another."""

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, OfOneKind)
            and type(other) is type(self)
            and other.server_version_info == self.server_version_info
        )

    def __hash__(self) -> int:
        return hash(type(self))


class PlanFile(OfOneKind, SQLiteDialect_pysqlite):
    """The SQL of a plan in a file."""

    supports_statement_cache = True


registry.register("sqlite.plan", __name__, PlanFile.__name__)
