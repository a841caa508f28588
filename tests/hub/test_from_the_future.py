"""What a later version wrote: refused in plain words, or kept and passed on as it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

import pytest
from db_cases import NOON, add, area, edit, new_id, new_store
from deeds import KEY, MAI
from hub_packages import package

from ccmdesk.actions.pack_changes import PackChanges, pack_changes
from ccmdesk.actions.take_in_changes import BeginFrom, begin_from, open_changes
from ccmdesk.cli.main import main
from ccmdesk.db.backup import restore_backup, write_backup
from ccmdesk.db.hub.tables import META
from ccmdesk.db.repair import repair_file
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codes import StateCode
from ccmdesk.model.ids import StatePartyId
from ccmdesk.model.state import StateParty

HUB_SCHEMA = f"UPDATE {META.name} SET value = '99' WHERE key = 'schema'"  # noqa: S608 - our name


def _later_lines(folder: Path) -> list[bytes]:
    """Return the lines of an office whose program knows a field, and a kind, that ours does not."""
    with new_store(folder / "north.ccmdesk", office="North") as north:
        add(north, area(1))
        add(north, area(2))
        first, second = north.lines()
    coloured = first.replace(b'"set":{', b'"set":{"colour":"red",')
    dragon = second.replace(b'"kind":"hazardous_area"', b'"kind":"dragon"')
    assert coloured != first
    assert dragon != second
    return [coloured, dragon]


def test_what_a_later_version_wrote_goes_on_to_others_byte_by_byte(tmp_path: Path) -> None:
    later = _later_lines(tmp_path)
    with new_store(tmp_path / "centre.ccmdesk") as centre:
        party = StateParty(id=StatePartyId(UUID(int=900)), country=StateCode("LAO"))
        add(centre, party)
        centre.receive(later)
        edit(centre, area(1, size_m2=77))
        ask = PackChanges(
            office="Centre", receiver="South", folder=tmp_path, key=KEY, file_name="all.ccmb"
        )
        pack_changes(centre, ask, author=MAI)
        write_backup(centre, tmp_path / "copy.ccmdesk")
        kept = set(centre.lines())
        code = centre.document().content_hash
    assert set(later) <= kept
    opened = open_changes(tmp_path / "all.ccmb")
    south = tmp_path / "south.ccmdesk"
    begin_from(BeginFrom(opened=opened, path=south, office="South", why="met"), author=MAI)
    restored, saved = tmp_path / "restored.ccmdesk", tmp_path / "saved.ccmdesk"
    restore_backup(tmp_path / "copy.ccmdesk", out=restored, new_id=new_id, at=NOON)
    repair_file(tmp_path / "copy.ccmdesk", out=saved, new_id=new_id, at=NOON)
    for file in (south, restored, saved):
        with open_store(file) as store:
            assert set(store.lines()) >= kept, file.name
            store.rebuild()
            assert store.document().content_hash == code
            assert store.get(HazardousArea, area(1).id) == area(1, size_m2=77)


def test_the_store_of_a_later_hub_is_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, hub = package(tmp_path / "in"), tmp_path / "hub.db"
    assert main(["hub", str(hub), "add", str(made.path)]) == 0
    con = sqlite3.connect(hub)
    con.execute(HUB_SCHEMA)
    con.commit()
    con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    con.close()
    before = hub.read_bytes()
    for command in (["add", str(made.path)], ["report"], ["rebuild"]):
        capsys.readouterr()
        assert main(["hub", str(hub), *command]) == 1
        assert "a later version" in capsys.readouterr().err
    assert hub.read_bytes() == before
