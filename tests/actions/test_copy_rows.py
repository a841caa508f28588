"""Rows go to a spreadsheet and come back through the import, in every language of the window."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.copy_rows import CopyRows, copy_rows
from ccmdesk.actions.import_tables import PastedRows, apply_import, preview_pasted
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.exchange.sheets import NOT_IN_SHEETS, SHEET_KINDS
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import AreaKind, HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import Kind
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem

AREA = ("code", "name", "province", "kind", "size_m2", "found_on")


def _copied(store: Store, kind: Any, fields: tuple[str, ...], lang: Lang, packs: Packs) -> str:
    records = tuple(store.ids(ListQuery(kind)))
    ask = CopyRows(kind=kind, records=records, fields=fields, lang=lang)
    return copy_rows(store, ask, packs=packs)


def _cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


def _pasted(text: str, kind: Any, fields: tuple[str, ...], language: str = "en") -> PastedRows:
    return PastedRows(text=text, kind=kind, fields=fields, language=language)


def test_numbers_are_plain_and_dates_are_such_that_a_spreadsheet_knows_them(
    demo: Store, packs: Packs
) -> None:
    head, first, *rest = _cells(_copied(demo, HazardousArea, AREA, ENGLISH, packs))
    assert head == [
        "Number", "Name [en]", "Province [en]", "Suspected or confirmed", "Size", "Found on",
    ]  # fmt: skip
    assert len(rest) == 11
    assert first[0] == "ILL-01"
    assert first[4] == "180000"


def test_an_amount_has_its_currency_in_a_cell_of_its_own(demo: Store, packs: Packs) -> None:
    head, first, *_ = _cells(_copied(demo, Activity, ("code", "cost"), ENGLISH, packs))
    assert head[:3] == ["Number", "Total cost: amount", "Total cost: currency"]
    assert first[1].isdecimal()
    assert len(first[2]) == 3


def test_what_a_spreadsheet_would_take_for_a_formula_stays_text(
    demo: Store, packs: Packs, author: Author
) -> None:
    row = "Number\tName\nX-1\t=1+1\n"
    preview = preview_pasted(
        demo.document(), _pasted(row, HazardousArea, AREA), packs=packs, author=author
    )
    apply_import(demo, preview, author=author)
    text = _copied(demo, HazardousArea, ("code", "name"), ENGLISH, packs)
    assert ["X-1", " =1+1"] in _cells(text)
    again = preview_pasted(
        demo.document(), _pasted(text, HazardousArea, AREA), packs=packs, author=author
    )
    assert again.plan.changes == ()


@pytest.mark.parametrize("kind", SHEET_KINDS, ids=lambda kind: kind.name)
def test_rows_of_every_kind_say_nothing_new_when_they_come_back(
    demo: Store, packs: Packs, author: Author, kind: Kind
) -> None:
    fields = tuple(
        field.name
        for field in fields_of(kind.record)
        if (kind.record, field.name) not in NOT_IN_SHEETS
    )
    text = _copied(demo, kind.record, fields, ENGLISH, packs)
    document = demo.document()
    if not document.of(kind.record):
        return
    found = preview_pasted(
        document, _pasted(text, kind.record, fields), packs=packs, author=author
    ).plan
    assert [(row.row, [f.says.msgid for f in row.faults]) for row in found.refused] == []
    assert found.changes == ()


@pytest.mark.parametrize("language", SHIPPED)
def test_headings_and_words_of_each_language_are_read_back(
    demo: Store, packs: Packs, author: Author, language: str
) -> None:
    text = _copied(demo, HazardousArea, AREA, Lang.load(language), packs)
    found = preview_pasted(
        demo.document(), _pasted(text, HazardousArea, AREA, language), packs=packs, author=author
    ).plan
    assert found.refused == ()
    assert found.changes == ()


def test_rows_without_headings_are_read_in_the_order_of_the_columns(
    demo: Store, packs: Packs, author: Author
) -> None:
    before = demo.document().content_hash
    rows = "N-1\tDhaka ridge\tNorth\tSHA\t1,200\t3/2026\nN-2\tHill\tNorth\tperhaps\t١٢٠٠\n"
    ask = _pasted(rows, HazardousArea, AREA)
    preview = preview_pasted(demo.document(), ask, packs=packs, author=author)
    assert demo.document().content_hash == before
    good, bad = preview.plan.rows
    assert (good.outcome, bad.outcome) == (Outcome.NEW, Outcome.REFUSED)
    assert (bad.row, bad.faults[0].heading) == (3, "Suspected or confirmed")
    assert "no headings" in ENGLISH.say(preview.plan.notices[0].says)
    assert apply_import(demo, preview, author=author) is not None
    made = demo.get(HazardousArea, good.record) if good.record else None
    assert made is not None
    assert (made.kind, made.size_m2) == (AreaKind.SUSPECTED, 1200)
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.document().content_hash == before


def test_rows_that_are_wider_than_the_list_are_refused(
    demo: Store, packs: Packs, author: Author
) -> None:
    ask = _pasted("a\tb\tc", HazardousArea, ("code", "size_m2"))
    with pytest.raises(Problem, match="3 cells"):
        preview_pasted(demo.document(), ask, packs=packs, author=author)


def test_what_the_program_makes_is_not_pasted(demo: Store, packs: Packs, author: Author) -> None:
    ask = _pasted("1\t2", Edition, ("number",))
    with pytest.raises(Problem):
        preview_pasted(demo.document(), ask, packs=packs, author=author)
