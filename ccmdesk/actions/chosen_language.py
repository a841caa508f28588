"""The language that a person asked a file to be written or read in."""

from __future__ import annotations

from ccmdesk.actions.known_languages import known_language
from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.lang import Dates, Lang
from ccmdesk.model.conventions import MonthNames
from ccmdesk.model.state import StateParty


def lang_of(language: str, state: StateParty | None = None) -> Lang:
    """Return a language with dates as *state* wants them; Problem if it is not shipped."""
    known_language(language, tuple(PAPER_LANGUAGES))
    if state is None:
        return Lang.load(language)
    months = state.month_names or MonthNames.USUAL
    return Lang.load(language, dates=Dates(months, named=state.calendar_label is True))
