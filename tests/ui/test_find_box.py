"""Find or do: places, commands and records in every script."""

from __future__ import annotations

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_plan import first_activity, plan_of

from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity, Milestone
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.need import Need
from ccmdesk.model.values import Texts
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.sections import SECTIONS


def _found(window: MainWindow, typed: str) -> list[str]:
    window.find_box.ask()
    window.find_box.setText(typed)
    window.find_box.textEdited.emit(typed)
    return [offer.text for offer in window.find_box.offered]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("villages", "A4-01 · Survey of 42 villages in the north"),
        ("depollution", "A4-02 · Dépollution of the river bank"),
        ("DÉPOLLUTION", "A4-02 · Dépollution of the river bank"),
        ("اطراف", "A4-03 · Prostheses"),
        ("调查", "A4-04 · Risk reduction education in schools"),
        ("запасов", "A4-05 · Ledger of stocks"),
        ("учет", "A4-05 · Ledger of stocks"),
        ("٤٢", "A4-01 · Survey of 42 villages in the north"),
        ("#villages", "A4-01 · Survey of 42 villages in the north"),
    ],
)
def test_records_are_found_in_every_script(window: MainWindow, typed: str, title: str) -> None:
    assert title in _found(window, typed)


NINE = (
    ("en", "Clearance of cluster munition remnants", ("remnants", "CLEARANCE munition")),
    ("fr", "Dépollution des écoles de l’île", ("depollution", "ecoles")),
    ("es", "Remoción de municiones en el cañón", ("remocion", "canon")),
    ("ar", "إزالة الألغام في القرى", ("ازالة", "إزالة", "الغام")),
    ("ru", "Учёт пострадавших в посёлке", ("учет", "поселке")),
    ("zh", "在学校开展非技术调查", ("学校", "调查")),
    ("pt", "Remoção de munições na povoação", ("remocao", "povoacao")),
    ("bs", "Čišćenje šume kod Žepča", ("ciscenje", "sume", "zepca")),
    ("lo", "ການເກັບກູ້ລະເບີດລູກຫວ່ານ", ("ລະເບີດ", "ລູກຫວ່ານ")),
)
"""A title in each of nine languages, and what somebody may type to find it."""


@pytest.mark.parametrize(("code", "title", "typed"), NINE, ids=[code for code, *_ in NINE])
def test_what_is_written_is_found_in_nine_languages(
    window: MainWindow, code: str, title: str, typed: tuple[str, ...]
) -> None:
    plan = plan_of(window)
    plan.add(Activity, {"code": "Z-01", "title": Texts.of({code: title})})
    for words in typed:
        assert any(text.startswith("Z-01") for text in _found(window, words)), words


def test_lists_and_fields_are_places_too(window: MainWindow) -> None:
    plan, activity = first_activity(window)
    window.open_record(Activity, activity.id, "code")
    window.set_language(Lang.load("fr"))
    settle()
    label = window.desk.lang(field_map(Activity)["period"].spec.label)
    for typed in (label, ENGLISH(field_map(Activity)["period"].spec.label)):
        assert label in _found(window, typed)
    places = [offer.text for offer in window.find_box.offered]
    window.find_box.offered[places.index(label)].choose()
    form, focus = window.records_form(), window.focusWidget()
    assert form is not None
    assert form.rows["period"].holds(focus)
    assert plan.lang(BY_RECORD[Milestone].many) in _found(window, "milestones")
    QTest.keyClick(window.find_box, Qt.Key.Key_Return)
    records = window.pages.records()
    assert records is not None
    assert records.shown_kind() is Milestone
    assert records.form() is None


@pytest.mark.parametrize("typed", [">xylophone", "#xylophone", "# "])
def test_nothing_found_is_said_whatever_was_asked_for(window: MainWindow, typed: str) -> None:
    offers = _found(window, typed)
    if typed.strip() == "#":
        assert offers == []
    else:
        assert offers[0].startswith("Nothing was found.")
        assert ("xylophone" in offers[0]) is typed.startswith("#")


def test_the_last_five_places_are_offered_the_next_day_too(window: MainWindow) -> None:
    names = ("needs", "send", "budget", "map", "needs", "timeline", "plan")
    for name in names:
        window.open_page(name)
    labels = ["Plan and activities", "Timeline", "Needs for support", "Map", "Budget and funding"]
    assert _found(window, "") == labels
    assert window.desk.state.places == ("plan", "timeline", "needs", "map", "budget")


def test_every_command_is_found_by_its_words_and_by_the_english_ones(window: MainWindow) -> None:
    window.set_language(Lang.load("fr"))
    settle()
    for name, action in window.commands.actions.items():
        if not action.isEnabled():
            continue
        words = action.text().replace("&", "")
        assert words in _found(window, words), name
        english = window.commands.english(name)
        assert words in _found(window, english), (name, english)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_every_view_is_found_by_its_name_and_opens(window: MainWindow, language: str) -> None:
    lang = Lang.load(language)
    window.set_language(lang)
    settle()
    for section in SECTIONS:
        for view in section.views:
            _found(window, f"{lang(view.label)} {lang(section.label)}")
            assert lang(view.label) in window.find_box.offered[0].text
            QTest.keyClick(window.find_box, Qt.Key.Key_Return)
            page = window.pages.records()
            assert page is not None
            assert (window.pages.name, page.views.name) == (section.name, view.name)


@pytest.mark.parametrize(
    ("typed", "offer"),
    [
        ("Budget by year", "Budget and funding: By year"),
        ("In figures: clearance", "Clearance: In figures"),
        ("Time line", "Timeline"),
        ("Map", "Map"),
        ("Offers and matches", "Needs for support: Offers and matches"),
        ("Follow-up", "Needs for support: Follow-up"),
        ("Partners", "Partners"),
        ("History of the plan", "History of the plan"),
        ("Settings", "Settings…"),
    ],
)
def test_places_are_found_as_people_call_them(window: MainWindow, typed: str, offer: str) -> None:
    assert offer in _found(window, typed)


def test_only_commands_or_only_records_when_asked_so(window: MainWindow) -> None:
    assert "A4-01 · Survey of 42 villages in the north" not in _found(window, ">survey")
    assert all("A4" in text or "N-" in text for text in _found(window, "#survey"))


def test_enter_opens_the_record(window: MainWindow) -> None:
    _found(window, "#42 villages in the north")
    QTest.keyClick(window.find_box, Qt.Key.Key_Return)
    page = window.pages.records()
    assert page is not None
    here = page.current()
    assert here is not None
    assert here[0] in {Activity, Need}
    assert not window.find_box.list.isVisible()


def test_escape_gives_the_focus_back_and_empties_the_box(window: MainWindow) -> None:
    window.panel.list.setFocus()
    window.do("find")
    assert window.focusWidget() is window.find_box
    QTest.keyClicks(window.find_box, "survey")
    assert window.find_box.offered
    QTest.keyClick(window.find_box, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.panel.list
    assert window.find_box.text() == ""
    assert not window.find_box.offered


def test_an_empty_box_offers_the_last_places(window: MainWindow) -> None:
    for name in ("needs", "send", "budget"):
        window.open_page(name)
    places = [ENGLISH(label) for label in ("Budget and funding", "Send and receive")]
    assert _found(window, "")[:2] == places


def test_arrows_choose_among_what_was_found(window: MainWindow) -> None:
    found = _found(window, "survey")
    assert len(found) > 1
    QTest.keyClick(window.find_box, Qt.Key.Key_Down)
    assert window.find_box.list.currentIndex().row() == 1
    QTest.keyClick(window.find_box, Qt.Key.Key_Up)
    assert window.find_box.list.currentIndex().row() == 0


def test_nothing_found_offers_to_write_it_down(window: MainWindow) -> None:
    (offer,) = _found(window, "xylophone lessons")
    assert "xylophone lessons" in offer
    QTest.keyClick(window.find_box, Qt.Key.Key_Return)
    needs = plan_of(window).store.document().of(Need)
    assert "xylophone lessons" in {need.title.get("en") for need in needs}


def test_the_list_stands_under_the_box_and_inside_the_window(window: MainWindow) -> None:
    _found(window, "survey")
    box, found = window.find_box, window.find_box.list
    assert found.geometry().top() >= box.mapTo(window, box.rect().bottomLeft()).y()
    assert found.width() == box.width()
    assert window.rect().contains(found.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_what_is_offered_in_a_list_that_was_closed_is_shown_before_it_is_done(
    window: MainWindow, key: Qt.Key
) -> None:
    plan, activity = first_activity(window)
    box, before = window.find_box, plan.store.undoable()
    offered = _found(window, "zzqq")
    window.open_record(Activity, activity.id, "title")
    assert not box.list.isVisible()
    box.setFocus()
    QTest.keyClick(box, key)
    assert plan.store.undoable() == before
    assert [offer.text for offer in box.offered] == offered
    assert box.list.currentIndex().row() == 0
    assert box.hasFocus()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert plan.store.undoable() != before
