"""The lock files: nothing is installed but files that were looked at, and the lists agree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from pins import Pin, pins_of

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").rglob("*.txt"))
NAMES = [path.relative_to(ROOT).as_posix() for path in LOCKS]
HASH = "--hash=sha256:" + "0" * 64


@pytest.mark.parametrize("lock", LOCKS, ids=NAMES)
def test_a_lock_file_names_one_version_of_each_library_and_the_hashes_of_its_files(
    lock: Path,
) -> None:
    pins = pins_of(lock)
    assert pins
    assert len({(pin.name, pin.marker) for pin in pins}) == len(pins)


@pytest.mark.parametrize(
    "line",
    [
        "babel==2.18.0",
        f"babel>=2.18.0 {HASH}",
        f"babel==2.* {HASH}",
        f"babel==2.18.0,>1 {HASH}",
        "babel==2.18.0 --hash=md5:0123456789abcdef0123456789abcdef",
        f"babel==2.18.0 {HASH[:-1]}",
        f"babel @ https://example.org/babel-2.18.0.whl {HASH}",
        "--find-links https://example.org/simple",
        "-r other.txt",
        "./babel",
    ],
)
def test_a_line_that_leaves_open_what_is_installed_is_found(line: str, tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(f"# made by hand\nalembic==1.20.1 \\\n    {HASH}\n{line}\n")
    with pytest.raises(ValueError, match=re.escape(line[:20])):
        pins_of(lock)


@pytest.mark.parametrize("lock", LOCKS, ids=NAMES)
def test_what_is_asked_for_is_pinned_as_asked(lock: Path) -> None:
    pins = _by_name(lock)
    wanted = [Requirement(line) for line in _asked(lock.with_suffix(".in"))]
    assert wanted
    for one in wanted:
        assert pins[canonicalize_name(one.name)].version in one.specifier, one


def test_what_a_user_installs_is_what_the_tests_ran_with() -> None:
    tried = _by_name(ROOT / "requirements" / "dev.txt")
    for name in ("base.txt", "sign.txt"):
        for pin in pins_of(ROOT / "requirements" / name):
            tested = tried[pin.name]
            assert (tested.version, tested.hashes) == (pin.version, pin.hashes)


def test_what_the_wheel_asks_for_and_what_builds_it_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    base, dev = (_by_name(ROOT / "requirements" / f"{name}.txt") for name in ("base", "dev"))
    for line in project["project"]["dependencies"]:
        one = Requirement(line)
        assert base[canonicalize_name(one.name)].version in one.specifier, line
    for line in project["build-system"]["requires"]:
        one = Requirement(line)
        assert dev[canonicalize_name(one.name)].version in one.specifier, line


def _by_name(lock: Path) -> dict[NormalizedName, Pin]:
    return {pin.name: pin for pin in pins_of(lock)}


def _asked(wanted: Path) -> list[str]:
    lines = [line.strip() for line in wanted.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith(("#", "-r"))]
