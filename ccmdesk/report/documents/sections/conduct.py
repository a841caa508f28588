"""Risks, what happens without funds, facilitation (Article 6.10) and coordination."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.plan import Plan
from ccmdesk.model.values import NO_TEXTS, Texts
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import titled_text

CONDUCT = (
    ("risks", N_("No risks or assumptions are entered.")),
    ("if_unfunded", N_("What happens if the needs are not funded is not entered.")),
    ("facilitation", N_("Facilitation under Article 6.10 is not entered.")),
    ("coordination", N_("Coordination is not entered.")),
)
"""The texts of the plan told here, and what is said when one is missing."""


def conduct(desk: Desk) -> Iterator[Block]:
    """Yield the texts of the plan on how it is carried out."""
    for name, empty in CONDUCT:
        title = desk.paper.label(Plan, name)
        texts = plan_text(desk, name)
        yield from titled_text(desk.paper, title, texts, empty=desk.lang(empty))


def plan_text(desk: Desk, name: str) -> Texts:
    """Return an author's text of the plan, empty without a plan."""
    if desk.paper.plan is None:
        return NO_TEXTS
    texts: Texts = getattr(desk.paper.plan, name)
    return texts
