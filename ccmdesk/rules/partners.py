"""Which organisations are partners of the State, and what each of them does in the plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import Agreement, Coalition, Organisation, OrganisationRole
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.ids import OrganisationId
from ccmdesk.model.values import Money

_OF_THE_STATE = frozenset(
    {
        OrganisationRole.AUTHORITY,
        OrganisationRole.CENTRE,
        OrganisationRole.MINISTRY,
        OrganisationRole.FOCAL_POINT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one organisation does; *money* has one sum for each role and currency, in their order.

    *carries* are the activities it carries out, *answers* those of others it is responsible for.
    """

    organisation: Organisation
    carries: tuple[Activity, ...]
    answers: tuple[Activity, ...]
    agreements: tuple[Agreement, ...]
    coalitions: tuple[Coalition, ...]
    money: tuple[tuple[BudgetRole, Money], ...]

    @property
    def is_idle(self) -> bool:
        """Whether the plan says nothing of what it does."""
        parts = (self.carries, self.answers, self.agreements, self.coalitions, self.money)
        return not any(parts)


def is_national(organisation: Organisation) -> bool:
    """Whether it is an institution of the State itself, and no partner."""
    return not _OF_THE_STATE.isdisjoint(organisation.roles)


def doer_of(activity: Activity) -> OrganisationId | None:
    """Return who carries an activity out: whoever answers for it where nobody else is named."""
    return activity.implementer or activity.responsible


def who_does_what(document: PlanDocument) -> tuple[Work, ...]:
    """Return the work of every organisation, partners before institutions of the State."""
    books = _books(document)
    found = (_work(one, books.get(one.id, _Book())) for one in document.of(Organisation))
    return tuple(sorted(found, key=lambda work: is_national(work.organisation)))


@dataclass(slots=True)
class _Book:
    carries: list[Activity] = field(default_factory=list)
    answers: list[Activity] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    coalitions: list[Coalition] = field(default_factory=list)
    sums: dict[tuple[BudgetRole, CurrencyCode], int] = field(default_factory=dict)


def _books(document: PlanDocument) -> dict[UUID | None, _Book]:
    books: dict[UUID | None, _Book] = {}
    for activity in document.of(Activity):
        doer = doer_of(activity)
        books.setdefault(doer, _Book()).carries.append(activity)
        if activity.responsible != doer:
            books.setdefault(activity.responsible, _Book()).answers.append(activity)
    for agreement in document.of(Agreement):
        for member in agreement.members:
            books.setdefault(member, _Book()).agreements.append(agreement)
    for coalition in document.of(Coalition):
        for partner in dict.fromkeys((coalition.lead, *coalition.members)):
            books.setdefault(partner, _Book()).coalitions.append(coalition)
    for line in document.of(BudgetLine):
        if line.role is not None and line.amount is not None:
            sums = books.setdefault(line.organisation, _Book()).sums
            key = (line.role, line.amount.currency)
            sums[key] = sums.get(key, 0) + line.amount.minor
    return books


def _work(organisation: Organisation, book: _Book) -> Work:
    roles = list(BudgetRole)
    sums = sorted(book.sums.items(), key=lambda item: (roles.index(item[0][0]), item[0][1]))
    return Work(
        organisation=organisation,
        carries=tuple(book.carries),
        answers=tuple(book.answers),
        agreements=tuple(book.agreements),
        coalitions=tuple(book.coalitions),
        money=tuple((role, Money(minor, currency)) for (role, currency), minor in sums),
    )
