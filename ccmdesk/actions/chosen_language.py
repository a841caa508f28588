"""The language that a person asked a file to be written or read in."""

from __future__ import annotations

from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.lang import Dates, Lang
from ccmdesk.model.conventions import MonthNames
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_


def lang_of(language: str, state: StateParty | None = None) -> Lang:
    """Return a language with dates as *state* wants them; Problem if it is not shipped."""
    if language not in PAPER_LANGUAGES:
        raise Problem(
            N_("There is no language “{language}”. The languages are: {languages}."),
            language=language,
            languages=", ".join(PAPER_LANGUAGES),
        )
    if state is None:
        return Lang.load(language)
    months = state.month_names or MonthNames.USUAL
    return Lang.load(language, dates=Dates(months, named=state.calendar_label is True))
