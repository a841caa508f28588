"""Move a request to another state of its follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ccmdesk.actions.author import Author
from ccmdesk.actions.edit_record import SetFields, set_fields
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.model.ids import NeedId
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.packs import Packs


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveNeed:
    """The need, where it stands now, and why it was refused, written in *language*."""

    need: NeedId
    to: FollowUp
    reason: str = ""
    language: str = "en"


def move_need(store: Store, ask: MoveNeed, *, author: Author, packs: Packs) -> Step | None:
    """Write the state, with a reason when one is given, as one step."""
    values: dict[str, Any] = {"follow_up": ask.to}
    if ask.reason:
        values["refusal_reason"] = ask.reason
    fields = SetFields(kind=Need, record=ask.need, values=values, language=ask.language)
    return set_fields(store, fields, author=author, packs=packs)
