"""Words of the interface languages that a rule has to recognise; the caller knows them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from ccmdesk.model.values import Texts


@dataclass(frozen=True, slots=True)
class Wording:
    """*whole_country* holds every way to say nationwide, and the names of the country."""

    whole_country: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        folded = frozenset(_folded(phrase) for phrase in self.whole_country)
        object.__setattr__(self, "whole_country", folded)

    def means_whole_country(self, place: Texts) -> bool:
        """Whether the whole text of a place, in any language, only names the country."""
        return any(_folded(text) in self.whole_country for _, text in place)


def _folded(text: str) -> str:
    """Return *text* without difference of case, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".。")
