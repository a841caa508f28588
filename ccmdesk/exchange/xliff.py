"""Reads XLIFF files of any version that translators send back."""

from __future__ import annotations

from collections.abc import Callable

from ccmdesk.exchange.translation_file import Returned, ReturnedFile
from ccmdesk.exchange.xliff2 import read_unit
from ccmdesk.exchange.xliff12 import read_trans_unit
from ccmdesk.exchange.xml_pieces import Attributes, Piece, Reader, read_pieces
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.rules.translations import LanguagePair

_SPACE = "{urn:oasis:names:tc:xliff:document:"
_Read = Callable[[Piece, LanguagePair], Returned]


def read_xliff(name: str, data: bytes) -> ReturnedFile:
    """Return the texts of a file; raises Problem when it is no XLIFF or beyond the bounds."""
    found = _Found()
    reader = Reader(is_piece=found.is_unit, take=found.take, enter=found.enter)
    read_pieces(data, reader, name=name)
    if not found.is_xliff:
        raise Problem(
            N_(
                "“{name}” is no XLIFF file. Choose the file the translator sent back, as it was"
                " saved by the translation tool."
            ),
            name=name,
        )
    return ReturnedFile(name=name, texts=tuple(found.texts))


class _Found:
    """What was read so far; languages are those of the file that a text stands in."""

    def __init__(self) -> None:
        self.is_xliff = False
        self.texts: list[Returned] = []
        self._source = self._target = ""

    def is_unit(self, tag: str) -> bool:
        return tag.startswith(_SPACE) and tag.endswith(("}unit", "}trans-unit"))

    def enter(self, tag: str, values: Attributes) -> None:
        if not tag.startswith(_SPACE):
            return
        self.is_xliff = True
        source = values.get("srcLang") or values.get("source-language")
        self._source = source or self._source
        target = values.get("trgLang") or values.get("target-language")
        self._target = target or self._target

    def take(self, piece: Piece) -> None:
        pair = LanguagePair(LanguageTag(self._source), LanguageTag(self._target))
        read: _Read = read_unit if piece.element.tag.endswith("}unit") else read_trans_unit
        self.texts.append(read(piece, pair))
