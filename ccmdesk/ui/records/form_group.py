"""A group of fields on a form, and the headings that several forms share."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.model.words import C_, N_


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; two names in one row are two short fields beside each other."""

    label: str
    rows: tuple[tuple[str, ...], ...]


def group(label: str, *rows: str) -> Group:
    """Return a group whose rows are written as names with a blank between two."""
    return Group(label, tuple(tuple(row.split()) for row in rows))


FIRST = ""
"""The most important fields stand right below the title and need no heading."""

TEXTS = N_("In words")
MORE = C_("group of fields", "More")
OFFICE = N_("Inside this office")
PARTNERS = N_("Partners and follow-up")
