"""What a new record starts with: what follows from where it is made."""

from __future__ import annotations

from typing import Any

from ccmdesk.db.query import ListQuery
from ccmdesk.model.codec import Json, decode
from ccmdesk.model.facts import Field, field_map, item_type
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Texts
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.narrowing import Narrowing


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
            values |= _value(facts[asked.name], known[0], plan)
    return values


def _value(field: Field, value: Json, plan: OpenPlan) -> dict[str, Any]:
    """Return the value a filter stands for; a year says nothing of the day."""
    items = item_type(field.type)
    if field.type is Texts:
        return {field.name: Texts.of({plan.lang.code: str(value)})}
    if items is not None:
        return {field.name: (decode(items, value),)}
    if isinstance(value, int) and not isinstance(value, bool) and field.type is not int:
        return {}
    return {field.name: decode(field.type, value)}
