"""The lines of the follow-up: requests by state, then challenges, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.show import Show
from ccmdesk.model.cooperation import Challenge
from ccmdesk.model.ids import OrganisationId
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.follow_up import Request, days_late
from ccmdesk.ui.cooperation.board_model import Part, Row

HEADINGS = (
    N_("What is needed"),
    N_("Partners contacted"),
    N_("Next date"),
    C_("follow-up", "Since"),
    C_("follow-up", "Reason or next step"),
)
_NEXT_DATE = 2
_ORDER = (
    FollowUp.SENT,
    FollowUp.IN_CONTACT,
    FollowUp.AGREED,
    FollowUp.NOT_SENT,
    FollowUp.REFUSED,
    FollowUp.DELIVERED,
)
"""What somebody waits for stands first."""


@dataclass(frozen=True, slots=True)
class Teller:
    """How records are called, and what day it is."""

    show: Show
    today: dt.date

    def day(self, day: dt.date) -> str:
        """Return a day in as much room as a column has."""
        return self.show.lang.date(day, style=DateStyle.UNBROKEN)

    def partners(self, partners: Iterable[OrganisationId], last: dt.date | None) -> str:
        """Return who was contacted, and when last."""
        lang = self.show.lang
        names = lang.join([self.show.value(OrganisationId, one) for one in partners])
        if last is None:
            return names
        day = self.day(last)
        if not names:
            return lang(C_("contact", "on {date}"), date=day)
        return lang(C_("contact", "{partners}, last on {date}"), partners=names, date=day)

    def next_date(self, day: dt.date | None, *, waits: bool) -> tuple[str, bool]:
        """Return a next date, or that there is none where one *waits*; and whether that alarms."""
        lang = self.show.lang
        if day is None:
            return (lang(N_("no next date")), True) if waits else ("", False)
        late = days_late(day, today=self.today) if waits else None
        if late is None:
            return self.day(day), False
        said = lang.ngettext(
            "{date}, {n} day late", "{date}, {n} days late", late, date=self.day(day)
        )
        return said, True


def parts_of(
    requests: Iterable[Request], challenges: Iterable[Challenge], tell: Teller
) -> Iterator[Part]:
    """Yield the requests of each state, and the challenges behind those that are open."""
    lang, by_state = tell.show.lang, dict[FollowUp, list[Row]]()
    for request in requests:
        by_state.setdefault(request.state, []).append(_request(request, tell))
    told = tuple(_challenge(one, tell) for one in _by_date(challenges))
    for state in _ORDER:
        rows = tuple(by_state.get(state, ()))
        yield Part(state, _title(tell, lang(state.label), len(rows)), rows)
        if state is FollowUp.AGREED:
            yield Part(Challenge, _title(tell, lang(N_("Challenges")), len(told)), told)


def _title(tell: Teller, name: str, count: int) -> str:
    lang = tell.show.lang
    return lang(N_("{kind}: {n}"), kind=name, n=lang.number(count))


def _request(request: Request, tell: Teller) -> Row:
    need = request.need
    lang = tell.show.lang
    waits = request.is_open and not request.remark
    when, alarms = tell.next_date(need.next_date, waits=waits or need.next_date is not None)
    if not request.is_open:
        when, alarms = "", False
    since = "" if request.days is None else _since(request.days, tell)
    cells = (
        tell.show.title(need),
        tell.partners(request.partners, request.contacted_on),
        when,
        since,
        lang.value(request.reason) or request.remark,
    )
    return Row(need.id, cells, (Need, need.id), alarm=_NEXT_DATE if alarms else None)


def _since(days: int, tell: Teller) -> str:
    lang = tell.show.lang
    return lang.ngettext("{n} day", "{n} days", days) if days else lang(C_("days", "today"))


def _challenge(challenge: Challenge, tell: Teller) -> Row:
    when, alarms = tell.next_date(challenge.next_date, waits=True)
    raised = challenge.raised_on
    cells = (
        tell.show.title(challenge),
        tell.partners(challenge.contacted, challenge.contacted_on),
        when,
        "" if raised is None else _since(max((tell.today - raised).days, 0), tell),
        tell.show.lang.value(challenge.next_step),
    )
    place = (Challenge, challenge.id)
    return Row(challenge.id, cells, place, alarm=_NEXT_DATE if alarms else None)


def _by_date(challenges: Iterable[Challenge]) -> list[Challenge]:
    return sorted(challenges, key=lambda one: (one.next_date is None, one.next_date or dt.date.max))
