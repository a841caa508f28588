"""A paper beside its package: the same bytes, the same code, another code, or none."""

from __future__ import annotations

import io
import os
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from office_plans import KEY

from ccmdesk.actions.author import Author
from ccmdesk.actions.compare_paper import MOST_BYTES, ComparedPaper, PaperMatch, compare_paper
from ccmdesk.actions.edit_record import SetField, set_field
from ccmdesk.actions.export_document import ExportDocument, document_bytes
from ccmdesk.actions.pack_submission import PackSubmission, prepare_submission
from ccmdesk.actions.unsent_package import unsent
from ccmdesk.actions.verify_package import verify_package
from ccmdesk.bundle.reader import Verified
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat


@dataclass(frozen=True)
class Case:
    """A package found good, the papers in it, and the plan it was made from."""

    verified: Verified
    papers: dict[str, bytes]
    store: Store
    packs: Packs
    author: Author
    folder: Path

    def compared(self, name: str, raw: bytes) -> ComparedPaper:
        file = self.folder / name
        file.write_bytes(raw)
        return compare_paper(self.verified, file)

    def paper(self, kind: DocumentKind, file_format: PaperFormat = PaperFormat.PDF) -> bytes:
        ask = ExportDocument(kind=kind, language="fr", format=file_format)
        plan, day = self.store.document(), self.author.today
        return document_bytes(plan, ask, packs=self.packs, today=day)


@pytest.fixture(scope="module")
def package(
    demo_file: Path, packs: Packs, author: Author, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A package of the demonstration, made once; it is only read."""
    ask = PackSubmission(
        languages=("en", "fr"),
        office="Mine action centre",
        folder=tmp_path_factory.mktemp("package"),
        key=KEY,
        illustrative=True,
    )
    with open_store(demo_file, reads_only=True) as store:
        document = store.document()
    prepared = prepare_submission(document, ask, packs=packs, author=author)
    return unsent(prepared.packed.path)


@pytest.fixture
def case(demo: Store, package: Path, packs: Packs, author: Author, tmp_path: Path) -> Case:
    with zipfile.ZipFile(package) as archive:
        papers = {code: archive.read(f"data/human/plan.{code}.pdf") for code in ("en", "fr")}
    return Case(verify_package(package), papers, demo, packs, author, tmp_path)


def test_a_paper_of_the_package_is_named_with_its_language(case: Case) -> None:
    found = case.compared("renamed.pdf", case.papers["fr"])
    assert (found.match, found.language) == (PaperMatch.SAME, "fr")
    assert str(found.sentence.values["paper"]) == "plan.fr.pdf"
    assert found.sentence.values["language"] == "Français"
    assert case.compared("en.pdf", case.papers["en"]).language == "en"


def test_one_byte_more_or_other_is_no_longer_the_paper(case: Case) -> None:
    whole = case.papers["fr"]
    swapped = bytearray(whole)
    swapped[len(whole) // 2] ^= 1
    for raw in (whole + b"\n", bytes(swapped), whole[:-1]):
        assert case.compared("other.pdf", raw).match is PaperMatch.SAME_CODE


@pytest.mark.parametrize("file_format", list(PaperFormat))
def test_another_paper_of_the_same_plan_states_its_code(
    case: Case, file_format: PaperFormat
) -> None:
    found = case.compared("paper", case.paper(DocumentKind.DONOR_BRIEF, file_format))
    assert (found.match, found.codes) == (PaperMatch.SAME_CODE, (found.code,))
    assert "can be copied" in found.sentence.msgid


@pytest.mark.parametrize("file_format", list(PaperFormat))
def test_a_paper_of_another_state_of_the_plan_states_another_code(
    case: Case, file_format: PaperFormat
) -> None:
    activity = case.store.document().of(Activity)[0]
    edit = SetField(kind=Activity, record=activity.id, field="code", value="A4-99")
    set_field(case.store, edit, author=case.author, packs=case.packs)
    found = case.compared("paper", case.paper(DocumentKind.NEEDS_PLAN, file_format))
    assert found.match is PaperMatch.OTHER_CODE
    assert found.codes != (found.code,)


def test_the_code_in_the_file_is_the_one_at_the_foot_of_its_pages(case: Case) -> None:
    raw = case.papers["en"]
    found = case.compared("changed.pdf", raw + b"\n")
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        stated = str(pdf.open_metadata()["dc:identifier"])
    assert stated == f"ccmdesk-check-code:{found.code}"


def test_a_file_with_two_codes_is_not_taken_for_a_paper_of_this_plan(case: Case) -> None:
    raw = case.papers["en"] + b"ccmdesk-check-code:AAAA-BBBB\n"
    assert case.compared("two.pdf", raw).match is PaperMatch.OTHER_CODE


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"PK\x03\x04", bytes(5000), b"\xff" * 5000])
def test_a_file_without_a_code_is_said_to_have_none(case: Case, raw: bytes) -> None:
    assert case.compared("any.pdf", raw).match is PaperMatch.NO_CODE


def test_a_word_file_that_would_expand_without_end_is_left_after_its_beginning(case: Case) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/core.xml", bytes(200 << 20))
    names = b"PK\x03\x04" + bytes(26) + b"docProps/core.xml"
    for raw in (bomb.getvalue(), names * (1 << 20)):
        start = time.process_time()
        assert case.compared("bomb.docx", raw).match is PaperMatch.NO_CODE
        assert time.process_time() - start < 2


def test_what_cannot_be_read_is_said_plainly(case: Case, tmp_path: Path) -> None:
    pipe, large, inside = tmp_path / "pipe", tmp_path / "large.pdf", tmp_path / "renamed.pdf"
    os.mkfifo(pipe)
    with large.open("wb") as out:
        out.truncate(MOST_BYTES + 1)
    inside.write_bytes(b"")
    for path, said in (
        (tmp_path / "none.pdf", "no file"),
        (tmp_path, "not a file"),
        (pipe, "not a file"),
        (large, "larger than"),
        (inside / "below.pdf", "no file"),
    ):
        with pytest.raises(Problem, match=said):
            compare_paper(case.verified, path)


def test_a_drive_that_is_pulled_out_is_said_plainly(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"%PDF")

    def gone(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", gone)
    with pytest.raises(Problem, match="still connected"):
        compare_paper(case.verified, file)
