"""What people decided about lists and forms covers every field and every kind."""

from __future__ import annotations

import pytest

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.model.facts import Field, field_map, fields_of, is_reference
from ccmdesk.model.kinds import BY_NAME, KINDS, Kind
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.children import CHILDREN
from ccmdesk.ui.records.columns import COLUMNS, columns_of
from ccmdesk.ui.records.editors.table import editor_of
from ccmdesk.ui.records.empty_words import EMPTY
from ccmdesk.ui.records.layout import FORMS, NOT_ON_FORM, fields_on_form
from ccmdesk.ui.sections import SECTIONS

every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])


@every_kind
def test_every_field_has_one_place_on_its_form_or_a_reason_for_none(kind: Kind) -> None:
    left_out = [name for record, name in NOT_ON_FORM if record is kind.record]
    placed = [*fields_on_form(kind.record), *left_out]
    assert sorted(placed) == sorted(field.name for field in fields_of(kind.record))


@every_kind
def test_the_first_group_holds_the_few_most_important_fields(kind: Kind) -> None:
    first = [name for row in FORMS[kind.record][0].rows for name in row]
    assert 2 <= len(first) <= 10
    assert any(field_map(kind.record)[name].spec.required for name in first) or (
        kind.name == "risk_education"
    )


@every_kind
def test_at_most_two_fields_share_a_row(kind: Kind) -> None:
    rows = [row for group in FORMS[kind.record] for row in group.rows]
    assert {len(row) for row in rows} <= {1, 2}


@every_kind
def test_every_kind_has_columns_words_for_an_empty_list_and_a_section(kind: Kind) -> None:
    assert 2 <= len(columns_of(kind.record)) <= 8
    assert EMPTY[kind.record].goes != EMPTY[kind.record].example
    assert [section for section in SECTIONS if kind.record in section.kinds]


def test_nothing_is_laid_out_that_is_no_kind() -> None:
    records = {kind.record for kind in KINDS}
    assert set(COLUMNS) == set(FORMS) == set(EMPTY) == records


def test_children_name_a_field_that_refers_to_their_parent() -> None:
    for child in CHILDREN:
        if child.field is None:
            continue
        kind = next(kind for kind in KINDS if kind.record is child.parent)
        assert field_map(child.kind)[child.field].type is kind.id_type


def test_a_finding_about_children_names_a_kind_that_is_listed_below_the_form(
    kept_plan: OpenPlan,
) -> None:
    listed = {(child.parent, child.kind) for child in CHILDREN}
    document, today = kept_plan.store.document(), kept_plan.author.today
    findings = plan_findings(document, packs=kept_plan.packs, today=today)
    found = {(BY_NAME[finding.kind].record, finding.field) for finding in findings}
    beside = {(kind, name) for kind, name in found if name not in field_map(kind)}
    assert beside
    assert {(kind, BY_NAME[name].record) for kind, name in beside} <= listed


def test_an_unknown_type_has_no_editor(kept_plan: OpenPlan) -> None:
    known = fields_of(KINDS[0].record)[0]
    with pytest.raises(KeyError):
        editor_of(Field("x", float, known.spec, None), kept_plan)
    with pytest.raises(KeyError):
        editor_of(Field("x", tuple[float, ...], known.spec, ()), kept_plan)
    assert not is_reference(float)
