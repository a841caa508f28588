"""What a plan file is: its records per kind, check code, languages, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.actions.redact import for_audience
from ccmdesk.db.check import look_through
from ccmdesk.db.store import Store
from ccmdesk.model.facts import Audience, fields_of
from ccmdesk.model.values import Texts
from ccmdesk.model.words import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInfo:
    """*content_hash* is of everything in the file, *check_code_hash* of what the ISU may see.

    *notices* should be known of a file that is whole.
    """

    counts: dict[str, int]
    content_hash: str
    check_code_hash: str
    languages: tuple[str, ...]
    damage: tuple[Message, ...]
    notices: tuple[Message, ...]


def plan_info(store: Store) -> PlanInfo:
    """Look through the whole file; nothing in it is changed."""
    document, checked = store.document(), look_through(store)
    return PlanInfo(
        counts=store.counts(),
        content_hash=document.content_hash,
        check_code_hash=for_audience(document, Audience.ISU).content_hash,
        languages=_languages(store),
        damage=tuple(checked.damage),
        notices=tuple(checked.notices),
    )


def _languages(store: Store) -> tuple[str, ...]:
    found: set[str] = set()
    for records in store.document().records.values():
        for record in records:
            for field in fields_of(type(record)):
                value = getattr(record, field.name)
                if isinstance(value, Texts):
                    found |= {str(language) for language, _ in value}
    return tuple(sorted(found))
