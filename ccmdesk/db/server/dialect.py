"""The SQL of a plan on a server."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from ccmdesk.db.statements import OfOneKind


class OnServer(OfOneKind, PGDialect_psycopg):
    """What psycopg understands, the same for each opening."""

    supports_statement_cache = True
