"""Risk reduction education given, and the people it reached."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.risk_education import RiskEducation
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading
from ccmdesk.report.documents.record_tables import Register, register

EDUCATION = (
    "activity",
    "period",
    "place",
    "method",
    "groups",
    "sessions",
    "direct",
    "indirect",
    "provider",
)


def risk_education(desk: Desk) -> Iterator[Block]:
    """Yield what was taught, where and to whom; directly and indirectly reached stay apart."""
    lang, found = desk.lang, desk.paper.of(RiskEducation)
    yield heading(2, lang(N_("Risk reduction education")))
    if not found:
        yield Paragraph(lang(N_("No risk reduction education given so far is entered.")))
        return
    text = lang.ngettext(
        "{n} round of risk reduction education is recorded.",
        "{n} rounds of risk reduction education are recorded.",
        len(found),
    )
    yield Paragraph(text)
    caption = lang(N_("Risk reduction education"))
    yield from register(
        desk.paper, Register(RiskEducation, found, EDUCATION, caption, sourced=True)
    )
