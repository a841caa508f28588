"""The command line: stable commands, exit codes, one JSON document, plain sentences."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from sqlcipher3 import dbapi2

from ccmdesk.actions import step_told
from ccmdesk.cli.main import main
from ccmdesk.cli.parser import COMMANDS
from ccmdesk.model.change import StepKind
from ccmdesk.report.documents.kinds import DocumentKind

SURVEY = (
    "code=A-1",
    "article=4",
    "title@en=Survey of 42 villages",
    "period=2026-02-01..2026-11-30",
    "quantity=42 villages",
    "cost=USD 450,000",
)


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "lao.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["add", str(path), "activity", *SURVEY]) == 0
    capsys.readouterr()
    return path


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_a_new_plan_knows_what_the_packs_know_of_the_country(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    duties = {o["duty"]: o for o in _json(capsys, "list", str(plan), "obligation", "--json")}
    assert set(duties) == {"4a", "5"}
    assert "deadline" not in duties["5"]
    (state,) = _json(capsys, "list", str(plan), "state_party", "--json")
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
    before = _json(capsys, "info", str(plan), "--json")["content_hash"]
    assert main(["set", str(plan), "A-1", "place@en=Sepon", "article=5"]) == 0
    changed = _json(capsys, "info", str(plan), "--json")["content_hash"]
    assert main(["undo", str(plan)]) == 0
    assert _json(capsys, "info", str(plan), "--json")["content_hash"] == before
    assert main(["redo", str(plan)]) == 0
    assert _json(capsys, "info", str(plan), "--json")["content_hash"] == changed != before


def test_unknown_and_does_not_apply_can_be_said(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", str(plan), "A-1", "direct=?", "method=n/a: survey only"]) == 0
    record = _json(capsys, "show", str(plan), "A-1", "--json")
    assert record["direct"] == {"absent": "unknown"}
    assert record["method"] == {"absent": "not_applicable", "reason": "survey only"}
    assert main(["set", str(plan), "A-1", "direct=women=3 men=4"]) == 0
    assert _json(capsys, "show", str(plan), "A-1", "--json")["direct"] == [3, 4, None, None, None]


def test_a_deleted_record_is_gone_and_undo_brings_it_back(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["delete", str(plan), "A-1"]) == 0
    assert _json(capsys, "list", str(plan), "activity", "--json") == []
    assert main(["undo", str(plan)]) == 0
    assert len(_json(capsys, "list", str(plan), "activity", "--json")) == 1


def test_the_history_says_who_wrote_what(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--by", "Keo", "set", str(plan), "A-1", "place@en=Sepon"]) == 0
    entries = _json(capsys, "history", str(plan), "A-1", "--json")
    assert (entries[0]["by"], entries[0]["field"], entries[0]["new"]) == (
        "Keo",
        "place@en",
        "Sepon",
    )


def test_check_lists_what_is_missing_and_strict_ends_with_three(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = _json(capsys, "check", str(plan), "--json")
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
        (("import", "{plan}", "{plan}.xlsx"), "xlsx"),
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
    before = _json(capsys, "show", str(plan), "A-1", "--json")
    assert main(["set", str(plan), "A-1", "place@en=Sepon", "cost=4x0"]) == 1
    assert _json(capsys, "show", str(plan), "A-1", "--json") == before


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


def test_the_article_7_report_is_written_from_the_command_line(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ("year=2025", "measures@en=A law.")
    assert main(["add", str(plan), "transparency_report", *said]) == 0
    out = tmp_path / "report.pdf"
    ask = ("--document", "article7", "--language", "fr", "--out", str(out))
    assert main(["export", str(plan), *ask]) == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_every_paper_can_be_named_on_the_command_line() -> None:
    (document,) = [a for a in COMMANDS["export"].arguments if "--document" in a.flags]
    assert document.options["choices"] == [kind.value for kind in DocumentKind]


def test_a_template_is_filled_in_and_imported_as_one_step(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _json(capsys, "info", str(plan), "--json")["content_hash"]
    areas = tmp_path / "hazardous_areas.csv"
    areas.write_text("code,name@en,kind,status,size_m2\nCHA-1,Ban Na,CHA,open,42000\n", "utf-8")
    assert main(["import", str(plan), str(areas), "--dry-run"]) == 0
    assert _json(capsys, "info", str(plan), "--json")["content_hash"] == before
    assert _json(capsys, "import", str(plan), str(areas), "--json")["new"] == 1
    assert _json(capsys, "import", str(plan), str(areas), "--json")["same"] == 1
    assert main(["undo", str(plan)]) == 0
    assert _json(capsys, "info", str(plan), "--json")["content_hash"] == before


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
    assert _json(capsys, "list", str(plan), "hazardous_area", "--json") == []
    assert main(["import", str(plan), str(areas)]) == 1
    said = capsys.readouterr()
    assert "row 2" in said.out
    assert said.out.splitlines()[-1].startswith("Nothing was written.")
    assert main(["import", str(plan), str(areas), "--yes"]) == 1
    assert len(_json(capsys, "list", str(plan), "hazardous_area", "--json")) == 1


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


def test_a_damaged_plan_is_saved_beside_the_file_that_stays_as_it_is(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    con = dbapi2.connect(str(plan))
    con.execute("UPDATE change SET body = x'00' WHERE n = 2")
    con.commit()
    con.close()
    before = plan.read_bytes()
    said = _said(capsys, "repair", str(plan))
    assert "could not be read" in said
    assert "lao-repaired.ccmdesk; the damaged file was not touched." in said
    assert plan.read_bytes() == before
    assert main(["info", str(plan.with_name("lao-repaired.ccmdesk"))]) == 0


def test_info_names_what_is_damaged(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    con = dbapi2.connect(str(plan))
    con.execute("UPDATE change SET body = x'00' WHERE n = 2")
    con.commit()
    con.close()
    assert "Change number 2 is damaged" in _said(capsys, "info", str(plan))


def test_export_says_how_long_the_paper_is(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.pdf"
    capsys.readouterr()
    asked = ("--document", "needs-plan", "--language", "en", "--out", str(out))
    assert main(["export", str(plan), *asked]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(out)
    assert lines[1].startswith("The paper has ")
    assert lines[1].endswith(" of them in running text.")


MEETING = ("title@en=Thirteenth Meeting", "title@fr=Treizième Assemblée", "start=2026-09-16")


def _front(paper: Path) -> str:
    return str(pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_range())


def test_a_paper_is_made_for_the_meeting_that_an_id_or_a_title_names(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(plan), "meeting", *MEETING]) == 0
    meeting = capsys.readouterr().out.split()[-1]
    export = ["export", str(plan), "--document", "needs-plan", "--out"]
    for name, asked in (("id", meeting), ("title", "thirteenth meeting"), ("fr", MEETING[1][9:])):
        paper = tmp_path / f"{name}.pdf"
        assert main([*export, str(paper), "--meeting", asked]) == 0
        assert "Thirteenth Meeting" in _front(paper)
        assert "16 September 2026" in _front(paper)
    assert main([*export, str(tmp_path / "none.pdf")]) == 0
    assert "Thirteenth Meeting" not in _front(tmp_path / "none.pdf")
    assert main([*export, str(tmp_path / "no.pdf"), "--meeting", "Fourteenth"]) == 1
    assert "Fourteenth" in capsys.readouterr().err


def test_a_package_made_for_a_meeting_says_so_in_its_edition(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", str(plan), "meeting", *MEETING]) == 0
    meeting = capsys.readouterr().out.split()[-1]
    pack = ["--data-folder", str(tmp_path), "pack", str(plan), "--for", "isu"]
    pack += ["--out", str(tmp_path / "LAO-1.ccmb"), "--meeting", "Thirteenth Meeting"]
    assert main(pack) == 0
    (edition,) = _json(capsys, "list", str(plan), "edition", "--json")
    assert edition["meeting"] == meeting


def test_an_illustrative_plan_is_packed_only_when_that_is_typed(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (only,) = _json(capsys, "list", str(plan), "plan", "--json")
    assert main(["set", str(plan), only["id"], "illustrative=yes"]) == 0
    package = tmp_path / "LAO-1.ccmb"
    pack = ["--data-folder", str(tmp_path), "pack", str(plan), "--for", "isu"]
    pack += ["--out", str(package)]
    assert main(pack) == 1
    assert "--illustrative" in capsys.readouterr().err
    assert not package.exists()
    assert _json(capsys, "list", str(plan), "edition", "--json") == []
    assert main([*pack, "--illustrative"]) == 0
    assert package.exists()


def test_texts_go_to_a_translator_and_come_back(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far = _json(capsys, "translations", str(plan), "--json")
    own_texts = 1  # the sources of a new plan come with their names in every language
    assert far["fr"]["missing"]["texts"] == own_texts < far["fr"]["all"]["texts"]
    assert far["en"]["up_to_date"] == far["en"]["all"]
    out = tmp_path / "fr.xlf"
    assert (
        main(["translations-out", str(plan), "--language", "fr", "--to-do", "--out", str(out)]) == 0
    )
    said = out.read_text("utf-8").replace(
        "<source>Survey of 42 villages</source>",
        "<source>Survey of 42 villages</source><target>Étude de 42 villages</target>",
    )
    out.write_text(said, "utf-8")
    dry = _json(capsys, "translations-in", str(plan), str(out), "--dry-run", "--json")
    assert (dry["language"], dry["counts"]["new"]) == ("fr", 1)
    assert "title@fr" not in _json(capsys, "show", str(plan), "A-1", "--json")
    assert main(["translations-in", str(plan), str(out)]) == 0
    assert "New translation: 1" in capsys.readouterr().out
    assert _json(capsys, "show", str(plan), "A-1", "--json")["title@fr"] == "Étude de 42 villages"
    assert main(["undo", str(plan)]) == 0
    assert "title@fr" not in _json(capsys, "show", str(plan), "A-1", "--json")


def test_a_translation_of_a_changed_source_waits_to_be_asked_for(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "fr.xlf"
    give = ["translations-out", str(plan), "--language", "fr", "--format", "xliff12"]
    assert main([*give, "--out", str(out)]) == 0
    said = out.read_text("utf-8").replace(
        "<source>Survey of 42 villages</source>",
        "<source>Survey of 42 villages</source><target>Étude</target>",
    )
    out.write_text(said, "utf-8")
    assert main(["set", str(plan), "A-1", "title@en=Survey of 43 villages"]) == 0
    capsys.readouterr()
    assert main(["translations-in", str(plan), str(out)]) == 1
    assert "source is no longer" in capsys.readouterr().out
    assert main(["translations-in", str(plan), str(out), "--held-back"]) == 0
    assert _json(capsys, "show", str(plan), "A-1", "--json")["title@fr"] == "Étude"


def test_a_paper_is_written_as_pdf_or_as_a_word_file(plan: Path, tmp_path: Path) -> None:
    ask = ["export", str(plan), "--document", "needs-plan", "--language", "fr"]
    pdf, docx = tmp_path / "plan.pdf", tmp_path / "plan.docx"
    assert main([*ask, "--out", str(pdf)]) == 0
    assert main([*ask, "--format", "docx", "--out", str(docx)]) == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "word/document.xml" in zipfile.ZipFile(docx).namelist()
    with pytest.raises(SystemExit):
        main([*ask, "--format", "odt", "--out", str(docx)])


def test_verify_says_whether_a_paper_belongs_to_the_package(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package, paper = tmp_path / "LAO-1.ccmb", tmp_path / "plan-fr.pdf"
    brief = tmp_path / "brief.docx"
    pack = ["--data-folder", str(tmp_path), "pack", str(plan), "--for", "isu", "--languages", "fr"]
    assert main([*pack, "--out", str(package)]) == 0
    with zipfile.ZipFile(package) as archive:
        paper.write_bytes(archive.read("data/human/plan.fr.pdf"))
    export = ["export", str(plan), "--document", "donor-brief", "--format", "docx"]
    assert main([*export, "--out", str(brief)]) == 0
    capsys.readouterr()
    plan.rename(tmp_path / "gone.ccmdesk")
    verify = ["verify", str(package), "--paper"]
    assert main([*verify, str(paper)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "complete and unchanged" in first
    assert second == (
        "plan-fr.pdf is, byte for byte, a paper of this package: plan.fr.pdf (Français)."
    )
    told = _json(capsys, *verify, str(paper), "--json")["paper"]
    assert (told["match"], told["language"]) == ("same", "fr")
    assert main([*verify, str(brief), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["paper"]
    assert (told["match"], told["paper"]) == ("same-code", None)
    assert told["check_codes_in_file"] == [told["check_code"]]
    assert main([*verify, str(tmp_path / "none.pdf")]) == 1
    refused = capsys.readouterr()
    assert (refused.out, refused.err.count("\n")) == ("", 1)


def test_a_key_card_is_written_with_the_key_that_signs(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--data-folder", str(tmp_path)]
    card = [*folder, "key-card", "--out", str(tmp_path / "key-card.pdf"), "--language", "fr"]
    assert main([*card, "--passphrase", "open sesame"]) == 0
    said = capsys.readouterr().out
    fingerprint = said.splitlines()[1].partition(": ")[2]
    front = _front(tmp_path / "key-card.pdf")
    assert "Carte de clé" in front
    assert fingerprint in front
    assert (tmp_path / "key-card.json").exists()
    assert main(card) == 1
    assert "passphrase" in capsys.readouterr().err
    package = tmp_path / "LAO-1.ccmb"
    pack = [*folder, "pack", str(plan), "--for", "isu", "--passphrase", "open sesame"]
    assert main([*pack, "--out", str(package)]) == 0
    assert _json(capsys, "verify", str(package), "--json")["fingerprint"] == fingerprint


def test_a_plan_is_approved_changed_and_withdrawn_by_command(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ["plan", "title@en=Plan", "status=draft"]
    plans = _json(capsys, "list", str(plan), "plan", "--json")
    assert plans or main(["add", str(plan), *add]) == 0
    who = ["--by", "Sample Person", "--role", "Director", "--day", "2026-03-02"]
    capsys.readouterr()
    assert main(["approve", str(plan), *who]) == 0
    assert "Approved by Sample Person, Director, 2 March 2026" in capsys.readouterr().out
    assert main(["approve", str(plan), *who]) == 1
    assert main(["set", str(plan), "A-1", "title@en=Survey of 40 villages"]) == 0
    rules = [finding["rule"] for finding in _json(capsys, "check", str(plan), "--json")]
    assert "approval-out-of-date" in rules
    assert main(["approve", str(plan), *who, "--edition", "--languages", "en,fr"]) == 0
    assert "Approved by Sample Person" in capsys.readouterr().out
    assert main(["set", str(plan), str(plans[0]["id"]), "approved_by@en=Someone else"]) == 1
    assert "act of approving" in capsys.readouterr().err
    assert main(["withdraw", str(plan), "--edition"]) == 0
    assert main(["withdraw", str(plan)]) == 0
    assert main(["withdraw", str(plan)]) == 1
    assert "no approval to withdraw" in capsys.readouterr().err
