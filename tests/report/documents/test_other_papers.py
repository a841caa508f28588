"""The papers beside the needs-and-plan paper: same records, same figures, every language."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from every_record import every_record
from plan_paper import Brackets, request, shape, texts
from pypdfium2 import PdfDocument
from small_plan import EUR, small_plan

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.values import Money
from ccmdesk.report.blocks import Document, Table
from ccmdesk.report.documents.kinds import DocumentKind, builder
from ccmdesk.report.pdf.write import write
from ccmdesk.rules.funding import all_funding
from ccmdesk.rules.funding_totals import totals

KINDS = list(DocumentKind)
PLANS = {"empty": PlanDocument(), "small": small_plan(), "every": every_record()}


@cache
def _paper(kind: DocumentKind, name: str, code: str) -> Document:
    return builder(kind)(request(PLANS[name], Lang.load(code)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
@pytest.mark.parametrize("name", PLANS)
def test_a_paper_has_the_same_shape_in_every_language(kind: DocumentKind, name: str) -> None:
    shapes = [shape(_paper(kind, name, code)) for code in SHIPPED]
    if kind is DocumentKind.ARTICLE7:  # the French forms C and D stand in another order
        counted = [sorted((what, size) for what, _number, size in each) for each in shapes]
        assert all(each == counted[0] for each in counted)
    else:
        assert all(each == shapes[0] for each in shapes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
def test_everything_fixed_comes_from_the_catalogue(kind: DocumentKind) -> None:
    document = builder(kind)(request(PLANS["empty"], Lang("en", Brackets())))
    letters = re.compile("[A-Za-z]{4,}")
    plain = [text for text in texts(document) if "⟦" not in text and letters.search(text)]
    assert set(plain) <= {"1 June 2022"}


def test_a_donor_brief_has_two_pages_at_the_most() -> None:
    for code in SHIPPED:
        out = io.BytesIO()
        write(_paper(DocumentKind.DONOR_BRIEF, "small", code), out)
        assert len(PdfDocument(out.getvalue())) <= 2


def test_money_is_the_same_in_every_paper_that_tells_of_it() -> None:
    plan = PLANS["small"]
    gap = totals(plan, all_funding(plan))[0].total.gap
    assert gap is not None
    shown = ENGLISH.amount(Money(gap, EUR))
    tellers = (
        DocumentKind.NEEDS_PLAN,
        DocumentKind.DONOR_BRIEF,
        DocumentKind.CONCEPT_NOTE,
        DocumentKind.STATEMENT,
    )
    for kind in tellers:
        assert any(shown in text for text in texts(_paper(kind, "small", "en"))), kind


def test_a_statement_says_how_long_it_takes_to_read() -> None:
    (said,) = [
        text
        for text in texts(_paper(DocumentKind.STATEMENT, "small", "en"))
        if text.startswith("Speaking time")
    ]
    assert said == "Speaking time: about 1 minute. Counted at 120 words a minute."


def test_the_checklist_names_each_item_of_the_article() -> None:
    document = _paper(DocumentKind.EXTENSION_REQUEST, "every", "en")
    tables = [block for block in document.blocks if isinstance(block, Table)]
    found = [t for t in tables if t.caption == "Items of the list of the Convention"]
    assert all(row[2].text in {"Filled", "Missing"} for table in found for row in table.rows)
