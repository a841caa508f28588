"""What is told of a field follows from its facts, the criteria and the forms."""

from __future__ import annotations

import datetime as dt

import pytest

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.field_help import help_of, helps_of, short_help
from ccmdesk.db.store import Store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_NAME, KINDS
from ccmdesk.model.packs import Packs
from ccmdesk.rules.specificity.asked import LOOKS_AT, asked_by
from ccmdesk.rules.specificity.results import CRITERIA


def test_a_field_is_told_with_unit_need_and_who_asks(packs: Packs) -> None:
    size = help_of("hazardous_area", "size_m2", lang=ENGLISH, packs=packs)
    assert (size.label, size.unit, size.required) == ("Size", "m²", True)
    assert any(asked.startswith("Form F of the Article 7 report") for asked in size.asked_by)
    dates = help_of("activity", "period", lang=ENGLISH, packs=packs)
    assert dates.asked_by[0].startswith("Criterion 3, Start and end: Article 5.2 (c)")
    note = help_of("need", "internal_note", lang=ENGLISH, packs=packs)
    assert note.seen_by.startswith("Only this office, and an office to which")
    cost = help_of("need", "cost", lang=ENGLISH, packs=packs)
    assert "Article 6.11 (b)" in cost.asked_by
    assert short_help(cost, ENGLISH) == "Leave it empty to use the gap of the activity"
    assert short_help(size, ENGLISH) == "needed, in m²"


@pytest.mark.parametrize("code", list(SHIPPED))
def test_every_field_of_every_kind_has_a_help_in_every_language(packs: Packs, code: str) -> None:
    lang = Lang.load(code)
    for kind in KINDS:
        helps = helps_of(kind.name, lang=lang, packs=packs)
        assert [one.name for one in helps] == list(field_map(kind.record))
        assert all(one.label and one.seen_by for one in helps)


def test_every_criterion_says_which_fields_it_looks_at() -> None:
    assert set(LOOKS_AT) == set(CRITERIA)
    for fields in LOOKS_AT.values():
        for path in fields.split():
            kind, _, name = path.partition(".")
            assert name in field_map(BY_NAME[kind].record), path


def test_a_criterion_that_points_at_a_field_says_so_in_its_help(demo: Store, packs: Packs) -> None:
    findings = plan_findings(demo.document(), packs=packs, today=dt.date(2026, 3, 2))
    wanting = {
        (one.kind, one.field, one.criterion)
        for one in findings
        if one.criterion is not None and one.field in field_map(BY_NAME[one.kind].record)
    }
    assert wanting
    for kind, field, number in wanting:
        assert number in {one.number for one in asked_by(kind, field)}, (kind, field, number)
