"""The way to a plan on a server: copied there and back, opened by a file, and what can go wrong."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import psycopg
import pytest
import sqlalchemy as sa
from db_cases import NOON, add, area, edit, new_id, new_store, stamp

from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.backup import Restoring, holds_all, restore_backup, write_backup
from ccmdesk.db.check import check_store
from ccmdesk.db.rebuild import set_meta
from ccmdesk.db.server.address import read_address
from ccmdesk.db.server.copying import copy_to_file
from ccmdesk.db.server.link import is_link, write_link
from ccmdesk.db.server.opening import no_address
from ccmdesk.db.store import Store, open_address, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.problem import Problem
from server_plans import copied_to_server, copy_into, emptied, link_to


@pytest.fixture
def plan(empty_on_server: str) -> str:
    """The address of an empty plan on a server."""
    return emptied(empty_on_server)


@pytest.fixture
def link(plan: str, tmp_path: Path) -> Path:
    return link_to(plan, tmp_path / "plan.ccmdesk")


def _full(path: Path) -> Store:
    store = new_store(path)
    add(store, *(area(n) for n in range(1, 40)))
    edit(store, area(3, size_m2=7))
    store.files.keep(b"a photograph")
    store.undo(stamp(StepKind.UNDO))
    return store


def test_a_plan_goes_to_the_server_and_back_and_stays_the_same(server: str, tmp_path: Path) -> None:
    with _full(tmp_path / "here.ccmdesk") as here:
        before, lines = here.document().content_hash, here.lines()
        sha256 = here.files.keep(b"a photograph")
    address = copied_to_server(tmp_path / "here.ccmdesk", server)
    back = tmp_path / "back.ccmdesk"
    with open_address(address) as there:
        assert there.document().content_hash == before
        assert there.lines() == lines
        assert there.files.read(sha256) == b"a photograph"
        assert check_store(there) == []
        copy_to_file(there.opened, back)
        edit(there, area(4, size_m2=8))
        assert there.document().content_hash != before
    with open_store(back) as again:
        assert again.document().content_hash == before
        assert again.lines() == lines
        assert check_store(again) == []
        assert again.packages.own_office() == "Centre"
        edit(again, area(4, size_m2=9))


def test_a_plan_is_never_copied_over_another(plan: str, tmp_path: Path) -> None:
    with open_address(plan) as there:
        add(there, area(1))
    new_store(tmp_path / "other.ccmdesk").close()
    with pytest.raises(Problem, match="a plan in this database already"):
        copy_into(tmp_path / "other.ccmdesk", plan)
    with open_address(plan, reads_only=True) as there:
        assert there.get(HazardousArea, area(1).id) == area(1)


def test_copying_that_is_stopped_leaves_nothing(database: str, tmp_path: Path) -> None:
    from ccmdesk.db.server.copying import copy_to_server
    from ccmdesk.db.server.opening import connect_server

    def stop() -> None:
        raise KeyboardInterrupt

    place = connect_server(read_address(database, no_address()), "plan")
    with _full(tmp_path / "here.ccmdesk") as here, pytest.raises(KeyboardInterrupt):
        copy_to_server(here.opened, place, watch=stop)
    assert sa.inspect(place.engine).get_table_names() == []
    place.engine.dispose()


def test_the_file_that_leads_there_holds_no_password(tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    url = read_address("postgresql://amina:secret@server.invalid:5433/plan", no_address())
    write_link(path, url, new_id)
    assert b"secret" not in path.read_bytes()
    assert b"amina@server.invalid:5433/plan" in path.read_bytes()
    assert is_link(path)
    with pytest.raises(Problem, match="already"):
        write_link(path, url, new_id)


@pytest.mark.parametrize(
    "content",
    [
        b'{"ccmdesk_server":',
        b'{"ccmdesk_server":1,"address":"x","seat":"y"}',
        b'{"ccmdesk_server":2}',
    ],
)
def test_a_damaged_file_says_how_to_make_it_again(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    path.write_bytes(content)
    with pytest.raises(Problem, match=r"plan\.ccmdesk.*damaged"):
        open_store(path)


@pytest.mark.parametrize("address", ["postgresql", "mysql://x@y/z", "://", "http://server/plan"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(Problem, match="not the address of a plan"):
        open_address(address)


def test_an_empty_database_and_a_server_that_is_not_there(database: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no plan in the database"):
        open_store(link_to(database, tmp_path / "empty.ccmdesk"))
    gone = database.replace("?host=", "?host=%2Fnowhere")
    with pytest.raises(Problem, match="cannot be reached"):
        open_store(link_to(gone, tmp_path / "gone.ccmdesk"))


def test_a_seat_is_taken_again_and_never_by_two(link: Path) -> None:
    with open_store(link) as first, open_store(link) as second:
        replicas = {first.replica, second.replica}
        assert len(replicas) == 2
    with open_store(link) as again:
        assert again.replica in replicas
        add(again, area(1))
    with open_store(link) as later:
        assert later.undo(stamp(StepKind.UNDO)).does is StepKind.UNDO


def test_reading_takes_no_seat_and_writes_nothing(link: Path) -> None:
    with open_store(link) as writer, open_store(link, reads_only=True) as reader:
        add(writer, area(1))
        assert reader.get(HazardousArea, area(1).id) == area(1)
        assert reader.undoable() is None
        with pytest.raises(Problem, match="reading only"):
            add(reader, area(2))


def test_a_broken_connection_is_made_again(plan: str, link: Path) -> None:
    with open_store(link) as store:
        add(store, area(1))
        _break_connections(plan)
        assert store.get(HazardousArea, area(1).id) == area(1)
        add(store, area(2))


def test_a_seat_that_was_lost_is_not_written_as(plan: str, link: Path) -> None:
    with open_store(link) as store:
        add(store, area(1))
        _break_connections(plan)
        with open_store(link) as other:
            assert other.replica == store.replica
            add(other, area(2))
        with pytest.raises(Problem, match="open it again"):
            add(store, area(3))
    with open_store(link) as store:
        add(store, area(3))
        assert len(store.document().of(HazardousArea)) == 3
        assert check_store(store) == []


def _break_connections(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as con:
        con.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_later_version_is_left_alone(link: Path) -> None:
    with open_store(link) as store, store.opened.engine.begin() as con:
        set_meta(con, "records", "99")
        set_meta(con, "needs", "9.9.9")
    with pytest.raises(Problem, match=r"Install version 9\.9\.9"):
        open_store(link)


def test_an_update_waits_until_everybody_has_closed_the_plan(link: Path) -> None:
    with open_store(link) as store:
        add(store, area(1))
        with store.opened.engine.begin() as con:
            set_meta(con, "derived", "of an earlier version")
        with pytest.raises(Problem, match="Let everybody close it"):
            open_store(link)
        add(store, area(2))
    with open_store(link) as store, open_store(link) as other:
        assert len(other.document().of(HazardousArea)) == 2
        assert check_store(store) == []


def test_a_backup_of_a_plan_on_a_server_is_a_file_that_restores(link: Path, tmp_path: Path) -> None:
    copy, out = tmp_path / "copy.ccmdesk", tmp_path / "restored.ccmdesk"
    with open_store(link) as store:
        add(store, area(1))
        write_backup(store, copy)
        assert holds_all(store, copy)
        lines = store.lines()
        add(store, area(2))
        assert not holds_all(store, copy)
    restore_backup(copy, out=out, new_id=lambda: UUID(int=77), at=NOON)
    with open_store(out) as restored:
        assert restored.lines() == lines
        assert restored.replica == UUID(int=77)
        assert restored.packages.own_office() == "Centre"
        add(restored, area(3))


@pytest.mark.parametrize("how", [Restoring(), Restoring(over_newer=True)])
def test_the_file_that_leads_there_is_not_replaced_by_a_plan(
    link: Path, tmp_path: Path, how: Restoring
) -> None:
    copy, leads = tmp_path / "copy.ccmdesk", link.read_bytes()
    with open_store(link) as store:
        write_backup(store, copy)
        add(store, area(1))
        with pytest.raises(Problem, match="leads to a plan on a server"):
            write_backup(store, link)
    with pytest.raises(Problem, match="Choose another name"):
        restore_backup(copy, out=link, new_id=lambda: UUID(int=77), at=NOON, how=how)
    with pytest.raises(Problem, match="leads to a plan on a server"):
        write_file(link, lambda out: out.write(b"a paper"))
    assert link.read_bytes() == leads
    assert [file.name for file in tmp_path.glob("*.old*")] == []
    with open_store(link, reads_only=True) as store:
        assert store.get(HazardousArea, area(1).id) == area(1)
