"""The needs-and-plan paper: its sections in order, numbered through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Contents, Document, Heading, PageBreak
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.desk import Desk, desk_of
from ccmdesk.report.documents.frame import Frame, framed
from ccmdesk.report.documents.masthead import masthead
from ccmdesk.report.documents.sections.areas import areas
from ccmdesk.report.documents.sections.budget import budget
from ccmdesk.report.documents.sections.challenges import challenges
from ccmdesk.report.documents.sections.changes import changes
from ccmdesk.report.documents.sections.conduct import conduct
from ccmdesk.report.documents.sections.criteria import criteria
from ccmdesk.report.documents.sections.details import details
from ccmdesk.report.documents.sections.first_page import first_page
from ccmdesk.report.documents.sections.handover import handover
from ccmdesk.report.documents.sections.meanings import meanings
from ccmdesk.report.documents.sections.needs import needs
from ccmdesk.report.documents.sections.obligations import obligations
from ccmdesk.report.documents.sections.offers import offers
from ccmdesk.report.documents.sections.partners import partners
from ccmdesk.report.documents.sections.plan import plan
from ccmdesk.report.documents.sections.situation import situation
from ccmdesk.report.documents.sections.sources import sources
from ccmdesk.report.documents.sections.time_line import time_line
from ccmdesk.report.documents.sections.versions import versions

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
    ("XII.", N_("What changed since the last submission"), changes),
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


def build(ask: PaperAsk) -> Document:
    """Return the paper as blocks; every text in it is in the language asked for.

    It names no file format. The number of its paragraphs does not depend on the language.
    """
    desk = desk_of(ask)
    frame = Frame(
        title=title(desk),
        subject=desk.lang(N_("Needs and plan under the Convention on Cluster Munitions")),
    )
    return framed(desk, frame, _blocks(desk))


def title(desk: Desk) -> str:
    """Return the title of the paper, which names the State."""
    return desk.lang(
        N_("{country}: national plan and needs for assistance under Articles 3, 4 and 5"),
        country=desk.country,
    )


def _blocks(desk: Desk) -> Iterator[Block]:
    yield masthead(desk, title=title(desk))
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
