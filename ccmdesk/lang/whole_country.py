"""The words that name no place: nationwide, and what the country itself is called."""

from __future__ import annotations

from functools import cache

from ccmdesk.lang.catalogue import SHIPPED, read_messages
from ccmdesk.lang.formats import babel_locale
from ccmdesk.lang.lang import Lang
from ccmdesk.model.codes import StateCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import C_

_NOWHERE = (
    C_("place that is no place", "nationwide"),
    C_("place that is no place", "whole country"),
    C_("place that is no place", "the whole country"),
    C_("place that is no place", "countrywide"),
    C_("place that is no place", "all provinces"),
    C_("place that is no place", "all districts"),
    C_("place that is no place", "everywhere"),
)


def whole_country_words(document: PlanDocument, *, packs: Packs) -> frozenset[str]:
    """Return them case-folded, for comparison with the whole of a field."""
    words = set(_said(_NOWHERE))
    for state in document.of(StateParty):
        if state.country is not None:
            words |= _called(state.country, packs)
    return frozenset(word.casefold() for word in words)


def _called(country: StateCode, packs: Packs) -> frozenset[str]:
    """Return what a State is called in each language, in the United Nations and by people."""
    row = packs.states.get(country)
    if row is None:
        return frozenset({country})
    return _said((row.label,)) | _usual(row.iso2, row.name)


@cache
def _said(msgids: tuple[str, ...]) -> frozenset[str]:
    """Return words in each language, of whose catalogues nothing else is kept."""
    every = (Lang(code, read_messages(code)) for code in SHIPPED)
    return frozenset(lang(msgid) for lang in every for msgid in msgids)


@cache
def _usual(iso2: str, name: str) -> frozenset[str]:
    """Return the customary names of a State (CLDR), in each language.

    ICU looks them up in its file; Babel would keep all it knows of eight languages, 8 MB.
    """
    import icu  # noqa: PLC0415 - not before the first paint

    state = icu.Locale("", iso2)
    every = (icu.Locale(str(babel_locale(code))) for code in SHIPPED)
    names = (str(state.getDisplayCountry(locale)) for locale in every)
    return frozenset(name if said == iso2 else said for said in names)
