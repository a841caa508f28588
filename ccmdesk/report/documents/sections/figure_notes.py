"""What the checks say of published figures, as notes under the tables they concern."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note

_ADDITIONS = frozenset({"position-balance", "position-opening"})
_FIGURES = _ADDITIONS | {
    "area-released",
    "casualties-sum",
    "completed-areas-open",
    "position-repeated",
    "position-split",
    "retention-change",
    "stock-destroyed",
}
"""The rules about figures; what else the checks say stands in the annex only."""
_ADDS_UP = N_("The published figures do not add up: {what}")
_ELSE = N_("To be explained: {what}")


def figure_notes(desk: Desk, *kinds: type) -> Iterator[Block]:
    """Yield the findings about records of *kinds*, in the order of the list."""
    names = {BY_RECORD[kind].name for kind in kinds}
    for finding in desk.ask.findings:
        if finding.kind in names and finding.rule in _FIGURES:
            says = _ADDS_UP if finding.rule in _ADDITIONS else _ELSE
            yield note(desk.lang(says, what=desk.lang.say(finding.says)))
