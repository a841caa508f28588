"""The key card as a page: one sheet in every language, groups in order, a code that is readable."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pypdfium2
import pytest
import segno
from docx_reader import alternatives
from matterhorn import results_of
from pdf_reader import painted_outside_marks, read_aloud, shown_glyphs, structure

from ccmdesk.actions.author import Author
from ccmdesk.actions.key_card import MadeKeyCard, MakeKeyCard, card_paper, make_key_card
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.bundle.fingerprint import read_fingerprint
from ccmdesk.bundle.key_card import camera_text, read_card
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.lang import Lang
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.report.docx.write import write as write_docx
from ccmdesk.report.pdf.qr import MARGIN, SQUARE
from ccmdesk.report.pdf.sheet import WIDTH

PER_SQUARE = 6  # pixels


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return signing_key(tmp_path_factory.mktemp("keys"), passphrase="")


def _made(
    folder: Path, packs: Packs, author: Author, key: SigningKey, language: str = "en"
) -> MadeKeyCard:
    ask = MakeKeyCard(
        out=folder / "card.pdf",
        language=language,
        office="Bureau de déminage",
        key=key,
        country=StateCode("LAO"),
    )
    return make_key_card(ask, packs=packs, author=author)


@pytest.mark.parametrize("language", list(PAPER_LANGUAGES))
def test_a_card_is_one_page_with_its_groups_from_left_to_right(
    tmp_path: Path, packs: Packs, author: Author, key: SigningKey, language: str
) -> None:
    made = _made(tmp_path, packs, author, key, language)
    with pypdfium2.PdfDocument(made.page) as pdf:
        assert len(pdf) == 1
    lines = _drawn_lines(made.page.read_bytes())
    assert made.card.fingerprint in lines
    assert made.card.digits in lines


def _drawn_lines(raw: bytes) -> list[str]:
    """Return what stands on each baseline, from left to right."""
    glyphs = sorted(shown_glyphs(raw), key=lambda glyph: (round(glyph.y, 1), glyph.left))
    lines = groupby(glyphs, key=lambda glyph: round(glyph.y, 1))
    return ["".join(glyph.text for glyph in line) for _, line in lines]


def test_the_signed_file_says_what_the_page_says(
    tmp_path: Path, packs: Packs, author: Author, key: SigningKey
) -> None:
    made = _made(tmp_path, packs, author, key)
    card = read_card(made.signed.read_bytes())
    assert made.signed == tmp_path / "card.json"
    assert card == made.card
    said = "\n".join(tag.text for tag in read_aloud(made.page.read_bytes()))
    for part in (card.fingerprint, card.digits, card.office, card.name, "Lao People"):
        assert part in said.replace("\u2066", "").replace("\u2069", "")
    assert read_fingerprint(card.fingerprint) == read_fingerprint(card.digits) == key.fingerprint


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_squares_on_the_page_are_those_of_the_code_on_white(
    tmp_path: Path, packs: Packs, author: Author, key: SigningKey, language: str
) -> None:
    made = _made(tmp_path, packs, author, key, language)
    code = segno.make(camera_text(made.card), error="q", micro=False)
    wanted = [[bool(square) for square in row] for row in code.matrix_iter(border=MARGIN)]
    assert _squares(made.page, len(wanted)) == wanted


def _squares(page: Path, count: int) -> list[list[bool]]:
    """Return which of *count* by *count* squares in the middle are dark, found by their first."""
    with pypdfium2.PdfDocument(page) as pdf:
        picture = pdf[0].render(scale=PER_SQUARE / SQUARE).to_pil().convert("L")
    inner = count - 2 * MARGIN
    left = (WIDTH - inner * SQUARE) / 2 / SQUARE * PER_SQUARE
    run = [0] * (7 * PER_SQUARE - 2)
    top = next(
        y
        for y in range(picture.height)
        if [picture.getpixel((left + 1 + x, y)) for x in range(len(run))] == run
    )

    def is_dark(across: int, down: int) -> bool:
        x = left + (across - MARGIN + 0.5) * PER_SQUARE
        y = top + (down - MARGIN + 0.5) * PER_SQUARE
        return bool(picture.getpixel((x, y)) < 128)

    return [[is_dark(across, down) for across in range(count)] for down in range(count)]


def test_the_code_is_a_figure_with_words_and_everything_is_tagged(
    tmp_path: Path, packs: Packs, author: Author, key: SigningKey
) -> None:
    made = _made(tmp_path, packs, author, key)
    raw = made.page.read_bytes()
    assert painted_outside_marks(raw) == 0
    assert [each for each in results_of(raw) if not each.is_good] == []
    (figure,) = [tag for tag in structure(raw) if tag.kind == "Figure"]
    assert made.card.fingerprint in figure.alternative


def test_a_card_as_a_word_file_shows_the_code_as_a_picture(
    tmp_path: Path, packs: Packs, author: Author, key: SigningKey
) -> None:
    card = _made(tmp_path, packs, author, key).card
    out = tmp_path / "card.docx"
    with out.open("wb") as file:
        write_docx(card_paper(card, Lang.load("ar"), packs=packs, author=author), file)
    (said,) = alternatives(out.read_bytes())
    assert card.fingerprint in said


def test_what_cannot_be_made_is_said_plainly_and_leaves_no_file(
    tmp_path: Path, packs: Packs, author: Author, key: SigningKey
) -> None:
    for name, language, country, office, said in (
        ("card.json", "en", "LAO", "NRA", "is a PDF"),
        ("card.pdf", "xx", "LAO", "NRA", "no language"),
        ("card.pdf", "en", "XXX", "NRA", "not the code of a State"),
        ("card.pdf", "en", "LAO", "", "names its office"),
    ):
        ask = MakeKeyCard(
            out=tmp_path / name,
            language=language,
            office=office,
            key=key,
            country=StateCode(country),
        )
        with pytest.raises(Problem, match=said):
            make_key_card(ask, packs=packs, author=author)
    assert list(tmp_path.glob("card*")) == []
