"""The command line: stable commands, exit codes, one JSON document, plain sentences."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from plan_commands import SURVEY, answer
from sqlcipher3 import dbapi2

from ccmdesk.actions import step_told
from ccmdesk.cli.main import main
from ccmdesk.cli.parser import COMMANDS
from ccmdesk.exchange.reader import read_tables
from ccmdesk.model.change import StepKind

_LONG = f"{'x' * 260}.pdf"


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "lao.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["add", str(path), "activity", *SURVEY]) == 0
    capsys.readouterr()
    return path


def test_a_new_plan_knows_what_the_packs_know_of_the_country(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    duties = {o["duty"]: o for o in answer(capsys, "list", str(plan), "obligation", "--json")}
    assert set(duties) == {"4a", "5"}
    assert "deadline" not in duties["5"]
    (state,) = answer(capsys, "list", str(plan), "state_party", "--json")
    assert state["entry_into_force"] == "2010-08-01"
    assert state["entry_into_force#note"]["source"]


def test_a_record_is_found_by_its_number_and_shown_in_words(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(plan), "A-1"]) == 0
    shown = capsys.readouterr().out
    assert "Start and end: 1 February 2026 to 30 November 2026" in shown
    assert "Total cost: USD\xa0450,000" in shown


def test_set_undo_redo_lead_back_to_the_same_check_code(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = answer(capsys, "info", str(plan), "--json")["content_hash"]
    assert main(["set", str(plan), "A-1", "place@en=Sepon", "article=5"]) == 0
    changed = answer(capsys, "info", str(plan), "--json")["content_hash"]
    assert main(["undo", str(plan)]) == 0
    assert answer(capsys, "info", str(plan), "--json")["content_hash"] == before
    assert main(["redo", str(plan)]) == 0
    assert answer(capsys, "info", str(plan), "--json")["content_hash"] == changed != before


def test_unknown_and_does_not_apply_can_be_said(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", str(plan), "A-1", "direct=?", "method=n/a: survey only"]) == 0
    record = answer(capsys, "show", str(plan), "A-1", "--json")
    assert record["direct"] == {"absent": "unknown"}
    assert record["method"] == {"absent": "not_applicable", "reason": "survey only"}
    assert main(["set", str(plan), "A-1", "direct=women=3 men=4"]) == 0
    assert answer(capsys, "show", str(plan), "A-1", "--json")["direct"] == [3, 4, None, None, None]


def test_a_deleted_record_is_gone_and_undo_brings_it_back(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["delete", str(plan), "A-1"]) == 0
    assert answer(capsys, "list", str(plan), "activity", "--json") == []
    assert main(["undo", str(plan)]) == 0
    assert len(answer(capsys, "list", str(plan), "activity", "--json")) == 1


def test_the_history_says_who_wrote_what(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--by", "Keo", "set", str(plan), "A-1", "place@en=Sepon"]) == 0
    entries = answer(capsys, "history", str(plan), "A-1", "--json")
    assert (entries[0]["by"], entries[0]["field"], entries[0]["new"]) == (
        "Keo",
        "place@en",
        "Sepon",
    )


def test_check_lists_what_is_missing_and_strict_ends_with_three(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = answer(capsys, "check", str(plan), "--json")
    place = [f for f in findings if f["criterion"] == 14]
    assert [(f["activity"], f["reached"], f["level"]) for f in place] == [
        ("A-1", "missing", "needed")
    ]
    assert all(f["says"] and f["todo"] and f["basis"] for f in findings)
    assert main(["check", str(plan), "--strict"]) == 3


def test_check_tells_records_of_one_year_apart_by_their_kind(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(plan), "annual_position", "year=2015", "closing_m2=900"]) == 0
    assert main(["add", str(plan), "land_release", "year=2015", "cancelled_m2=100"]) == 0
    capsys.readouterr()
    assert main(["check", str(plan)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Position at year end: 2015" in lines
    assert "Land release: 2015" in lines
    levels = {line.partition("]")[0].strip() for line in lines if line.startswith("  [")}
    assert levels == {"[Needed", "[Stronger"}


def test_a_field_that_is_not_filled_in_is_named_as_a_label(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(plan)]) == 0
    assert "  [Needed] “What the problem is” is not filled in." in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_what_is_printed_into_a_file_has_the_letters_of_every_script(
    plan: Path, encoding: str
) -> None:
    assert main(["add", str(plan), "hazardous_area", "code=1", "name@ar=قرية"]) == 0
    done = subprocess.run(
        [sys.executable, "-m", "ccmdesk", "list", str(plan), "hazardous_area", "--json"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)[0]["name@ar"] == "قرية"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files that are no text")
def test_a_name_that_is_no_text_does_not_end_a_command_that_has_done_its_work(
    tmp_path: Path,
) -> None:
    out = os.fsencode(tmp_path) + b"/areas\xff.xlsx"
    done = subprocess.run(
        [sys.executable, "-m", "ccmdesk", "template", "--out", out], capture_output=True, check=True
    )
    assert b"areas\\udcff.xlsx" in done.stdout


def test_a_plan_that_is_not_there_is_missed_in_a_folder_with_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check", "nofile.ccmdesk"]) == 1
    told = capsys.readouterr().err
    assert f"There is no plan nofile.ccmdesk in {tmp_path}. If it was moved" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("set", "{plan}", "A-1", "colour=red"), "colour"),
        (("set", "{plan}", "A-1", "cost=4x0 USD"), "4x0"),
        (("set", "{plan}", "A-1", "period=2026"), "2026-01-01..2027-12-31"),
        (("set", "{plan}", "A-1", "period=2026-05-01..2026-01-01"), ""),
        (("set", "{plan}", "A-1", "article=7"), "Article 4"),
        (("set", "{plan}", "A-1", "place"), "FIELD=VALUE"),
        (("set", "{plan}", "A-1", "method=XX"), "ODOB"),
        (("set", "{plan}", "A-1", "plan=nothing"), "nothing"),
        (("show", "{plan}", "A-9"), "A-9"),
        (("list", "{plan}", "thing"), "hazardous_area"),
        (("info", "{plan}.not-there"), "not-there"),
        (("new", "{plan}2", "--country", "XXX", "--years", "2026-2030"), "XXX"),
        (("new", "{plan}2", "--country", "LAO", "--years", "2030-2026"), "2030"),
        (("new", "{plan}2", "--country", "LAO", "--years", "soon"), "soon"),
        (("new", "{plan}2", "--country", "LAO", "--years", "0000-0001"), "Gregorian"),
        (("new", "{plan}2", "--country", "LAO", "--years", "1405-1410"), "Gregorian"),
        (("new", "{plan}2", "--country", "LAO", "--years", "2026-9999"), "Gregorian"),
        (("new", "{plan}2", "--country", "LAO", "--years", "0-5"), "2026-2030"),
        (("new", "{plan}2", "--country", "LAO", "--years", "2026-99999"), "2026-2030"),
        (("add", "{plan}", "hazardous_area", "code=1", "found_on=0000"), "“0000”"),
        (("add", "{plan}", "hazardous_area", "code=1", "found_on=0000-05"), "“0000-05”"),
        (("set", "{plan}", "A-1", "period=2026-01-01..9999-12-31"), "“9999-12-31”"),
        (("import", "{plan}", "{plan}.xlsx"), "xlsx"),
        (("import", "{plan}", "{plan}/x.csv"), "There is no file"),
        (("translations-in", "{plan}", "{plan}/x.xlf"), "There is no file"),
        (("translations-in", "{plan}", "/proc/self/mem"), "The disk reported an error"),
        (("translations-in", "{plan}", "."), "is a folder"),
        (("template", "--out", "."), "is a folder"),
        (("backup", "{plan}", "--out", "."), "is a folder"),
        (("export", "{plan}", "--document", "changes", "--language", "en", "--out", "."), "folder"),
        (("export", "{plan}", "--document", "changes", "--language", "en", "--out", _LONG), "name"),
        (("verify", "{plan}.ccmb"), "ccmb"),
        (("verify", "{plan}"), ""),
    ],
)
def test_a_problem_is_one_plain_sentence_and_exit_one(
    plan: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    capsys.readouterr()
    filled = [argument.format(plan=plan) for argument in arguments]
    assert main(filled) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert said in told.err
    assert "Traceback" not in told.err


def test_a_bad_value_leaves_the_record_as_it_was(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = answer(capsys, "show", str(plan), "A-1", "--json")
    assert main(["set", str(plan), "A-1", "place@en=Sepon", "cost=4x0"]) == 1
    assert answer(capsys, "show", str(plan), "A-1", "--json") == before


def test_messages_come_in_the_chosen_language(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--ui-lang", "fr", "undo", str(plan) + "x"]) == 1
    french = capsys.readouterr().err
    assert main(["undo", str(plan) + "x"]) == 1
    assert french != capsys.readouterr().err


def test_wrong_usage_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["nonsense"])
    assert caught.value.code == 2


def test_every_command_is_in_the_readme_or_its_help() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert all(command.help for command in COMMANDS.values())
    for name in ("demo", "new", "add", "set", "check", "undo", "template", "import", "export"):
        assert f"ccmdesk {name}" in readme


def test_a_template_is_filled_in_and_imported_as_one_step(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = answer(capsys, "info", str(plan), "--json")["content_hash"]
    areas = tmp_path / "hazardous_areas.csv"
    areas.write_text("code,name@en,kind,status,size_m2\nCHA-1,Ban Na,CHA,open,42000\n", "utf-8")
    assert main(["import", str(plan), str(areas), "--dry-run"]) == 0
    assert answer(capsys, "info", str(plan), "--json")["content_hash"] == before
    assert answer(capsys, "import", str(plan), str(areas), "--json")["new"] == 1
    assert answer(capsys, "import", str(plan), str(areas), "--json")["same"] == 1
    assert main(["undo", str(plan)]) == 0
    assert answer(capsys, "info", str(plan), "--json")["content_hash"] == before


def test_a_record_is_corrected_in_a_workbook_of_the_plan_and_not_doubled(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(plan), "land_release", "year=2025", "method=BAC"]) == 0
    workbook = tmp_path / "plan.xlsx"
    assert main(["workbook", str(plan), "--out", str(workbook)]) == 0
    (before,) = answer(capsys, "list", str(plan), "land_release", "--json")
    assert answer(capsys, "import", str(plan), str(workbook), "--json")["new"] == 0
    (sheet,) = [
        table
        for table in read_tables(workbook.name, io.BytesIO(workbook.read_bytes()))
        if "land_release:method" in table.rows[0]
    ]
    method = sheet.rows[0].index("land_release:method")
    row = (*sheet.rows[-1][:method], "Clearance", *sheet.rows[-1][method + 1 :])
    rows = tmp_path / "Land releases.csv"
    with rows.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*sheet.rows[:-1], row])
    assert answer(capsys, "import", str(plan), str(rows), "--json")["changed"] == 1
    (after,) = answer(capsys, "list", str(plan), "land_release", "--json")
    assert (after["id"], after["method"]) == (before["id"], "CLEAR")


@pytest.mark.parametrize("language", ["EN", "qq", "zh-Hans"])
def test_a_language_that_is_not_shipped_is_told_with_those_that_are(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    out, rows = str(tmp_path / "out.xlsx"), tmp_path / "activities.csv"
    rows.write_text("code\nA-9\n", "utf-8")
    for command in (
        ("template", "--out", out),
        ("workbook", str(plan), "--out", out),
        ("import", str(plan), str(rows)),
    ):
        assert main([*command, "--language", language]) == 1
        assert f"There is no language “{language}”." in capsys.readouterr().err
    assert not (tmp_path / "out.xlsx").exists()


def test_no_date_at_all_is_told_in_its_cell(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    areas = tmp_path / "hazardous_areas.csv"
    areas.write_text(
        "code,name@en,kind,found_on\nA1,Ban Na,CHA,0000\nA2,Ban Ko,CHA,2019\n", "utf-8"
    )
    assert main(["import", str(plan), str(areas), "--yes"]) == 1
    told = capsys.readouterr().out
    assert "“0000” lies outside the years 1900 to 2200" in told
    (area,) = answer(capsys, "list", str(plan), "hazardous_area", "--json")
    assert (area["code"], area["found_on"]) == ("A2", "2019")


def test_a_bad_row_is_named_with_sheet_row_and_column(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    areas = tmp_path / "hazardous_areas.csv"
    areas.write_text("code,name@en,kind,size_m2\nA1,Ban Na,maybe,42000\nA2,Ban Ko,CHA,7\n", "utf-8")
    capsys.readouterr()
    assert main(["import", str(plan), str(areas), "--json"]) == 1
    result = json.loads(capsys.readouterr().out)
    assert (result["new"], result["refused"]) == (1, 1)
    (fault,) = result["faults"]
    assert (fault["row"], fault["column"]) == (2, "C")
    assert "maybe" in fault["says"]
    assert result["written"] is False
    assert answer(capsys, "list", str(plan), "hazardous_area", "--json") == []
    assert main(["import", str(plan), str(areas)]) == 1
    said = capsys.readouterr()
    assert "row 2" in said.out
    assert said.out.splitlines()[-1].startswith("Nothing was written.")
    assert main(["import", str(plan), str(areas), "--yes"]) == 1
    assert len(answer(capsys, "list", str(plan), "hazardous_area", "--json")) == 1


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_the_history_is_told_in_the_words_of_the_window(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--by", "Keo", "set", str(plan), "A-1", "cost=USD 500,000", "place@fr=Sepon"]) == 0
    assert main(["--by", "Keo", "set", str(plan), "A-1", "direct=?"]) == 0
    told = _said(capsys, "history", str(plan), "A-1")
    assert "Keo. Total cost: USD\xa0450,000 → USD\xa0500,000" in told
    assert "Keo. Place (French): empty → Sepon" in told
    assert "Keo. People who benefit directly: empty → Not known" in told
    assert told.splitlines()[-1].endswith("The whole record: empty → in the plan")
    for internal in ("None", "_deleted", "place@", "[", "{", "True", "#note"):
        assert internal not in told
    french = _said(capsys, "--ui-lang", "fr", "history", str(plan), "A-1")
    assert "Coût total" in french
    assert "Total cost" not in french


def test_each_command_that_writes_says_in_one_sentence_what_it_did(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "Activity “A-1 · Survey of 42 villages”"
    added = _said(capsys, "add", str(plan), "source", "title@en=Survey 2025").splitlines()
    assert added[0] == "Added: Source “Survey 2025”."
    assert UUID(added[1])
    changed = _said(capsys, "set", str(plan), "A-1", "place@en=Sepon", "code=A-2")
    assert changed == "Changed in Activity “A-2 · Survey of 42 villages”: Number, Place.\n"
    undone = _said(capsys, "undo", str(plan))
    assert undone == f"Taken back in {title}: change of Number, Place.\n"
    redone = _said(capsys, "redo", str(plan))
    assert redone.startswith("Done again in Activity “A-2")
    main(["undo", str(plan)])
    assert _said(capsys, "delete", str(plan), "A-1") == (
        f"In the bin now: {title}. Undo brings it back.\n"
    )
    assert _said(capsys, "undo", str(plan)) == f"Taken back: deleting {title}.\n"
    assert _said(capsys, "redo", str(plan)) == f"Done again: deleting {title}.\n"


def test_taking_back_an_import_says_so(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    areas = tmp_path / "hazardous_areas.csv"
    areas.write_text("code,name@en,kind\nA1,Ban Na,CHA\nA2,Ban Ko,CHA\n", "utf-8")
    assert main(["import", str(plan), str(areas)]) == 0
    assert _said(capsys, "undo", str(plan)) == "Taken back: the import of 2 records.\n"
    assert _said(capsys, "redo", str(plan)) == "Done again: adding 2 records.\n"


def test_each_kind_of_step_has_words_for_taking_it_back() -> None:
    taken_back = set(StepKind) - {StepKind.UNDO, StepKind.REDO}
    assert set(step_told._UNDONE) == taken_back


@pytest.mark.parametrize(
    "arguments",
    [("info",), ("list", "activity"), ("show", "A-1"), ("check",), ("history", "A-1"), ("repair",)],
)
def test_a_command_that_only_reads_leaves_nothing_beside_the_plan(
    plan: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    before = plan.read_bytes()
    first, *rest = arguments
    assert main([first, str(plan), *rest]) == 0
    assert [file.name for file in plan.parent.iterdir()] == [plan.name]
    assert plan.read_bytes() == before


def test_a_whole_plan_is_not_called_damaged(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = _said(capsys, "repair", str(plan))
    assert said.startswith("lao.ccmdesk is whole")
    assert "damaged" not in said


@pytest.mark.parametrize("schema", ["0001", "0002", "0003", "0004"])
def test_a_whole_plan_of_an_earlier_version_is_not_called_damaged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], schema: str
) -> None:
    kept = Path(__file__).parents[1] / "data" / f"schema-{schema}.ccmdesk.gz"
    plan = tmp_path / "old.ccmdesk"
    plan.write_bytes(gzip.decompress(kept.read_bytes()))
    assert _said(capsys, "repair", str(plan)).startswith("old.ccmdesk is whole")
    assert list(tmp_path.iterdir()) == [plan]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meta SET value = '9' WHERE key = 'records'",
        "UPDATE alembic_version SET version_num = '0099'",
        "UPDATE alembic_version SET version_num = '0099'; ALTER TABLE pending RENAME TO waiting",
    ],
)
def test_a_plan_of_a_later_version_is_left_alone_by_repair_and_restore(
    plan: Path, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    con = dbapi2.connect(str(plan))
    con.execute("UPDATE meta SET value = '3.2.0' WHERE key = 'needs'")
    con.commit()
    con.executescript(statement)
    con.close()
    for command in (["repair", str(plan)], ["restore", str(plan), "--out", f"{plan}-2.ccmdesk"]):
        assert main(command) == 1
        assert "Install version 3.2.0 or later" in capsys.readouterr().err
    assert list(plan.parent.glob("*.ccmdesk")) == [plan]


def test_a_damaged_plan_is_saved_beside_the_file_that_stays_as_it_is(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    con = dbapi2.connect(str(plan))
    con.execute("UPDATE change SET body = x'00' WHERE n = 2")
    con.commit()
    con.execute("VACUUM")  # else the old bytes are still found
    con.close()
    before = plan.read_bytes()
    said = _said(capsys, "repair", str(plan))
    assert "could not be read" in said
    assert "lao-repaired.ccmdesk; the damaged file was not touched." in said
    assert plan.read_bytes() == before
    assert main(["info", str(plan.with_name("lao-repaired.ccmdesk"))]) == 0
    assert "lao-repaired-2.ccmdesk; the damaged" in _said(capsys, "repair", str(plan))


@pytest.mark.parametrize("name", ["nothere.ccmdesk", "folder"])
def test_what_is_no_file_is_not_repaired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "folder").mkdir()
    assert main(["repair", str(tmp_path / name)]) == 1
    assert f"There is no plan {name}" in capsys.readouterr().err
