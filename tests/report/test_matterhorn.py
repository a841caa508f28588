"""Our papers pass every condition of the Matterhorn Protocol that a machine can test."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matterhorn
import pikepdf
import pytest
from matterhorn import Outcome, results_of
from matterhorn_conditions import CONDITIONS, How
from pdf_reader import written
from sample_paper import full_paper
from sample_words import WORDS

Break = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def sample() -> bytes:
    return written(full_paper("en", rows=10))


@pytest.mark.parametrize("language", WORDS)
def test_the_sample_passes_in_every_language(language: str) -> None:
    results = results_of(written(full_paper(language, rows=10)))
    assert [each for each in results if not each.is_good] == []
    assert [r.number for r in results if r.outcome is Outcome.NOT_APPLIED] == ["06-002"]


def test_every_condition_that_a_machine_can_tell_is_tested() -> None:
    machine = {number for number, (how, _) in CONDITIONS.items() if how is How.MACHINE}
    assert set(matterhorn.CHECKS) | matterhorn.NOT_CLAIMED == machine
    assert len(machine) == 87


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    """Return the first element of a kind."""

    def walk(element: Any) -> Any:
        if element.get("/S") == kind:
            return element
        for kid in element.get("/K", []):
            found = walk(kid) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid else None
            if found is not None:
                return found
        return None

    return walk(pdf.Root.StructTreeRoot.K)


def link(pdf: pikepdf.Pdf) -> Any:
    return next(each for page in pdf.pages for each in page.get("/Annots", []))


def rewritten(old: bytes, new: bytes) -> Break:
    """Return what changes the first page's content."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents
        assert old in content.read_bytes()
        content.write(content.read_bytes().replace(old, new, 1))

    return change


def without(place: Callable[[pikepdf.Pdf], Any], key: str) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        del place(pdf)[key]

    return change


def put(place: Callable[[pikepdf.Pdf], Any], key: str, value: Any) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        place(pdf)[key] = value

    return change


def root(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root


def font(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].Resources.Font.F1


def own_font(pdf: pikepdf.Pdf) -> Any:
    return font(pdf).DescendantFonts[0]


def widget(pdf: pikepdf.Pdf) -> None:
    link(pdf).Subtype = pikepdf.Name.Widget
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([link(pdf)]))


def note_ids(pdf: pikepdf.Pdf) -> None:
    notes = [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Note"
    ]
    notes[1].ID = notes[0].ID


def to_unicode(old: bytes, new: bytes) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        cmap = font(pdf).ToUnicode
        cmap.write(cmap.read_bytes().replace(old, new, 1))

    return change


def widths(pdf: pikepdf.Pdf) -> None:
    own_font(pdf).W[1] = pikepdf.Array([900] * len(own_font(pdf).W[1]))


def glyphs(pdf: pikepdf.Pdf) -> None:
    own_font(pdf).CIDToGIDMap.write(bytes(len(own_font(pdf).CIDToGIDMap.read_bytes())))


def roles(mapping: dict[str, str]) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        names = {key: pikepdf.Name(value) for key, value in mapping.items()}
        pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(names)

    return change


def kind(old: str, new: str) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        first(pdf, old).S = pikepdf.Name(new)

    return change


BREAKS: list[tuple[str, Break]] = [
    ("01-003", rewritten(b"/P<</MCID 0>>BDC", b"/P<</MCID 0>>BDC /Artifact BMC EMC")),
    ("01-004", rewritten(b"/Artifact<</Type/Layout>>BDC", b"/Artifact BMC /P <</MCID 0>> BDC EMC")),
    ("01-005", rewritten(b"/P<</MCID 0>>BDC", b"/P BMC")),
    ("01-007", put(lambda pdf: pdf.Root.MarkInfo, "/Suspects", value=True)),
    ("02-001", kind("/P", "/Passage")),
    ("02-003", roles({"/A": "/B", "/B": "/A"})),
    ("02-004", roles({"/P": "/Span"})),
    ("06-001", without(root, "/Metadata")),
    ("06-003", without(root, "/Metadata")),
    ("07-001", without(lambda pdf: pdf.Root.ViewerPreferences, "/DisplayDocTitle")),
    ("07-002", put(lambda pdf: pdf.Root.ViewerPreferences, "/DisplayDocTitle", value=False)),
    ("09-004", kind("/TR", "/P")),
    ("09-004", kind("/TD", "/P")),
    ("09-005", kind("/LI", "/P")),
    ("09-005", kind("/LBody", "/P")),
    ("09-006", kind("/TOCI", "/P")),
    ("09-007", kind("/P", "/Ruby")),
    ("09-008", kind("/P", "/WT")),
    ("10-001", to_unicode(b"<0001><", b"<7FFF><")),
    ("11-001", without(root, "/Lang")),
    ("11-001", put(root, "/Lang", "not a language")),
    ("11-002", without(root, "/Lang")),
    ("11-003", without(root, "/Lang")),
    ("11-004", without(root, "/Lang")),
    ("11-006", without(root, "/Lang")),
    ("13-004", without(lambda pdf: first(pdf, "/Figure"), "/Alt")),
    ("14-002", kind("/H1", "/H2")),
    ("14-003", kind("/H2", "/H3")),
    ("14-007", kind("/H1", "/H")),
    ("15-003", without(lambda pdf: first(pdf, "/TH"), "/A")),
    ("17-002", kind("/P", "/Formula")),
    ("19-003", without(lambda pdf: first(pdf, "/Note"), "/ID")),
    ("19-004", note_ids),
    ("28-002", put(link, "/Subtype", pikepdf.Name.Text)),
    ("28-004", without(link, "/Contents")),
    ("28-006", put(link, "/Subtype", pikepdf.Name.Unheard)),
    ("28-007", put(link, "/Subtype", pikepdf.Name.TrapNet)),
    ("28-008", without(lambda pdf: pdf.pages[0].obj, "/Tabs")),
    ("28-009", put(lambda pdf: pdf.pages[0].obj, "/Tabs", pikepdf.Name.R)),
    ("28-010", widget),
    ("28-005", widget),
    ("28-011", without(link, "/StructParent")),
    ("28-012", without(link, "/Contents")),
    ("28-017", put(link, "/Subtype", pikepdf.Name.PrinterMark)),
    ("31-004", put(own_font, "/CIDToGIDMap", pikepdf.Name.Other)),
    ("31-005", without(own_font, "/CIDToGIDMap")),
    ("31-006", put(font, "/Encoding", pikepdf.Name("/Unheard-H"))),
    ("31-009", without(lambda pdf: own_font(pdf).FontDescriptor, "/FontFile2")),
    ("31-016", widths),
    ("31-027", without(font, "/ToUnicode")),
    ("31-028", to_unicode(b"><0", b"><0000><0")),
    ("31-030", glyphs),
]


@pytest.mark.parametrize(
    ("number", "change"), BREAKS, ids=[f"{n} {i}" for i, (n, _) in enumerate(BREAKS)]
)
def test_a_broken_file_fails(number: str, change: Break, sample: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample)) as pdf:
        change(pdf)
        pdf.save(out)
    results = {each.number: each for each in results_of(out.getvalue())}
    assert results[number].outcome is Outcome.FAILED


def test_the_program_prints_every_condition_and_fails_where_one_does(
    sample: bytes, tmp_path: Path
) -> None:
    program = Path(matterhorn.__file__)
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(sample)
    bad.write_bytes(written(full_paper("en", rows=1), is_tagged=False))
    done = [
        subprocess.run([sys.executable, program, file], capture_output=True, text=True, check=False)
        for file in (good, bad)
    ]
    assert [each.returncode for each in done] == [0, 1]
    assert all(number in done[0].stdout for number in CONDITIONS)
