"""Builds the needs-and-plan paper of a document for tests, in any language."""

from __future__ import annotations

import datetime as dt
import gettext
import io
from collections.abc import Iterator
from functools import cache

from ccmdesk.lang.item_letters import item_letters
from ccmdesk.lang.lang import Lang
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Audience
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource
from ccmdesk.report.blocks import Block, Cell, Document, ListItems, Paragraph, Table
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.length import cells_of, texts_of
from ccmdesk.report.documents.needs_plan import build
from ccmdesk.report.pdf.write import write
from ccmdesk.rules.check import check
from ccmdesk.rules.specificity.results import criterion_results
from ccmdesk.rules.wording import Wording

TODAY = dt.date(2022, 6, 1)
SIX = ("en", "fr", "es", "ar", "ru", "zh")
_WORDING = Wording(frozenset({"nationwide"}))


class Brackets(gettext.NullTranslations):
    """A catalogue of the pseudo language: every message in ⟦⟧, its fields kept."""

    def gettext(self, message: str) -> str:
        return f"⟦{message.rpartition(chr(4))[2]}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@cache
def packs() -> Packs:
    return load_packs(resource("packs"))


def english(code: str = "en") -> Lang:
    """Return a language whose formats are its own and whose messages are still English."""
    return Lang(code, gettext.NullTranslations())


def request(
    plan: PlanDocument,
    lang: Lang | None = None,
    *,
    audience: Audience = Audience.PUBLIC,
    today: dt.date = TODAY,
) -> PaperAsk:
    """Return the request an action would make."""
    meeting = plan.first(Meeting)
    return PaperAsk(
        plan=plan,
        lang=lang or english(),
        packs=packs(),
        findings=check(plan, packs=packs(), wording=_WORDING, today=today),
        results=criterion_results(plan, packs(), _WORDING),
        today=today,
        check_code="7F2K-9QXM",
        meeting=None if meeting is None else meeting.id,
        audience=audience,
    )


def paper(plan: PlanDocument, lang: Lang | None = None) -> Document:
    return build(request(plan, lang))


def written(document: Document) -> bytes:
    """Return the paper as PDF."""
    out = io.BytesIO()
    write(document, out)
    return out.getvalue()


def texts(document: Document) -> list[str]:
    """Return every text of a paper."""
    return [text for block in document.blocks for text in texts_of(block) if text]


def shape(document: Document) -> list[tuple[str, str | None, int]]:
    """Return kind, number and size of each block: what must not depend on the language.

    Letters of items are those of English, whatever the language has instead.
    """
    letters = {item_letters(document.language, f"({one})"): f"({one})" for one in "abcdef"}
    numbers = (getattr(block, "number", None) for block in document.blocks)
    return [(type(block).__name__, letters.get(number or "", number), size(block))
            for block, number in zip(document.blocks, numbers, strict=True)]  # fmt: skip


def size(block: Block) -> int:
    match block:
        case Table():
            return len(list(cells_of(block)))
        case ListItems():
            return len(block.items)
    return 1


def tagged(document: Document) -> Iterator[Cell | Paragraph]:
    """Yield cells and paragraphs, which say which language an author's text is in."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from cells_of(block)
        elif isinstance(block, Paragraph):
            yield block


def table(document: Document, caption: str) -> Table:
    """Return the table under a caption."""
    found = [b for b in document.blocks if isinstance(b, Table) and b.caption == caption]
    assert len(found) == 1, caption
    return found[0]
