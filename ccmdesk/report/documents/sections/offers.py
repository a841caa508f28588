"""What the State can share, and what it has learned."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.cooperation import Lesson
from ccmdesk.model.need import Offer
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading
from ccmdesk.report.documents.record_tables import fact_sheet
from ccmdesk.report.documents.titles import title_of

OFFER = (
    "title",
    "organisation",
    "article",
    "modalities",
    "description",
    "languages",
    "conditions",
    "period",
    "contact",
)
LESSON = ("title", "activity", "article", "text", "contact")


def offers(desk: Desk) -> Iterator[Block]:
    """Yield each offer and each lesson as a sheet."""
    lang, paper = desk.lang, desk.paper
    yield heading(2, lang(N_("Offer of assistance")))
    if not paper.of(Offer):
        yield Paragraph(lang(N_("No offer of the State is entered.")))
    for offer in paper.of(Offer):
        yield fact_sheet(paper, offer, OFFER, caption=title_of(paper, offer).text)
    yield heading(2, lang(N_("Lessons learned")))
    if not paper.of(Lesson):
        yield Paragraph(lang(N_("No lesson is entered.")))
    for lesson in paper.of(Lesson):
        yield fact_sheet(paper, lesson, LESSON, caption=title_of(paper, lesson).text)
