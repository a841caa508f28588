"""Tells damage from a mistake of the program when what a plan holds makes no sense."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import sqlalchemy as sa

from ccmdesk.db.audit import log_findings
from ccmdesk.db.derived_audit import table_findings
from ccmdesk.db.engine import damaged, explained, reads_only
from ccmdesk.model.problem import Problem

SENSELESS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    msgspec.MsgspecError,
    sa.exc.SQLAlchemyError,
)
"""What comes out where bytes that were turned over are taken for a text, a date or an id."""


@contextmanager
def misread(path: Path, engine: sa.Engine) -> Iterator[None]:
    """Turn what `explained` does, and errors that only damage explains, into Problems."""
    try:
        with explained(path):
            yield
    except SENSELESS as error:
        if _is_sound(path, engine):
            raise
        raise damaged(path) from error


def _is_sound(path: Path, engine: sa.Engine) -> bool:
    try:
        with explained(path), reads_only(engine).connect() as con:
            return not (log_findings(con) or table_findings(con))
    except (Problem, *SENSELESS):
        return False
