"""Brings a file of an earlier version up to this one, and refuses one of a later version.

The log is never migrated. Registers are changed by the revisions in ``migrations``; derived tables
are dropped and built again from the log whenever their columns differ.
"""

from __future__ import annotations

import glob
from pathlib import Path
from types import MappingProxyType

import sqlalchemy as sa

from ccmdesk.db.line import RECORDS_VERSION
from ccmdesk.db.rebuild import get_meta, rebuild_tables, set_meta
from ccmdesk.db.tables import METADATA, REVISION, derived_code
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

HEAD = "0004"
KNOWN = MappingProxyType(dict.fromkeys(("0001", "0002", "0003", "0004"), "0.1.0"))
"""Every released revision, with the first version of the program that reads it."""

MIGRATIONS = Path(__file__).with_name("migrations")

LATER = N_(
    "The plan {name} was made with a later version of this program. Nothing was changed."
    " Install version {version} or later to open it."
)
LATER_THAN_COPY = N_(
    "The plan {name} was made with a later version of this program. Nothing was changed."
    " Install version {version} or later to open it, or open {copy} beside it: that is the plan as"
    " it was before the later version opened it first."
)


def check_version(con: sa.Connection, path: Path) -> None:
    """Raise Problem when the file was written by a later version than this program can read."""
    revision = con.execute(sa.select(REVISION.c.version_num)).scalar_one()
    if revision in KNOWN and int(get_meta(con, "records")) <= RECORDS_VERSION:
        return
    needs, copy = get_meta(con, "needs"), copy_before(path)
    if copy is None:
        raise Problem(LATER, name=path.name, version=needs)
    raise Problem(LATER_THAN_COPY, name=path.name, version=needs, copy=copy.name)


def copy_before(path: Path) -> Path | None:
    """Return the newest copy of a plan that was kept beside it before a version changed it."""
    kept = path.parent.glob(f"{glob.escape(path.stem)}.before-*{path.suffix}")
    return max(kept, key=lambda copy: copy.stat().st_mtime, default=None)


def is_current(con: sa.Connection) -> bool:
    """Whether the file needs no update."""
    revision = con.execute(sa.select(REVISION.c.version_num)).scalar_one()
    return revision == HEAD and get_meta(con, "derived") == derived_code()


def create_tables(con: sa.Connection) -> None:
    """Make the tables of this version in an empty file."""
    METADATA.create_all(con)
    con.execute(sa.insert(REVISION), [{"version_num": HEAD}])
    set_meta(con, "derived", derived_code())
    _say_version(con)


def update(con: sa.Connection) -> None:
    """Bring the file up to this version, in the one transaction of the caller."""
    run_revisions(con)
    if get_meta(con, "derived") != derived_code():
        rebuild_tables(con)
    _say_version(con)


def run_revisions(con: sa.Connection) -> None:
    """Change the registers, revision by revision."""
    from alembic.config import Config  # noqa: PLC0415 - costs a start that needs no update
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    steps = EnvironmentContext(
        config,
        script,
        fn=lambda revision, _: script._upgrade_revs(HEAD, revision),  # noqa: SLF001
    )
    with steps:
        steps.configure(connection=con, target_metadata=METADATA, render_as_batch=True)
        steps.run_migrations()


def _say_version(con: sa.Connection) -> None:
    set_meta(con, "records", str(RECORDS_VERSION))
    set_meta(con, "needs", KNOWN[HEAD])
