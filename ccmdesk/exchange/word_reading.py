"""Reads the tables of a Word file that a translator sends back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ccmdesk.exchange.translation_file import Returned, ReturnedFile
from ccmdesk.exchange.word_cells import Cell, Noticed, cells_of
from ccmdesk.exchange.word_package import read_document
from ccmdesk.exchange.xml_pieces import Attributes, Piece, Reader, read_pieces
from ccmdesk.lang.digits import latin_digits
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.rules.translations import LanguagePair

_HYPHEN = "[-\u2010-\u2015\u2212]"
_FOUR = "([A-Z2-7]{4})"
_KEY = re.compile(f"{_FOUR}{_HYPHEN}{_FOUR}(?:{_HYPHEN}{_FOUR})?", re.IGNORECASE)
_TAG = "([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)"
_SOURCE = re.compile(rf"[(（]\s*{_TAG}\s*[)）]\s*$")
_TARGET = re.compile(rf"[(（]\s*{_TAG}\s*(?:→|->|>)\s*{_TAG}\s*[)）]\s*$")
"""The headings end with the languages: (en) above the source, (en → fr) above the translation."""

_PLACE = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_MOST_NAMED = 20
_UNKNOWN = LanguagePair(LanguageTag(""), LanguageTag(""))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column is which."""

    source: int = 1
    target: int = 2
    pair: LanguagePair = _UNKNOWN


def read_word_table(name: str, data: bytes) -> ReturnedFile:
    """Return the texts of a file; raises Problem when it is no Word file or holds no such table."""
    found = _Found()
    reader = Reader(is_piece=_is_row, take=found.take, enter=_pass)
    read_pieces(read_document(name, data), reader, name=name)
    if not found.texts:
        raise Problem(
            N_(
                "“{name}” holds no table of texts with their keys. Choose the file that was sent"
                " to the translator and came back."
            ),
            name=name,
        )
    return ReturnedFile(name=name, texts=tuple(found.texts), notices=tuple(found.notices()))


class _Found:
    """What was read so far."""

    def __init__(self) -> None:
        self.texts: list[Returned] = []
        self._columns = _Columns()
        self._noticed = Noticed()
        self._places: set[int] = set()
        self._last = 0
        self._row = 0

    def take(self, piece: Piece) -> None:
        """Read one row of any table; rows without a key say nothing."""
        self._row += 1
        cells = cells_of(piece.element, self._noticed)
        if cells is None:
            return
        head = _head(cells)
        if head is not None:
            self._columns = head
            return
        texts = _spread(cells)
        around = [text for n, text in enumerate(texts) if n not in self._text_columns]
        key = next(filter(None, map(_key, around)), None)
        if key is not None:
            self._note_place(around)
            self.texts.append(self._returned(texts, *key))

    def notices(self) -> Iterator[Message]:
        """Yield what a person should know about the file as a whole."""
        if self._noticed.tracked:
            yield Message(
                N_(
                    "The file holds tracked changes that nobody accepted yet. They were read as"
                    " if all were accepted."
                )
            )
        if self._noticed.comments:
            yield counted(
                "The file holds {n} comment, which is not taken in. Read it in the file.",
                "The file holds {n} comments, which are not taken in. Read them in the file.",
                self._noticed.comments,
            )
        lost = [number for number in range(1, self._last + 1) if number not in self._places]
        if lost:
            shown = ", ".join(map(str, lost[:_MOST_NAMED])) + ("…" if lost[_MOST_NAMED:] else "")
            says = N_("These rows are no longer in the file: {rows}. Their texts stay as they are.")
            yield Message(says, {"rows": shown})

    @property
    def _text_columns(self) -> tuple[int, int]:
        return self._columns.source, self._columns.target

    def _note_place(self, around: Sequence[str]) -> None:
        for text in around:
            place = _PLACE.search(latin_digits(text))
            if place:
                self._places.add(int(place[1]))
                self._last = max(self._last, int(place[2]))
                return

    def _returned(self, texts: Sequence[str], key: str, was: str) -> Returned:
        columns = self._columns
        whole = len(texts) > max(self._text_columns)
        return Returned(
            key=key,
            pair=columns.pair,
            source=texts[columns.source] if whole else "",
            target=texts[columns.target].strip() if whole else "",
            was=was,
            done=False,
            where=self._row,
            fault=None if whole else _joined(),
        )


def _joined() -> Message:
    return Message(
        N_("Cells of this row were joined or deleted. Copy the translation into its own column.")
    )


def _is_row(tag: str) -> bool:
    return tag.endswith("}tr") and "wordprocessingml" in tag


def _pass(_tag: str, _values: Attributes) -> None:
    """Nothing outside the rows of tables is read."""


def _head(cells: Sequence[Cell]) -> _Columns | None:
    """Return what a row of headings says; None for any other row."""
    texts = [latin_digits(text) for text in _spread(cells)]
    sources = [place for place, text in enumerate(texts) if _SOURCE.search(text)]
    targets = [
        (place, match) for place, text in enumerate(texts) if (match := _TARGET.search(text))
    ]
    if len(sources) != 1 or len(targets) != 1 or any(_key(cell.text) for cell in cells):
        return None
    ((target, tags),) = targets
    return _Columns(sources[0], target, LanguagePair(*map(LanguageTag, tags.groups())))


def _spread(cells: Sequence[Cell]) -> list[str]:
    """Return the text of each column; what covers several stands in the first of them."""
    return [text for cell in cells for text in (cell.text, *[""] * (cell.columns - 1))]


def _key(text: str) -> tuple[str, str] | None:
    """Return the key in the first column and the short form of the translation that was there."""
    lines = [latin_digits(line) for line in text.split("\n")]
    alone = [match for match in map(_KEY.fullmatch, lines) if match]
    found = alone or [match for line in lines for match in _KEY.finditer(line)]
    if not found:
        return None
    first, second, was = found[-1].groups()
    return f"{first}-{second}".upper(), (was or "").upper()
