"""How the dates of an activity are moved: by months, by days, or dragged to whole quarters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from enum import Enum

from ccmdesk.model.values import Quarter
from ccmdesk.rules.deadlines import add_months
from ccmdesk.rules.time_line import Span

_DAY = dt.timedelta(days=1)
_EARLIEST, _LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)


class Part(Enum):
    """What of a span is moved; the other end stays where it is."""

    WHOLE = "whole"
    START = "start"
    END = "end"


def by_months(span: Span, months: int, *, part: Part) -> Span:
    """Return *span* moved by calendar months; a month's last day stays a last day."""
    if _has_no_end(span):
        return span
    start, end = span.start, span.end
    if part is not Part.END:
        start = add_months(start, months)
    if part is not Part.START:
        end = add_months(end + _DAY, months) - _DAY
    return _sound(span, Span(start, end))


def by_days(span: Span, days: int, *, part: Part) -> Span:
    """Return *span* moved by days."""
    if _has_no_end(span):
        return span
    move = dt.timedelta(days=days)
    start = span.start if part is Part.END else span.start + move
    end = span.end if part is Part.START else span.end + move
    return _sound(span, Span(start, end))


def dragged(span: Span, days: int, *, part: Part) -> Span:
    """Return *span* dragged by so many days, set down on the nearest quarter."""
    if _has_no_end(span):
        return span
    match part:
        case Part.START:
            start = nearest_quarter(span.start + dt.timedelta(days=days))
            last = Quarter.of(span.end).start
            return _sound(span, replace(span, start=min(start, last)))
        case Part.END:
            end = nearest_quarter(span.end + _DAY + dt.timedelta(days=days)) - _DAY
            least = Quarter.of(span.start).after.start - _DAY
            return _sound(span, replace(span, end=max(end, least)))
    return _set_down(span, nearest_quarter(span.start + dt.timedelta(days=days)))


def nearest_quarter(day: dt.date) -> dt.date:
    """Return the first day of a quarter that lies nearest."""
    before = Quarter.of(day)
    after = before.after.start
    return before.start if day - before.start <= after - day else after


def _set_down(span: Span, start: dt.date) -> Span:
    """Return *span* from *start* on: as many months long, else as many days."""
    if span.start.day != 1:
        return _sound(span, Span(start, start + (span.end - span.start)))
    months = (start.year - span.start.year) * 12 + start.month - span.start.month
    return by_months(span, months, part=Part.WHOLE)


def _sound(before: Span, after: Span) -> Span:
    """Return *after*, or *before* where it would be reversed or leave the years of plans."""
    sound = _EARLIEST <= after.start <= after.end <= _LATEST
    return after if sound else before


def _has_no_end(span: Span) -> bool:
    """Whether *span* ends where the calendar does: 9999-12-31 stands for no end in older plans."""
    return span.end.year == dt.MAXYEAR
