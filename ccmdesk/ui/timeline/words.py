"""What the time line says of an activity: in its cells, its tooltip, and to a screen reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.show import Show
from ccmdesk.model.activity import Activity, ActivityStatus, Milestone
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.values import Period
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.slips import called, named, slip_says
from ccmdesk.rules.time_line import Lane, Span


@dataclass(frozen=True, slots=True)
class Words:
    """Says lanes in the language of the window, on one day."""

    show: Show
    today: dt.date

    def title(self, lane: Lane) -> str:
        """Return what the activity is called."""
        return self.show.title(lane.activity)

    def article(self, lane: Lane) -> str:
        """Return the article in few words."""
        found = lane.activity.article
        lang = self.show.lang
        if found is None:
            return lang(C_("article", "No article named"))
        return lang(C_("article", "Article {number}"), number=found.value)

    def heading(self, lane: Lane) -> str:
        """Return the article in full, as the papers head a group of bars."""
        found = lane.activity.article
        return self.show.lang(C_("article", "No article named") if found is None else found.label)

    def day(self, day: dt.date) -> str:
        """Return a date in the room of a cell."""
        return self.show.lang.date(day, style=DateStyle.MEDIUM)

    def start(self, lane: Lane) -> str:
        """Return the first day, or why there is none."""
        period = lane.activity.period
        return self._end_of(lane, None if period is None else period.start)

    def end(self, lane: Lane) -> str:
        """Return the last day, or why there is none."""
        period = lane.activity.period
        return self._end_of(lane, None if period is None else period.end)

    def dates(self, lane: Lane) -> str:
        """Return both dates in words; what cannot be drawn says so."""
        period, lang = lane.activity.period, self.show.lang
        if period is None:
            absence = lane.activity.notes["period"].absence
            missing = lang(absence.label) if absence else None
            return missing or lang(C_("time line", "No start and end date yet"))
        if period.start and period.end and period.end < period.start:
            return lang(C_("time line", "The end lies before the start"))
        return lang.period(period, style=DateStyle.MEDIUM)

    def between(self, span: Span) -> str:
        """Return both dates in words, as they would be set down."""
        return self.show.lang.period(Period(span.start, span.end), style=DateStyle.MEDIUM)

    def progress(self, lane: Lane) -> str:
        """Return status, share done, and late: what a bar shows, in words."""
        told = [part for part in (self.standing(lane), self.late(lane)) if part]
        return self.show.lang.join(told)

    def standing(self, lane: Lane) -> str:
        """Return status and share done."""
        lang, status = self.show.lang, lane.activity.status
        told = [lang(status.label)] if status else []
        if lane.progress is not None and status is not ActivityStatus.COMPLETED:
            told.append(lang.percent(lane.progress))
        return lang.join(told)

    def beside(self, lane: Lane) -> str:
        """Return what stands beside a bar; that work is planned is what a bar says anyway."""
        if lane.span is None:
            return self.dates(lane)
        planned = lane.activity.status in {None, ActivityStatus.PLANNED}
        return "" if planned and not lane.progress else self.standing(lane)

    def hung(self, lane: Lane) -> str:
        """Return the numbers of the needs of an activity; one that is met says so."""
        lang, told = self.show.lang, []
        for need, slip in zip(lane.needs, lane.slips, strict=True):
            number = lang.value(called(need))
            met = slip is None and need.follow_up is FollowUp.DELIVERED
            says = C_("need and where it stands", "{need} ({state})")
            state = self.need_state(need)
            told.append(lang(says, need=number, state=state) if met else number)
        return lang.join(told)

    def late(self, lane: Lane) -> str:
        """Return the one word for a bar that ends after the deadline that binds it."""
        return self.show.lang(C_("time line", "late")) if lane.missed else ""

    def waits_for(self, lane: Lane) -> str:
        """Return the numbers of the activities and needs it waits for."""
        lang = self.show.lang
        needs = [slip.need for slip in lane.slips if slip is not None]
        waits: list[Activity | Need] = [*lane.waits_for, *needs]
        return lang.join([lang.value(called(one)) for one in waits])

    def need(self, need: Need) -> str:
        """Return what a need is called."""
        return self.show.lang.value(named(need))

    def need_state(self, need: Need) -> str:
        """Return where the request stands, or that nobody has said."""
        lang = self.show.lang
        if need.follow_up is None:
            return lang(C_("absent value", "Not yet filled"))
        return lang(need.follow_up.label)

    def sentences(self, lane: Lane) -> Iterator[tuple[Need, str]]:
        """Yield each need with the sentence that says what slips without it."""
        for need, slip in zip(lane.needs, lane.slips, strict=True):
            if slip is None:
                yield need, self.need(need)
            else:
                yield need, self.show.lang.say(slip_says(slip, today=self.today))

    def head(self, lane: Lane) -> str:
        """Return what the activity is called, and its dates."""
        return self.show.lang.join([self.title(lane), self.dates(lane)])

    def told(self, lane: Lane) -> str:
        """Return a whole row for a screen reader."""
        parts = (self.head(lane), self.progress(lane))
        return self.show.lang.join([part for part in parts if part])

    def tooltip(self, lane: Lane) -> str:
        """Return everything that is known of a lane, a line each."""
        lang = self.show.lang
        lines = [self.title(lane), self.dates(lane), self.progress(lane)]
        if lane.missed:
            says = N_("Ends after the deadline that binds it: {date}.")
            lines.append(lang(says, date=self.day(lane.missed)))
        if lane.waits_for:
            before = lang.join([lang.value(named(one)) for one in lane.waits_for])
            lines.append(lang(N_("Starts after: {activities}"), activities=before))
        lines += [self._milestone(one) for one in lane.milestones if one.year is not None]
        return "\n".join([*filter(None, lines), *(says for _, says in self.sentences(lane))])

    def _milestone(self, one: Milestone) -> str:
        lang = self.show.lang
        unknown = lang(C_("absent value", "Not yet filled"))
        return lang(
            C_("milestone of a year", "{year}: {planned} planned, {achieved} achieved"),
            year=str(one.year),
            planned=unknown if one.planned is None else lang.number(one.planned),
            achieved=unknown if one.achieved is None else lang.number(one.achieved),
        )

    def _end_of(self, lane: Lane, day: dt.date | None) -> str:
        if day is not None:
            return self.day(day)
        absence = lane.activity.notes["period"].absence
        label = absence.label if absence else C_("absent value", "Not yet filled")
        return self.show.lang(label)
