"""What the rows of a list come to: areas and amounts, where adding them up makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ccmdesk.db.query import ListQuery
from ccmdesk.lang.formats import M2_PER_KM2, AreaUnit
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea, LandRelease
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import Agreement, AssistanceFlow
from ccmdesk.model.facts import field_map
from ccmdesk.model.need import Need
from ccmdesk.model.values import Money
from ccmdesk.model.victims import Service
from ccmdesk.model.words import C_
from ccmdesk.ui.open_plan import OpenPlan


@dataclass(frozen=True, slots=True)
class Total:
    """The *field* to add up; only while no two rows differ in *alike*, which must not be mixed."""

    field: str
    alike: str = ""


TOTALS: Mapping[type, Total] = MappingProxyType(
    {
        Activity: Total("cost"),
        Need: Total("cost"),
        Service: Total("yearly_cost"),
        Agreement: Total("amount"),
        BudgetLine: Total("amount", alike="role"),
        AssistanceFlow: Total("amount", alike="direction"),
        HazardousArea: Total("size_m2"),
        LandRelease: Total("cleared_m2", alike="whole_programme"),
    }
)


def read_sums(query: ListQuery, plan: OpenPlan) -> Mapping[str, int]:
    """Return the sum of what *query* lists, in its unit or by currency; empty where none is told.

    Only the words of it follow the language of the window.
    """
    total = TOTALS.get(query.kind)
    if total is None or (total.alike and not _are_alike(query, total, plan)):
        return {}
    return plan.store.facets.sums(query, total.field)


def total_words(kind: type, sums: Mapping[str, int], lang: Lang) -> str:
    """Return sums in words, such as Size: 3.10 km²; nothing where there are none."""
    figures = [_figure(number, code, lang) for code, number in sorted(sums.items()) if number]
    if not figures:
        return ""
    label = lang(field_map(kind)[TOTALS[kind].field].spec.label)
    return lang(C_("sum of a column", "{label}: {sum}"), label=label, sum=lang.join(figures))


def _are_alike(query: ListQuery, total: Total, plan: OpenPlan) -> bool:
    """Whether no two rows differ; no, and not said, are the same here."""
    return len({value or None for value in plan.store.facets.values(query, total.alike)}) < 2


def _figure(number: int, currency: str, lang: Lang) -> str:
    if currency:
        return lang.money(Money(number, CurrencyCode(currency)))
    unit = AreaUnit.KM2 if number >= M2_PER_KM2 else AreaUnit.M2
    return lang.area(number, unit=unit)
