"""One time line of Articles 3, 4 and 5: the deadlines in force, today, and the meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ccmdesk.lang.formats import DateStyle
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
from ccmdesk.rules.deadlines import missed_deadline
from ccmdesk.rules.time_line import (
    DEADLINES,
    MOST_MEETINGS,
    Span,
    deadline_days,
    nearest_first,
    span_around,
    span_of,
    whole_years,
)

_INKS: Mapping[Article | None, Ink] = MappingProxyType(
    {
        Article.STOCKPILES: Ink.HATCHED,
        Article.CLEARANCE: Ink.SOLID,
        Article.VICTIMS: Ink.DOTTED,
        None: Ink.OPEN,
    }
)

_LONGEST_NAME = 100


def time_line(desk: Desk) -> Iterator[Block]:
    """Yield the time line and name the activities that cannot be drawn."""
    lang = desk.lang
    drawn = [one for one in desk.activities if span_of(one.period)]
    if not drawn:
        yield Paragraph(lang(N_("No activity has a start and an end date yet.")))
        return
    yield Paragraph(_summary(desk, drawn))
    yield _figure(desk, drawn)
    yield from _outside(desk, drawn)
    yield from _late(desk, drawn)
    yield from _not_drawn(desk)


def _summary(desk: Desk, drawn: list[Activity]) -> str:
    span = _span(drawn)
    says = N_("The activities run from {start} to {end}; Article 5 has no end date.")
    return desk.lang(
        says if desk.article is None else N_("The activities run from {start} to {end}."),
        start=desk.lang.date(span.start),
        end=desk.lang.date(span.end),
    )


def _figure(desk: Desk, drawn: list[Activity]) -> TimeLine:
    shown = whole_years(_span(drawn))
    whole = N_("Time line of the activities under Articles 3, 4 and 5")
    caption = desk.lang(whole if desk.article is None else N_("Time line of the activities"))
    years = range(shown.start.year, shown.end.year + 1)
    marks = tuple(mark for mark in _marks(desk) if shown.start <= mark.day <= shown.end)
    return TimeLine(
        caption=caption,
        alternative=desk.lang(
            N_(
                "{caption}. Lines: {marks}. The dates of every activity stand in the tables of the"
                " plan."
            ),
            caption=caption,
            marks=desk.lang.join([mark.label for mark in marks]) or _none(desk),
        ),
        start=shown.start,
        end=shown.end,
        ticks=tuple(DateTick(dt.date(year, 1, 1), str(year)) for year in years),
        groups=tuple(_groups(desk, drawn)),
        marks=marks,
    )


def _none(desk: Desk) -> str:
    return desk.lang(C_("lines of the time line", "none"))


def _span(drawn: list[Activity]) -> Span:
    """Return the first and the last day of the activities drawn, of which there are some."""
    found = span_around(span for one in drawn if (span := span_of(one.period)))
    return found or Span(dt.date.min, dt.date.max)


def _groups(desk: Desk, drawn: list[Activity]) -> Iterator[TimeGroup]:
    for article in (*Article, None):
        bars = tuple(_bar(desk, one) for one in drawn if one.article is article)
        if bars:
            label = C_("article", "No article named") if article is None else article.label
            yield TimeGroup(desk.lang(label), bars)


def _bar(desk: Desk, activity: Activity) -> TimeBar:
    span = span_of(activity.period) or Span(dt.date.min, dt.date.max)
    title = told(desk.paper, activity.title)
    label = desk.lang(
        C_("number and title", "{number} {title}"),
        number=activity.code,
        title="" if title is None else title.text,
    )
    late = desk.lang(C_("time line", "late")) if _missed(desk, activity) else ""
    return TimeBar(label.strip(), span.start, span.end, _INKS[activity.article], late)


def _missed(desk: Desk, activity: Activity) -> dt.date | None:
    return missed_deadline(desk.document, activity.article, activity.period)


def _marks(desk: Desk) -> Iterator[TimeMark]:
    """Yield the deadlines in force, the day of the paper, and the meetings, each with its date."""
    lang, today = desk.lang, desk.ask.today
    for duty, deadline in deadline_days(desk.document, desk.obligations, today=today):
        yield TimeMark(deadline, lang(DEADLINES[duty], date=_short(desk, deadline)))
    says = N_("This paper: {date}")
    yield TimeMark(today, lang(says, date=_short(desk, today)), strong=False)
    yield from (_meeting_mark(desk, *one) for one in _meetings(desk)[:MOST_MEETINGS])


def _meetings(desk: Desk) -> list[tuple[dt.date, Meeting]]:
    """Return the dated meetings with a name: the next after the day of the paper come first."""
    named = (one for one in desk.paper.of(Meeting) if _meeting_name(desk, one))
    return nearest_first(named, today=desk.ask.today)


def _meeting_mark(desk: Desk, day: dt.date, meeting: Meeting) -> TimeMark:
    says, name = C_("meeting and its date", "{meeting}: {date}"), _meeting_name(desk, meeting)
    return TimeMark(day, desk.lang(says, meeting=name, date=_short(desk, day)), strong=False)


def _meeting_name(desk: Desk, meeting: Meeting) -> str:
    """Return the title, or the kind of meeting where the title is too long for a line's name."""
    title = told(desk.paper, meeting.title)
    if title is None or len(title.text) <= _LONGEST_NAME or meeting.kind is None:
        return "" if title is None else title.text
    return desk.lang(meeting.kind.label)


def _short(desk: Desk, day: dt.date) -> str:
    return desk.lang.date(day, style=DateStyle.MEDIUM)


def _outside(desk: Desk, drawn: list[Activity]) -> Iterator[Block]:
    """Say which dates lie before or after the years drawn or have no room, so none is lost."""
    shown = whole_years(_span(drawn))
    marks = [mark.label for mark in _marks(desk) if not shown.start <= mark.day <= shown.end]
    if marks:
        says = N_("Before or after the years drawn: {dates}.")
        yield note(desk.lang(says, dates=desk.lang.join(marks)))
    further = [_meeting_mark(desk, *one).label for one in _meetings(desk)[MOST_MEETINGS:]]
    if further:
        says = N_("Further meetings: {dates}.")
        yield note(desk.lang(says, dates=desk.lang.join(further)))


def _late(desk: Desk, drawn: list[Activity]) -> Iterator[Block]:
    late = [one for one in drawn if _missed(desk, one)]
    if late:
        yield note(
            desk.lang.ngettext(
                "{n} activity ends after the deadline that binds it: {activities}.",
                "{n} activities end after the deadline that binds them: {activities}.",
                len(late),
                activities=_codes(desk, late),
            )
        )


def _not_drawn(desk: Desk) -> Iterator[Block]:
    left = [one for one in desk.activities if not span_of(one.period)]
    if left:
        yield note(
            desk.lang.ngettext(
                "{n} activity has no usable dates and is not drawn: {activities}.",
                "{n} activities have no usable dates and are not drawn: {activities}.",
                len(left),
                activities=_codes(desk, left),
            )
        )


def _codes(desk: Desk, activities: list[Activity]) -> str:
    return desk.lang.join([one.code or title_of(desk.paper, one).text for one in activities])
