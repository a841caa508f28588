"""A plan opens whole, or with a plain message and a way on; nothing is made in its stead."""

from __future__ import annotations

import gzip
import random
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path, PureWindowsPath

import pytest
from db_cases import NOON, add, area, new_id, new_store, stamp
from sqlcipher3 import dbapi2

from ccmdesk.db import migrate, opening
from ccmdesk.db.engine import JOURNAL, file_address, is_wal_safe
from ccmdesk.db.lock import take_lock
from ccmdesk.db.place import check_place, copying_service, file_system, is_network
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, create_store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import difference
from ccmdesk.model.problem import Problem

KEY = bytes(range(32))


def _refused(path: Path, words: str, **how: object) -> None:
    before = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(Problem, match=words) as raised:
        open_store(path, **how)  # type: ignore[arg-type]
    assert raised.value.message.values["name"] == path.name
    after = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    assert after == before


def test_a_missing_plan_is_not_made(tmp_path: Path) -> None:
    _refused(tmp_path / "plan.ccmdesk", "There is no plan")
    assert list(tmp_path.iterdir()) == []


def test_a_new_plan_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    path.write_bytes(b"mine")
    with pytest.raises(Problem, match="already"):
        create_store(path, office="X", at=NOON, new_id=new_id)
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a plan, or nothing is left"),
        (b"SQLite format 3\0" + bytes(5000), "damaged"),
        (b"%PDF-1.7 " + bytes(5000), "is not a plan"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "plan.ccmdesk"
    path.write_bytes(content)
    _refused(path, words)


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    con = dbapi2.connect(str(path))
    con.execute("CREATE TABLE meta (key, value)")
    con.close()
    _refused(path, "is not a plan")


def test_a_plan_with_a_key_opens_with_that_key_only(tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    with new_store(path, key=KEY) as store:
        add(store, area(1))
    assert b"hazardous_area" not in path.read_bytes()
    _refused(path, "another passphrase")
    _refused(path, "another passphrase", key=bytes(32))
    with open_store(path, key=KEY) as store:
        assert store.get(HazardousArea, area(1).id) == area(1)


def test_a_plain_plan_does_not_open_with_a_key(empty_plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.ccmdesk"
    shutil.copyfile(empty_plan, path)
    _refused(path, "another passphrase", key=KEY)


def test_a_second_writer_is_told_and_a_reader_is_let_in(store: Store) -> None:
    add(store, area(1))
    with pytest.raises(Problem, match="open in another window"):
        open_store(store.path)
    with open_store(store.path, reads_only=True) as reader:
        assert reader.reads_only
        assert reader.document().of(HazardousArea) == (area(1),)
        add(store, area(2))
        assert reader.document().of(HazardousArea) == (area(1), area(2))
        with pytest.raises(Problem, match="reading only"):
            reader.apply(difference(None, area(3)), stamp())
        with pytest.raises(Problem, match="reading only"):
            reader.rebuild()
    store.close()
    store.close()
    with open_store(store.path) as next_writer:
        assert next_writer.ids(ListQuery(HazardousArea)) == [area(1).id, area(2).id]


def test_a_second_process_is_told_too(store: Store) -> None:
    script = textwrap.dedent("""
        import sys
        from pathlib import Path, PureWindowsPath
        from ccmdesk.db.store import open_store
        from ccmdesk.model.problem import Problem
        try:
            open_store(Path(sys.argv[1]))
        except Problem as problem:
            print(problem)
        with open_store(Path(sys.argv[1]), reads_only=True) as store:
            print(store.counts()["hazardous_area"])
    """)
    add(store, area(1))
    done = subprocess.run(
        [sys.executable, "-c", script, str(store.path)], capture_output=True, text=True, check=True
    )
    assert "open in another window" in done.stdout
    assert done.stdout.endswith("1\n")


def test_a_lock_that_outlived_its_process_does_not_hinder(tmp_path: Path) -> None:
    plan = tmp_path / "plan.ccmdesk"
    (tmp_path / "plan.ccmdesk.lock").write_bytes(b"")
    lock = take_lock(plan)
    with pytest.raises(Problem):
        take_lock(plan)
    lock.release()
    take_lock(plan).release()
    assert list(tmp_path.iterdir()) == []


MOUNTS = """
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/amina/My\\040Disk ext4 rw 0 0
//nas/plans /mnt/nas cifs rw 0 0
me@host: /mnt/far fuse.sshfs rw 0 0
/dev/fuse /mnt/ntfs fuseblk rw 0 0
""".strip()


@pytest.mark.parametrize(
    ("folder", "kind", "is_far"),
    [
        ("/var/lib", "ext4", False),
        ("/home/amina", "nfs4", True),
        ("/home/amina/My Disk/plans", "ext4", False),
        ("/mnt/nas/x", "cifs", True),
        ("/mnt/far", "fuse.sshfs", True),
        ("/mnt/ntfs", "fuseblk", False),
        ("/homeless", "ext4", False),
    ],
)
def test_network_folders_are_known_by_their_file_system(
    tmp_path: Path, folder: str, kind: str, *, is_far: bool
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS + "\n", encoding="utf-8")
    assert file_system(Path(folder), MOUNTS) == kind
    assert is_network(Path(folder), mounts=mounts) is is_far


def test_a_network_folder_is_refused_with_a_way_on(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"nas:/x {tmp_path} nfs rw 0 0\n", encoding="utf-8")
    with pytest.raises(Problem, match="disk of this computer"):
        check_place(tmp_path / "plan.ccmdesk", mounts=mounts)
    assert is_network(Path("//server/share"), mounts=tmp_path / "none")


@pytest.mark.parametrize(
    ("made", "plan", "service"),
    [
        ("Dropbox/plans", "Dropbox/plans", "Dropbox"),
        ("OneDrive - Ministry/x", "OneDrive - Ministry/x", "OneDrive"),
        ("Nextcloud", "Nextcloud", "Nextcloud"),
        ("work/.stfolder", "work", "Syncthing"),
        ("box/._sync_0a1b.db", "box", "Nextcloud"),
        ("work/deep/down", "work/deep/down", None),
    ],
)
def test_folders_that_are_copied_elsewhere_are_known(
    tmp_path: Path, made: str, plan: str, service: str | None
) -> None:
    (tmp_path / made).mkdir(parents=True)
    assert copying_service(tmp_path / plan) == service


def test_a_plan_in_a_copied_folder_is_refused_with_a_way_on(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    with pytest.raises(Problem, match="copied to other machines by Dropbox"):
        new_store(tmp_path / "Dropbox" / "plan.ccmdesk")
    with pytest.raises(Problem, match="is not there"):
        new_store(tmp_path / "usb" / "plan.ccmdesk")
    assert list((tmp_path / "Dropbox").iterdir()) == []


def test_a_file_from_the_future_names_the_version_to_get(store: Store) -> None:
    add(store, area(1))
    store.close()
    for statement in (
        "UPDATE meta SET value = '9' WHERE key = 'records'",
        "UPDATE alembic_version SET version_num = '0099'",
    ):
        con = dbapi2.connect(str(store.path))
        con.execute("UPDATE meta SET value = '3.2.0' WHERE key = 'needs'")
        con.execute(statement)
        con.commit()
        con.close()
        _refused(store.path, "version 3.2.0 or later")


def test_a_plan_that_a_later_version_opened_is_refused_with_the_copy_from_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version is tried and gone back from: the plan as it was is beside it, and opens."""
    plan = tmp_path / "lao [1].ccmdesk"
    packed = (Path(__file__).parents[1] / "data" / "schema-0001.ccmdesk.gz").read_bytes()
    plan.write_bytes(gzip.decompress(packed))
    open_store(plan).close()
    (copy,) = tmp_path.glob("*before*")
    monkeypatch.setattr(migrate, "KNOWN", {"0001": "0.1.0"})
    monkeypatch.setattr(migrate, "HEAD", "0001")
    monkeypatch.setattr(opening, "is_current", lambda _con: True)
    _refused(plan, f"or open {re.escape(copy.name)} beside it")
    open_store(copy, reads_only=True).close()


def test_a_plan_on_a_share_of_windows_is_found_by_the_database(store: Store) -> None:
    """A path that begins with a server is, here, one that begins with two strokes."""
    share = PureWindowsPath(f"/{store.path.with_name('a b.ccmdesk').as_posix()}")
    assert share.drive.startswith("\\\\")
    store.path.with_name("a b.ccmdesk").write_bytes(b"")
    dbapi2.connect(f"{file_address(share)}?mode=ro", uri=True).close()
    with pytest.raises(dbapi2.OperationalError, match="invalid uri authority"):
        dbapi2.connect(f"{share.as_uri()}?mode=ro", uri=True)
    drive = PureWindowsPath("C:/Plans/a b.ccmdesk")
    assert file_address(drive) == drive.as_uri() == "file:///C:/Plans/a%20b.ccmdesk"


def test_only_a_sound_database_engine_uses_its_fast_journal() -> None:
    assert JOURNAL == "WAL"
    assert [is_wal_safe(v) for v in ((3, 6, 9), (3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 4))]
    affected = ((3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 50, 6), (3, 51, 2))
    assert not any(is_wal_safe(version) for version in affected)


def test_settings_keep_what_was_saved(store: Store) -> None:
    with store.opened.engine.begin() as con:

        def setting(name: str) -> object:
            return con.exec_driver_sql(f"PRAGMA {name}").scalar()

        found = [setting(n) for n in ("journal_mode", "synchronous", "trusted_schema")]
    assert found == ["wal", 2, 0]


def _look(path: Path) -> None:
    with open_store(path) as store:
        store.document()
        store.find("area")
        store.history(area(3).id)


def test_damage_is_said_plainly_and_never_crashes(tmp_path: Path) -> None:
    good = tmp_path / "good.ccmdesk"
    with new_store(good) as store:
        add(store, *(area(n) for n in range(1, 300)))
    whole = good.read_bytes()
    chance = random.Random(7)
    refused = 0
    for n in range(40):
        path = tmp_path / f"{n}.ccmdesk"
        path.write_bytes(_damaged(whole, chance, n % 3))
        try:
            _look(path)
        except Problem:
            refused += 1
    assert refused >= 10


def _damaged(whole: bytes, chance: random.Random, how: int) -> bytes:
    at = chance.randrange(len(whole))
    match how:
        case 0:
            return whole[:at]
        case 1:
            return whole[:at] + chance.randbytes(512) + whole[at + 512 :]
        case _:
            page = at // 4096 * 4096
            return whole[:page] + bytes(4096) + whole[page + 4096 :]
