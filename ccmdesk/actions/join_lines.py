"""What joining two records makes of each of their fields, line by line, in words too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ccmdesk.actions.history_words import HistoryWords
from ccmdesk.actions.join_records import Comparison
from ccmdesk.lang.show import Show
from ccmdesk.model.codec import NOTE, Json, flatten, split_key
from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.funding import per_mille
from ccmdesk.rules.twice import nearness

_PARTS = 10**6
"""So finely a share of an outline is told apart from none and all of it."""


class Becomes(Coded):
    """What joining makes of a field."""

    CHOOSE = "choose", C_("joining", "They differ: choose")
    TAKEN = "taken", C_("joining", "Taken over")
    BOTH = "both", C_("joining", "Both together")
    STAYS = "stays", C_("joining", "Stays")
    SAME = "same", C_("joining", "The same")


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinLine:
    """One field as the kept record has it and as the other does."""

    key: str
    becomes: Becomes
    kept: Json
    other: Json


def join_lines(found: Comparison) -> tuple[JoinLine, ...]:
    """Return a line for each field that one of the two has, those that differ first."""
    mine, theirs = flatten(found.kept), flatten(found.other)
    order = {field.name: place for place, field in enumerate(fields_of(type(found.kept)))}
    keys = sorted(
        {key for key in (*mine, *theirs) if not key.endswith(NOTE)},
        key=lambda key: (order[split_key(key)[0]], key),
    )
    lines = [
        JoinLine(
            key=key,
            becomes=_becomes(found, key, (mine.get(key), theirs.get(key))),
            kept=mine.get(key),
            other=theirs.get(key),
        )
        for key in keys
    ]
    ranks = list(Becomes)
    return tuple(sorted(lines, key=lambda line: ranks.index(line.becomes)))


def _becomes(found: Comparison, key: str, values: tuple[Json, Json]) -> Becomes:
    mine, theirs = values
    if key in found.differing:
        return Becomes.CHOOSE
    if mine == theirs:
        return Becomes.SAME
    if key in found.taken:
        return Becomes.BOTH if isinstance(mine, list) else Becomes.TAKEN
    return Becomes.STAYS


@dataclass(frozen=True, slots=True)
class JoinWords:
    """Words what joining would do in the language of *show*."""

    show: Show
    packs: Packs

    def field(self, found: Comparison, line: JoinLine) -> str:
        """Return what a field is called."""
        return HistoryWords(self.show, self.packs).key(kind_of(found.kept).name, line.key)

    def value(self, found: Comparison, line: JoinLine, *, of_other: bool) -> str:
        """Return the value of one of the two; nothing for what is not filled."""
        value = line.other if of_other else line.kept
        return HistoryWords(self.show, self.packs).flat(kind_of(found.kept).name, line.key, value)

    def nearness(self, found: Comparison) -> Iterator[str]:
        """Yield how far apart the two lie, and how much their outlines cover each other."""
        metres, share = nearness(found.kept, found.other)
        lang = self.show.lang
        if metres is not None:
            yield lang.ngettext("{n} metre apart", "{n} metres apart", metres)
        if share is not None:
            percent = lang.percent(per_mille(round(share * _PARTS), _PARTS) or 0)
            yield lang(N_("Their outlines have {percent} in common"), percent=percent)

    def effects(self, found: Comparison) -> Iterator[str]:
        """Yield what is joined along, what stays twice, and what refers to the kept one then."""
        lang = self.show.lang
        if found.twins:
            yield lang.ngettext(
                "{n} record that is about both and says the same is joined along.",
                "{n} records that are about both and say the same are joined along.",
                len(found.twins),
            )
        for rival, mine in found.rivals:
            yield lang(
                N_("Both stay and are both counted: {record} and {other}. Delete the wrong one."),
                record=self.show.named(mine),
                other=self.show.named(rival),
            )
        if found.refer:
            yield lang(
                N_("Will refer to the kept record: {records}."),
                records=lang.join(list(self._counted(found.refer))),
            )

    def _counted(self, records: tuple[Any, ...]) -> Iterator[str]:
        lang = self.show.lang
        for kind, many in Counter(kind_of(one).many for one in records).items():
            yield lang(N_("{what} ({n})"), what=lang(kind), n=lang.number(many))
