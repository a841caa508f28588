"""An Article 7 report for tests, and what its forms say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID

from plan_paper import request
from small_plan import records

from ccmdesk.lang.lang import Lang
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.ids import (
    TransparencyReportId,
)
from ccmdesk.model.values import Texts
from ccmdesk.report.blocks import Block, Document, Heading, Table
from ccmdesk.report.documents.article7 import build
from ccmdesk.report.documents.length import texts_of

REPORT = TransparencyReport(
    id=TransparencyReportId(UUID(int=7_000)),
    year=2021,
    initial=False,
    measures=Texts.of({"en": "The law on weapons of 2015."}),
    submitted_on=dt.date(2022, 4, 20),
)


def with_report(*more: object, **fields: Any) -> PlanDocument:
    return document_of([*records(), replace(REPORT, **fields), *more])


def report_of(plan: PlanDocument, lang: Lang | None = None, **more: Any) -> Document:
    return build(replace(request(plan, lang), **more))


def forms(document: Document) -> dict[str, list[Block]]:
    """Return the blocks of each form by its key, the heading with the letter first."""
    found: dict[str, list[Block]] = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            found[block.anchor] = []
        if found:
            next(reversed(found.values())).append(block)
    return found


def said(blocks: list[Block]) -> str:
    return "\n".join(text for block in blocks for text in texts_of(block) if text)


def rows_of(blocks: list[Block], title: str) -> Table:
    (found,) = [b for b in blocks if isinstance(b, Table) and b.alternative == title]
    return found
