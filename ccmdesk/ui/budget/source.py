"""The records behind the budget by year, kept up with each step without reading the whole plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any
from uuid import UUID

from ccmdesk.actions.step_facts import joins
from ccmdesk.db.write import Step
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, ExchangeRate
from ccmdesk.model.cooperation import Agreement
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.evidence import Source
from ccmdesk.model.ids import ActivityId
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.plan import Plan
from ccmdesk.rules.budget_grid import BudgetGrid, BudgetGroup, budget_grid
from ccmdesk.rules.exchange_rates import Reported, reported
from ccmdesk.ui.open_plan import OpenPlan

_KINDS: tuple[type[Any], ...] = (Plan, Activity, BudgetLine, Agreement, ExchangeRate, Source)
_OF_RATES: tuple[type[Any], ...] = (Plan, ExchangeRate, Source)


class BudgetSource:
    """The table of the open plan as it is now."""

    def __init__(self, plan: OpenPlan) -> None:
        self._plan = plan
        self._records: dict[type[Any], dict[UUID, Any]] = {}
        self._lines: dict[UUID | None, dict[UUID, BudgetLine]] = {}
        self.grid: BudgetGrid | None = None
        self._rates = PlanDocument()

    def reported(self, *, day: dt.date) -> Reported | None:
        """Return the totals in the reporting currency of the plan, as papers tell them."""
        return None if self.grid is None else reported(self._rates, self.grid.totals, day=day)

    def read(self) -> None:
        """Take the records from the last check where it is of the plan as it is, else read them."""
        found = self._plan.found
        fresh = found is not None and not self._plan.checking.busy
        self._lines.clear()
        for kind in _KINDS:
            known = found.document.of(kind) if found and fresh else self._plan.all_of(kind)
            self._records[kind] = {record.id: record for record in known}
        for line in self._records[BudgetLine].values():
            self._lines.setdefault(line.activity, {})[line.id] = line
        self._build({}, self._lines)

    def follow(self, step: Step) -> bool:
        """Take what *step* changed; say whether the table is another."""
        if joins(step, Activity):
            self.read()  # lines that the step does not name are about another activity now
            return True
        touched: set[UUID | None] = set()
        for kind in _KINDS:
            name = BY_RECORD[kind].name
            ids = {change.record for change in step.changes if change.kind == name}
            touched |= self._take(kind, ids)
        if self.grid is None or not touched:
            return False
        if None in touched:
            self._build({}, self._lines)
        else:
            groups = {one.activity.id: one for one in self.grid.groups}
            self._build({one: groups[one] for one in groups if one not in touched}, touched)
        return True

    def _take(self, kind: type[Any], ids: set[UUID]) -> set[UUID | None]:
        """Read records again; return the activities that have changed, None for any of them."""
        records = self._records[kind]
        old = [records.pop(record) for record in ids if record in records]
        new = self._plan.store.records(kind, list(ids))
        records |= {record.id: record for record in new}
        if kind is BudgetLine:
            for line in old:
                del self._lines[line.activity][line.id]
            for line in new:
                self._lines.setdefault(line.activity, {})[line.id] = line
        elif new:
            self._records[kind] = dict(sorted(records.items()))
        return set(_activities([*old, *new]))

    def _build(self, kept: dict[ActivityId, BudgetGroup], of: Iterable[UUID | None]) -> None:
        """Build the table anew but for *kept* groups, from the budget lines *of* the others."""
        records = {kind: tuple(found.values()) for kind, found in self._records.items()}
        self._rates = PlanDocument(MappingProxyType({k: records[k] for k in _OF_RATES}))
        lines = [line for one in of for line in self._lines.get(one, {}).values()]
        records[BudgetLine] = tuple(sorted(lines, key=lambda line: line.id.int))
        today = self._plan.author.today
        self.grid = budget_grid(PlanDocument(MappingProxyType(records)), kept=kept, today=today)


def _activities(records: Iterable[Any]) -> Iterable[UUID | None]:
    for record in records:
        match record:
            case Activity():
                yield record.id
            case BudgetLine():
                yield record.activity or record.id
            case Agreement() | ExchangeRate() | Source():
                yield record.id
            case Plan():
                yield None
