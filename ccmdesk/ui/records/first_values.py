"""What a new record starts with: what follows from where it is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ccmdesk.db.query import ListQuery
from ccmdesk.model.codec import Json, decode
from ccmdesk.model.facts import Field, field_map, item_type
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Texts
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.children import children_of
from ccmdesk.ui.records.narrowing import Narrowing, language_of

_FIGURES = re.compile(r"(.*?)([0-9]{1,9})", re.DOTALL)


def first_values(kind: type[Any], plan: OpenPlan, narrowing: Narrowing) -> dict[str, Any]:
    """Return the plan, when there is only one, and the one value of each filter of the list."""
    facts, values = field_map(kind), dict[str, Any]()
    field = facts.get("plan")
    if field is not None and field.type is BY_RECORD[Plan].id_type:
        plans = plan.store.ids(ListQuery(kind=Plan))
        values |= {"plan": plans[0]} if len(plans) == 1 else {}
    for asked in narrowing.filters:
        known = [value for value in asked.values if value is not None]
        if len(known) == len(asked.values) == 1:
            field = facts[asked.name]
            if field.type is Texts:
                language = language_of(kind, asked, plan)
                values |= {field.name: Texts.of({language: str(known[0])})}
            else:
                values |= _value(field, known[0])
    return values


def _value(field: Field, value: Json) -> dict[str, Any]:
    """Return the value a filter stands for; a year says nothing of the day."""
    items = item_type(field.type)
    if items is not None:
        return {field.name: (decode(items, value),)}
    if isinstance(value, int) and not isinstance(value, bool) and field.type is not int:
        return {}
    return {field.name: decode(field.type, value)}


def next_values(
    trail: Sequence[tuple[type[Any], UUID]], plan: OpenPlan, narrowing: Narrowing
) -> dict[str, Any]:
    """Return what the record after the last of *trail* starts with.

    It belongs to the record that one was opened from, and has the number after it.
    """
    kind, last = trail[-1]
    record = plan.store.get(kind, last)
    number = {} if record is None else _following_number(record, plan)
    if len(trail) == 1:
        return {**first_values(kind, plan, narrowing), **number}
    parent, above = trail[-2]
    found = (child.field for child in children_of(parent) if child.kind is kind)
    field = next(found, None)
    return number if field is None else {**number, field: above}


def _following_number(record: Any, plan: OpenPlan) -> dict[str, Any]:
    """Return the number after that of *record*, when it ends in figures and is still free."""
    name = BY_RECORD[type(record)].number
    number = None if name is None else _FIGURES.fullmatch(getattr(record, name))
    if name is None or number is None:
        return {}
    before, figures = number.groups()
    following = f"{before}{int(figures) + 1:0{len(figures)}}"
    asked = ListQuery(kind=type(record), where={name: following})
    return {} if plan.store.ids(asked) else {name: following}
