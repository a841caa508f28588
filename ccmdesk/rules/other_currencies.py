"""Amounts in another currency than that of the need they belong to: told beside it, never added."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.values import Money

ABROAD = (BudgetRole.PLEDGED, BudgetRole.IN_KIND)
"""What others give, in money and in kind."""


@dataclass(frozen=True, slots=True)
class OtherAmount:
    """What budget lines of one role state in a currency in which no gap can be computed."""

    role: BudgetRole
    amount: Money


Others = tuple[OtherAmount, ...]


def gathered(parts: Iterable[OtherAmount]) -> Others:
    """Return one amount for each role and currency."""
    sums: dict[tuple[BudgetRole, CurrencyCode], int] = {}
    for one in parts:
        key = one.role, one.amount.currency
        sums[key] = sums.get(key, 0) + one.amount.minor
    roles = list(BudgetRole)
    ordered = sorted(sums, key=lambda key: (roles.index(key[0]), key[1]))
    return tuple(OtherAmount(role, Money(sums[role, code], code)) for role, code in ordered)


def stated_moneys(
    own: Money | None, others: Others, *, roles: Collection[BudgetRole]
) -> tuple[Money, ...]:
    """Return what is stated of *roles*, one amount for each currency; *own* is the first."""
    sums: dict[CurrencyCode, int] = {}
    for one in others:
        if one.role in roles:
            sums[one.amount.currency] = sums.get(one.amount.currency, 0) + one.amount.minor
    apart = (Money(minor, code) for code, minor in sorted(sums.items()))
    return (*(() if own is None else (own,)), *apart)
