"""The order of names in a language: its own alphabet (CLDR, by ICU), with 2 before 10."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from ccmdesk.model.values import Texts

SortKey = Callable[[str], bytes]
T = TypeVar("T")


@lru_cache(maxsize=32)
def sort_key(language: str) -> SortKey:
    """Return what gives the sort key of a text: Chinese by pinyin, ñ after n, č after c.

    ICU is loaded by the first call only: the window is seen before it.
    """
    import icu  # noqa: PLC0415

    collator = icu.Collator.createInstance(icu.Locale(language))
    collator.setAttribute(icu.UCollAttribute.NUMERIC_COLLATION, icu.UCollAttributeValue.ON)
    key: SortKey = collator.getSortKey
    return key


def collated(
    things: Iterable[T], name: Callable[[T], Texts | str | None], *, language: str
) -> tuple[T, ...]:
    """Return *things* by their names as *language* orders them, those without a name last.

    Things of one name keep the order they came in.
    """
    key = sort_key(language)

    def place(thing: T) -> tuple[bool, bytes]:
        called = in_words(name(thing), language=language)
        return not called, key(called)

    return tuple(sorted(things, key=place))


def in_words(name: Texts | str | None, *, language: str) -> str:
    """Return a name as it is read in *language*, else in English, else in what it is written in."""
    if isinstance(name, Texts):
        best = name.best(language)
        return best[1] if best else ""
    return name or ""
