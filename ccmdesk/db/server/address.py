"""The address of a PostgreSQL database: read, shown without its password, and connected to."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import registry

from ccmdesk.db.statements import KEPT
from ccmdesk.model.problem import Problem

SCHEME = "postgresql"
PATIENCE_S = 10
"""So long a server may take to answer before it counts as not reached."""

_SECRETS = (
    "password",
    "sslpassword",
    "scram_client_key",
    "scram_server_key",
    "oauth_client_secret",
)
"""What libpq takes in the query of an address and nobody else is to see."""

registry.register(f"{SCHEME}.plan", "ccmdesk.db.server.dialect", "OnServer")


def is_address(where: str) -> bool:
    """Whether *where* is meant as an address and not as a file."""
    return "://" in where


def read_address(where: str, otherwise: Problem) -> sa.URL:
    """Return the address that *where* says; raises *otherwise* when it is none of a server."""
    try:
        url = sa.make_url(where)
    except sa.exc.ArgumentError as error:
        raise otherwise from error
    if url.get_backend_name() != SCHEME:
        raise otherwise
    return url.set(drivername=SCHEME)


def without_password(url: sa.URL) -> sa.URL:
    """Return the address as it may be kept in a file, or shown."""
    return sa.URL.create(
        url.drivername,
        username=url.username,
        host=url.host,
        port=url.port,
        database=url.database,
        query=url.difference_update_query(_SECRETS).query,
    )


def with_password(url: sa.URL, password: str) -> sa.URL:
    """Return the address with a password that was asked for; the same when none was."""
    if not password:
        return url
    return url.difference_update_query(["password"]).set(password=password)


def server_engine(url: sa.URL) -> sa.Engine:
    """Return an engine for *url*; nothing is connected to yet."""
    known = url.set(drivername=f"{SCHEME}+plan")
    if "connect_timeout" not in known.query:
        known = known.update_query_dict({"connect_timeout": str(PATIENCE_S)})
    return sa.create_engine(known, pool_pre_ping=True, execution_options={"compiled_cache": KEPT})


def reading_engine(engine: sa.Engine) -> sa.Engine:
    """Return the same engine for transactions that see one state and write nothing."""
    return engine.execution_options(reads_only=True, isolation_level="REPEATABLE READ")
