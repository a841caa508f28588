"""The figures of the overview, worked out once for each state of the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.rules.clocks import Clock, clocks
from ccmdesk.rules.summary import Summary, summary


@dataclass(frozen=True, slots=True)
class Figures:
    """The summary and the clocks of a plan on one day."""

    summary: Summary
    clocks: tuple[Clock, ...]
    today: dt.date


def figures_of(document: PlanDocument, *, packs: Packs, today: dt.date) -> Figures:
    """Work out everything the overview tells."""
    return Figures(summary(document, packs, today), clocks(document, packs, today), today)
