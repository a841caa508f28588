"""Imports and exports as the program does: real files, real packs, real languages, real rules."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from ccmdesk.exchange.import_plan import ImportPlan, ImportRequest
from ccmdesk.exchange.importing import plan_import
from ccmdesk.exchange.reader import read_tables
from ccmdesk.exchange.sheets import SHEET_KINDS
from ccmdesk.exchange.tables import Table
from ccmdesk.exchange.template import SheetRequest, write_workbook
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.change import Change
from ccmdesk.model.codec import unflatten
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME, Kind
from ccmdesk.model.packs import Packs
from ccmdesk.rules.refusals import refusals

TODAY = dt.date(2026, 11, 24)
LANGUAGES = ("en", "ar", "ru")


@dataclass(frozen=True)
class Office:
    """One office with its packs and languages, and ids that never repeat."""

    packs: Packs
    langs: dict[str, Lang]
    new_id: Callable[[], UUID]

    def plan(
        self, tables: Iterable[Table], document: PlanDocument | None = None, lang: Lang = ENGLISH
    ) -> ImportPlan:
        request = ImportRequest(
            document=document or PlanDocument(),
            lang=lang,
            langs=(lang, *self.langs.values()),
            packs=self.packs,
            new_id=self.new_id,
            refusals=partial(refusals, packs=self.packs, today=TODAY),
        )
        return plan_import(tuple(tables), request)

    def request(self, lang: Lang = ENGLISH, kinds: tuple[Kind, ...] = SHEET_KINDS) -> SheetRequest:
        return SheetRequest(
            lang=lang,
            languages=LANGUAGES,
            packs=self.packs,
            made_on=TODAY,
            country="BIH",
            kinds=kinds,
        )

    def workbook(
        self,
        document: PlanDocument,
        lang: Lang = ENGLISH,
        *,
        kinds: tuple[Kind, ...] = SHEET_KINDS,
    ) -> bytes:
        out = io.BytesIO()
        write_workbook(self.request(lang, kinds), document, out)
        return out.getvalue()

    def tables(self, data: bytes, name: str = "plan.xlsx") -> tuple[Table, ...]:
        return read_tables(name, io.BytesIO(data))

    def csv(self, name: str, text: str) -> Table:
        (table,) = read_tables(f"{name}.csv", io.BytesIO(text.encode()))
        return table


def applied(changes: Iterable[Change]) -> list[Any]:
    """Return the new records that *changes* make."""
    return [unflatten(BY_NAME[c.kind].record, c.record, c.new) for c in changes]


def faults_of(plan: ImportPlan) -> list[tuple[int, str, str]]:
    """Return (row, column, sentence in English) of every fault."""
    return [
        (row.row, fault.column, ENGLISH.say(fault.says))
        for row in plan.rows
        for fault in row.faults
    ]
