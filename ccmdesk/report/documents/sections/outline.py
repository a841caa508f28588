"""The statement of needs by the letters of Article 6.11, each told from the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.model.activity import Activity, ActivityType
from ccmdesk.model.state import Article, Duty
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Heading, ListItem, ListItems, Paragraph
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading, sentences
from ccmdesk.report.documents.sections.budget import totals_sentence
from ccmdesk.report.documents.sections.completed import completed
from ccmdesk.report.documents.sections.conduct import plan_text
from ccmdesk.report.documents.year_charts import within
from ccmdesk.rules.asking import goes_on
from ccmdesk.rules.land import closing_m2, known_positions, open_areas_m2
from ccmdesk.rules.remaining import unsized_areas
from ccmdesk.rules.stock import left

Part = Callable[[Desk], Iterator[ListItem]]


def outline(desk: Desk, *, problems: Sequence[int]) -> Iterator[Block]:
    """Yield one heading and list for each letter (a) to (f); *problems* are told on page one."""
    lang = desk.lang
    told_there = tuple(_problems(desk, problems))
    yield heading(2, lang(N_("Statement of needs by Article 6.11 (a) to (f)")))
    yield Paragraph(
        lang(
            N_(
                "Article 6.11 asks a State Party that seeks assistance to say, in a national action"
                " plan, what follows under (a) to (f)."
            )
        )
    )
    for letter, (title, part) in LETTERS.items():
        yield Heading(3, lang(title), number=lang.item_letters(letter))
        items = (*part(desk), *(told_there if part is _extent else ()))
        yield ListItems(items or (ListItem(_nothing(desk, part)),))


def _nothing(desk: Desk, part: Part) -> str:
    """Return why nothing stands under a letter."""
    if desk.article is None or desk.is_about(_ONLY_UNDER.get(part, desk.article)):
        return desk.lang(N_("Nothing is entered under this letter."))
    says = N_("This letter is not part of a request under Article {article}.")
    return desk.lang(says, article=desk.article.value)


def _extent(desk: Desk) -> Iterator[ListItem]:
    lang = desk.lang
    if desk.is_about(Article.CLEARANCE):
        yield from _land(desk)
    stocks = left(desk.document)
    still = None if stocks is None else within(lang, stocks, lang.number)
    if still is not None and desk.is_about(Article.STOCKPILES):
        text = N_("Article 3: {number} cluster munitions left of the stocks on record.")
        yield ListItem(lang(text, number=still))


def _land(desk: Desk) -> Iterator[ListItem]:
    """Yield the land left: by the last yearly position that says so, else by the open areas."""
    lang, known = desk.lang, known_positions(desk.document)
    size = open_areas_m2(desk.document)
    if known:
        yield ListItem(
            lang(
                N_("Article 4: {area} suspected or confirmed at the end of {year}."),
                area=lang.area(closing_m2(known[-1]) or 0, unit=AreaUnit.KM2),
                year=str(known[-1].year),
            )
        )
    elif size is not None:
        text = lang(N_("The areas still open have {area} together."), area=lang.area(size))
        without = (lang.say(says) for says in unsized_areas(desk.document))
        yield ListItem(sentences(lang, [text, *without]))


def _problems(desk: Desk, numbers: Sequence[int]) -> Iterator[ListItem]:
    """Yield which paragraphs of page one tell the problem."""
    if numbers:
        text = desk.lang.ngettext(
            "The problem is told on page one, paragraph {numbers}.",
            "The problem under each obligation is told on page one, paragraphs {numbers}.",
            len(numbers),
            numbers=desk.lang.join([str(number) for number in numbers]),
        )
        yield ListItem(text)


def _resources(desk: Desk) -> Iterator[ListItem]:
    for totals in desk.totals:
        yield ListItem(totals_sentence(desk, totals))
    kinds = dict.fromkeys(code for need in desk.needs for code in need.modalities)
    if kinds:
        names = desk.lang.join([desk.modality(code) for code in kinds])
        yield ListItem(desk.lang(N_("Kinds of support asked for: {kinds}."), kinds=names))


def _time(desk: Desk) -> Iterator[ListItem]:
    lang = desk.lang
    plan = desk.paper.plan
    if plan is not None and plan.period is not None:
        yield ListItem(lang(N_("The plan runs {period}."), period=lang.period(plan.period)))
    for obligation in desk.obligations:
        deadline = desk.deadline(obligation)
        if obligation.duty is Duty.ARTICLE_5:
            yield ListItem(lang(N_("Article 5 has no end date.")))
        elif obligation.duty is not None and desk.is_done(obligation):
            yield ListItem(completed(lang, obligation, obligation.duty))
        elif obligation.duty is not None and deadline is not None:
            text = N_("{obligation}: the deadline in force is {date}.")
            duty = lang(obligation.duty.label)
            yield ListItem(lang(text, obligation=duty, date=lang.date(deadline)))


def _education(desk: Desk) -> Iterator[ListItem]:
    found = [one for one in desk.activities if one.type is ActivityType.RISK_EDUCATION]
    yield from (_activity(desk, one) for one in found if goes_on(one))


def _assistance(desk: Desk) -> Iterator[ListItem]:
    found = desk.of_article(Article.VICTIMS)
    yield from (_activity(desk, one) for one in found if goes_on(one))


_ONLY_UNDER: Mapping[Part, Article] = MappingProxyType(
    {_education: Article.CLEARANCE, _assistance: Article.VICTIMS}
)
"""Letters that only one article is about."""


def _coordination(desk: Desk) -> Iterator[ListItem]:
    text = told(desk.paper, plan_text(desk, "coordination"))
    if text is not None:
        yield ListItem(text.text, language=text.language)


def _activity(desk: Desk, activity: Activity) -> ListItem:
    title = told(desk.paper, activity.title)
    text = desk.lang(
        C_("number and title", "{number} {title}"),
        number=activity.code,
        title="" if title is None else title.text,
    )
    return ListItem(text.strip(), language=None if title is None else title.language)


LETTERS: Mapping[str, tuple[str, Part]] = MappingProxyType(
    {
        "(a)": (N_("Extent of the problem"), _extent),
        "(b)": (N_("Financial, technological and human resources"), _resources),
        "(c)": (N_("Time needed"), _time),
        "(d)": (N_("Risk reduction education programmes"), _education),
        "(e)": (N_("Assistance to victims"), _assistance),
        "(f)": (N_("Coordination between the Government and others"), _coordination),
    }
)
"""Article 6.11 of the Convention; the words are ours."""
