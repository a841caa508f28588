"""One time line of Articles 3, 4 and 5, with the deadlines in force and the meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ccmdesk.model.activity import Activity
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.state import Article
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.charts import DateTick, Ink, TimeBar, TimeGroup, TimeLine, TimeMark
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note
from ccmdesk.report.documents.titles import title_of

_INKS: Mapping[Article | None, Ink] = MappingProxyType(
    {
        Article.STOCKPILES: Ink.HATCHED,
        Article.CLEARANCE: Ink.SOLID,
        Article.VICTIMS: Ink.DOTTED,
        None: Ink.OPEN,
    }
)


def time_line(desk: Desk) -> Iterator[Block]:
    """Yield the time line and name the activities that cannot be drawn."""
    lang = desk.lang
    drawn = [one for one in desk.activities if _dates(one)]
    if not drawn:
        yield Paragraph(lang(N_("No activity has a start and an end date yet.")))
        return
    yield Paragraph(_summary(desk, drawn))
    yield _figure(desk, drawn)
    yield from _not_drawn(desk)


def _summary(desk: Desk, drawn: list[Activity]) -> str:
    start, end = _span(drawn)
    return desk.lang(
        N_("The activities run from {start} to {end}; Article 5 has no end date."),
        start=desk.lang.date(start),
        end=desk.lang.date(end),
    )


def _figure(desk: Desk, drawn: list[Activity]) -> TimeLine:
    start, end = _span(drawn)
    first, last = dt.date(start.year, 1, 1), dt.date(end.year, 12, 31)
    caption = desk.lang(N_("Activities under Articles 3, 4 and 5, deadlines and meetings"))
    years = range(first.year, last.year + 1)
    return TimeLine(
        caption=caption,
        alternative=desk.lang(
            N_("{caption}. The dates of every activity stand in the tables of the plan."),
            caption=caption,
        ),
        start=first,
        end=last,
        ticks=tuple(DateTick(dt.date(year, 1, 1), str(year)) for year in years),
        groups=tuple(_groups(desk, drawn)),
        marks=tuple(mark for mark in _marks(desk) if first <= mark.day <= last),
    )


def _span(drawn: list[Activity]) -> tuple[dt.date, dt.date]:
    dates = [dates for one in drawn if (dates := _dates(one))]
    return min(start for start, _ in dates), max(end for _, end in dates)


def _dates(activity: Activity) -> tuple[dt.date, dt.date] | None:
    period = activity.period
    if period is None or period.start is None or period.end is None or period.end < period.start:
        return None
    return period.start, period.end


def _groups(desk: Desk, drawn: list[Activity]) -> Iterator[TimeGroup]:
    for article in (*Article, None):
        bars = tuple(_bar(desk, one) for one in drawn if one.article is article)
        if bars:
            label = C_("article", "No article named") if article is None else article.label
            yield TimeGroup(desk.lang(label), bars)


def _bar(desk: Desk, activity: Activity) -> TimeBar:
    start, end = _dates(activity) or (dt.date.min, dt.date.max)
    title = told(desk.paper, activity.title)
    label = desk.lang(
        C_("number and title", "{number} {title}"),
        number=activity.code,
        title="" if title is None else title.text,
    )
    return TimeBar(label.strip(), start, end, _INKS[activity.article])


def _marks(desk: Desk) -> Iterator[TimeMark]:
    lang = desk.lang
    for obligation in desk.obligations:
        deadline = desk.deadline(obligation)
        if deadline is not None and obligation.duty is not None:
            duty = obligation.duty.article.value
            label = lang(N_("Deadline of Article {article}"), article=duty)
            yield TimeMark(deadline, label)
    for meeting in desk.paper.of(Meeting):
        title = told(desk.paper, meeting.title)
        if meeting.start is not None and title is not None:
            yield TimeMark(meeting.start, title.text, strong=False)


def _not_drawn(desk: Desk) -> Iterator[Block]:
    left = [one for one in desk.activities if not _dates(one)]
    if left:
        names = desk.lang.join([one.code or title_of(desk.paper, one).text for one in left])
        yield note(
            desk.lang.ngettext(
                "{n} activity has no usable dates and is not drawn: {activities}.",
                "{n} activities have no usable dates and are not drawn: {activities}.",
                len(left),
                activities=names,
            )
        )
