"""Files of every released version open with the same content, after a backup."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from db_cases import area, edit, stamp
from sqlcipher3 import dbapi2

from ccmdesk.db import tables
from ccmdesk.db.check import check_store
from ccmdesk.db.engine import Access, open_engine
from ccmdesk.db.line import RECORDS_VERSION
from ccmdesk.db.migrate import HEAD, KNOWN, MIGRATIONS, run_revisions
from ccmdesk.db.rebuild import rebuild_tables
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.problem import Problem

DATA = Path(__file__).parents[1] / "data"
FROZEN = dict.fromkeys(
    ("0001", "0002", "0003", "0004"),
    "ab30c6285d2d3adc43d6943db433def01926cda08c398b9196d4ee712063c285",
)
"""The content of the kept file of each released version; neither is ever made again."""

KEPT = {
    "0001": "ca88cce9b6c284db4c51947ae074339fb4ae7cfcacf586d1a4eaed0a7afb5db1",
    "0002": "f1fabbf6908277a98ea9b9a12173de65034cad604dee9b7a3b7d0ca2cc69c246",
    "0003": "3658118f572ec26244fd72f11a241858b42dcaf2ce99b6ece7f1dc521580c725",
    "0004": "5363bc11c0e8a21b8fa1a8b165455a19b0bdbff88587cc9cba3792e16a53d21b",
}
"""The SHA-256 of each kept file as it was made by its version."""

OLDER = """
    UPDATE meta SET value = 'older' WHERE key = 'derived';
    DROP TABLE row_stock;
    CREATE TABLE row_dragon (id BLOB PRIMARY KEY, wings INTEGER);
    ALTER TABLE row_hazardous_area ADD COLUMN colour TEXT;
    UPDATE row_activity SET code = 'stale';
    DELETE FROM words;
    DROP TABLE words_trigram;
    DROP TABLE step;
"""


def _thaw(version: str, folder: Path) -> Path:
    path = folder / "plan.ccmdesk"
    packed = (DATA / f"schema-{version}.ccmdesk.gz").read_bytes()
    path.write_bytes(gzip.decompress(packed))
    return path


def _older(folder: Path) -> Path:
    """Return a file whose derived tables are of a version that never was."""
    path = _thaw("0001", folder)
    _changed(path, OLDER)
    return path


def _changed(path: Path, script: str) -> None:
    con = dbapi2.connect(str(path))
    con.executescript(script)
    con.close()


def _kept(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return what is not derived from the log: the log itself, the registers and the facts."""
    con = dbapi2.connect(str(path))
    own = [table.name for table in tables.METADATA.sorted_tables if table not in tables.DERIVED]
    found = {
        name: sorted(con.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608 - a name from here
        for name in own
    }
    con.close()
    return found


def test_every_released_version_has_its_kept_file_and_revision() -> None:
    assert set(FROZEN) == set(KEPT) == set(KNOWN)
    assert list(KNOWN)[-1] == HEAD
    revisions = {path.name[1:5] for path in (MIGRATIONS / "versions").glob("r*.py")}
    assert revisions == set(KNOWN)


def test_a_new_field_raises_the_version_of_the_records() -> None:
    newest = max(field.spec.since for kind in KINDS for field in fields_of(kind.record))
    assert newest == RECORDS_VERSION


@pytest.mark.parametrize("version", KEPT)
def test_a_kept_file_is_never_made_again(version: str) -> None:
    raw = (DATA / f"schema-{version}.ccmdesk.gz").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == KEPT[version]


@pytest.mark.parametrize("version", FROZEN)
def test_a_kept_file_has_the_content_it_always_had(version: str, tmp_path: Path) -> None:
    with open_store(_thaw(version, tmp_path)) as store:
        assert store.document().content_hash == FROZEN[version]
        assert check_store(store) == []
        assert len(store.disputes()) == 1
        assert store.find("ບ້ານ")
        store.rebuild()
        assert store.document().content_hash == FROZEN[version]
        edit(store, area(9, priority=1))
        store.undo(stamp())
        assert store.find("Area 9")


@pytest.mark.parametrize("version", FROZEN)
def test_where_derived_tables_alone_changed_the_content_and_the_log_stay(
    version: str, tmp_path: Path
) -> None:
    path = _thaw(version, tmp_path)
    open_store(path).close()
    before = _kept(path)
    assert len(before["change"]) > 1
    _changed(path, OLDER)
    with open_store(path) as store:
        assert store.document().content_hash == FROZEN[version]
        assert check_store(store) == []
        assert len(store.disputes()) == 1
        assert store.find("ບ້ານ")
        assert store.undoable() is not None
        assert not sa.inspect(store.opened.engine).has_table("row_dragon")
    assert _kept(path) == before


def test_tables_that_are_not_built_anew_are_seen(tmp_path: Path) -> None:
    """The control: the file says that its tables are current, and they are not."""
    path = _thaw("0004", tmp_path)
    open_store(path).close()
    _changed(path, "UPDATE row_hazardous_area SET code = 'stale'")
    with open_store(path) as store:
        assert store.document().content_hash != FROZEN["0004"]
        assert check_store(store) != []


def test_the_key_of_a_package_that_came_is_kept(tmp_path: Path) -> None:
    with open_store(_thaw("0004", tmp_path)) as store:
        (package,) = store.packages.all()
        assert package.public_key == bytes(range(32, 64))


def test_an_older_file_is_updated_after_a_backup(tmp_path: Path) -> None:
    path = _older(tmp_path)
    with open_store(path) as store:
        assert store.document().content_hash == FROZEN["0001"]
        assert check_store(store) == []
        assert store.undoable() is not None
        assert store.find("South")
    (backup,) = tmp_path.glob("plan.before-*.ccmdesk")
    con = dbapi2.connect(str(backup))
    assert con.execute("SELECT count(*) FROM row_dragon").fetchone() == (0,)
    con.close()
    with open_store(path) as store:
        assert store.document().content_hash == FROZEN["0001"]
    assert len(list(tmp_path.glob("plan.before-*"))) == 1


def test_an_older_file_is_not_opened_for_reading_only(tmp_path: Path) -> None:
    path = _older(tmp_path)
    before = path.read_bytes()
    with pytest.raises(Problem, match="Open it for writing once"):
        open_store(path, reads_only=True)
    assert path.read_bytes() == before


FULL_DISK = """
    import resource, signal, sys
    from pathlib import Path
    from ccmdesk.db.store import open_store
    from ccmdesk.model.problem import Problem
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        open_store(Path(sys.argv[1]))
    except Problem as problem:
        print("problem:", problem)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
@pytest.mark.parametrize("share", [0.1, 0.5, 1.05])
def test_an_update_on_a_full_disk_leaves_the_old_file_usable(tmp_path: Path, share: float) -> None:
    path = _older(tmp_path)
    limit = int(path.stat().st_size * share)
    script = [sys.executable, "-c", textwrap.dedent(FULL_DISK), str(path), str(limit)]
    done = subprocess.run(script, capture_output=True, text=True, check=True)
    assert ("problem: " in done.stdout) is (share < 0.9)
    with open_store(path) as store:
        assert store.document().content_hash == FROZEN["0001"]


def _shape(engine: sa.Engine) -> dict[str, Any]:
    with engine.connect() as con:
        seen = sa.inspect(con)
        return {
            name: (
                [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
                seen.get_pk_constraint(name)["constrained_columns"],
                sorted((str(i["name"]), tuple(i["column_names"])) for i in seen.get_indexes(name)),
                sorted(tuple(u["column_names"]) for u in seen.get_unique_constraints(name)),
                sorted(str(c["sqltext"]) for c in seen.get_check_constraints(name)),
            )
            for name in seen.get_table_names()
            if not name.startswith(tables.TRIGRAMS)
        }


def test_the_revisions_make_the_same_tables_as_a_new_file(tmp_path: Path) -> None:
    revised = open_engine(tmp_path / "revised.db", None, Access.MAKE)
    with revised.begin() as con:
        run_revisions(con)
        rebuild_tables(con)
        run_revisions(con)
    made = open_engine(tmp_path / "made.db", None, Access.MAKE)
    with made.begin() as con:
        tables.METADATA.create_all(con)
    assert _shape(revised) == _shape(made)
    assert set(_shape(made)) == {table.name for table in tables.METADATA.sorted_tables}
    revised.dispose()
    made.dispose()


def test_fields_unknown_to_an_earlier_version_appear_after_the_update(tmp_path: Path) -> None:
    path = _thaw("0001", tmp_path)
    _changed(
        path,
        "ALTER TABLE row_hazardous_area DROP COLUMN code;"
        "UPDATE meta SET value = 'older' WHERE key = 'derived'",
    )
    with open_store(path) as store:
        found = store.get(HazardousArea, area(9).id)
        assert found is not None
        assert found.code == "HA-9"
