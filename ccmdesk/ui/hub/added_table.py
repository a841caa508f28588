"""The table of what became of each package that was taken in just now."""

from __future__ import annotations

from collections.abc import Sequence

from ccmdesk.actions.hub.add import Added
from ccmdesk.actions.hub.screen import ScreenTable
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_

ADDED = "added"


def added_table(lang: Lang, added: Sequence[Added]) -> ScreenTable:
    """Return a row for each package, in the order in which they were taken in."""
    rows = [(one.path.name, lang(one.outcome.label), lang.say(one.says)) for one in added]
    return ScreenTable(
        anchor=ADDED,
        title=lang(N_("Taken in just now")),
        about=lang(N_("What became of each package.")),
        head=(
            lang(C_("column", "File")),
            lang(C_("column", "What became of it")),
            lang(C_("column", "Why")),
        ),
        rows=tuple(rows),
        states=tuple("" if one.filed is None else one.filed.country for one in added),
        wide=frozenset({0, 2}),
    )
