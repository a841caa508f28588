"""A paper in the digits of a country, and one that borrows its sentences from English."""

from __future__ import annotations

import re
from dataclasses import replace

from every_record import every_record
from plan_paper import paper, texts

from ccmdesk.lang.lang import Lang
from ccmdesk.model.conventions import Digits
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import StateParty
from ccmdesk.report.blocks import Cell, Paragraph, Table
from ccmdesk.report.documents.length import cells_of


def _with_digits(plan: PlanDocument, digits: Digits) -> PlanDocument:
    states = tuple(replace(state, digits=digits) for state in plan.of(StateParty))
    return PlanDocument({**plan.records, StateParty: states}, plan.content_hash)


def test_a_paper_has_one_set_of_digits_but_for_codes() -> None:
    document = paper(_with_digits(every_record(), Digits.ARABIC), Lang.load("ar"))
    figures = [
        token
        for block in document.blocks
        if not (isinstance(block, Paragraph) and block.language)
        for text in _own(block)
        for token in text.split()
        if re.search("[0-9]", token) and not re.search("[A-Za-z@]", token)
    ]
    assert figures == []
    assert re.search("[٠-٩]", document.running_foot(1, 12))


def _own(block: object) -> list[str]:
    if isinstance(block, Table):
        return [cell.text for cell in cells_of(block) if not cell.language]
    return [block.text] if isinstance(block, Paragraph | Cell) else []


def test_a_french_paper_keeps_latin_digits_whatever_was_chosen() -> None:
    plan = every_record()
    chosen = paper(_with_digits(plan, Digits.ARABIC), Lang.load("fr"))
    assert texts(chosen) == texts(paper(plan, Lang.load("fr")))


def test_borrowed_sentences_are_in_italics_and_said_to_be_english() -> None:
    document = paper(every_record(), Lang.load("lo"))
    warning = document.blocks[1]
    assert isinstance(warning, Paragraph)
    assert "ລາວ" in warning.text
    prose = [block for block in document.blocks if isinstance(block, Paragraph)]
    borrowed = [block for block in prose if block.language == "en"]
    latin = re.compile("[A-Za-z]{3,} [a-z]+ [a-z]+ [a-z]+")
    plain = [block.text for block in prose if not block.language and latin.search(block.text)]
    assert plain == []
    assert borrowed
    assert all(run.italic for block in borrowed for run in block.runs)
