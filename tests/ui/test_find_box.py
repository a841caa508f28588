"""Find or do: places, commands and records in every script."""

from __future__ import annotations

import pytest
from pseudo import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_plan import plan_of

from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.need import Need
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
