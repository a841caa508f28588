"""What a translator is told about a text, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.exchange.translation_file import Unit
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_
from ccmdesk.rules.translations import TextState


def notes_of(unit: Unit, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield (category, note): the record, the field, its limit, its help, and what to look at."""
    yield "record", unit.record
    yield "field", unit.field
    if unit.longest is not None:
        yield "limit", limit_words(unit, lang)
    if unit.help:
        yield "help", unit.help
    if unit.state is TextState.OUT_OF_DATE:
        yield "state", lang(N_("The source was changed after this was translated. Check it."))


def limit_words(unit: Unit, lang: Lang) -> str:
    """Return how many characters may stand there."""
    longest = unit.longest or 0
    return lang.ngettext("At most {n} character.", "At most {n} characters.", longest)
