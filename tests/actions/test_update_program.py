"""A new version of the program comes by a signed file, is tried first, gives way if it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import platformdirs
import pytest

from ccmdesk import launch
from ccmdesk.actions.updates import put_program
from ccmdesk.actions.updates.go_back import go_back, listed_updates
from ccmdesk.actions.updates.make_update import MakeUpdate, make_update
from ccmdesk.actions.updates.open_update import look_at_update
from ccmdesk.actions.updates.put_in_use import PutInUse, put_in_use
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.bundle.update_refused import FAILED_TEST, OLDER
from ccmdesk.launch import newer_version
from ccmdesk.model.problem import Problem
from ccmdesk.version import VERSION
from program_updates import (
    BROKEN,
    DIES,
    FAILS_ITS_TEST,
    FINE,
    HAS_A_FAULT,
    ROOT,
    start,
    update_to,
)
from update_makers import ISU, MAI, SAID


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where a person's programs keep their data."""
    folder = tmp_path / "home"
    (folder / "ccmdesk").mkdir(parents=True)
    return folder


def take(home: Path, file: Path) -> None:
    put_in_use(home / "ccmdesk", PutInUse(file=file, compared=SAID), author=MAI)


def started(home: Path) -> str:
    """Start it and return the version that ran."""
    done = start(home, "--version")
    return done.stdout.split("\n")[0].replace("ccmdesk ", "").split(" ")[0]


def test_the_next_start_takes_the_new_version(home: Path, tmp_path: Path) -> None:
    assert started(home) == VERSION
    take(home, update_to(tmp_path, "9.0.0"))
    assert started(home) == "9.0.0"
    (listed,) = listed_updates(home / "ccmdesk")
    assert (listed.is_in_use, listed.installed.version) == (True, "9.0.0")


def test_going_back_starts_the_version_before(home: Path, tmp_path: Path) -> None:
    take(home, update_to(tmp_path, "9.0.0"))
    take(home, update_to(tmp_path, "9.1.0", number=2))
    assert started(home) == "9.1.0"
    assert [one.is_in_use for one in listed_updates(home / "ccmdesk")] == [False, True]
    go_back(home / "ccmdesk", UpdateKind.PROGRAM)
    assert started(home) == "9.0.0"
    assert [one.is_in_use for one in listed_updates(home / "ccmdesk")] == [True, False]
    go_back(home / "ccmdesk", UpdateKind.PROGRAM)
    assert started(home) == VERSION
    with pytest.raises(Problem, match="no version before"):
        go_back(home / "ccmdesk", UpdateKind.PROGRAM)
    take(home, tmp_path / "9.1.0.ccmu")
    assert started(home) == "9.1.0"


def test_a_version_that_fails_its_own_test_is_not_used(home: Path, tmp_path: Path) -> None:
    take(home, update_to(tmp_path, "9.0.0"))
    with pytest.raises(Problem) as told:
        take(home, update_to(tmp_path, "9.1.0", FAILS_ITS_TEST, number=2))
    assert told.value.message.msgid == FAILED_TEST
    assert "no fonts here" in str(told.value)
    assert started(home) == "9.0.0"
    assert not (home / "ccmdesk" / "updates" / "program" / "9.1.0").exists()


def test_a_version_whose_test_does_not_end_is_not_used(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(put_program, "_MOST_SECONDS", 0.5)
    with pytest.raises(Problem) as told:
        take(home, update_to(tmp_path, "9.0.0", "import time; time.sleep(60)"))
    assert told.value.message.msgid == FAILED_TEST
    assert started(home) == VERSION


@pytest.mark.parametrize("version", ["0.0.9", VERSION, "9.0.0"])
def test_a_version_that_is_not_newer_is_refused(home: Path, tmp_path: Path, version: str) -> None:
    take(home, update_to(tmp_path, "9.0.0"))
    with pytest.raises(Problem) as told:
        take(home, update_to(tmp_path, version, number=2))
    assert told.value.message.msgid == OLDER


def test_two_starts_that_do_not_work_lead_back_by_themselves(home: Path, tmp_path: Path) -> None:
    take(home, update_to(tmp_path, "9.0.0", DIES))
    assert "it died" in start(home, "updates").stderr
    assert "it died" in start(home, "updates").stderr
    done = start(home, "updates")
    assert done.stdout.startswith(f"ccmdesk {VERSION}")
    assert "ccmdesk 9.0.0 did not work" in done.stderr
    again = start(home, "updates")
    assert again.stdout.startswith(f"ccmdesk {VERSION}")
    assert again.stderr == ""
    take(home, update_to(tmp_path, "9.0.0", FINE, number=2))
    assert started(home) == "9.0.0"


def test_one_start_that_is_cut_off_is_no_reason_to_go_back(home: Path, tmp_path: Path) -> None:
    take(home, update_to(tmp_path, "9.0.0"))
    (home / "ccmdesk" / "updates" / "program" / "9.0.0.try-1").touch()
    assert [started(home) for _ in range(4)] == ["9.0.0"] * 4


def test_the_version_before_is_taken_when_the_newest_fails(home: Path, tmp_path: Path) -> None:
    take(home, update_to(tmp_path, "9.0.0"))
    take(home, update_to(tmp_path, "9.1.0", DIES, number=2))
    for _ in range(2):
        start(home, "updates")
    assert start(home, "updates").stdout == "9.0.0 9.1.0\n"
    assert start(home, "updates").stdout == "9.0.0 \n"


def _kept(home: Path, name: str) -> Path:
    return home / "ccmdesk" / "updates" / "program" / "9.0.0" / "ccmdesk" / name


@pytest.mark.parametrize("name", ["__main__.py", "version.py", "../ccmdesk.dsse.json"])
def test_a_version_with_a_file_lost_or_cut_gives_way(home: Path, tmp_path: Path, name: str) -> None:
    take(home, update_to(tmp_path, "9.0.0"))
    file = _kept(home, name)
    file.write_bytes(file.read_bytes()[:-1])
    assert started(home) == VERSION
    take(home, tmp_path / "9.0.0.ccmu")
    assert started(home) == "9.0.0"
    _kept(home, name).unlink()
    assert started(home) == VERSION


@pytest.mark.parametrize("does", [BROKEN, HAS_A_FAULT])
def test_a_version_that_decayed_on_the_disk_gives_way(
    home: Path, tmp_path: Path, does: str
) -> None:
    """Its size is as before, so the start sees it only when it runs into the fault."""
    spaces = " " * len(does) + "pass"
    take(home, update_to(tmp_path, "9.0.0", spaces.strip().ljust(len(does))))
    assert started(home) == "9.0.0"
    entry = _kept(home, "__main__.py")
    whole = entry.read_text("utf-8")
    entry.write_text(whole.replace("pass".ljust(len(does)), does), encoding="utf-8")
    # In the same second, with the same size: Python would run what it made of the file before.
    shutil.rmtree(entry.parent / "__pycache__", ignore_errors=True)
    assert len(entry.read_bytes()) == len(whole)
    assert VERSION in [started(home), started(home)]
    assert started(home) == VERSION


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b'{"in_use":3}', b'{"in_use":["../.."]}', b"\xff\0", b'{"in_use":[1]}'],
)
def test_a_damaged_list_starts_what_came_with_the_program(home: Path, raw: bytes) -> None:
    (home / "ccmdesk" / "updates").mkdir()
    (home / "ccmdesk" / "updates" / "program.json").write_bytes(raw)
    assert newer_version(["--data-folder", str(home / "ccmdesk")]) is None
    assert launch.left_version() == ""
    assert listed_updates(home / "ccmdesk") == ()


def test_a_newer_program_that_is_installed_wins_over_an_older_update(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(home, update_to(tmp_path, "9.0.0"))
    monkeypatch.setattr(launch, "VERSION", "9.0.1")
    assert newer_version(["--data-folder", str(home / "ccmdesk")]) is None


def test_a_process_that_a_version_starts_runs_the_same_version(home: Path, tmp_path: Path) -> None:
    """Also where Python is told to leave the environment aside, and a newer one came meanwhile."""
    take(home, update_to(tmp_path, "9.0.0"))
    take(home, update_to(tmp_path, "9.1.0", number=2))
    first = home / "ccmdesk" / "updates" / "program" / "9.0.0"
    asked = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from ccmdesk.__main__ import main; "
    done = subprocess.run(
        [sys.executable, "-I", "-c", asked + "sys.exit(main())", "--version"],
        env={**os.environ, launch.STARTED: str(first), "XDG_DATA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("9.0.0 "), done


def test_a_process_whose_version_is_gone_runs_what_came_with_the_program(home: Path) -> None:
    done = start(home, "--version", **{launch.STARTED: str(home / "gone")})
    assert (done.returncode, done.stdout) == (0, f"ccmdesk {VERSION}\n"), done.stderr


def test_only_two_versions_are_kept(home: Path, tmp_path: Path) -> None:
    for number in range(1, 5):
        take(home, update_to(tmp_path, f"9.{number}.0", number=number))
    kept = [one.name for one in (home / "ccmdesk" / "updates" / "program").iterdir()]
    assert sorted(kept) == ["9.3.0", "9.4.0"]


def test_a_half_unpacked_version_is_removed_at_the_next_update(home: Path, tmp_path: Path) -> None:
    half = home / "ccmdesk" / "updates" / "program" / "9.0.0.part"
    half.mkdir(parents=True)
    (half / "x.py").write_text("x", encoding="utf-8")
    assert started(home) == VERSION
    take(home, update_to(tmp_path, "9.0.0"))
    assert not half.exists()


@pytest.mark.parametrize(
    "arguments", [[], ["--data-folder", "/x/y"], ["--data-folder=/x/y", "check"]]
)
def test_the_start_looks_where_the_program_keeps_its_data(arguments: list[str]) -> None:
    usual = Path(platformdirs.user_data_dir("ccmdesk", appauthor=False))
    assert launch._data_folder(arguments) == (Path("/x/y") if arguments else usual)


def test_without_an_update_the_start_loses_no_time(home: Path) -> None:
    asked = ["--data-folder", str(home / "ccmdesk"), "check"]

    def seconds() -> float:
        before = time.perf_counter()
        assert newer_version(asked) is None
        return time.perf_counter() - before

    assert min(seconds() for _ in range(20)) < 0.002


def test_the_whole_program_as_it_is_can_be_an_update(home: Path, tmp_path: Path) -> None:
    """It is packed, unpacked, tests itself, runs, and finds its own data and languages."""
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "ccmdesk", tree / "ccmdesk", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copytree(ROOT / "resources", tree / "ccmdesk" / "resources")
    shutil.copytree(ROOT / "translations", tree / "ccmdesk" / "translations")
    (tree / "ccmdesk" / "version.py").write_text('VERSION = "9.9.0"\n__version__ = VERSION\n')
    ask = MakeUpdate(
        source=tree,
        brings=UpdateKind.PROGRAM,
        out=tmp_path / "whole.ccmu",
        office="ISU",
        news={"en": "All is new."},
    )
    make_update(tmp_path, ask, key=ISU, author=MAI)
    assert look_at_update(home / "ccmdesk", ask.out).changes[0].after == "9.9.0"
    take(home, ask.out)
    done = start(home, "--ui-lang", "fr", "updates")
    assert done.stdout.startswith("ccmdesk 9.9.0\n")
    assert (home / "ccmdesk" / "updates" / "program" / "9.9.0.works").exists()
    assert os.environ.get("CCMDESK_PROGRAM") is None
    assert str(home) not in "".join(sys.path)


def test_a_wheel_is_made_into_an_update_as_it_is(home: Path, tmp_path: Path) -> None:
    import zipfile

    from program_updates import program

    wheel = tmp_path / "ccmdesk-9.2.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, raw in program("9.2.0").items():
            archive.writestr(name, raw)
        archive.writestr("ccmdesk-9.2.0.dist-info/METADATA", "Name: ccmdesk\n")
        archive.mkdir("ccmdesk/resources")
    ask = MakeUpdate(
        source=wheel,
        brings=UpdateKind.PROGRAM,
        out=tmp_path / "wheel.ccmu",
        office="ISU",
        news={},
    )
    assert make_update(tmp_path, ask, key=ISU, author=MAI).version == "9.2.0"
    take(home, ask.out)
    assert started(home) == "9.2.0"
