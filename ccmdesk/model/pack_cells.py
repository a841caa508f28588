"""Reads the files of a form pack cell by cell and refuses, in plain words, what it cannot hold."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ccmdesk.model.codes import Coded
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

Code = TypeVar("Code", bound=Coded)
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class CellRow:
    """One row of a CSV file, with its number as a spreadsheet shows it."""

    file: str
    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return what stands under *column*; raises Problem when nothing does."""
        found = self.cells[column]
        if not found:
            raise Problem(
                N_("{file}, row {row}: there is nothing under “{column}”. Fill it in."),
                file=self.file,
                row=str(self.number),
                column=column,
            )
        return found

    def code(self, column: str, kind: type[Code]) -> Code:
        """Return the member of *kind* that the cell names."""
        return kind(self.one_of(column, [member.value for member in kind]))

    def answer(self, column: str) -> bool:
        """Return the yes or no of a cell."""
        return _ANSWERS[self.one_of(column, list(_ANSWERS))]

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """Return the text of a cell that must be one of *allowed*."""
        return self.listed(column, self.text(column), allowed)

    def listed(self, column: str, found: str, allowed: Iterable[str]) -> str:
        """Return *found*, a part of the cell under *column*; raises Problem if not *allowed*."""
        known = list(allowed)
        if found not in known:
            raise Problem(
                N_(
                    "{file}, row {row}: “{found}” cannot stand under “{column}”. Allowed there:"
                    " {allowed}."
                ),
                file=self.file,
                row=str(self.number),
                found=found,
                column=column,
                allowed=", ".join(known),
            )
        return found

    def matched(self, column: str, pattern: re.Pattern[str], *, like: str) -> re.Match[str]:
        """Return how *pattern* fits a cell; raises Problem that shows one that is right."""
        found = self.text(column)
        match = pattern.fullmatch(found)
        if match is None:
            raise Problem(
                N_(
                    "{file}, row {row}: “{found}” cannot stand under “{column}”. Write it like"
                    " {example}."
                ),
                file=self.file,
                row=str(self.number),
                found=found,
                column=column,
                example=like,
            )
        return match

    def refuse_empty(self, found: str) -> Problem:
        """Return the problem of a part that no other row fills."""
        return Problem(
            N_("{file}, row {row}: “{found}” has no columns. Give it at least one in columns.csv."),
            file=self.file,
            row=str(self.number),
            found=found,
        )

    def refuse_what(self, detail: str) -> Problem:
        """Return the problem of a row that is none of this pack."""
        return Problem(
            N_(
                "{file}, row {row}: this cannot be read: {detail}. Compare it with a row of a"
                " shipped pack."
            ),
            file=self.file,
            row=str(self.number),
            detail=detail,
        )

    def refuse_again(self, column: str, found: str) -> Problem:
        """Return the problem of a key that another row has already."""
        return Problem(
            N_("{file}, row {row}: “{found}” stands under “{column}” in an earlier row already."),
            file=self.file,
            row=str(self.number),
            found=found,
            column=column,
        )


def rows_of(path: Path, columns: tuple[str, ...], *, also: str = "") -> Iterator[CellRow]:
    """Yield the rows of a CSV file that must have just these *columns*.

    Columns that begin with *also*, such as ``letter@``, may be there too.
    """
    name = f"{path.parent.name}/{path.name}"
    reader = csv.DictReader(io.StringIO(_text_of(path, name), newline=""))
    heads = list(reader.fieldnames or ())
    strange = [head for head in heads if head not in columns and not _is_also(head, also)]
    lacking = [column for column in columns if column not in heads]
    if strange or lacking:
        raise _wrong_heads(name, (*strange, *lacking), columns)
    for number, cells in enumerate(reader, start=2):
        if any(cells.values()):
            yield CellRow(name, number, {key: (cells[key] or "").strip() for key in heads})


def whole_rows(path: Path) -> Iterator[CellRow]:
    """Yield the rows of a CSV file as they are: NA is Namibia, NO is Norway, never blank or false.

    Raises Problem when there is no such file or a row has too many or too few cells.
    """
    name = f"{path.parent.name}/{path.name}"
    reader = csv.DictReader(io.StringIO(_text_of(path, name), newline=""), strict=True)
    number = 1
    try:
        for number, cells in enumerate(reader, start=2):
            row = CellRow(name, number, cells)
            if None in cells or None in cells.values():
                raise row.refuse_what(", ".join(filter(None, cells)))
            yield row
    except csv.Error as error:
        raise CellRow(name, number + 1, {}).refuse_what(str(error)) from error


def _is_also(head: str, also: str) -> bool:
    return bool(also) and head.startswith(also)


def _text_of(path: Path, name: str) -> str:
    """Return what is in a file; spreadsheets put a mark before the first letter."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise Problem(
            N_("{file} is missing or cannot be read. Put it there, saved as CSV in UTF-8."),
            file=name,
        ) from error


def _wrong_heads(name: str, wrong: Iterable[str], columns: tuple[str, ...]) -> Problem:
    return Problem(
        N_("{file}, row 1: wrong or missing columns: {found}. The columns are: {allowed}."),
        file=name,
        found=", ".join(wrong),
        allowed=", ".join(columns),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """One table of a TOML file, read key by key."""

    file: str
    values: Mapping[str, Any]

    def only(self, allowed: Iterable[str]) -> Said:
        """Raise Problem when a key stands here that is not known, or one is missing."""
        known = list(allowed)
        for key in self.values:
            if key not in known:
                raise self._problem(key, known)
        return self.having(known)

    def having(self, needed: Iterable[str]) -> Said:
        """Raise Problem when one of the keys *needed* is missing; others may stand here too."""
        known = list(needed)
        for key in known:
            if key not in self.values:
                raise self._problem(key, known)
        return self

    def table(self, key: str) -> Said:
        """Return the table under *key*."""
        return Said(self.file, self._of(key, dict))

    def text(self, key: str) -> str:
        """Return the text under *key*."""
        return str(self._of(key, str))

    def number(self, key: str) -> int:
        """Return the whole number under *key*; zero stands for none."""
        return int(self._of(key, int))

    def date(self, key: str) -> dt.date:
        """Return the date under *key*."""
        day: dt.date = self._of(key, dt.date)
        return day

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under *key*."""
        return tuple(str(part) for part in self._of(key, list))

    def codes(self, key: str, kind: type[Code]) -> tuple[Code, ...]:
        """Return the members of *kind* that the list under *key* names."""
        known = [str(member.value) for member in kind]
        for found in self.texts(key):
            if found not in known:
                raise self._problem(found, known)
        return tuple(kind(found) for found in self.texts(key))

    def _of(self, key: str, wanted: type) -> Any:
        value = self.values[key]
        if not isinstance(value, wanted):
            raise Problem(
                N_("{file}: “{key}” holds something else than it should. Compare a shipped pack."),
                file=self.file,
                key=key,
            )
        return value

    def _problem(self, found: str, known: list[str]) -> Problem:
        return Problem(
            N_("{file}: “{found}” is missing or not known. Known there: {allowed}."),
            file=self.file,
            found=found,
            allowed=", ".join(known),
        )


def said_in(path: Path) -> Said:
    """Return what a TOML file says; raises Problem when it cannot be read."""
    name = f"{path.parent.name}/{path.name}"
    try:
        return Said(name, tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError) as error:
        raise Problem(
            N_("{file} cannot be read: {detail}. Compare it with a shipped pack."),
            file=name,
            detail=str(error),
        ) from error
