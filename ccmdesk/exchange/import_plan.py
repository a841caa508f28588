"""What an import would do, row by row: nothing of it is written yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from ccmdesk.lang.lang import Lang
from ccmdesk.model.change import Change
from ccmdesk.model.codes import Coded
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.refusals import Refusal

Refusals: TypeAlias = Callable[[Any], Iterable[Refusal]]
"""Asks the rules of the program what cannot be right about a record."""


class Outcome(Coded):
    """What becomes of one row."""

    NEW = "new", C_("import", "New")
    CHANGED = "changed", C_("import", "Changes a record")
    SAME = "same", C_("import", "Nothing new")
    REFUSED = "refused", C_("import", "Not imported")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What an import is read against.

    *lang* comes first of *langs*, the languages in which headings and code words are understood.
    It reads the numbers of files that do not say their language, and whose headings do not tell it;
    of all of these when it *is_said*. *new_id* gives each new record its id. *watch* is called
    row by row, and stops the work by raising.
    """

    document: PlanDocument
    lang: Lang
    langs: tuple[Lang, ...]
    packs: Packs
    new_id: Callable[[], UUID]
    refusals: Refusals
    is_said: bool = False
    watch: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell and what would be accepted.

    *column* is its letter and *heading* what stands above it; both are empty when the fault is
    that of the whole row. *index* is the place of the column from zero, or None.
    """

    says: Message
    heading: str = ""
    column: str = ""
    index: int | None = None

    @property
    def where_and_what(self) -> Message:
        """One sentence with the column, for lists that name the row already."""
        if not self.column:
            return self.says
        values = {"column": self.column, "heading": self.heading, "says": self.says}
        return Message(N_("Column {column}, “{heading}”: {says}"), values)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowResult:
    """What becomes of one row; *table* is its place among the tables, *row* counts from one."""

    table: int
    sheet: str
    row: int
    kind: str
    outcome: Outcome
    record: UUID | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about a whole sheet or column; it stops nothing."""

    sheet: str
    says: Message
    column: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Everything an import found; *changes* are what the good rows would write, as one step."""

    rows: tuple[RowResult, ...]
    notices: tuple[Notice, ...]
    changes: tuple[Change, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many rows have that outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def refused(self) -> tuple[RowResult, ...]:
        """The rows that are not imported, in the order of the file."""
        return tuple(row for row in self.rows if row.outcome is Outcome.REFUSED)
