"""Who works with the State: organisations, agreements and coalitions."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.cooperation import Agreement, Coalition, Organisation
from ccmdesk.model.plan import Plan
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading, titled_text
from ccmdesk.report.documents.record_tables import Register, fact_sheet, register
from ccmdesk.report.documents.sections.conduct import plan_text
from ccmdesk.report.documents.titles import title_of

ORGANISATIONS = ("name", "roles", "country", "articles", "contact", "contact_checked_on")
AGREEMENT = (
    "code",
    "title",
    "members",
    "article",
    "status",
    "period",
    "amount",
    "review_on",
    "text",
)
COALITION = ("name", "lead", "members", "period", "objective", "promises", "minutes", "result")


def partners(desk: Desk) -> Iterator[Block]:
    """Yield the partners there are, before new ones are asked for."""
    lang, paper = desk.lang, desk.paper
    empty = lang(N_("What existing partners do is not entered."))
    title = paper.label(Plan, "partners")
    yield from titled_text(desk.paper, title, plan_text(desk, "partners"), empty=empty)
    yield from _organisations(desk)
    yield heading(2, lang(N_("Agreements and country coalitions")))
    if not paper.of(Agreement) and not paper.of(Coalition):
        yield Paragraph(lang(N_("No agreement and no country coalition is entered.")))
    for agreement in paper.of(Agreement):
        yield fact_sheet(paper, agreement, AGREEMENT, caption=title_of(paper, agreement).text)
    for coalition in paper.by_name(Coalition):
        yield fact_sheet(paper, coalition, COALITION, caption=title_of(paper, coalition).text)


def _organisations(desk: Desk) -> Iterator[Block]:
    lang, found = desk.lang, desk.paper.by_name(Organisation)
    yield heading(2, lang(N_("Organisations")))
    if not found:
        yield Paragraph(lang(N_("No organisation is entered.")))
        return
    text = lang.ngettext(
        "{n} institution or partner is on record.",
        "{n} institutions and partners are on record.",
        len(found),
    )
    yield Paragraph(text)
    caption = lang(N_("Institutions and partners"))
    yield from register(desk.paper, Register(Organisation, found, ORGANISATIONS, caption))
