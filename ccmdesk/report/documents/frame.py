"""What every paper has around its blocks: title, running head and foot, and the banner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ccmdesk.lang.digits import in_digits
from ccmdesk.model.conventions import Digits
from ccmdesk.model.words import N_
from ccmdesk.report.blocks import Block, Document, Masthead
from ccmdesk.report.documents.borrowings import marked
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.numbering import numbered
from ccmdesk.report.documents.prose import note, number_and_date
from ccmdesk.report.documents.rewritten import rewritten


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The title of a paper, and what it is about in a few words for the file's own data."""

    title: str
    subject: str


def framed(desk: Desk, frame: Frame, blocks: Iterable[Block]) -> Document:
    """Return the paper; its paragraphs are numbered through, the same in every language."""
    ready = numbered(marked(_dated(desk, blocks), desk.lang))
    document = Document(
        title=frame.title,
        language=desk.lang.code,
        created=dt.datetime.combine(desk.ask.today, dt.time(), dt.UTC),
        blocks=tuple(ready),
        running_foot=_foot(desk),
        running_head=frame.title,
        banner=_banner(desk),
        author=desk.country,
        subject=frame.subject,
        check_code=desk.ask.check_code,
    )
    digits = desk.digits
    return document if digits is Digits.LATIN else _in_digits(document, digits)


def _dated(desk: Desk, blocks: Iterable[Block]) -> Iterator[Block]:
    """Say after the title block of which submission the records are, where they are not of now."""
    as_of = desk.ask.as_of
    for block in blocks:
        yield block
        if as_of is not None and isinstance(block, Masthead):
            said = N_(
                "The records of this paper are those of submission {number} of {date}; what"
                " changed later is not in it."
            )
            number, date = number_and_date(desk.lang, as_of)
            yield note(desk.lang(said, number=number, date=date))


def _in_digits(document: Document, digits: Digits) -> Document:
    """Return the paper in one other set of digits, numbers of paragraphs and pages included."""

    def change(text: str) -> str:
        return in_digits(text, digits)

    foot = document.running_foot
    return replace(
        document,
        title=change(document.title),
        blocks=tuple(rewritten(block, change) for block in document.blocks),
        running_foot=lambda page, pages: change(foot(page, pages)),
        running_head=change(document.running_head),
    )


def _banner(desk: Desk) -> str | None:
    if desk.paper.document.training:
        return desk.lang(N_("Training copy: this is not the plan of the State."))
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
