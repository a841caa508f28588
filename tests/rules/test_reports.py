"""The four rules of the cover page as findings: each warns, none refuses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bih_plan import TODAY, WORDING, bih_document, en, identity
from test_cover_page import report

from ccmdesk.model.area import LandRelease
from ccmdesk.model.document import document_of
from ccmdesk.model.facts import field_map
from ccmdesk.model.form_packs import load_form_pack
from ccmdesk.model.ids import LandReleaseId
from ccmdesk.model.packs import Packs
from ccmdesk.model.values import FieldNote, Notes
from ccmdesk.rules.balances.reports import report_findings
from ccmdesk.rules.check import check
from ccmdesk.rules.finding import Level

MADE_UP = Path(__file__).parents[1] / "data" / "forms" / "made-up-2031"
RELEASE = LandRelease(id=LandReleaseId(identity(90_000)), year=2020, cleared_m2=5)


def told(**remarks: str) -> Notes:
    return Notes.of({name: FieldNote(remark=text) for name, text in remarks.items()})


CASES: list[tuple[dict[str, Any], list[str], str]] = [
    # what the report says, the rules that speak, a part of the sentence
    ({}, [], ""),
    ({"initial": True}, [], ""),
    # 1: only the changed forms
    ({"changed_forms": "B", "unchanged_since": 2019}, ["report-changed-only"], ": F."),
    ({"changed_forms": "B F", "unchanged_since": 2019}, [], ""),
    (
        {
            "changed_forms": "B",
            "unchanged_since": 2019,
            "notes": told(changed_forms="sent before"),
        },
        [],
        "",
    ),
    # 2: the cover alone
    ({"unchanged_since": 2019}, ["report-cover-alone"], ": F."),
    ({"unchanged_since": 2019, "notes": told(changed_forms="none")}, [], ""),
    # 3: unchanged needs a date
    ({"changed_forms": "F"}, ["report-unchanged-date"], "A, B, C, D, E, G, H, I, J"),
    ({"changed_forms": "A B C D E F G H I J"}, [], ""),
    (
        {"changed_forms": "F", "unchanged_since": 2020},
        ["report-unchanged-date"],
        "2020 is no earlier one",
    ),
    # 4: not for an initial report
    ({"changed_forms": "F", "initial": True}, ["report-initial-whole"], "initial"),
    ({"unchanged_since": 2019, "initial": True}, ["report-initial-whole"], "initial"),
    # what does not apply, and letters and names
    ({"not_applicable_forms": "A"}, ["report-form-applies"], "Form A"),
    ({"not_applicable_forms": "C, E"}, [], ""),
    ({"not_applicable_forms": "E F"}, ["report-not-applicable"], ": F."),
    ({"not_applicable_forms": "F", "notes": told(not_applicable_forms="why")}, [], ""),
    ({"changed_forms": "A B C D E F G H I J K"}, ["report-form-letter"], "no form K"),
    ({"not_applicable_forms": "E, ?"}, ["report-form-letter"], "no form ?"),
    ({"form_version": "art7-2022"}, ["report-form-version"], "There are: art7-2010"),
]


@pytest.mark.parametrize(("said", "rules", "sentence"), CASES)
def test_what_contradicts_the_cover_page_is_found(
    packs: Packs, said: dict[str, Any], rules: list[str], sentence: str
) -> None:
    document = document_of([RELEASE, report(2020, **said)])
    found = list(report_findings(document, packs, TODAY))
    assert [finding.rule for finding in found] == rules
    for finding in found:
        assert sentence in finding.says.msgid.format(**finding.says.values)
        assert finding.field in field_map(type(report(2020)))
        assert finding.basis.startswith("Article 7")
        assert finding.todo.msgid
        assert finding.criterion is None


def test_findings_stand_in_the_one_list_without_moving_the_others(packs: Packs) -> None:
    without = check(bih_document(RELEASE), packs=packs, wording=WORDING, today=TODAY)
    with_report = check(
        bih_document(RELEASE, report(2020, unchanged_since=2019)),
        packs=packs,
        wording=WORDING,
        today=TODAY,
    )
    added = [one for one in with_report if one.kind == "transparency_report"]
    assert [one.rule for one in added] == ["report-cover-alone"]
    assert [one for one in with_report if one not in added] == list(without)


def test_dates_are_needed_and_the_rest_makes_it_stronger(packs: Packs) -> None:
    document = document_of([RELEASE, report(2020, changed_forms="B")])
    levels = {one.rule: one.level for one in report_findings(document, packs, TODAY)}
    assert levels == {
        "report-changed-only": Level.STRONGER,
        "report-unchanged-date": Level.NEEDED,
    }


def test_only_the_rules_of_the_pack_are_checked(packs: Packs) -> None:
    made_up = load_form_pack(MADE_UP)
    both = replace(packs, forms={made_up.name: made_up})
    said = report(2031, changed_forms="1", not_applicable_forms="1")
    release = replace(RELEASE, year=2031)
    found = report_findings(document_of([release, said]), both, dt.date(2032, 1, 1))
    assert [one.rule for one in found] == ["report-form-applies"]
    alone = report(2031, unchanged_since=2030, measures=en("x"))
    found = report_findings(document_of([release, alone]), both, dt.date(2032, 1, 1))
    assert [one.rule for one in found] == ["report-cover-alone"]


def test_without_any_forms_nothing_is_said(packs: Packs) -> None:
    none = replace(packs, forms={})
    assert list(report_findings(document_of([report(2020)]), none, TODAY)) == []
