"""Reads XML that others have made, piece by piece and within bounds.

Documents with a type declaration are refused before anything of it is read: so there are no
entities that grow, and nothing outside the file is ever asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder  # expat reads, within bounds  # nosec B405
from xml.parsers import expat

from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

MOST_BYTES = 48 * 1024 * 1024
MOST_DEPTH = 200
MOST_ELEMENTS = 2_500_000
MOST_PIECES = 200_000
LARGEST_PIECE = 4 * 1024 * 1024
"""Characters of text in one piece: no field holds so much."""

_MOST_IN_A_PIECE = 50_000
_CHUNK = 256 * 1024
_LONGEST_TAG = 2 * 1024 * 1024
"""Bytes that may be read without a beginning or end of anything: expat starts such a tag anew
with every chunk, which would take ever longer."""

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One element that was asked for, with all that is in it, and the line it starts in."""

    element: Element
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What to do with what is read.

    *is_piece* chooses the elements to be kept whole, the outermost ones, which *take* is given;
    *enter* is told of every element outside them. Names are ``{namespace}name``.
    """

    is_piece: Callable[[str], bool]
    take: Callable[[Piece], None]
    enter: Callable[[str, Attributes], None]


def read_pieces(data: bytes, reader: Reader, *, name: str) -> None:
    """Read a document; *name* is its file's, for messages.

    Raises Problem when it is no XML, declares a document type, or is beyond the bounds.
    """
    if len(data) > MOST_BYTES:
        raise too_large(name)
    walk = _Walk(reader, name)
    try:
        for start in range(0, len(data), _CHUNK):
            walk.parser.Parse(data[start : start + _CHUNK], False)
            if start - walk.parser.CurrentByteIndex > _LONGEST_TAG:
                raise too_large(name)
        walk.parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise Problem(
            N_(
                "“{name}” cannot be read near line {line}: it is damaged, or not what its name"
                " says. Ask for it again, or save it anew in the program it comes from."
            ),
            name=name,
            line=str(walk.parser.CurrentLineNumber),
        ) from error


def too_large(name: str) -> Problem:
    """Return what to say of a file that holds more than this program takes in at once."""
    return Problem(
        N_(
            "“{name}” is too large or too deeply nested to be taken in. Divide it into several"
            " files, or ask for the file that this program wrote."
        ),
        name=name,
    )


class _Walk:
    """The handlers of one reading."""

    def __init__(self, reader: Reader, name: str) -> None:
        self._reader = reader
        self._name = name
        self._depth = self._elements = self._pieces = 0
        self._line = self._piece_depth = self._first = self._letters = 0
        self._tree: TreeBuilder | None = None
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_declared: object) -> None:
        raise Problem(
            N_(
                "“{name}” declares a document type, as no file of this kind needs to; it could ask"
                " for other files and was not read. Ask its sender to save it anew."
            ),
            name=self._name,
        )

    def _start(self, name: str, values: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MOST_DEPTH or self._elements > MOST_ELEMENTS:
            raise too_large(self._name)
        tag = _braced(name)
        about = {_braced(key): value for key, value in values.items()}
        if self._tree is None and not self._reader.is_piece(tag):
            self._reader.enter(tag, about)
            return
        if self._tree is None:
            self._tree = self._begun()
        if self._elements - self._first > _MOST_IN_A_PIECE:
            raise too_large(self._name)
        self._tree.start(tag, about)

    def _begun(self) -> TreeBuilder:
        self._pieces += 1
        if self._pieces > MOST_PIECES:
            raise too_large(self._name)
        self._piece_depth, self._first, self._letters = self._depth, self._elements, 0
        self._line = self.parser.CurrentLineNumber
        return TreeBuilder()

    def _text(self, text: str) -> None:
        if self._tree is not None:
            self._letters += len(text)
            if self._letters > LARGEST_PIECE:
                raise too_large(self._name)
            self._tree.data(text)

    def _end(self, name: str) -> None:
        if self._tree is not None:
            self._tree.end(_braced(name))
            if self._depth == self._piece_depth:
                tree, self._tree = self._tree, None
                self._reader.take(Piece(tree.close(), self._line))
        self._depth -= 1


def _braced(name: str) -> str:
    return "{" + name if "}" in name else name
