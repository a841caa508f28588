"""The request to extend a deadline: Part A in short, Part B in full, annexes, and the checklist.

Money, activities and needs are those of the article whose deadline is to be moved.
Articles 3.3 to 3.5 and 4.5 to 4.8. The order is that of requests that were made; the words are
ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ccmdesk.model.edition import ExtensionRequest
from ccmdesk.model.state import Article, Obligation, StateParty
from ccmdesk.model.values import Texts
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import (
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Tint,
)
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.desk import Desk, desk_of
from ccmdesk.report.documents.frame import Frame, framed
from ccmdesk.report.documents.masthead import masthead
from ccmdesk.report.documents.prose import author_paragraph, heading, lowered, note
from ccmdesk.report.documents.record_tables import fact_sheet
from ccmdesk.report.documents.sections.areas import areas
from ccmdesk.report.documents.sections.budget import budget
from ccmdesk.report.documents.sections.changes import changes
from ccmdesk.report.documents.sections.conduct import plan_text
from ccmdesk.report.documents.sections.contamination import contamination
from ccmdesk.report.documents.sections.costed_budget import costed_budget
from ccmdesk.report.documents.sections.forecasts import forecast_blocks
from ccmdesk.report.documents.sections.meanings import meanings
from ccmdesk.report.documents.sections.needs import needs
from ccmdesk.report.documents.sections.obligations import EXTENSIONS
from ccmdesk.report.documents.sections.plan import of_article
from ccmdesk.report.documents.sections.sources import sources
from ccmdesk.report.documents.sections.stockpiles import stockpiles
from ccmdesk.report.documents.sections.time_line import time_line
from ccmdesk.rules.request_items import (
    ItemState,
    RequestBasis,
    basis_of,
    current_request,
    item_states,
)

STATE = ("country", "entry_into_force", "authority", "contact")
EXTENSION = tuple(name for name in EXTENSIONS if name != "obligation")
PROBLEM = 2
"""The paragraph of Part A that tells the problem, behind the one that says what is asked for."""

Section = Callable[[Desk, RequestBasis], Iterator[Block]]


def build(ask: PaperAsk) -> Document:
    """Return the paper as blocks."""
    desk = desk_of(ask)
    about = desk.lang(N_("Extension request under the Convention on Cluster Munitions"))
    return framed(desk, Frame(title=title(desk), subject=about), _blocks(desk))


def title(desk: Desk) -> str:
    """Return the title of the paper, which names the State and the article."""
    basis = _basis(desk)
    if basis is None or basis.article is None:
        return desk.lang(N_("{country}: extension request"), country=desk.country)
    return desk.lang(
        N_("{country}: request to extend the deadline under Article {article}"),
        country=desk.country,
        article=basis.article.value,
    )


def _basis(desk: Desk) -> RequestBasis | None:
    request = current_request(desk.document)
    return None if request is None else basis_of(desk.document, request)


def _blocks(desk: Desk) -> Iterator[Block]:
    yield masthead(desk, title=title(desk))
    basis = _basis(desk)
    if basis is None:
        yield Paragraph(
            desk.lang(
                N_(
                    "No extension request with its extension and obligation is entered yet. Enter"
                    " the obligation and the extension under Country, then the request under"
                    " Sources and files, and this paper is filled from the records."
                )
            )
        )
        return
    desk = desk.narrowed(basis.article)
    yield Heading(1, desk.lang(N_("Part A. Summary")))
    yield from _part_a(desk, basis)
    yield PageBreak()
    yield Contents(desk.lang(N_("Contents")), depth=2)
    yield Heading(1, desk.lang(N_("Part B. Explanation")))
    for number, (name, section) in enumerate(PART_B, 1):
        yield Heading(2, desk.lang(name), number=desk.lang.number(number))
        yield from lowered(section(desk, basis))
    for name, section in ANNEXES_WITHOUT_LAND if basis.article is Article.STOCKPILES else ANNEXES:
        yield PageBreak()
        yield Heading(1, desk.lang(name))
        yield from section(desk, basis)


def _part_a(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield Paragraph(_asked(desk, basis))
    yield from author_paragraph(desk.paper, basis.obligation.problem)
    yield from author_paragraph(desk.paper, basis.request.reasons)
    states = item_states(basis)
    left = sum(not state.filled for state in states)
    text = desk.lang.ngettext(
        "{n} item of the list of the Convention is not filled yet; the last annex names it.",
        "{n} items of the list of the Convention are not filled yet; the last annex names them.",
        left,
    )
    if left:
        yield note(text)


def _asked(desk: Desk, basis: RequestBasis) -> str:
    """Return in one sentence which deadline is to be moved, from when to when."""
    lang, duty = desk.lang, basis.obligation.duty
    name = lang(C_("obligation", "an obligation")) if duty is None else lang(duty.label)
    deadline, until = basis.deadline_before, basis.extension.requested_until
    if deadline is None or until is None:
        text = N_("{country} asks for an extension: {duty}. Until when is not entered yet.")
        return lang(text, country=desk.country, duty=name)
    return lang(
        N_("{country} asks to move a deadline from {deadline} to {until}: {duty}."),
        country=desk.country,
        deadline=lang.date(deadline),
        until=lang.date(until),
        duty=name,
    )


def _contacts(desk: Desk, _basis: RequestBasis) -> Iterator[Block]:
    state = desk.paper.state
    if state is None:
        yield Paragraph(desk.lang(N_("Nothing is entered about the State Party.")))
        return
    label = desk.lang(N_("State Party"))
    yield fact_sheet(desk.paper, state, STATE, caption=label)


def _period(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield Paragraph(_asked(desk, basis))
    label = desk.lang(N_("The extension asked for"))
    yield fact_sheet(desk.paper, basis.extension, EXTENSION, caption=label)


def _achieved(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield from _told(desk, basis.request.past_work, ExtensionRequest, "past_work")
    if basis.is_renewal:
        yield heading(2, desk.paper.label(ExtensionRequest, "previous_extension"))
        texts = basis.request.previous_extension
        yield from _told(desk, texts, ExtensionRequest, "previous_extension")


def _structure(desk: Desk, _basis: RequestBasis) -> Iterator[Block]:
    strategy = Texts() if desk.paper.state is None else desk.paper.state.strategy
    yield from _told(desk, strategy, StateParty, "strategy")
    yield from author_paragraph(desk.paper, plan_text(desk, "coordination"))


def _remaining(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    if basis.article is Article.STOCKPILES:
        yield from stockpiles(desk)
    else:
        yield from contamination(desk)


def _circumstances(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield from _told(desk, basis.obligation.impeding, Obligation, "impeding")
    if basis.request.exceptional:
        yield heading(2, desk.paper.label(ExtensionRequest, "exceptional"))
        yield from author_paragraph(desk.paper, basis.request.exceptional)


def _implications(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield from _told(desk, basis.obligation.implications, Obligation, "implications")


def _planning(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield from _told(desk, basis.request.future_work, ExtensionRequest, "future_work")
    yield from forecast_blocks(desk, of_article=basis.article)


def _funds(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield from _told(desk, basis.obligation.means_available, Obligation, "means_available")
    yield from budget(desk)


def _mobilisation(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield from needs(desk, problems=[PROBLEM] if basis.obligation.problem else [])


def _other(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield from _told(desk, basis.request.other_information, ExtensionRequest, "other_information")


def _changes(desk: Desk, _basis: RequestBasis) -> Iterator[Block]:
    yield from changes(desk)


def _told(desk: Desk, texts: Texts, kind: type, name: str) -> Iterator[Block]:
    """Yield an author's text, or that the item is not filled yet."""
    if texts:
        yield from author_paragraph(desk.paper, texts)
        return
    label = desk.paper.label(kind, name)
    yield Paragraph(desk.lang(N_("Not filled yet: {field}."), field=label))


def _sites(desk: Desk, _basis: RequestBasis) -> Iterator[Block]:
    yield from areas(desk)


def _yearly_plan(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    yield from of_article(desk, basis.article, detailed=False)
    yield from time_line(desk)


def _costs(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    if basis.article is not None:
        yield from costed_budget(desk, basis.article)


def _glossary(desk: Desk, _basis: RequestBasis) -> Iterator[Block]:
    yield from meanings(desk)
    yield from sources(desk)


def _checklist(desk: Desk, basis: RequestBasis) -> Iterator[Block]:
    """Yield each item of the Convention's list with its state, and what to do about it."""
    lang, states = desk.lang, item_states(basis)
    if not states:
        yield Paragraph(lang(N_("The Convention has no list of items for this obligation.")))
        return
    caption = lang(N_("Items of the list of the Convention"))
    heads = (
        lang(C_("checklist", "Item")),
        lang(C_("checklist", "What is asked for")),
        lang(C_("checklist", "State")),
        lang(C_("checklist", "What to do")),
    )
    yield Table(
        columns=(Column(), Column(weight=1.6), Column(), Column(weight=1.4)),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_item_row(desk, state) for state in states),
        caption=caption,
        alternative=caption,
    )


def _item_row(desk: Desk, state: ItemState) -> tuple[Cell, ...]:
    lang, item = desk.lang, state.item
    done = Cell(lang(C_("checklist", "Filled")), tint=Tint.DONE)
    missing = Cell(lang(C_("checklist", "Missing")), tint=Tint.ATTENTION)
    return (
        Cell(lang.item_letters(item.letter)),
        Cell(lang(item.name)),
        done if state.filled else missing,
        Cell("" if state.filled else lang(item.todo)),
    )


PART_B: tuple[tuple[str, Section], ...] = (
    (N_("Contact point"), _contacts),
    (N_("Duration of the extension asked for"), _period),
    (N_("Work done so far"), _achieved),
    (N_("National structure and strategy"), _structure),
    (N_("What was there, what was done, what is left"), _remaining),
    (N_("Circumstances that impeded the work or may do so"), _circumstances),
    (N_("Humanitarian, social, economic and environmental implications"), _implications),
    (N_("Work ahead"), _planning),
    (N_("Means available and required"), _funds),
    (N_("Mobilising resources"), _mobilisation),
    (N_("Other relevant information"), _other),
    (N_("What changed since the last submission"), _changes),
)
"""Name and content of each section of Part B."""

ANNEXES: tuple[tuple[str, Section], ...] = (
    (N_("Annex A. Sites"), _sites),
    (N_("Annex B. Plan by year"), _yearly_plan),
    (N_("Annex C. Costed budget"), _costs),
    (N_("Annex D. Terms and sources"), _glossary),
    (N_("Annex E. Checklist"), _checklist),
)
ANNEXES_WITHOUT_LAND: tuple[tuple[str, Section], ...] = (
    (N_("Annex A. Plan by year"), _yearly_plan),
    (N_("Annex B. Costed budget"), _costs),
    (N_("Annex C. Terms and sources"), _glossary),
    (N_("Annex D. Checklist"), _checklist),
)
"""The annexes of a request that is not about land, and has no sites to list."""
