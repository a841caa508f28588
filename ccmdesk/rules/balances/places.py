"""Places of records that do not lie in the country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Record
from ccmdesk.model.words import N_
from ccmdesk.rules.border import Border
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.rule import Rule, explained, sentence

POSITION = Rule(
    name="position-outside",
    field="position",
    todo=N_("Check latitude and longitude: they may stand in each other’s place."),
    basis=N_("Article 7.1 (h) and (i)"),
)
OUTLINE = replace(POSITION, name="outline-outside", field="polygon")


def place_findings(document: PlanDocument, border: Border | None) -> Iterator[Finding]:
    """Yield positions and outlines outside *border*, which is None where it is not known."""
    if border is None:
        return
    placed: Iterable[HazardousArea | Activity] = chain(
        document.of(HazardousArea), document.of(Activity)
    )
    for record in placed:
        if record.position is not None and border.leaves_out(record.position):
            yield from _outside(record, POSITION)
    for area in document.of(HazardousArea):
        if area.polygon is not None and border.leaves_out_any(area.polygon.points):
            yield from _outside(area, OUTLINE)


def _outside(record: Record, rule: Rule) -> Iterator[Finding]:
    if not explained(record, rule.field):
        says = N_("The place lies outside the outline of the country.")
        yield rule.about(record, sentence(says))
