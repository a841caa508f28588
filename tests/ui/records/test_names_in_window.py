"""Lists and choices of the window stand in the order of its language."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ccmdesk.lang.lang import Lang
from ccmdesk.model.codes import LanguageTag, MunitionCode, StateCode
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.ids import OrganisationId
from ccmdesk.model.values import Texts
from ccmdesk.ui.app import speak
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.codes import codes_of, found_records
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.record_list import RecordList

MADE = ["Šamac", "Čapljina", "Zenica", "Cazin", "Centar 10", "Centar 2", "Srebrenica", "Ćoralići"]
BOSNIAN = [
    "Cazin",
    "Centar 2",
    "Centar 10",
    "Čapljina",
    "Ćoralići",
    "Srebrenica",
    "Šamac",
    "Zenica",
]
ENGLISH = [
    "Čapljina",
    "Cazin",
    "Centar 2",
    "Centar 10",
    "Ćoralići",
    "Šamac",
    "Srebrenica",
    "Zenica",
]


def _named(plan: OpenPlan, listed: RecordList) -> list[str]:
    found = plan.store.records(Organisation, listed.model.ids)
    return [name for one in found if (name := one.name.get("bs")) in MADE]


def test_a_list_of_names_follows_the_language_of_the_window(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot
) -> None:
    for name in MADE:
        plan.add(Organisation, {"name": Texts.of({"bs": name})})
    listed = RecordList(plan, Organisation, widths=ColumnWidths({}))
    qtbot.addWidget(listed)
    assert _named(plan, listed) == ENGLISH
    bosnian = Lang.load("bs")
    plan.set_lang(bosnian)
    speak(qapp, bosnian)
    listed.retranslate()
    assert _named(plan, listed) == BOSNIAN
    asked = found_records(OrganisationId, "", plan)
    assert [choice.label for choice in asked if choice.label in MADE] == BOSNIAN


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ru", ["Австралия", "Австрия", "Албания", "Ангола"]),
        ("es", ["México", "Mónaco", "Montenegro", "Mozambique"]),
        ("bs", ["Čad", "Češka", "Čile", "Danska"]),
        ("zh", ["阿尔巴尼亚", "阿富汗", "爱尔兰", "安道尔"]),
        ("ar", ["إسبانيا", "أستراليا", "إسواتيني", "أفغانستان", "إكوادور", "ألبانيا"]),
    ],
)
def test_countries_languages_and_types_are_offered_in_that_order(
    plan: OpenPlan, language: str, names: list[str]
) -> None:
    plan.set_lang(Lang.load(language))
    labels = [choice.label for choice in codes_of(StateCode, plan)]
    start = labels.index(names[0])
    assert labels[start : start + len(names)] == names
    types = [choice.value for choice in codes_of(MunitionCode, plan)]
    assert types.index("BLU-3") < types.index("BLU-26") < types.index("BLU-97")
    assert len(codes_of(LanguageTag, plan)) == len({c.value for c in codes_of(LanguageTag, plan)})
