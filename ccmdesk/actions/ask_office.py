"""Ask another office which value is right: a page as PDF, to be mailed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.actions.difference_words import DifferenceWords
from ccmdesk.actions.internal import internal_now, says_internal
from ccmdesk.actions.settle import Difference
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.store import Store
from ccmdesk.lang.naming import country_name, show_document
from ccmdesk.lang.show import Show
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_
from ccmdesk.report.documents.office_question import AskedField, QuestionAsk, build


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOffice:
    """Which office is asked about which differences, in which language; *office* asks."""

    out: Path
    language: str
    to: str
    office: str
    found: Sequence[Difference]


def ask_office(store: Store, ask: AskOffice, *, packs: Packs, author: Author) -> Path:
    """Write the page and return where it is.

    Raises Problem for a language that is not known, and for what only this office is to see.
    """
    from ccmdesk.report.pdf.write import write

    _require_no_internal(store, ask)
    lang = lang_of(ask.language)
    show = show_document(lang, packs=packs, document=store.document())
    state = store.first(StateParty)
    country = None if state is None else state.country
    paper = build(
        QuestionAsk(
            lang=lang,
            country="" if country is None else country_name(lang, country, packs=packs),
            to=ask.to,
            office=ask.office,
            name=author.name,
            made=author.clock(),
            fields=tuple(_asked(store, show, ask.found, packs=packs)),
        )
    )
    raw = io.BytesIO()
    write(paper, raw)
    write_file(ask.out, lambda out: out.write(raw.getbuffer()))
    return ask.out


def _require_no_internal(store: Store, ask: AskOffice) -> None:
    """Raise Problem where the page would show what only this office is to see."""
    hidden = internal_now(store.packages)
    for one in ask.found:
        written = [one.before, *(side.new for side in one.sides)]
        records = {one.record, *(side.record for side in one.sides)}
        if records & hidden or any(says_internal(one.kind, {one.key: value}) for value in written):
            raise Problem(
                N_(
                    "Only this office is to see this field or record, so no page about it is"
                    " written. Ask {office} by telephone."
                ),
                office=ask.to,
            )


def _asked(
    store: Store, show: Show, found: Sequence[Difference], *, packs: Packs
) -> Iterator[AskedField]:
    words = DifferenceWords(show, packs)
    for one in found:
        record = store.get(BY_NAME[one.kind].record, one.record)
        name = show.lang(BY_NAME[one.kind].one)
        yield AskedField(
            record=name if record is None else show.named(record),
            field=words.field(one),
            before=words.before(one),
            sides=tuple(
                show.lang(N_("{value} ({who})"), value=words.side(one, side), who=words.who(side))
                for side in one.sides
            ),
        )
