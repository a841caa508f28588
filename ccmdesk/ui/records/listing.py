"""Reads the rows of a list and what is told of them: beside the window where there are many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ccmdesk.db.id_list import IdList
from ccmdesk.db.query import ListQuery
from ccmdesk.lang.collation import in_words, sort_key
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_ID_TYPE, BY_RECORD
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Job, Running
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.columns import SHOWN_INSTEAD
from ccmdesk.ui.records.table_model import PAGE
from ccmdesk.ui.records.totals import read_sums

LONG = 3000
"""A list of so many records is read beside the window."""

FIRST = 3 * PAGE
"""So many rows of a long list that is new are read before the others: what is seen of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What to read of a list: its ids, unless *rows* stay as they are, and what is told of them.

    With *missing* the ids are in the order of how much is missing. *made* are listed at the end
    though the query does not find them. *columns* are those that are left out when empty, which a
    *quick* reading tells from the first records. A list that *opens* shows no rows yet.
    """

    query: ListQuery
    is_part: bool
    missing: Mapping[UUID, int] | None = None
    made: tuple[UUID, ...] = ()
    columns: frozenset[str] = frozenset()
    rows: bool = True
    total: bool = True
    quick: bool = False
    opens: bool = False

    @property
    def begins(self) -> Listing | None:
        """What to read first of a long list, where its first rows are found at once."""
        ordered = self.query.sort is not None or self.query.search or self.missing is not None
        if not (self.opens and self.rows) or ordered or self.made:
            return None
        return replace(self, query=replace(self.query, most=FIRST), total=False, quick=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What was read: *whole* counts all records of the kind, *sums* are by currency or under "".

    *ids* are None when the rows stay, *whole* is while only the first rows are there, and *sums*
    are when they were not asked for. Nothing of it is in words: another language finds it as it is.
    """

    ids: IdList | None
    filled: frozenset[str]
    whole: int | None
    sums: Mapping[str, int] | None


class ListReader(QObject):
    """Reads one list; only what was asked for last comes back."""

    read = Signal(object)
    """What was Listed."""

    def __init__(self, plan: OpenPlan, parent: QObject) -> None:
        super().__init__(parent)
        self._plan = plan
        self._job: Job | None = None
        self._asked: Listing | None = None
        self._rest: list[Listing] = []
        self._closed = False
        plan.closing.connect(self._close)

    @property
    def busy(self) -> bool:
        """Whether rows are still to come; those of before stay in use."""
        return any(one.rows for one in (self._asked, *self._rest) if one is not None)

    def ask(self, ask: Listing) -> None:
        """Read at once where that is quick, else beside the window."""
        if self._closed:
            return
        rows = ask.rows or self.busy
        if self._job is not None:
            self._job.cancel()
        self._job = self._asked = None
        self._rest = []
        if self._plan.store.has_more(ask.query.kind, than=LONG):
            # The rows come first, and what they add up to after them.
            ask = replace(ask, rows=rows)
            parts = [ask.begins, replace(ask, total=False, quick=True)] if rows else []
            first, *self._rest = [one for one in (*parts, replace(ask, rows=False)) if one]
            self._start(first, after_paint=not rows)
        else:
            self.read.emit(read_list(ask, self._plan))

    def _close(self) -> None:
        """Read no more: a page may hear of another language after its plan is gone."""
        self._closed = True
        self._job = self._asked = None
        self._rest = []

    def _start(self, ask: Listing, *, after_paint: bool = False) -> None:
        plan = self._plan

        def work(running: Running) -> Listed:
            return read_list(ask, plan, running)

        job = plan.listing.prepare(work)
        self._job, self._asked = job, ask
        job.done.connect(lambda listed: self._take(listed, job))
        job.refused.connect(raise_fault)
        job.failed.connect(raise_fault)
        # Read at the same time, the sum would hold up the rows that are painted now.
        start = partial(plan.listing.start, job)
        QTimer.singleShot(0, self, start) if after_paint else start()

    def _take(self, listed: Listed, job: Job) -> None:
        if self._job is not job:
            return
        self._job = self._asked = None
        self.read.emit(listed)
        if self._rest and self._job is None:
            self._start(self._rest.pop(0), after_paint=True)


def read_list(ask: Listing, plan: OpenPlan, running: Running | None = None) -> Listed:
    """Read a list; work that is no longer wanted stops between its parts."""
    kind, store = ask.query.kind, plan.store
    ids = _ids(ask, plan) if ask.rows else None
    if running is not None:
        running.go_on()
    name = BY_RECORD[kind].name
    whole = store.counts([name])[name] if ask.is_part or ids is None else len(ids)
    begins = ask.query.most is not None and ids is not None and len(ids) == ask.query.most
    return Listed(
        ids=ids,
        filled=store.facets.filled(kind, ask.columns, quick=ask.quick),
        whole=None if begins else whole,
        sums=_sums(ask, plan) if ask.total else None,
    )


def _sums(ask: Listing, plan: OpenPlan) -> Mapping[str, int]:
    """Add up the rows that are listed; those made since, which the query may not find, as well."""
    query = replace(ask.query, sort=None)
    if ask.made:
        listed = frozenset({*plan.store.ids(query), *ask.made})
        query = ListQuery(kind=query.kind, only=listed)
    return read_sums(query, plan)


def _ids(ask: Listing, plan: OpenPlan) -> IdList:
    query, instead = ask.query, SHOWN_INSTEAD.get((ask.query.kind, ask.query.sort or ""))
    ids = plan.store.ids(query) if instead is None else _by_what_is_shown(query, instead, plan)
    if ask.missing is not None:
        lacking, most_first = ask.missing, not ask.query.descending
        ids = IdList.of(sorted(ids, key=lambda one: lacking.get(one, 0), reverse=most_first))
    if ask.made:
        made = [record for record in ask.made if record not in ids]
        found: list[Any] = plan.store.records(ask.query.kind, made)
        ids = IdList(ids.packed + IdList.of(record.id for record in found).packed)
    return ids


def _by_what_is_shown(query: ListQuery, instead: str, plan: OpenPlan) -> IdList:
    """Return the ids by the name of the record shown *instead* of a text, else by that text.

    What is not filled comes last, equal ones in the order they were made.
    """
    text, key = query.sort or "", sort_key(query.language)
    found: list[Any] = plan.store.records(query.kind, plan.store.ids(replace(query, sort=None)))
    named = _named(query.kind, instead, plan)
    words = dict[UUID, str]()
    for one in found:
        said = named.get(getattr(one, instead)) or getattr(one, text)
        words[one.id] = in_words(said, language=query.language)
    told = [one for one in words if words[one]]
    told.sort(key=lambda one: key(words[one]), reverse=query.descending)
    return IdList.of([*told, *(one for one in words if not words[one])])


def _named(kind: type[Any], reference: str, plan: OpenPlan) -> dict[UUID | None, Any]:
    """Return what the records are called that a field of *kind* can name."""
    target = BY_ID_TYPE[field_map(kind)[reference].type]
    every: list[Any] = plan.store.records(target.record, plan.store.ids(ListQuery(target.record)))
    return {one.id: getattr(one, target.title[0]) for one in every}
