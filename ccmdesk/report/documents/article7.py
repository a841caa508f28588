"""The Article 7 report: its cover page, then the forms that are to be submitted."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Document, Masthead, PageBreak
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.desk import Desk, desk_of
from ccmdesk.report.documents.frame import Frame, framed
from ccmdesk.report.documents.masthead import approval_line, submitted_by
from ccmdesk.report.documents.sections.article7.cover import cover
from ccmdesk.report.documents.sections.article7.forms import form_blocks
from ccmdesk.rules.cover_page import CoverPage, cover_page


def build(ask: PaperAsk) -> Document:
    """Return the report as blocks, in the language asked for; the forms in use are data.

    Forms stand in the order of their letters in that language, or in the first of two. Raises
    Problem without any forms.
    """
    desk = desk_of(ask)
    before = None if ask.before is None else ask.before.plan
    page = cover_page(desk.document, desk.paper.packs, ask.today, before=before)
    frame = Frame(
        title=title(desk, page),
        subject=desk.lang(N_("Report under Article 7 of the Convention on Cluster Munitions")),
    )
    return framed(desk, frame, _blocks(desk, page))


def title(desk: Desk, page: CoverPage) -> str:
    """Return the title of the report, which names the State and the year."""
    return desk.lang(
        N_("{country}: report under Article 7 for the year {year}"),
        country=desk.country,
        year=str(page.basis.year),
    )


def _blocks(desk: Desk, page: CoverPage) -> Iterator[Block]:
    yield _head(desk, page)
    yield from cover(desk, page)
    submitted = page.submitted
    if submitted:
        yield PageBreak(lenient=True)
    for form in page.pack.in_order(desk.paper.names_in.code):
        if form in submitted:
            yield from form_blocks(desk, page, form)


def _head(desk: Desk, page: CoverPage) -> Masthead:
    """Return the title block: a report has no symbol and belongs to no meeting."""
    lang = desk.lang
    return Masthead(
        organisation=lang(N_("Convention on Cluster Munitions")),
        symbol=lang(C_("paper", "Article 7 report")),
        title=title(desk, page),
        left=(lang(page.pack.version.label),),
        right=(lang.date(desk.ask.today),),
        subtitle=submitted_by(desk),
        approval=approval_line(desk),
    )
