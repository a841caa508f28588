"""When the work would be done: what remains, the pace of past years, the range, and the funds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ccmdesk.lang.formats import AreaUnit, DateStyle
from ccmdesk.model.state import Article
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, ListItem, ListItems, Paragraph, Table
from ccmdesk.report.blocks import Row as TableRow
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import heading
from ccmdesk.report.documents.sections.course_chart import course_chart
from ccmdesk.report.documents.year_charts import year_chart
from ccmdesk.rules.forecast import Forecast, Subject, forecasts


def forecast_blocks(desk: Desk, *, of_article: Article | None = None) -> Iterator[Block]:
    """Yield one row for each article with an obligation, and what the forecast rests on.

    With *of_article*, only that of one article.
    """
    lang = desk.lang
    every = forecasts(desk.document, desk.ask.today)
    found = [one for one in every if of_article in {None, one.article}]
    yield heading(2, lang(N_("Forecast")))
    if not found:
        yield Paragraph(lang(N_("Without an obligation nothing can be forecast.")))
        return
    yield Paragraph(
        lang(
            N_(
                "The forecast compares what remains with the pace of the last years on record. It"
                " is arithmetic, not a promise: the range runs from the fastest to the slowest"
                " year."
            )
        )
    )
    open_ones = [one for one in found if not one.is_over]
    if open_ones:
        yield _table(desk, open_ones)
    yield from _land_course(desk, open_ones)
    yield from (_said(desk, one) for one in found)


def _land_course(desk: Desk, found: list[Forecast]) -> Iterator[Block]:
    """Yield the way of the land to its deadline; that of stocks stands with the stocks."""
    if any(one.subject is Subject.AREA and one.required for one in found):
        chart = course_chart(desk, Article.CLEARANCE)
        if chart is not None:
            yield year_chart(desk.lang, chart)


def _table(desk: Desk, found: list[Forecast]) -> Table:
    facts = [forecast_facts(desk, one) for one in found]
    heads = (desk.lang(C_("column", "What is counted")), *(head for head, _ in facts[0]))
    caption = desk.lang(N_("Forecast by article"))
    number = Column(Align.NUMBER)
    return Table(
        columns=(Column(weight=1.4), number, number, *[Column(weight=1.0)] * 3, number, Column()),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_row(desk, one) for one in found),
        caption=caption,
        alternative=caption,
    )


def _row(desk: Desk, one: Forecast) -> TableRow:
    texts = (text for _, text in forecast_facts(desk, one))
    return (Cell(desk.lang(one.subject.label)), *(Cell(text) for text in texts))


def forecast_facts(desk: Desk, one: Forecast) -> tuple[tuple[str, str], ...]:
    """Return what is known of one article, each fact under its name."""
    lang = desk.lang
    pace = None if one.pace is None else one.pace.average
    return (
        (lang(C_("forecast", "Remaining")), remaining_text(desk, one)),
        (lang(C_("forecast", "Average per year")), _amount(desk, one, pace)),
        (lang(C_("forecast", "End at this pace")), _day(desk, one.end)),
        (lang(C_("forecast", "Earliest and latest")), _range(desk, one)),
        (lang(N_("Deadline in force")), _day(desk, one.deadline)),
        (lang(C_("forecast", "Required per year")), _whole(desk, one, one.required)),
        (lang(N_("Last day to file an extension request")), _day(desk, one.last_filing)),
    )


def remaining_text(desk: Desk, one: Forecast) -> str:
    """Return what remains, with its day where that is not today."""
    amount = _whole(desk, one, one.remaining)
    if one.remaining is None or one.as_of is None or one.as_of == desk.ask.today:
        return amount
    return desk.lang(C_("forecast", "{amount} on {day}"), amount=amount, day=_day(desk, one.as_of))


def _whole(desk: Desk, one: Forecast, amount: int | None) -> str:
    """Return an amount of all that remains, at least so much where a part has no figure."""
    text = _amount(desk, one, amount)
    if amount is None or not one.is_least:
        return text
    return desk.lang(C_("figure", "at least {number}"), number=text)


def _amount(desk: Desk, one: Forecast, amount: int | None) -> str:
    if amount is None:
        return desk.lang(C_("absent value", "Not known"))
    if one.subject is Subject.AREA:
        return desk.lang.area(amount, unit=AreaUnit.KM2)
    return desk.lang.number(amount)


def _range(desk: Desk, one: Forecast) -> str:
    if one.earliest is None:
        return desk.lang(C_("absent value", "Not known"))
    earliest = _day(desk, one.earliest)
    if one.latest is None:
        return desk.lang(C_("forecast", "{earliest}; the latest end is open"), earliest=earliest)
    return desk.lang(
        C_("forecast", "{earliest} to {latest}"),
        earliest=earliest,
        latest=_day(desk, one.latest),
    )


def _day(desk: Desk, day: dt.date | None) -> str:
    if day is None:
        return desk.lang(C_("absent value", "Not known"))
    return desk.lang.date(day, style=DateStyle.MEDIUM)


def _said(desk: Desk, one: Forecast) -> ListItems:
    lang = desk.lang
    name = lang(one.article.label)
    texts = [
        lang(C_("forecast", "{article}. {sentence}"), article=name, sentence=lang.say(message))
        for message in one.says
    ]
    return ListItems(tuple(ListItem(text) for text in texts))
