"""Everything one time line shows: its lanes, the years, and the days that cross all bars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Extension, Obligation
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.time_line import (
    DEADLINES,
    MOST_MEETINGS,
    Lane,
    Span,
    deadline_days,
    lanes,
    nearest_first,
    span_around,
    span_of,
    with_coming,
    with_dates,
)
from ccmdesk.ui.timeline.words import Words

READS = (Activity, Extension, Meeting, Milestone, Need, Obligation, Plan)
"""The kinds of records a time line is made of."""

_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that crosses all bars; a deadline is *strong*."""

    day: dt.date
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: *span* is whole years; *outside* and *further* name days without a line."""

    lanes: tuple[Lane, ...]
    span: Span
    marks: tuple[Mark, ...]
    outside: tuple[str, ...]
    further: tuple[str, ...]


def scene_of(document: PlanDocument, words: Words) -> Scene:
    """Work out the time line of *document*, whose order and marks are those of the papers."""
    return _scene(document, words, lanes(document))


def moved_scene(before: Scene, document: PlanDocument, words: Words, moved: UUID) -> Scene:
    """Return the time line after one activity got other dates, at once also in a large plan."""
    return _scene(document, words, with_dates(before.lanes, document, moved))


def _scene(document: PlanDocument, words: Words, found: tuple[Lane, ...]) -> Scene:
    deadlines, today = list(_deadlines(document, words)), _today(words)
    meetings = list(_meetings(document, words))
    marks = [*deadlines, today, *meetings[:MOST_MEETINGS]]
    drawn = span_around(lane.span for lane in found if lane.span) or _planned(document, today.day)
    span = with_coming(drawn, [mark.day for mark in marks], today=today.day)
    inside = [mark for mark in marks if span.start <= mark.day <= span.end]
    return Scene(
        lanes=found,
        span=span,
        marks=tuple(inside),
        outside=tuple(mark.label for mark in marks if mark not in inside),
        further=tuple(mark.label for mark in meetings[MOST_MEETINGS:]),
    )


def only(document: PlanDocument) -> PlanDocument:
    """Return the records of *document* that a time line is made of."""
    return PlanDocument(MappingProxyType({kind: document.of(kind) for kind in READS}))


def changed(document: PlanDocument, found: Mapping[tuple[type, UUID], Any]) -> PlanDocument:
    """Return *document* with records as they are now, by kind and id; None for one that is gone."""
    kinds = {kind for kind, _ in found}
    records = {kind: _put(kind, document.of(kind), found) for kind in kinds}
    return PlanDocument(MappingProxyType({**document.records, **records}))


def _put(
    kind: type, records: Iterable[Any], found: Mapping[tuple[type, UUID], Any]
) -> tuple[Any, ...]:
    kept = {record.id: record for record in records}
    for (of, record_id), record in found.items():
        if of is kind:
            kept.pop(record_id, None) if record is None else kept.update({record_id: record})
    return tuple(kept.values())


def _planned(document: PlanDocument, today: dt.date) -> Span:
    """Return the years of the plan where no activity has dates yet, else this year."""
    plan = document.first(Plan)
    return (None if plan is None else span_of(plan.period)) or Span(today, today)


def _deadlines(document: PlanDocument, words: Words) -> Iterator[Mark]:
    for duty, day in deadline_days(document, document.of(Obligation), today=words.today):
        label = words.show.lang(DEADLINES[duty], date=words.day(day))
        yield Mark(day, label, strong=True)


def _today(words: Words) -> Mark:
    return Mark(words.today, words.show.lang(N_("Today: {date}"), date=words.day(words.today)))


def _meetings(document: PlanDocument, words: Words) -> Iterator[Mark]:
    named = {one.id: name for one in document.of(Meeting) if (name := _name(one, words))}
    known = [one for one in document.of(Meeting) if one.id in named]
    says = C_("meeting and its date", "{meeting}: {date}")
    for day, one in nearest_first(known, today=words.today):
        yield Mark(day, words.show.lang(says, meeting=named[one.id], date=words.day(day)))


def _name(meeting: Meeting, words: Words) -> str:
    title = words.show.text(meeting.title)
    if len(title) <= _LONGEST_NAME or meeting.kind is None:
        return title
    return words.show.lang(meeting.kind.label)
