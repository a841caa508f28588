"""The sums and charts of one section, by the rules and in the charts of the papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from ccmdesk.lang.lang import Lang
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Audience
from ccmdesk.model.packs import Packs

if TYPE_CHECKING:
    from ccmdesk.report.documents.desk import Desk
    from ccmdesk.report.figures.part import Part

CLEARANCE, STOCKPILES, VICTIMS = "clearance", "stockpiles", "victims"
FIGURED: Mapping[str, str] = MappingProxyType(
    {
        CLEARANCE: "hazardous_area land_release annual_position risk_education",
        STOCKPILES: "stock destruction retention",
        VICTIMS: "needs_assessment service casualty_counts",
    }
)
"""The sections with figures, and the kinds of records they are made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFigures:
    """The figures of *section* as of *today*, said in *lang*."""

    section: str
    document: PlanDocument
    lang: Lang
    packs: Packs
    today: dt.date


def section_figures(ask: SectionFigures) -> tuple[Part, ...]:
    """Return the parts in order; none while no record of the section is there."""
    from ccmdesk.model.kinds import BY_NAME
    from ccmdesk.report.documents.ask import PaperAsk
    from ccmdesk.report.documents.desk import desk_of

    kinds = (BY_NAME[name].record for name in FIGURED[ask.section].split())
    if not any(ask.document.of(kind) for kind in kinds):
        return ()
    paper = PaperAsk(
        plan=ask.document,
        lang=ask.lang,
        packs=ask.packs,
        findings=(),
        results=(),
        today=ask.today,
        check_code="",
        audience=Audience.OFFICE,
    )
    return tuple(_parts_of(ask.section)(desk_of(paper)))


def _parts_of(section: str) -> Callable[[Desk], Iterator[Part]]:
    from ccmdesk.report.figures.clearance import clearance_parts
    from ccmdesk.report.figures.stockpiles import stockpile_parts
    from ccmdesk.report.figures.victims import victim_parts

    return {
        CLEARANCE: clearance_parts,
        STOCKPILES: stockpile_parts,
        VICTIMS: victim_parts,
    }[section]
