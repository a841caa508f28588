"""What was typed and cannot be saved: kept with the open plan, by the place it was typed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ccmdesk.model.words import Message

if TYPE_CHECKING:
    from uuid import UUID

    from ccmdesk.lang.lang import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is *typed* in the parts of the *field* of a record, and *why* it is not saved.

    Figures and dates are read in the language they were *typed_in*, None for that of the window.
    No reason is known where the record went before anybody tried.

    *place* is the page, and the view of it, where it was typed; else it is the form of the record.
    A row of a sheet has no record yet, only a place.
    """

    field: str
    kind: type[Any] | None = None
    record: UUID | None = None
    why: Message | None = None
    typed: tuple[Any, ...] = ()
    typed_in: Lang | None = None
    place: tuple[str, str] | None = None


class Unsaved:
    """The texts of one window; they wait until their field is shown again."""

    def __init__(self) -> None:
        self._held: dict[tuple[UUID | None, str], Held] = {}

    def keep(self, held: Held) -> None:
        """Keep one text."""
        self._held[held.record, held.field] = held

    def holds(self, record: UUID, field: str) -> bool:
        """Whether a text of the field still waits."""
        return (record, field) in self._held

    def take(self, record: UUID | None, field: str) -> Held | None:
        """Return the text of a field, which no longer waits; None when there is none."""
        return self._held.pop((record, field), None)

    def all(self) -> Iterable[Held]:
        """Return all of them, the first that was kept first."""
        return tuple(self._held.values())
