"""Where each request stands with partners, and how long it has stood there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from ccmdesk.model.cooperation import Challenge
from ccmdesk.model.document import natural
from ccmdesk.model.ids import NeedId, OrganisationId
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.values import NO_TEXTS, FieldNote, Texts

OPEN = frozenset({FollowUp.SENT, FollowUp.IN_CONTACT, FollowUp.AGREED})
"""Somebody waits for somebody: there is a next date, or a reason why there is none."""

NEXT: Mapping[FollowUp, FollowUp] = MappingProxyType(
    {
        FollowUp.NOT_SENT: FollowUp.SENT,
        FollowUp.SENT: FollowUp.IN_CONTACT,
        FollowUp.IN_CONTACT: FollowUp.AGREED,
        FollowUp.AGREED: FollowUp.DELIVERED,
    }
)
BEFORE: Mapping[FollowUp, FollowUp] = MappingProxyType(
    {**{after: before for before, after in NEXT.items()}, FollowUp.REFUSED: FollowUp.SENT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One need as its follow-up sees it.

    *late* and *days* count days: since the next date has passed, and since the state was recorded.
    *reason* says why it was refused, *remark* why an open one has no next date.
    """

    need: Need
    state: FollowUp
    partners: tuple[OrganisationId, ...]
    contacted_on: dt.date | None
    late: int | None
    days: int | None
    reason: Texts
    remark: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in OPEN


def state_of(need: Need) -> FollowUp:
    """Return where a need stands; one of which nothing is said was not sent yet."""
    return need.follow_up or FollowUp.NOT_SENT


def days_late(day: dt.date | None, *, today: dt.date) -> int | None:
    """Return by how many days a next date has passed, None when it has not."""
    return None if day is None or day >= today else (today - day).days


def reason_in(note: FieldNote) -> str:
    """Return why there is no next date: the reason of the note, else its remark."""
    return note.reason or note.remark


def with_reason(note: FieldNote, said: str) -> FieldNote:
    """Return *note* with other words in that part of it which `reason_in` gives."""
    return replace(note, reason=said) if note.reason else replace(note, remark=said)


def requests(
    needs: Iterable[Need],
    challenges: Iterable[Challenge],
    *,
    since: Mapping[UUID, dt.date],
    today: dt.date,
) -> tuple[Request, ...]:
    """Return each need by state, the latest next date first; *since* is when states were written.

    The partners contacted are those of the challenges that the need would close.
    """
    told: dict[NeedId | None, list[Challenge]] = {}
    for challenge in challenges:
        told.setdefault(challenge.need, []).append(challenge)
    found = [
        _request(need, told.get(need.id, ()), since=since.get(need.id), today=today)
        for need in needs
    ]
    return tuple(sorted(found, key=_order))


def _request(
    need: Need, told: Iterable[Challenge], *, since: dt.date | None, today: dt.date
) -> Request:
    state = state_of(need)
    partners = dict.fromkeys(one for challenge in told for one in challenge.contacted)
    contacts = [one.contacted_on for one in told if one.contacted_on is not None]
    return Request(
        need=need,
        state=state,
        partners=tuple(partners),
        contacted_on=max(contacts, default=None),
        late=days_late(need.next_date, today=today) if state in OPEN else None,
        days=None if since is None or need.follow_up is None else max((today - since).days, 0),
        reason=need.refusal_reason if state is FollowUp.REFUSED else NO_TEXTS,
        remark=reason_in(need.notes["next_date"]),
    )


def _order(request: Request) -> tuple[int, bool, dt.date, tuple[tuple[int, int, str], ...]]:
    day = request.need.next_date
    place = list(FollowUp).index(request.state)
    return place, day is None, day or dt.date.max, natural(request.need.code)
