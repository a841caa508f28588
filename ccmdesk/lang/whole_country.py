"""The words that name no place: nationwide, and what the country itself is called."""

from __future__ import annotations

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import country_name, customary_name
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
    words: set[str] = set()
    for code in SHIPPED:
        lang = Lang.load(code)
        words |= {lang(word) for word in _NOWHERE}
        for state in document.of(StateParty):
            if state.country is not None:
                words.add(country_name(lang, state.country, packs=packs))
                words.add(customary_name(lang, state.country, packs=packs))
    return frozenset(word.casefold() for word in words)
