"""Rows pasted over a template with headings of their own, below its hidden row of keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exchange_office import Office, applied

from ccmdesk.exchange.tables import CellValue, Table
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME

AREAS = BY_NAME["hazardous_area"]


def _pasted(office: Office, *rows: tuple[CellValue, ...], lang: str = "en") -> Table:
    """Return the sheet of areas of a template with *rows* pasted from its first visible row on."""
    data = office.workbook(PlanDocument(), office.langs[lang], kinds=(AREAS,))
    table = next(t for t in office.tables(data) if len(t.rows) > 1 and len(t.rows[0]) > 10)
    head = (*rows[0], *table.rows[1][len(rows[0]) :])
    return replace(table, rows=(table.rows[0], head, *rows[1:]))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_values_go_where_the_visible_headings_say(office: Office, lang: str) -> None:
    table = _pasted(
        office,
        ("Number", "Province [en]", "District [en]", "Name [en]"),
        ("NEW-1", "Una-Sana Canton", "Bihac", "Field by the mill"),
        lang=lang,
    )
    (area,) = applied(office.plan([table], lang=office.langs[lang]).changes)
    assert (area.code, area.name.get("en")) == ("NEW-1", "Field by the mill")
    assert (area.province.get("en"), area.district.get("en")) == ("Una-Sana Canton", "Bihac")


def test_a_heading_that_is_not_known_or_lacks_its_language_keeps_its_column(office: Office) -> None:
    table = _pasted(office, ("Our no.", "Name"), ("NEW-1", "Le champ"), lang="fr")
    (area,) = applied(office.plan([table]).changes)
    assert area.code == "NEW-1"
    assert [text for _, text in area.name] == ["Le champ"]
