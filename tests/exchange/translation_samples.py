"""Texts on their way to a translator, for the tests of each format."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import BinaryIO
from uuid import UUID

from hypothesis import strategies as st

from ccmdesk.exchange.translation_file import Outgoing, Unit
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.folding import clean
from ccmdesk.rules.translations import LanguagePair, TextState

EN_FR = LanguagePair(LanguageTag("en"), LanguageTag("fr"))
EN_AR = LanguagePair(LanguageTag("en"), LanguageTag("ar"))
AWKWARD = "  two  spaces,\ttab,\n\nline feeds, <b>&amp;</b> ]]> \"'\u00a0\u2028\ufeff\u202b.  "

_LETTERS = st.characters(codec="utf-8")
ANY_TEXT = st.text(_LETTERS, min_size=1, max_size=60).map(clean).filter(bool)
"""All that a field may hold, as it is kept."""


def key(number: int, name: str = "title") -> str:
    return f"{UUID(int=number)}.{name}"


def unit(source: str, target: str = "", *, number: int = 1, state: TextState | None = None) -> Unit:
    usual = TextState.UP_TO_DATE if target else TextState.MISSING
    return Unit(
        key=key(number),
        record="Activity: A4-01 · AREA-NORD <1>",
        field="Title",
        help="What is done.",
        longest=300,
        source=source,
        target=target,
        state=state or usual,
    )


def outgoing(units: Iterable[Unit], pair: LanguagePair = EN_FR, lang: Lang = ENGLISH) -> Outgoing:
    return Outgoing(pair=pair, title="Plan & more", units=tuple(units), lang=lang)


def written(write: Callable[[BinaryIO, Outgoing], None], what: Outgoing) -> bytes:
    out = io.BytesIO()
    write(out, what)
    return out.getvalue()


def spoken(pair: LanguagePair) -> Lang:
    return Lang.load(pair.target if pair.target in SHIPPED else "en")
