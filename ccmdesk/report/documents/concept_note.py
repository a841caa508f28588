"""The concept note of a country coalition: who, to what end, until when, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.cooperation import Challenge, Coalition
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Document, Heading, Paragraph
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.desk import Desk, desk_of
from ccmdesk.report.documents.frame import Frame, framed
from ccmdesk.report.documents.masthead import masthead
from ccmdesk.report.documents.prose import author_paragraph, titled_text
from ccmdesk.report.documents.record_tables import Register, fact_sheet, register
from ccmdesk.report.documents.sections.budget import totals_sentence
from ccmdesk.report.documents.sections.conduct import plan_text
from ccmdesk.report.documents.sections.first_page import urgent
from ccmdesk.report.documents.sections.obligations import obligation_table
from ccmdesk.report.documents.titles import title_of

SHEET = ("name", "lead", "members", "period", "objective", "promises", "result", "minutes")
CHALLENGES = ("title", "effect", "contacted", "contacted_on", "next_step", "next_date")


def build(ask: PaperAsk) -> Document:
    """Return the paper as blocks."""
    desk = desk_of(ask)
    frame = Frame(
        title=title(desk),
        subject=desk.lang(N_("Country coalition under the Convention on Cluster Munitions")),
    )
    return framed(desk, frame, _blocks(desk))


def title(desk: Desk) -> str:
    """Return the title of the paper, which names the State."""
    return desk.lang(N_("{country}: concept note of the country coalition"), country=desk.country)


def _blocks(desk: Desk) -> Iterator[Block]:
    lang = desk.lang
    yield masthead(desk, title=title(desk))
    yield Heading(1, lang(N_("Why a coalition")), number="I.")
    yield from _why(desk)
    yield Heading(1, lang(N_("The coalition")), number="II.")
    yield from _coalitions(desk)
    yield Heading(1, lang(N_("What is needed")), number="III.")
    yield from (Paragraph(totals_sentence(desk, found)) for found in desk.totals)
    yield from urgent(desk)
    yield Heading(1, lang(N_("Challenges and next steps")), number="IV.")
    yield from _challenges(desk)
    yield Heading(1, lang(N_("How the State works with its partners")), number="V.")
    empty = lang(N_("Coordination is not entered."))
    label = lang(N_("Coordination"))
    yield from titled_text(desk.paper, label, plan_text(desk, "coordination"), empty=empty)
    label = lang(N_("Facilitation offered"))
    empty = lang(N_("Facilitation under Article 6.10 is not entered."))
    yield from titled_text(desk.paper, label, plan_text(desk, "facilitation"), empty=empty)


def _why(desk: Desk) -> Iterator[Block]:
    yield from obligation_table(desk, sourced=False)
    for obligation in desk.obligations:
        yield from author_paragraph(desk.paper, obligation.problem)


def _coalitions(desk: Desk) -> Iterator[Block]:
    found = desk.paper.of(Coalition)
    if not found:
        yield Paragraph(
            desk.lang(
                N_(
                    "No coalition is entered yet. Enter one under Partners with its lead"
                    " partner, its partners and the shared aim, and this section describes it."
                )
            )
        )
    for one in found:
        yield fact_sheet(desk.paper, one, SHEET, caption=title_of(desk.paper, one).text)


def _challenges(desk: Desk) -> Iterator[Block]:
    found = desk.paper.of(Challenge)
    if not found:
        yield Paragraph(desk.lang(N_("No challenge is entered.")))
    caption = desk.lang(N_("Challenges, whom the State has told, and what comes next"))
    yield from register(desk.paper, Register(Challenge, found, CHALLENGES, caption))
