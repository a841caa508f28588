"""What a check returns: one sentence about one field of one record, and what asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_, Message

if TYPE_CHECKING:
    from uuid import UUID


class Level(Coded):
    """How urgent a finding is: needed before sending, or what would make the plan stronger.

    Window, paper and command line all use these two words.
    """

    NEEDED = "needed", C_("level", "Needed")
    STRONGER = "stronger", C_("level", "Stronger")


class Reached(Coded):
    """How far a specificity criterion is met."""

    MISSING = "missing", C_("criterion", "Missing")
    PRESENT = "present", C_("criterion", "Present")
    SOURCED = "sourced", C_("criterion", "Sourced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to mend or to explain.

    *record* and *field* say where the cursor goes; *rule* is a stable name such as
    ``specificity-14``; *says* is the sentence, *todo* what to do, *basis* the article or paragraph
    that asks for it. *criterion* and *reached* are set by the specificity criteria only.
    """

    record: UUID
    kind: str
    field: str
    level: Level
    rule: str
    says: Message
    todo: Message
    basis: str
    criterion: int | None = None
    reached: Reached | None = None
