"""Backups are checked and restored; what is damaged is named and saved as far as it can be read."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest
from db_cases import NOON, add, area, delete, edit, new_id, new_store, stamp
from sqlcipher3 import dbapi2

from ccmdesk.db.backup import Restoring, restore_backup, write_backup
from ccmdesk.db.check import check_store
from ccmdesk.db.packages import Package, Sender, Way
from ccmdesk.db.receipts import NO_COPY, ReceiptNote
from ccmdesk.db.repair import repair_file
from ccmdesk.db.steps import StepQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import Message

KEY = bytes(range(32))


def _restore(copy: Path, out: Path, how: Restoring | None = None) -> Path | None:
    return restore_backup(copy, out=out, new_id=new_id, at=NOON, how=how or Restoring())


def _text(message: Message) -> str:
    return ENGLISH.say(message)


def test_a_backup_is_one_file_that_opens_from_a_read_only_folder(
    store: Store, tmp_path: Path
) -> None:
    add(store, area(1))
    folder = tmp_path / "usb"
    folder.mkdir()
    write_backup(store, folder / "copy.ccmdesk")
    assert [path.name for path in folder.iterdir()] == ["copy.ccmdesk"]
    con = sqlite3.connect(f"file:{folder / 'copy.ccmdesk'}?immutable=1", uri=True)
    assert con.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    con.close()
    with open_store(folder / "copy.ccmdesk", reads_only=True) as copy:
        assert copy.document().content_hash == store.document().content_hash
        assert copy.replica == store.replica


def test_a_reader_can_make_a_backup_and_an_older_one_is_replaced(
    store: Store, tmp_path: Path
) -> None:
    write_backup(store, tmp_path / "copy.ccmdesk")
    add(store, area(1))
    with open_store(store.path, reads_only=True) as reader:
        write_backup(reader, tmp_path / "copy.ccmdesk")
    with open_store(tmp_path / "copy.ccmdesk", reads_only=True) as copy:
        assert copy.counts()["hazardous_area"] == 1


def test_the_restored_plan_has_the_content_and_a_new_name_for_its_changes(
    store: Store, tmp_path: Path
) -> None:
    add(store, area(1))
    edit(store, area(1, size_m2=5))
    write_backup(store, tmp_path / "copy.ccmdesk")
    edit(store, area(1, size_m2=6))
    assert _restore(tmp_path / "copy.ccmdesk", tmp_path / "again.ccmdesk") is None
    with open_store(tmp_path / "again.ccmdesk") as again:
        assert again.get(HazardousArea, area(1).id) == area(1, size_m2=5)
        assert again.replica != store.replica
        assert again.undoable() is None
        edit(again, area(1, size_m2=5, priority=2))
        assert again.receive(store.lines()).new == 1
        assert again.get(HazardousArea, area(1).id) == area(1, size_m2=6, priority=2)
        assert again.history(area(1).id)[0].office == "Centre"
        assert check_store(again) == []


def test_an_encrypted_backup_stays_encrypted(tmp_path: Path) -> None:
    with new_store(tmp_path / "plan.ccmdesk", key=KEY) as store:
        add(store, area(1))
        write_backup(store, tmp_path / "copy.ccmdesk")
    assert not (tmp_path / "copy.ccmdesk").read_bytes().startswith(b"SQLite")
    with pytest.raises(Problem, match="another passphrase"):
        _restore(tmp_path / "copy.ccmdesk", tmp_path / "again.ccmdesk")
    _restore(tmp_path / "copy.ccmdesk", tmp_path / "again.ccmdesk", Restoring(key=KEY))
    with open_store(tmp_path / "again.ccmdesk", key=KEY) as again:
        assert again.counts()["hazardous_area"] == 1


def test_a_newer_plan_is_only_replaced_when_that_is_wanted_and_never_lost(
    store: Store, tmp_path: Path
) -> None:
    copy, plan = tmp_path / "copy.ccmdesk", store.path
    add(store, area(1))
    write_backup(store, copy)
    with pytest.raises(Problem, match="open in another window"):
        _restore(copy, plan)
    add(store, area(2))
    store.close()
    with pytest.raises(Problem, match="changes that the backup of it lacks"):
        _restore(copy, plan)
    aside = _restore(copy, plan, Restoring(over_newer=True))
    assert aside == tmp_path / "plan.old-1.ccmdesk"
    with open_store(plan) as restored, open_store(aside, reads_only=True) as former:
        assert restored.counts()["hazardous_area"] == 1
        assert former.counts()["hazardous_area"] == 2


def test_a_cut_in_a_restore_leaves_no_second_name_of_the_plan(tmp_path: Path) -> None:
    plan, kept = tmp_path / "lao.ccmdesk", tmp_path / "lao.old-1.ccmdesk"
    store = new_store(plan)
    add(store, area(1))
    store.close()
    kept.write_bytes(plan.read_bytes())
    again = tmp_path / "lao.old-2.ccmdesk"
    again.hardlink_to(plan)
    open_store(plan, reads_only=True).close()
    open_store(plan).close()
    assert not again.exists()
    assert kept.exists()
    with open_store(kept, reads_only=True) as before:
        assert before.get(HazardousArea, area(1).id) == area(1)


@pytest.mark.parametrize("name", ["nothere.ccmdesk", "folder"])
def test_a_backup_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Problem, match=f"There is no plan {name}"):
        _restore(tmp_path / name, tmp_path / "out.ccmdesk")
    assert not (tmp_path / "out.ccmdesk").exists()


def test_a_damaged_plan_is_set_aside_when_a_backup_takes_its_place(
    store: Store, tmp_path: Path
) -> None:
    add(store, area(1))
    write_backup(store, tmp_path / "copy.ccmdesk")
    store.close()
    store.path.write_bytes(b"noise" * 1000)
    aside = _restore(tmp_path / "copy.ccmdesk", store.path)
    assert aside is not None
    assert aside.read_bytes() == b"noise" * 1000
    with open_store(store.path) as restored:
        assert restored.counts()["hazardous_area"] == 1


def test_a_damaged_backup_is_refused(store: Store, tmp_path: Path) -> None:
    add(store, *(area(n) for n in range(1, 100)))
    copy = tmp_path / "copy.ccmdesk"
    write_backup(store, copy)
    con = dbapi2.connect(str(copy))
    con.execute("UPDATE change SET body = x'00' WHERE n = 7")
    con.commit()
    con.close()
    with pytest.raises(Problem, match="damaged"):
        _restore(copy, tmp_path / "again.ccmdesk")
    assert not (tmp_path / "again.ccmdesk").exists()


def test_a_plan_whose_tables_are_no_longer_spelled_in_letters_is_told(
    store: Store, tmp_path: Path
) -> None:
    add(store, area(1))
    copy = tmp_path / "copy.ccmdesk"
    write_backup(store, copy)
    copy.write_bytes(copy.read_bytes().replace(b"CREATE TABLE change", b"CREATE T\xe1BLE change"))
    with pytest.raises(Problem, match="damaged"):
        open_store(copy)
    with pytest.raises(Problem, match="damaged"):
        _restore(copy, tmp_path / "again.ccmdesk")
    assert not (tmp_path / "again.ccmdesk").exists()
    repair_file(copy, out=tmp_path / "saved.ccmdesk", new_id=new_id, at=NOON)
    with open_store(tmp_path / "saved.ccmdesk") as saved:
        assert saved.get(HazardousArea, area(1).id) == area(1)


@pytest.mark.parametrize(
    ("right", "turned"),
    [
        (b"TABLE alembic_version", b"TABLE alembic_versioo"),
        (b"TABLE meta", b"TABLE mete"),
        (b"\tversion_num VARCHAR", b"\tversion_nul VARCHAR"),
    ],
)
def test_a_backup_with_a_letter_turned_in_the_name_of_a_table_is_refused(
    store: Store, tmp_path: Path, right: bytes, turned: bytes
) -> None:
    add(store, area(1))
    copy = tmp_path / "copy.ccmdesk"
    write_backup(store, copy)
    raw = copy.read_bytes()
    assert right in raw
    copy.write_bytes(raw.replace(right, turned))
    _refused_and_repaired(copy, tmp_path)


@pytest.mark.parametrize(
    ("fact", "value"), [("records", "t"), ("replica", "no id"), ("replica", str(UUID(int=1)))]
)
def test_a_backup_whose_facts_make_no_sense_is_refused(
    store: Store, tmp_path: Path, fact: str, value: str
) -> None:
    add(store, area(1))
    copy = tmp_path / "copy.ccmdesk"
    write_backup(store, copy)
    con = dbapi2.connect(str(copy))
    con.execute("UPDATE meta SET value = ? WHERE key = ?", (value, fact))
    con.commit()
    con.close()
    _refused_and_repaired(copy, tmp_path)


def _refused_and_repaired(copy: Path, folder: Path) -> None:
    again = folder / "again.ccmdesk"
    with pytest.raises(Problem, match=r"copy\.ccmdesk .* is damaged"):
        _restore(copy, again)
    assert not again.exists()
    repair_file(copy, out=folder / "saved.ccmdesk", new_id=new_id, at=NOON)
    with open_store(folder / "saved.ccmdesk") as saved:
        assert saved.get(HazardousArea, area(1).id) == area(1)


def test_a_sound_plan_has_no_findings(store: Store) -> None:
    add(store, area(1), area(2))
    edit(store, area(1, size_m2=None))
    delete(store, area(2))
    store.undo(stamp())
    assert check_store(store) == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE change SET body = x'00' WHERE n = 2", "Change number 2 is damaged"),
        ("UPDATE row_hazardous_area SET size_m2 = 7", "not as its history says"),
        ("DELETE FROM row_hazardous_area", "not as its history says"),
        ("UPDATE row_hazardous_area SET id = zeroblob(16)", "not as its history says"),
        ("UPDATE words SET folded = 'another'", "not as its history says"),
        ("DELETE FROM words", "A record of kind Hazardous area is not as its history says"),
        ("UPDATE step SET by = 'Somebody else'", "step"),
        ("DELETE FROM step", "step"),
        ("UPDATE replica SET chain = zeroblob(32)", "not complete"),
    ],
)
def test_the_check_names_every_kind_of_damage(store: Store, statement: str, words: str) -> None:
    add(store, area(1))
    edit(store, area(1, size_m2=5))
    with store.opened.engine.begin() as con:
        con.exec_driver_sql(statement)
    if "change" not in statement:
        assert any(words in _text(found) for found in check_store(store))
        return
    with store.opened.engine.begin() as con:
        from ccmdesk.db.audit import log_findings

        assert any(words in _text(found) for found in log_findings(con))


def test_a_decision_that_does_not_wait_any_more_is_told(store: Store, tmp_path: Path) -> None:
    add(store, area(1))
    copy = tmp_path / "other.ccmdesk"
    write_backup(store, copy)
    _restore(copy, tmp_path / "north.ccmdesk")
    edit(store, area(1, size_m2=5))
    with open_store(tmp_path / "north.ccmdesk") as north:
        edit(north, area(1, size_m2=6))
        store.receive(list(north.lines()))
    assert check_store(store) == []
    assert store.disputed_fields() == 1
    with store.opened.engine.begin() as con:
        con.exec_driver_sql("DELETE FROM conflict")
    assert any("not as its history says" in _text(found) for found in check_store(store))


def test_a_time_that_is_no_time_any_more_is_damage(store: Store) -> None:
    add(store, area(1))
    with store.opened.engine.begin() as con:
        con.exec_driver_sql("UPDATE step SET at = '2026-07-01 12:00:00.00000p'")
    with pytest.raises(Problem, match="damaged"):
        store.steps.lines(store.steps.places(StepQuery()))


def test_a_copy_that_was_written_to_twice_is_noticed(store: Store, tmp_path: Path) -> None:
    add(store, area(1))
    store.close()
    twin = tmp_path / "twin.ccmdesk"
    shutil.copyfile(store.path, twin)
    with open_store(store.path) as one, open_store(twin) as other:
        add(one, area(2))
        add(other, area(3))
        one.receive(other.lines())
        assert any("Two copies of the plan" in _text(found) for found in check_store(one))


def test_changes_that_wait_for_others_are_named(store: Store, tmp_path: Path) -> None:
    with new_store(tmp_path / "other.ccmdesk", office="Field") as other:
        add(other, area(1))
        edit(other, area(1, size_m2=5))
        store.receive(other.lines()[1:])
    (found,) = check_store(store)
    assert found.count == 1


def test_repair_saves_what_can_be_read_and_counts_the_rest(store: Store, tmp_path: Path) -> None:
    add(store, *(area(n) for n in range(1, 40)))
    edit(store, area(5, size_m2=1))
    edit(store, area(5, size_m2=2))
    edit(store, area(5, size_m2=3))
    path = store.path
    store.close()
    con = dbapi2.connect(str(path), isolation_level=None)
    con.execute("UPDATE change SET body = x'00' WHERE n IN (7, 41)")
    con.execute("VACUUM")
    con.close()
    out = tmp_path / "saved.ccmdesk"
    told = repair_file(store.path, out=out, new_id=new_id, at=NOON)
    assert [message.count for message in told] == [40, 2]
    with open_store(out) as saved:
        assert saved.get(HazardousArea, area(5).id) == area(5, size_m2=3)
        assert saved.get(HazardousArea, area(7).id) is None
        assert saved.disputes() == []
        assert saved.history(area(5).id)[0].office == "Centre"
        edit(saved, area(5, size_m2=4))


def test_repair_keeps_nearly_all_after_pages_became_noise(store: Store, tmp_path: Path) -> None:
    count = 1500
    add(store, *(area(n) for n in range(1, count + 1)))
    store.close()
    whole = bytearray(store.path.read_bytes())
    chance = random.Random(3)
    pages = chance.sample(range(10, len(whole) // 4096), 5)
    for page in pages:
        whole[page * 4096 : page * 4096 + 4096] = chance.randbytes(4096)
    store.path.write_bytes(whole)
    told = repair_file(store.path, out=tmp_path / "saved.ccmdesk", new_id=new_id, at=NOON)
    kept = told[0].count
    assert kept is not None
    assert kept >= count * 0.95
    with open_store(tmp_path / "saved.ccmdesk") as saved:
        assert saved.counts()["hazardous_area"] == kept
        assert check_store(saved) == [] or kept < count


def test_repair_refuses_what_is_no_plan_at_all(tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    path.write_bytes(b"noise" * 1000)
    with pytest.raises(Problem, match="newest backup"):
        repair_file(path, out=tmp_path / "saved.ccmdesk", new_id=new_id, at=NOON)
    assert not (tmp_path / "saved.ccmdesk").exists()


def test_attached_files_are_saved_by_a_repair_and_damage_to_one_is_told(
    store: Store, tmp_path: Path
) -> None:
    add(store, area(1))
    code = store.files.keep(b"a photograph")
    assert store.files.keep(b"a photograph") == code
    assert store.files.read("0" * 64) is None
    assert store.files.read("") is None
    path = store.path
    store.close()
    repair_file(path, out=tmp_path / "out.ccmdesk", new_id=new_id, at=NOON)
    with open_store(tmp_path / "out.ccmdesk") as saved:
        assert saved.files.read(code) == b"a photograph"
        assert check_store(saved) == []
    con = dbapi2.connect(str(tmp_path / "out.ccmdesk"))
    con.execute("UPDATE file SET body = X'00'")
    con.commit()
    con.close()
    with open_store(tmp_path / "out.ccmdesk") as damaged:
        assert [str(found.msgid) for found in check_store(damaged)] == [
            "An attached file is damaged. Attach it again."
        ]


def _with_a_waiting_change(store: Store, folder: Path) -> list[bytes]:
    """Let the second change of another office wait for its first, which is returned."""
    add(store, area(1))
    north = new_store(folder / "north.ccmdesk", office="North")
    north.receive(store.lines())
    edit(north, area(1, size_m2=5))
    first = north.lines()[-1:]
    edit(north, area(1, size_m2=6))
    store.receive(north.lines()[-1:])
    north.close()
    return first


@pytest.mark.parametrize("carved", [False, True], ids=["read", "carved"])
def test_what_waits_for_others_waits_after_a_repair(
    store: Store, tmp_path: Path, *, carved: bool
) -> None:
    first = _with_a_waiting_change(store, tmp_path)
    copy = tmp_path / "copy.ccmdesk"
    write_backup(store, copy)
    if carved:
        raw = copy.read_bytes()
        copy.write_bytes(raw.replace(b"CREATE TABLE pending", b"CREATE T\xe1BLE pending"))
    saved = tmp_path / "saved.ccmdesk"
    repair_file(copy, out=saved, new_id=new_id, at=NOON)
    with open_store(saved) as repaired:
        assert any("waits for" in _text(found) for found in check_store(repaired))
        repaired.receive(first)
        assert repaired.get(HazardousArea, area(1).id) == area(1, size_m2=6)
        assert check_store(repaired) == []


@pytest.mark.parametrize("column", ["body", "id"])
def test_a_damaged_change_that_waits_is_told_and_a_repair_leads_on(
    store: Store, tmp_path: Path, column: str
) -> None:
    _with_a_waiting_change(store, tmp_path)
    with store.opened.engine.begin() as con:
        con.exec_driver_sql(f"UPDATE pending SET {column} = zeroblob(32)")  # noqa: S608
    assert any("pending" in _text(found) for found in check_store(store))
    with pytest.raises(Problem, match="damaged"):
        edit(store, area(1, size_m2=7))
    saved = tmp_path / "saved.ccmdesk"
    said = repair_file(store.path, out=saved, new_id=new_id, at=NOON)
    with open_store(saved) as repaired:
        edit(repaired, area(1, size_m2=7))
        told = [*map(_text, said), *map(_text, check_store(repaired))]
    assert any("could not be read" in one or "waits for" in one for one in told)
    assert not any("damaged" in one for one in told)


def test_a_repair_keeps_the_list_of_packages_and_receipts(store: Store, tmp_path: Path) -> None:
    add(store, area(1))
    for number in (1, 2):
        store.packages.note_sent(_sent(store, number))
    store.packages.note_receipt(_receipt())
    with store.opened.engine.begin() as con:
        con.exec_driver_sql("UPDATE row_hazardous_area SET size_m2 = 7")
    saved = tmp_path / "saved.ccmdesk"
    said = repair_file(store.path, out=saved, new_id=new_id, at=NOON)
    assert not any("list of packages" in _text(one) for one in said)
    with open_store(saved) as repaired:
        assert repaired.packages.all() == store.packages.all()
        assert repaired.packages.receipts() == store.packages.receipts()
        assert repaired.undoable() is None
    with store.opened.engine.begin() as con:
        con.exec_driver_sql("UPDATE package SET reach = 'no reach' WHERE number = 1")
    said = repair_file(store.path, out=tmp_path / "second.ccmdesk", new_id=new_id, at=NOON)
    assert any("list of packages" in _text(one) for one in said)
    with open_store(tmp_path / "second.ccmdesk") as repaired:
        assert [one.sender.number for one in repaired.packages.all()] == [2]


def _sent(store: Store, number: int) -> Package:
    return Package(
        manifest=bytes([number]) * 32,
        way=Way.SENT,
        sender=Sender(replica=store.replica, office="Centre", person="Amina", number=number),
        by="Amina",
        at=NOON,
        step=new_id(),
        reach=store.packages.reach(),
    )


def _receipt() -> ReceiptNote:
    return ReceiptNote(
        manifest=bytes([1]) * 32,
        public_key=bytes([9]) * 32,
        replica=NO_COPY,
        office="North",
        person="Keo",
        received_at=NOON,
        noted_at=NOON,
        reach={},
    )
