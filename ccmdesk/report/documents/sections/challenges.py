"""What puts an obligation at risk, whom the State has told, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.cooperation import Challenge
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.record_tables import fact_sheet
from ccmdesk.report.documents.titles import title_of

CHALLENGE = (
    "title",
    "obligation",
    "need",
    "description",
    "effect",
    "raised_on",
    "contacted",
    "contacted_on",
    "next_step",
    "next_date",
)


def challenges(desk: Desk) -> Iterator[Block]:
    """Yield each challenge as a sheet."""
    lang, found = desk.lang, desk.paper.of(Challenge)
    if not found:
        yield Paragraph(lang(N_("No challenge is entered.")))
        return
    text = lang.ngettext("{n} challenge is on record.", "{n} challenges are on record.", len(found))
    yield Paragraph(text)
    for challenge in found:
        caption = title_of(desk.paper, challenge).text
        yield fact_sheet(desk.paper, challenge, CHALLENGE, caption=caption)
