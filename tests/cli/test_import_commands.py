"""Importing and templates on the command line: languages, and the copy with the results."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from plan_commands import answer

from ccmdesk.cli.main import main
from ccmdesk.exchange.reader import read_tables

ENGLISH = "Number,Name [en],Size\nP-1,Field,1000\n"
FRENCH = 'Numéro;Nom [fr];Superficie\nFR-1;Champ;"12,345 ha"\n'


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "lao.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    capsys.readouterr()
    return path


def areas(plan: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """Return the sizes of the areas of the plan by their numbers."""
    found = answer(capsys, "list", str(plan), "hazardous_area", "--json")
    return {area["code"]: area["size_m2"] for area in found}


def file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


@pytest.mark.parametrize("window", ["en", "fr", "ar"])
def test_french_headings_say_how_the_numbers_are_written(
    plan: Path, capsys: pytest.CaptureFixture[str], window: str
) -> None:
    source = file(plan.parent, "Zones dangereuses.csv", FRENCH)
    assert main(["--ui-lang", window, "import", str(plan), source]) == 0
    assert areas(plan, capsys) == {"FR-1": 123_450}


def test_english_headings_do_so_in_a_french_window(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = file(plan.parent, "hazardous areas.csv", ENGLISH.replace("1000", '"1,000"'))
    assert main(["--ui-lang", "fr", "import", str(plan), source]) == 0
    assert areas(plan, capsys) == {"P-1": 1_000}


def test_the_language_that_is_said_goes_before_that_of_the_headings(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = file(plan.parent, "hazardous areas.csv", ENGLISH.replace("1000", '"12,345 ha"'))
    assert main(["import", str(plan), source, "--language", "fr"]) == 0
    assert areas(plan, capsys) == {"P-1": 123_450}


def test_keys_leave_the_numbers_to_the_language_of_the_messages(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = file(plan.parent, "hazardous_area.csv", 'code,size_m2\nP-1,"1,5 ha"\n')
    assert main(["--ui-lang", "fr", "import", str(plan), source]) == 0
    assert areas(plan, capsys) == {"P-1": 15_000}


def test_the_copy_with_the_results_keeps_the_language_of_its_numbers(plan: Path) -> None:
    out = plan.parent / "results.xlsx"
    french = file(plan.parent, "Zones dangereuses.csv", FRENCH)
    assert main(["import", str(plan), french, "--dry-run", "--status", str(out)]) == 0
    assert {t.language for t in read_tables(out.name, io.BytesIO(out.read_bytes()))} == {"fr"}
    english = file(plan.parent, "hazardous areas.csv", ENGLISH)
    assert main(["import", str(plan), french, english, "--dry-run", "--status", str(out)]) == 0
    assert {t.language for t in read_tables(out.name, io.BytesIO(out.read_bytes()))} == {""}


@pytest.mark.parametrize("code", ["EN", "qq", "zh-Hans"])
def test_a_language_that_is_not_there_is_told_with_those_that_are(
    plan: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    out, source = plan.parent / "t.xlsx", file(plan.parent, "hazardous areas.csv", ENGLISH)
    for command in (["template", "--out", str(out)], ["import", str(plan), source]):
        assert main([*command, "--language", code]) == 1
        assert f"There is no language “{code}”" in capsys.readouterr().err
    assert not out.exists()


def test_nothing_is_imported_when_the_copy_with_the_results_cannot_be_written(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = file(plan.parent, "hazardous areas.csv", ENGLISH)
    blocked = file(plan.parent, "blocked", "")
    assert main(["import", str(plan), source, "--status", f"{blocked}/x.xlsx"]) == 1
    assert areas(plan, capsys) == {}


def test_the_copy_with_the_results_does_not_take_the_place_of_its_source(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = file(plan.parent, "hazardous areas.csv", ENGLISH)
    template = plan.parent / "filled.xlsx"
    assert main(["template", "--out", str(template)]) == 0
    before = template.read_bytes()
    for sources, out in (([source], source), ([source, str(template)], str(template))):
        assert main(["import", str(plan), *sources, "--status", out]) == 1
        assert "The copy with the results cannot be" in capsys.readouterr().err
    assert Path(source).read_text("utf-8") == ENGLISH
    assert template.read_bytes() == before
    assert areas(plan, capsys) == {}
