"""The situation under each article, told from the records and the sources they name."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.sections.assistance import assistance
from ccmdesk.report.documents.sections.contamination import contamination
from ccmdesk.report.documents.sections.risk_education import risk_education
from ccmdesk.report.documents.sections.stockpiles import stockpiles
from ccmdesk.report.documents.sections.victims import victims


def situation(desk: Desk) -> Iterator[Block]:
    """Yield Articles 3, 4 and 5 and the assistance received, each with its figures by year."""
    text = desk.lang(
        N_(
            "The figures of this part are published or recorded facts. The column of sources gives"
            " the numbers of annex III; a source that nobody at the office has opened and checked"
            " is marked unverified."
        )
    )
    yield Paragraph(text)
    yield from stockpiles(desk)
    yield from contamination(desk)
    yield from risk_education(desk)
    yield from victims(desk)
    yield from assistance(desk)
