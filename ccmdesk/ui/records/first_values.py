"""What a new record starts with."""

from __future__ import annotations

from typing import Any

from ccmdesk.db.query import ListQuery
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.plan import Plan
from ccmdesk.ui.open_plan import OpenPlan


def first_values(plan: OpenPlan, kind: type[Any]) -> dict[str, Any]:
    """Return the plan the record belongs to, when there is only one."""
    field = field_map(kind).get("plan")
    plans = plan.store.ids(ListQuery(kind=Plan)) if field else []
    is_plan = field is not None and field.type is BY_RECORD[Plan].id_type
    return {"plan": plans[0]} if is_plan and len(plans) == 1 else {}
