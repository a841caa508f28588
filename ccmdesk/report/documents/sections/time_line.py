"""One time line of Articles 3, 4 and 5: the deadlines in force, today, and the meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.activity import Activity
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.state import Article, Duty
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Block, Paragraph
from ccmdesk.report.charts import DateTick, Ink, TimeBar, TimeGroup, TimeLine, TimeMark
from ccmdesk.report.documents.authors import told
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import note
from ccmdesk.report.documents.titles import title_of
from ccmdesk.rules.deadlines import missed_deadline

_INKS: Mapping[Article | None, Ink] = MappingProxyType(
    {
        Article.STOCKPILES: Ink.HATCHED,
        Article.CLEARANCE: Ink.SOLID,
        Article.VICTIMS: Ink.DOTTED,
        None: Ink.OPEN,
    }
)

_DEADLINES: Mapping[Duty, str] = MappingProxyType(
    {
        Duty.ARTICLE_3: N_("Deadline of Article 3.2: {date}"),
        Duty.ARTICLE_4A: N_("Deadline of Article 4.1 (a): {date}"),
        Duty.ARTICLE_4B: N_("Deadline of Article 4.1 (b): {date}"),
    }
)
"""Article 5 has no deadline."""

_MOST_MEETINGS = 6
"""So many meetings are drawn; more names would leave the bars no room on a page."""

_LONGEST_NAME = 100


def time_line(desk: Desk) -> Iterator[Block]:
    """Yield the time line and name the activities that cannot be drawn."""
    lang = desk.lang
    drawn = [one for one in desk.activities if _dates(one)]
    if not drawn:
        yield Paragraph(lang(N_("No activity has a start and an end date yet.")))
        return
    yield Paragraph(_summary(desk, drawn))
    yield _figure(desk, drawn)
    yield from _outside(desk, drawn)
    yield from _late(desk, drawn)
    yield from _not_drawn(desk)


def _summary(desk: Desk, drawn: list[Activity]) -> str:
    start, end = _span(drawn)
    return desk.lang(
        N_("The activities run from {start} to {end}; Article 5 has no end date."),
        start=desk.lang.date(start),
        end=desk.lang.date(end),
    )


def _figure(desk: Desk, drawn: list[Activity]) -> TimeLine:
    first, last = _years(drawn)
    caption = desk.lang(N_("Time line of the activities under Articles 3, 4 and 5"))
    years = range(first.year, last.year + 1)
    marks = tuple(mark for mark in _marks(desk) if first <= mark.day <= last)
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
        start=first,
        end=last,
        ticks=tuple(DateTick(dt.date(year, 1, 1), str(year)) for year in years),
        groups=tuple(_groups(desk, drawn)),
        marks=marks,
    )


def _none(desk: Desk) -> str:
    return desk.lang(C_("lines of the time line", "none"))


def _years(drawn: list[Activity]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day drawn: whole years around all activities."""
    start, end = _span(drawn)
    return dt.date(start.year, 1, 1), dt.date(end.year, 12, 31)


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
    late = desk.lang(C_("time line", "late")) if _missed(desk, activity) else ""
    return TimeBar(label.strip(), start, end, _INKS[activity.article], late)


def _missed(desk: Desk, activity: Activity) -> dt.date | None:
    return missed_deadline(desk.document, activity.article, activity.period)


def _marks(desk: Desk) -> Iterator[TimeMark]:
    """Yield the deadlines in force, the day the paper is of, and the meetings, each with its date.

    Under Article 4 there can be two deadlines, so each is named by its paragraph.
    """
    lang = desk.lang
    for obligation in desk.obligations:
        deadline = desk.deadline(obligation)
        says = None if obligation.duty is None else _DEADLINES.get(obligation.duty)
        if deadline is not None and says is not None:
            yield TimeMark(deadline, lang(says, date=_short(desk, deadline)))
    today = desk.ask.today
    says = N_("This paper: {date}")
    yield TimeMark(today, lang(says, date=_short(desk, today)), strong=False)
    yield from (_meeting_mark(desk, one) for one in _meetings(desk)[:_MOST_MEETINGS])


def _meetings(desk: Desk) -> list[Meeting]:
    """Return the dated meetings: the next after the day of the paper, then the last before it."""
    dated = [one for one in desk.paper.of(Meeting) if one.start and _meeting_name(desk, one)]
    today = desk.ask.today
    return sorted(dated, key=lambda one: (_day(one) < today, abs((_day(one) - today).days)))


def _meeting_mark(desk: Desk, meeting: Meeting) -> TimeMark:
    says = C_("meeting and its date", "{meeting}: {date}")
    name, day = _meeting_name(desk, meeting), _day(meeting)
    return TimeMark(day, desk.lang(says, meeting=name, date=_short(desk, day)), strong=False)


def _day(meeting: Meeting) -> dt.date:
    return meeting.start or dt.date.max


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
    first, last = _years(drawn)
    marks = [mark.label for mark in _marks(desk) if not first <= mark.day <= last]
    if marks:
        says = N_("Before or after the years drawn: {dates}.")
        yield note(desk.lang(says, dates=desk.lang.join(marks)))
    further = [_meeting_mark(desk, one).label for one in _meetings(desk)[_MOST_MEETINGS:]]
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
    left = [one for one in desk.activities if not _dates(one)]
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
