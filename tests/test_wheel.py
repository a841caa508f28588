"""The wheel: installed into an empty environment, it finds its data and makes the demonstration."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sbom import sbom

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.manual import PAGES
from ccmdesk.version import VERSION

ROOT = Path(__file__).parents[1]
LONG_AGO = 1_000_000_000

pytestmark = pytest.mark.xdist_group("wheel")


def _run(*command: str, cwd: Path, **environ: str) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    environment |= environ
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(ROOT, tmp_path_factory.mktemp("dist"))


def _built(tree: Path, out: Path, **environ: str) -> Path:
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out))
    _run(*build, cwd=tree, **environ)
    (found,) = out.glob("*.whl")
    return found


def _clean_copy(folder: Path) -> Path:
    """Copy what git knows of, as files of another day that only their owner may read."""
    asked = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in sorted(set(_run(*asked, cwd=ROOT).split("\0")) - {""}, reverse=True):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
            (folder / name).chmod(0o600)
            os.utime(folder / name, (LONG_AGO, LONG_AGO))
    return folder


def test_fonts_packs_demo_and_compiled_catalogues_travel_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "ccmdesk/resources/fonts/Vazirmatn-Regular.ttf" in names
    assert "ccmdesk/resources/packs/states/states.csv" in names
    assert any(name.startswith("ccmdesk/resources/demo/bih/") for name in names)
    assert {f"ccmdesk/manual/en/{page}.md" for page in PAGES} <= names
    assert {f"ccmdesk/licences/{name}" for name in ("LICENSE", "THIRD_PARTY.md")} <= names
    for language in ("fr", "es", "ar", "ru", "zh"):
        assert f"ccmdesk/translations/{language}/LC_MESSAGES/ccmdesk.mo" in names


def test_the_list_of_parts_travels_inside(wheel: Path) -> None:
    (said,) = [name for name in zipfile.ZipFile(wheel).namelist() if "/sboms/" in name]
    assert said == f"ccmdesk-{VERSION}.dist-info/sboms/ccmdesk.cdx.json"
    assert zipfile.ZipFile(wheel).read(said) == sbom(ROOT, version=VERSION)


def test_a_wheel_built_in_another_place_at_another_time_has_the_same_bytes(
    wheel: Path, tmp_path: Path
) -> None:
    tree = _clean_copy(tmp_path / "a tree elsewhere")
    habits = {"TZ": "Asia/Vientiane", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    again = _built(tree, tmp_path / "dist", **habits)
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


@pytest.mark.timeout(900)
def test_an_installed_program_makes_the_demonstration_and_its_pictures(
    wheel: Path, tmp_path: Path
) -> None:
    python = tmp_path / "empty" / "bin" / "python"
    _run(sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "empty"), cwd=tmp_path)
    own = (sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check")
    pip = (*own, "install", "-q", "--no-compile")  # of most modules nothing is run here
    pins = str(ROOT / "requirements/base.txt")
    _run(*pip, "--no-deps", "--require-hashes", "-r", pins, cwd=tmp_path)
    _run(*pip, "--no-deps", str(wheel), cwd=tmp_path)
    _run(*own, "check", cwd=tmp_path)
    program = str(python.with_name("ccmdesk"))
    _run(program, "demo", str(tmp_path / "out"), cwd=tmp_path)
    papers = sorted(path.name for path in (tmp_path / "out").glob("*.pdf"))
    (package,) = (tmp_path / "out").glob("*.ccmb")
    assert len(papers) == len(SHIPPED)
    _run(program, "verify", str(package), cwd=tmp_path)
    _run(program, "manual", "--out", str(tmp_path / "manual.pdf"), cwd=tmp_path)
    screens = tmp_path / "screens"
    plan = str(tmp_path / "out" / "BIH-demonstration.ccmdesk")
    shots = (program, "shots", plan, "--out", str(screens), "--languages", "en")
    _run(*shots, "--only", "overview,map,help,send,pack-result,verify-result", cwd=tmp_path)
    assert (screens / "en" / "verify-result.png").exists()
