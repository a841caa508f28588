"""The paper of changes: everything that differs from the last submission."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Document, Heading
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.desk import Desk, desk_of
from ccmdesk.report.documents.frame import Frame, framed
from ccmdesk.report.documents.masthead import masthead
from ccmdesk.report.documents.sections.changes import changed
from ccmdesk.report.documents.sections.versions import versions


def build(ask: PaperAsk) -> Document:
    """Return the paper as blocks."""
    desk = desk_of(ask)
    frame = Frame(
        title=title(desk),
        subject=desk.lang(N_("Changes of a plan under the Convention on Cluster Munitions")),
    )
    return framed(desk, frame, _blocks(desk))


def title(desk: Desk) -> str:
    """Return the title of the paper, which names the State."""
    return desk.lang(N_("{country}: what changed since the last submission"), country=desk.country)


def _blocks(desk: Desk) -> Iterator[Block]:
    yield masthead(desk, title=title(desk))
    yield Heading(1, desk.lang(N_("What changed since the last submission")), number="I.")
    yield from changed(desk, most=None)
    yield Heading(1, desk.lang(N_("Editions and reference data")), number="II.")
    yield from versions(desk)
