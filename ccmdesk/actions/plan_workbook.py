"""Save the records of a plan as a workbook, to change many at once and take them in again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.db.atomic_file import write_file
from ccmdesk.exchange.template import SheetRequest, write_workbook
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import StateParty


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePlan:
    """Where to, and the language of the headings and of the numbers."""

    out: Path
    language: str


def save_plan(document: PlanDocument, ask: SavePlan, *, packs: Packs, today: dt.date) -> None:
    """Write a sheet per kind of record, each row with the mark of the record it is about.

    All that can stand in cells is in it, also what only this office sees; outlines and files are
    not. Raises Problem for a language that is not shipped, and as write_file does.
    """
    state = document.first(StateParty)
    request = SheetRequest(
        lang=lang_of(ask.language),
        languages=(ask.language,),
        packs=packs,
        made_on=today,
        country="" if state is None or state.country is None else state.country,
    )
    write_file(ask.out, lambda file: write_workbook(request, document, file))
