"""A new, empty plan: every page and list says what goes there and offers the first step."""

from __future__ import annotations

from pathlib import Path

import pytest
from pseudo import clipped, settle, shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QPushButton
from window_plan import AUTHOR, OpenWindow, page_of

from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import StateCode
from ccmdesk.model.need import Need
from ccmdesk.model.packs import load_packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.resources import resource
from ccmdesk.ui.card import Card
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.children import ChildList
from ccmdesk.ui.records.empty_words import EMPTY
from ccmdesk.ui.sections import SECTIONS

SCREENS = ("overview", "translations", "documents", "send", "import")


@pytest.fixture(scope="module")
def kept_empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "new.ccmdesk"
    # A State that owes nothing, so that its plan is as empty as a plan can be.
    ask = CreatePlan(
        path=file, country=StateCode("AUT"), first_year=2026, last_year=2030, office="HQ"
    )
    create_plan(ask, author=AUTHOR, packs=load_packs(resource("packs"))).close()
    return file


@pytest.fixture
def empty_file(kept_empty: Path, tmp_path: Path) -> Path:
    file = tmp_path / "new.ccmdesk"
    file.write_bytes(kept_empty.read_bytes())
    return file


def _buttons(window: MainWindow) -> list[QPushButton]:
    """Return the buttons of the page that Tab reaches."""
    page = page_of(window)
    return [
        widget
        for widget in shown(page)
        if isinstance(widget, QPushButton)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def test_every_empty_list_says_what_goes_there_and_has_a_button(
    open_on: OpenWindow, empty_file: Path
) -> None:
    window = open_on(empty_file)
    lang = window.desk.lang
    for section in SECTIONS:
        window.open_page(section.name)
        page = window.pages.records()
        for kind in section.kinds if page is not None else ():
            assert page is not None
            page.show_kind(kind)
            settle()
            listed = page.record_list()
            if listed.model.rowCount():
                continue
            texts = [label.text() for label in listed.empty.findChildren(type(listed.empty.goes))]
            assert lang(EMPTY[kind].goes) in texts
            assert lang(EMPTY[kind].example) in texts
            assert listed.empty.button in _buttons(window), kind
            listed.focus()
            assert window.focusWidget() in {listed.empty.button, listed.empty.guided}
            assert listed.empty.guided.isVisible() is (kind is Need)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_other_page_of_an_empty_plan_has_a_button_and_no_blank_table(
    open_on: OpenWindow, empty_file: Path, screen: str
) -> None:
    window = open_on(empty_file)
    window.open_page(screen)
    settle()
    assert _buttons(window)
    tables = [w for w in shown(page_of(window)) if isinstance(w, QAbstractItemView)]
    assert all(table.model().rowCount() for table in tables)


def test_every_empty_card_leads_to_its_first_step(open_on: OpenWindow, empty_file: Path) -> None:
    window = open_on(empty_file)
    window.open_page("overview")
    settle()
    page = page_of(window)
    cards = [card for card in page.findChildren(Card) if card.isVisible()]
    empty = [card for card in cards if not card.list.found.offers]
    assert len(empty) >= 3
    for card in empty:
        assert card.first_step.isVisible()
    kinds = page.kinds.first_step
    kinds.click()
    assert window.pages.name == "guided"


def test_the_empty_paper_is_shown_from_its_own_place(open_on: OpenWindow, empty_file: Path) -> None:
    window = open_on(empty_file)
    window.open_page("documents")
    settle()
    view = page_of(window).view
    assert view.first_step in _buttons(window)


def test_empty_lists_below_a_form_give_an_example(open_on: OpenWindow, empty_file: Path) -> None:
    window = open_on(empty_file)
    for section, kind in (("plan", Activity), ("plan", Plan)):
        window.open_page(section)
        page = window.pages.records()
        assert page is not None
        page.show_kind(kind)
        page.new_record()
        settle()
        for children in page.form().children_lists:  # type: ignore[union-attr]
            assert isinstance(children, ChildList)
            shown_words = children.goes.isVisibleTo(children)
            assert shown_words is (children.model.rowCount() == 0)


@pytest.mark.parametrize("language", list(SHIPPED))
def test_no_empty_page_is_clipped(open_on: OpenWindow, empty_file: Path, language: str) -> None:
    window = open_on(empty_file, language=language)
    for section in SECTIONS:
        window.open_page(section.name)
        settle()
        assert clipped(window) == [], section.name
    window.open_page("import")
    settle()
    assert clipped(window) == []
