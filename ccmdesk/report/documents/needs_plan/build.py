"""The needs-and-plan paper: its sections in order, numbered through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import chain

from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Contents, Document, Heading, PageBreak
from ccmdesk.report.documents.needs_plan.areas import areas
from ccmdesk.report.documents.needs_plan.ask import NeedsPlan
from ccmdesk.report.documents.needs_plan.budget import budget
from ccmdesk.report.documents.needs_plan.challenges import challenges
from ccmdesk.report.documents.needs_plan.conduct import conduct
from ccmdesk.report.documents.needs_plan.criteria import criteria
from ccmdesk.report.documents.needs_plan.desk import Desk
from ccmdesk.report.documents.needs_plan.details import details
from ccmdesk.report.documents.needs_plan.first_page import first_page
from ccmdesk.report.documents.needs_plan.handover import handover
from ccmdesk.report.documents.needs_plan.masthead import masthead, title
from ccmdesk.report.documents.needs_plan.meanings import meanings
from ccmdesk.report.documents.needs_plan.needs import needs
from ccmdesk.report.documents.needs_plan.obligations import obligations
from ccmdesk.report.documents.needs_plan.offers import offers
from ccmdesk.report.documents.needs_plan.partners import partners
from ccmdesk.report.documents.needs_plan.plan import plan
from ccmdesk.report.documents.needs_plan.situation import situation
from ccmdesk.report.documents.needs_plan.sources import sources
from ccmdesk.report.documents.needs_plan.time_line import time_line
from ccmdesk.report.documents.needs_plan.versions import versions
from ccmdesk.report.documents.numbering import numbered
from ccmdesk.report.documents.paper import Paper

Section = Callable[[Desk], Iterator[Block]]

SECTIONS: tuple[tuple[str, str, Section], ...] = (
    ("I.", N_("Obligations and deadlines of the State Party"), obligations),
    ("II.", N_("Situation"), situation),
    ("III.", N_("National plan"), plan),
    ("IV.", N_("Time frame"), time_line),
    ("V.", N_("Assistance needs"), needs),
    ("VI.", N_("What the State can share"), offers),
    ("VII.", N_("Budget and funding gap"), budget),
    ("VIII.", N_("Transition from external to national support"), handover),
    ("IX.", N_("Risks, facilitation and coordination"), conduct),
    ("X.", N_("Partners"), partners),
    ("XI.", N_("Challenges"), challenges),
)
"""Number, heading and content of each section after page one; numbers are the same everywhere."""

ANNEXES: tuple[tuple[str, Section], ...] = (
    (N_("Annex I. Activities in detail"), details),
    (N_("Annex II. Hazardous areas"), areas),
    (N_("Annex III. Sources"), sources),
    (N_("Annex IV. What is still missing"), criteria),
    (N_("Annex V. What the figures mean"), meanings),
    (N_("Annex VI. Editions and reference data"), versions),
)


def build(ask: NeedsPlan) -> Document:
    """Return the paper as blocks; every text in it is in the language asked for.

    It names no file format. The number of its paragraphs does not depend on the language.
    """
    lang = ask.lang
    desk = Desk(ask, Paper(ask.plan, lang, ask.packs, ask.audience))
    return Document(
        title=title(desk),
        language=lang.code,
        created=dt.datetime.combine(ask.today, dt.time(), dt.UTC),
        blocks=tuple(numbered(_blocks(desk))),
        running_foot=_foot(desk),
        running_head=title(desk),
        banner=_banner(desk),
        author=desk.country,
        subject=lang(N_("Needs and plan under the Convention on Cluster Munitions")),
    )


def _blocks(desk: Desk) -> Iterator[Block]:
    yield masthead(desk)
    yield from first_page(desk)
    yield PageBreak()
    yield Contents(desk.lang(N_("Contents")), depth=1)
    sections = (_section(desk, *section) for section in SECTIONS)
    annexes = (_annex(desk, *annex) for annex in ANNEXES)
    yield from chain.from_iterable(sections)
    yield from chain.from_iterable(annexes)


def _section(desk: Desk, number: str, name: str, content: Section) -> Iterator[Block]:
    yield Heading(1, desk.lang(name), number=number)
    yield from content(desk)


def _annex(desk: Desk, name: str, content: Section) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(1, desk.lang(name))
    yield from content(desk)


def _banner(desk: Desk) -> str | None:
    if not desk.paper.is_illustrative:
        return None
    return desk.lang(N_("Illustrative example: this is not the plan of the State."))


def _foot(desk: Desk) -> Callable[[int, int], str]:
    lang, code = desk.lang, desk.ask.check_code

    def foot(page: int, pages: int) -> str:
        of = lang(N_("Page {page} of {pages}"), page=lang.number(page), pages=lang.number(pages))
        if not code:
            return of
        return lang(N_("{page} · Check code {code}"), page=of, code=code)

    return foot
