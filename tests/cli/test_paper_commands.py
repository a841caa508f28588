"""Commands for what leaves the office: papers, packages, translations, keys, approvals."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from plan_commands import SURVEY, answer

from ccmdesk.cli.main import main
from ccmdesk.cli.parser import COMMANDS
from ccmdesk.report.documents.kinds import DocumentKind


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "lao.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["add", str(path), "activity", *SURVEY]) == 0
    capsys.readouterr()
    return path


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
    (edition,) = answer(capsys, "list", str(plan), "edition", "--json")
    assert edition["meeting"] == meeting


def test_an_illustrative_plan_is_packed_only_when_that_is_typed(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (only,) = answer(capsys, "list", str(plan), "plan", "--json")
    assert main(["set", str(plan), only["id"], "illustrative=yes"]) == 0
    package = tmp_path / "LAO-1.ccmb"
    pack = ["--data-folder", str(tmp_path), "pack", str(plan), "--for", "isu"]
    pack += ["--out", str(package)]
    assert main(pack) == 1
    assert "--illustrative" in capsys.readouterr().err
    assert not package.exists()
    assert answer(capsys, "list", str(plan), "edition", "--json") == []
    assert main([*pack, "--illustrative"]) == 0
    assert package.exists()


def test_texts_go_to_a_translator_and_come_back(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far = answer(capsys, "translations", str(plan), "--json")
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
    dry = answer(capsys, "translations-in", str(plan), str(out), "--dry-run", "--json")
    assert (dry["language"], dry["counts"]["new"]) == ("fr", 1)
    assert "title@fr" not in answer(capsys, "show", str(plan), "A-1", "--json")
    assert main(["translations-in", str(plan), str(out)]) == 0
    assert "New translation: 1" in capsys.readouterr().out
    assert answer(capsys, "show", str(plan), "A-1", "--json")["title@fr"] == "Étude de 42 villages"
    assert main(["undo", str(plan)]) == 0
    assert "title@fr" not in answer(capsys, "show", str(plan), "A-1", "--json")


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
    assert answer(capsys, "show", str(plan), "A-1", "--json")["title@fr"] == "Étude"


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
    first, *_, last = capsys.readouterr().out.splitlines()
    assert "complete and unchanged" in first
    assert last == (
        "plan-fr.pdf is, byte for byte, a paper of this package: plan.fr.pdf (Français)."
    )
    told = answer(capsys, *verify, str(paper), "--json")["paper"]
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
    card += ["--passphrase", "open sesame"]
    for there, gone in (("key-card.json", "key-card.pdf"), ("key-card.pdf", "key-card.json")):
        (tmp_path / gone).unlink(missing_ok=True)
        (tmp_path / there).write_text("kept for the ministry")
        assert main(card) == 1
        assert there in capsys.readouterr().err
        assert (tmp_path / there).read_text() == "kept for the ministry"
        assert not (tmp_path / gone).exists()
    assert main([*card, "--replace"]) == 0
    assert fingerprint in _front(tmp_path / "key-card.pdf")
    assert fingerprint in capsys.readouterr().out
    package = tmp_path / "LAO-1.ccmb"
    pack = [*folder, "pack", str(plan), "--for", "isu", "--passphrase", "open sesame"]
    assert main([*pack, "--out", str(package)]) == 0
    assert answer(capsys, "verify", str(package), "--json")["fingerprint"] == fingerprint


def test_a_plan_is_approved_changed_and_withdrawn_by_command(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ["plan", "title@en=Plan", "status=draft"]
    plans = answer(capsys, "list", str(plan), "plan", "--json")
    assert plans or main(["add", str(plan), *add]) == 0
    who = ["--by", "Sample Person", "--role", "Director", "--day", "2026-03-02"]
    capsys.readouterr()
    assert main(["approve", str(plan), *who]) == 0
    assert "Approved by Sample Person, Director, 2 March 2026" in capsys.readouterr().out
    assert main(["approve", str(plan), *who]) == 1
    assert main(["set", str(plan), "A-1", "title@en=Survey of 40 villages"]) == 0
    rules = [finding["rule"] for finding in answer(capsys, "check", str(plan), "--json")]
    assert "approval-out-of-date" in rules
    assert main(["approve", str(plan), *who, "--edition", "--languages", "en,fr"]) == 0
    assert "Approved by Sample Person" in capsys.readouterr().out
    assert main(["set", str(plan), str(plans[0]["id"]), "approved_by@en=Someone else"]) == 1
    assert "act of approving" in capsys.readouterr().err
    assert main(["withdraw", str(plan), "--edition"]) == 0
    assert main(["withdraw", str(plan)]) == 0
    assert main(["withdraw", str(plan)]) == 1
    assert "no approval to withdraw" in capsys.readouterr().err


def test_pack_says_under_which_approval_the_submission_goes_out(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for title in ("Alpha", "Beta"):
        assert main(["add", str(plan), "meeting", f"title@en={title}"]) == 0
    approve = ["approve", str(plan), "--by", "Noy", "--role", "Director", "--edition"]
    assert main([*approve, "--meeting", "Alpha", "--languages", "en"]) == 0
    pack = ["pack", str(plan), "--for", "isu", "--languages", "en"]
    for meeting, more, says in (
        ("Alpha", ["--dry-run"], "Approved by Noy, Director"),
        ("Beta", ["--dry-run"], "Draft, not approved"),
        ("Beta", [], "Draft, not approved"),
    ):
        capsys.readouterr()
        out = str(tmp_path / "out.ccmb")
        assert main([*pack, "--meeting", meeting, "--out", out, *more]) == 0
        assert says in capsys.readouterr().out
