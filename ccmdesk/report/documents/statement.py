"""The statement to be read out at a meeting, with the time it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.cooperation import Agreement, Organisation
from ccmdesk.model.need import Offer
from ccmdesk.model.state import Duty, Obligation
from ccmdesk.model.values import Money
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Document, ListItem, ListItems, Paragraph
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk, desk_of
from ccmdesk.report.documents.frame import Frame, framed
from ccmdesk.report.documents.length import Counted, counted_in
from ccmdesk.report.documents.masthead import masthead
from ccmdesk.report.documents.prose import author_paragraph, note, sentences
from ccmdesk.report.documents.sections.completed import completed
from ccmdesk.report.documents.sections.contamination import land_at_least
from ccmdesk.report.documents.sections.need_values import effective_cell, told_in_row
from ccmdesk.report.documents.sections.stockpiles import destroyed_in_all
from ccmdesk.report.documents.speaking import pace, speaking_minutes
from ccmdesk.report.documents.titles import title_of
from ccmdesk.rules.funding_totals import Totals, stated_in
from ccmdesk.rules.land import stated_releases
from ccmdesk.rules.money_summary import ended_sentences, missing_sentences
from ccmdesk.rules.stock import destroyed
from ccmdesk.rules.summary import UrgentNeed


def build(ask: PaperAsk) -> Document:
    """Return the statement as blocks."""
    desk = desk_of(ask)
    frame = Frame(
        title=title(desk),
        subject=desk.lang(N_("Statement under the Convention on Cluster Munitions")),
    )
    return framed(desk, frame, _blocks(desk))


def title(desk: Desk) -> str:
    """Return the title of the paper, which names the State."""
    return desk.lang(N_("Statement by {country}"), country=desk.country)


def _blocks(desk: Desk) -> Iterator[Block]:
    spoken = list(_spoken(desk))
    yield masthead(desk, title=title(desk))
    yield note(_time(desk, spoken))
    yield from spoken


def _time(desk: Desk, spoken: list[Block]) -> str:
    minutes = speaking_minutes(spoken, desk.lang.code)
    about = desk.lang.ngettext(
        "Speaking time: about {n} minute.", "Speaking time: about {n} minutes.", minutes
    )
    words, characters = (
        N_("Counted at {number} words a minute."),
        N_("Counted at {number} Chinese characters a minute."),
    )
    in_characters = counted_in(desk.lang.code) is Counted.CHARACTERS
    rate = desk.lang(
        characters if in_characters else words, number=desk.lang.number(pace(desk.lang.code))
    )
    return sentences(desk.lang, [about, rate])


def _spoken(desk: Desk) -> Iterator[Block]:
    yield Paragraph(desk.lang(N_("Thank you, Chair.")))
    for obligation in desk.obligations:
        yield from _obligation(desk, obligation)
    yield from _progress(desk)
    for found in desk.totals:
        if found.total.needed is not None:
            yield Paragraph(sentences(desk.lang, [*_money(desk, found), *_ended(desk, found)]))
    yield from _needs(desk)
    yield from _offers(desk)
    yield from _thanks(desk)
    yield Paragraph(desk.lang(N_("I thank you, Chair.")))


def _obligation(desk: Desk, obligation: Obligation) -> Iterator[Block]:
    if obligation.duty is None:
        return
    yield Paragraph(_where_it_stands(desk, obligation, obligation.duty))
    if not desk.is_done(obligation):
        yield from author_paragraph(desk.paper, obligation.problem)


def _where_it_stands(desk: Desk, obligation: Obligation, duty: Duty) -> str:
    lang, name = desk.lang, desk.lang(duty.label)
    deadline = desk.deadline(obligation)
    if desk.is_done(obligation):
        return completed(lang, obligation, duty)
    if duty is Duty.ARTICLE_5:
        text = N_("{duty}. This obligation has no end date, and we stand by it.")
        return lang(text, duty=name)
    if deadline is None:
        return lang(N_("{duty}. The deadline is not known yet."), duty=name)
    text = N_("{duty}. Our deadline: {date}.")
    return lang(text, duty=name, date=lang.date(deadline))


def _progress(desk: Desk) -> Iterator[Block]:
    lang, years = desk.lang, stated_releases(desk.document)
    if years:
        last = years[-1]
        yield Paragraph(
            lang(
                N_("In {year} we released {area} of land."),
                year=str(last.year),
                area=land_at_least(desk, last.in_all) or "",
            )
        )
    if destroyed(desk.document):
        text = N_("We have destroyed {number} cluster munitions from our stocks so far.")
        yield Paragraph(lang(text, number=destroyed_in_all(desk)))


def _ended(desk: Desk, found: Totals) -> list[str]:
    """Return what is no part of the cost, because the work is over."""
    return [desk.lang.say(one) for one in ended_sentences(found.ended)]


def _money(desk: Desk, found: Totals) -> list[str]:
    """Return what is stated of cost, own contribution and gap; what is not is left out."""
    sums = found.total
    if sums.is_empty:
        return []
    whole = bool(sums.gap) and not sums.unknown and not sums.over
    gap = Money(sums.gap or 0, found.currency)
    stated = partial(stated_in, sums, currency=found.currency)
    parts = (
        (N_("The plan costs {cost}."), "cost", stated((BudgetRole.NEEDED,))),
        (N_("We pay {amount} ourselves."), "amount", stated((BudgetRole.NATIONAL,))),
        (N_("{amount} are not funded yet."), "amount", (gap,) if whole else ()),
    )
    told_so_far = [
        desk.lang(text, **{name: desk.lang.join([desk.lang.money(one) for one in amounts])})
        for text, name, amounts in parts
        if amounts
    ]
    missing = () if whole else missing_sentences(sums, found.currency)
    return [*told_so_far, *(desk.lang.say(one) for one in missing)]


def _needs(desk: Desk) -> Iterator[Block]:
    urgent = desk.summary.urgent
    if not urgent:
        return
    yield Paragraph(
        desk.lang(
            N_(
                "What we ask for is specific. These needs come first, and each is tied to an"
                " activity of our plan:"
            )
        )
    )
    yield ListItems(tuple(_need(desk, one, before=urgent[:n]) for n, one in enumerate(urgent)))


def _need(desk: Desk, one: UrgentNeed, *, before: Sequence[UrgentNeed]) -> ListItem:
    """Return a need in words; the gap of its activity is told once, whoever else needs it."""
    lang = desk.lang
    title = told(desk.paper, one.need.need.title)
    text = lang(
        N_("{what}. Where: {place}. When: {period}. How much: {quantity}."),
        what=lang(C_("record without a name", "Not named yet")) if title is None else title.text,
        place=effective_cell(desk, one.need, "place").text,
        period=effective_cell(desk, one.need, "period").text,
        quantity=effective_cell(desk, one.need, "quantity").text,
    )
    if one.gap is not None and told_in_row(one.need, [each.need for each in before]) is None:
        missing = lang(N_("Not funded yet: {amount}."), amount=lang.money(one.gap))
        text = sentences(lang, [text, missing])
    return ListItem(text, language=None if title is None else title.language)


def _offers(desk: Desk) -> Iterator[Block]:
    names = [title_of(desk.paper, offer).text for offer in desk.paper.of(Offer)]
    if names:
        text = N_("We also have something to share: {offers}.")
        yield Paragraph(desk.lang(text, offers=desk.lang.join(names)))


def _thanks(desk: Desk) -> Iterator[Block]:
    """Thank the partners of signed agreements, each once."""
    members = dict.fromkeys(m for one in desk.paper.of(Agreement) for m in one.members)
    found = [desk.document.get(Organisation, member) for member in members]
    known = desk.paper.collated([one for one in found if one is not None], lambda one: one.name)
    names = [title_of(desk.paper, one).text for one in known]
    if names:
        yield Paragraph(
            desk.lang(N_("We thank our partners: {names}."), names=desk.lang.join(names))
        )
