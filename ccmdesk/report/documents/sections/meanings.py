"""Annex: what the figures mean, in our own words, and the terms the country has settled on."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.evidence import Term
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Cell, Column, Paragraph, Table
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.record_tables import Register, register

TERMS = ("term", "meaning")
DEFINITIONS = (
    (
        N_("Suspected hazardous area (SHA)"),
        N_(
            "Land that people have reason to suspect, on indirect signs such as reports, records"
            " or behaviour."
        ),
    ),
    (
        N_("Confirmed hazardous area (CHA)"),
        N_("Land where remnants have been found or are otherwise directly shown to be."),
    ),
    (
        N_("Non-technical survey (NTS)"),
        N_(
            "Finding out by asking, reading and looking, without entering the suspected ground"
            " with search tools."
        ),
    ),
    (
        N_("Technical survey (TS)"),
        N_("Entering the ground with search tools to confirm, shrink or dismiss the suspicion."),
    ),
    (
        N_("Cancelled"),
        N_("Land taken off the list because non-technical survey found no evidence."),
    ),
    (
        N_("Reduced"),
        N_("Land taken off the list after technical survey found no evidence."),
    ),
    (
        C_("land release", "Cleared"),
        N_(
            "Land searched completely to a stated depth, with every remnant found removed or"
            " destroyed."
        ),
    ),
    (
        N_("Land release"),
        N_(
            "Cancelled, reduced and cleared land together. It is computed, and entered as one"
            " figure only where its parts are not known."
        ),
    ),
    (
        N_("Units of area"),
        N_(
            "National totals are in square kilometres (km²), single areas and quantities in square"
            " metres (m²); 1 km² is 1,000,000 m²."
        ),
    ),
    (
        N_("Casualties and beneficiaries"),
        N_(
            "Counts of people, never names. Girls and boys are under 18. Totals are sums of what"
            " was counted; what was not collected is left out."
        ),
    ),
    (
        N_("Funding gap"),
        N_(
            "What is needed less the national contribution and less what others have pledged, in"
            " money and in kind. Where one of the three is not stated, the gap is not known: it is"
            " no part of the sum, and what is needed there stands apart."
        ),
    ),
    (
        N_("National share"),
        N_(
            "On page one the national contribution as a part of the total cost; in the table of the"
            " transition as a part of all contributions of a year."
        ),
    ),
    (
        C_("absent value", "Not yet filled"),
        N_("Nobody has entered a value. A zero is a value and is printed as zero."),
    ),
    (
        C_("source", "Unverified"),
        N_("Nobody at the office has opened the source and read the figure in it."),
    ),
)
"""Terms and what they mean in this paper (ideas from Article 2 and public national standards)."""


def meanings(desk: Desk) -> Iterator[Block]:
    """Yield the definitions, then the country's own terms."""
    lang = desk.lang
    yield Paragraph(
        lang(N_("The words below are used in this paper in the sense given beside them."))
    )
    caption = lang(N_("What the figures mean"))
    heads = (lang(C_("column", "Term")), lang(C_("column", "Meaning")))
    yield Table(
        columns=(Column(weight=1.0), Column(weight=2.6)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple((Cell(lang(term), bold=True), Cell(lang(text))) for term, text in DEFINITIONS),
        caption=caption,
        alternative=caption,
    )
    caption = lang(N_("Terms settled on by the country"))
    yield from register(desk.paper, Register(Term, desk.paper.by_name(Term), TERMS, caption))
