"""New records on a page: empty, copied, the next of a series, or begun from what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.beginning import open_typical
from ccmdesk.ui.records.first_values import first_values, next_values
from ccmdesk.ui.records.shown_page import ShownPage


class Making:
    """Writes records and has the page show them with the cursor in the first field."""

    def __init__(self, plan: OpenPlan, page: ShownPage) -> None:
        self._plan, self._page = plan, page

    def new(self, values: Mapping[str, Any]) -> UUID | None:
        """Write a record of the shown kind with *values* and what follows from the list."""
        page, kind = self._page, self._page.shown_kind()
        narrowing = page.record_list().narrowing
        made = self._add(kind, {**first_values(kind, self._plan, narrowing), **values})
        if made is not None:
            page.show_record(kind, made)
        return made

    def begin(self) -> None:
        """Offer the typical activities, or begin the next year from the last one."""
        page, made = self._page, list[UUID]()
        kind, shown = page.shown_kind(), page.record_list()
        if kind is Activity:
            open_typical(self._plan, self.new, below=shown.filters.begin or shown)
        elif page.attempt(lambda: made.extend(self._plan.begin_next_year(kind))):
            page.show_record(kind, made[0])

    def following(self) -> UUID | None:
        """Write the record after the one in the form, below the same record as that one."""
        page, form = self._page, self._page.form()
        if form is None or not form.commit():
            return None
        values = next_values(page.trail, self._plan, page.record_list().narrowing)
        made = self._add(form.kind, values)
        if made is not None and len(page.trail) == 1:
            page.show_record(form.kind, made)
        elif made is not None:
            page.show_instead(form.kind, made)
        return made

    def duplicate(self) -> None:
        """Write a copy of the current record and show it."""
        page, made = self._page, list[UUID]()
        page.leave()
        record = page.current_record()
        if record is not None and page.attempt(lambda: made.append(self._plan.duplicate(record))):
            page.open_row(type(record), made[0])

    def _add(self, kind: type[Any], values: Mapping[str, Any]) -> UUID | None:
        made: list[UUID] = []
        self._page.attempt(lambda: made.append(self._plan.add(kind, values)))
        return made[0] if made else None
