"""The overview: every figure is that of the records, and leads to them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pseudo import settle
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot
from window_plan import OpenWindow, first_activity, page_of, plan_of

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.activity import ActivityStatus
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.edition import Edition
from ccmdesk.model.need import Need
from ccmdesk.model.state import Duty, Obligation, ObligationStatus
from ccmdesk.model.values import Money, PartialDate, Texts
from ccmdesk.ui.card import Card
from ccmdesk.ui.card_lines import laid_out
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.overview_page import OverviewPage
from ccmdesk.ui.two_columns import MARGIN


@pytest.fixture
def page(window: MainWindow) -> OverviewPage:
    page = window.pages.currentWidget()
    assert isinstance(page, OverviewPage)
    return page


def _lines(card: Card) -> list[tuple[str, str]]:
    return [(offer.text, offer.mark) for offer in card.list.found.offers]


def _cards(page: OverviewPage) -> tuple[Card, ...]:
    return page.obligations, page.dates, page.kinds, page.money, page.sent


def _cut(card: Card) -> list[str]:
    """Return the lines of a card that are not told whole."""
    width, font = card.list.viewport().width() - 2 * MARGIN, card.list.font()
    laid = [(laid_out(*line, font=font, width=width), line) for line in _lines(card)]
    told = [(one.text.split(), one.mark.split(), line) for one, line in laid]
    return [
        text for words, end, (text, mark) in told if (words, end) != (text.split(), mark.split())
    ]


def test_each_obligation_has_a_line(window: MainWindow, page: OverviewPage) -> None:
    obligations = plan_of(window).store.document().of(Obligation)
    assert len(_lines(page.obligations)) == len(obligations) > 0


def test_a_deadline_that_has_passed_is_called_late(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    with qtbot.waitSignal(window.desk.checked):
        made = plan.add(
            Obligation,
            {
                "duty": Duty.ARTICLE_4B,
                "status": ObligationStatus.OPEN,
                "deadline": dt.date(2020, 3, 1),
                "conflict": Texts.of({"en": "Hostilities of 2009"}),
            },
        )
    assert plan.find(made) is not None
    assert any("late" in mark and "2020" in mark for _, mark in _lines(page.obligations))


def test_what_was_completed_is_not_called_late_where_its_status_was_left(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    values = {
        "duty": Duty.ARTICLE_4B,
        "status": ObligationStatus.OPEN,
        "deadline": dt.date(2020, 3, 1),
        "completed_on": PartialDate("2019"),
        "conflict": Texts.of({"en": "Hostilities of 2009"}),
    }
    with qtbot.waitSignal(window.desk.checked):
        plan_of(window).add(Obligation, values)
    assert not any("late" in mark for _, mark in _lines(page.obligations))


def test_needs_are_counted_by_kind_of_support(window: MainWindow, page: OverviewPage) -> None:
    needs = plan_of(window).store.document().of(Need)
    grants = sum("FIN-GRANT" in need.modalities for need in needs)
    assert _lines(page.kinds) == [("Financial grant", f"{grants} needs")]
    page.kinds.list.found.offers[0].choose()
    assert window.pages.name == "needs"
    records = window.pages.records()
    assert records is not None
    assert records.record_list().model.rowCount() == len(needs)


def test_each_number_of_needs_opens_a_list_with_that_many_rows(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    plan = plan_of(window)
    with qtbot.waitSignal(window.desk.checked):
        for number, code in enumerate(list(plan.packs.modalities)[:3]):
            plan.add(Need, {"code": f"X-{number}", "modalities": (code, "FIN-GRANT")})
        plan.add(Need, {"code": "X-9"})
    told = _lines(page.kinds)
    assert any(text == "No kind of support named yet" for text, _ in told)
    for place, (text, mark) in enumerate(told):
        page.kinds.list.found.offers[place].choose()
        records = window.pages.records()
        assert records is not None
        assert records.shown_kind() is Need
        assert records.record_list().model.rowCount() == int(mark.split()[0]), text
        window.open_page("overview")


def test_needs_of_work_that_is_over_are_neither_counted_nor_listed(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    plan, one = first_activity(window)
    with qtbot.waitSignal(window.desk.checked):
        plan.set_field(one, "status", ActivityStatus.COMPLETED)
        plan.add(Need, {"code": "X-9"})
    assert _lines(page.kinds) == [
        ("Financial grant", "4 needs"),
        ("No kind of support named yet", "1 need"),
    ]
    page.kinds.list.found.offers[0].choose()
    records = window.pages.records()
    assert records is not None
    listed = records.record_list()
    assert listed.model.rowCount() == 4
    chips = [chip.text() for chip in listed.filters.chips]
    assert chips[:2] == ["Kinds of support: Financial grant ×", "Still asked for ×"]
    listed.filters.chips[1].click()
    assert listed.model.rowCount() == 5
    window.open_page("overview")
    page.kinds.list.found.offers[1].choose()
    assert records.record_list().model.rowCount() == 1
    assert len(records.record_list().filters.chips) == 1


def test_money_is_the_sum_of_what_activities_need(page: OverviewPage) -> None:
    whole, mark = _lines(page.money)[0]
    assert whole == "Whole plan"
    assert mark.startswith("750,000 needed")


def test_money_in_every_currency_is_told(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    plan, one = first_activity(window)
    dollars, francs = CurrencyCode("USD"), CurrencyCode("CHF")
    with qtbot.waitSignal(window.desk.checked):
        plan.add(type(one), {"code": "U-1", "cost": Money(9_000_000_00, dollars)})
        pledged = {"activity": plan.add(type(one)), "role": BudgetRole.PLEDGED, "year": 2026}
        plan.add(BudgetLine, {**pledged, "amount": Money(70_000_00, francs)})
    assert plan.found is not None
    found = [each.totals.currency for each in plan.found.figures.summary.money]
    assert set(found) == {"EUR", "USD", "CHF"}
    lines = [
        (text.replace("\u2068", "").replace("\u2069", ""), mark)
        for text, mark in _lines(page.money)
    ]
    assert [text for text, _ in lines[:3]] == [f"Whole plan: {code}" for code in found]
    told = dict(lines)
    assert told["Whole plan: EUR"].startswith("750,000 needed")
    assert told["Whole plan: USD"].startswith("9,000,000 needed")
    assert told["Whole plan: CHF"] == "What is needed is not stated."
    assert len(lines) <= 7


def test_no_card_is_empty(page: OverviewPage) -> None:
    for card in _cards(page):
        assert _lines(card) or card._none.text()


def test_continue_leads_to_the_field_changed_last(window: MainWindow, page: OverviewPage) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-55")
    page.retranslate()
    assert page.go_on.toolTip().startswith("Continue: A4-55")
    assert page.go_on.toolTip().endswith("Number")
    page.go_on.click()
    records = window.pages.records()
    assert records is not None
    assert records.current() == (type(activity), activity.id)
    focus = window.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.text() == "A4-55"


def test_continue_never_leads_to_what_was_sent_but_to_what_is_missing(
    window: MainWindow, page: OverviewPage
) -> None:
    plan = plan_of(window)
    values = {"number": 1, "dated": dt.date(2026, 11, 28)}
    edition = plan.add(Edition, values)
    page.retranslate()
    page.go_on.click()
    records = window.pages.records()
    assert records is not None
    first = plan.findings[0]
    current = records.current()
    assert current is not None
    assert current[1] == first.record != edition


def test_every_year_and_kind_is_told_or_counted(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    plan, activity = first_activity(window)

    def budget(*years: int | None) -> list[str]:
        with qtbot.waitSignal(window.desk.checked):
            for year in years:
                values = {"activity": activity.id, "role": BudgetRole.NEEDED, "year": year}
                plan.add(BudgetLine, {**values, "amount": Money(100_00, CurrencyCode("EUR"))})
        return [text for text, _ in _lines(page.money)]

    for number, code in enumerate(list(plan.packs.modalities)[:9]):
        plan.add(Need, {"code": f"X-{number}", "modalities": (code,)})
    money = budget(*range(2026, 2031), None)
    assert money == ["Whole plan", "2026", "2027", "2028", "2029", "2030", "Not by year"]
    told = [text for text, _ in _lines(page.kinds)]
    asked = {code for need in plan.store.document().of(Need) for code in need.modalities}
    assert told[-1] == f"{len(asked) - 6} more kinds"
    assert len(told) == 7
    page.kinds.list.found.offers[-1].choose()
    assert window.pages.name == "needs"
    window.open_page("overview")
    assert budget(2031)[-2:] == ["2030", "2031, or not by year"]


@pytest.mark.parametrize("code", list(SHIPPED))
def test_the_lines_of_a_card_are_whole(open_on: OpenWindow, plan_file: Path, code: str) -> None:
    window = open_on(plan_file, language=code)
    plan, activity = first_activity(window)
    plan.set_field(activity, "cost", Money(4_469_700_00, CurrencyCode("EUR")))
    page = window.pages.currentWidget()
    assert isinstance(page, OverviewPage)
    page.retranslate()
    settle()
    for card in _cards(page):
        assert _cut(card) == []


@pytest.mark.parametrize("code", ["en", "ar", "ru"])
def test_large_text_is_whole_in_one_column_and_scrolls_down_only(
    open_on: OpenWindow, plan_file: Path, code: str
) -> None:
    window = open_on(plan_file, language=code)
    page = window.pages.currentWidget()
    assert isinstance(page, OverviewPage)
    window.set_text_size(200)
    settle()
    for card in _cards(page):
        assert _cut(card) == []
        assert not _lines(card) or card.list.height() == card.list.sizeHint().height()
    lefts = {card.mapTo(page, card.rect().topLeft()).x() for card in _cards(page)}
    assert len(lefts) == 1
    (area,) = page.findChildren(QScrollArea)
    assert not area.horizontalScrollBar().isVisible()
    button, said = page.go_on, page.go_on.toolTip()
    short = button.text().rstrip("\u200e\u200f\u2069")
    whole = said in {"", button.text()}
    assert whole or said.startswith(short.removesuffix("…").rstrip(" \u200d"))
    assert short.endswith("…") is not whole
    assert page.rect().contains(button.geometry())
    assert button.fontMetrics().horizontalAdvance(short) < button.width()


def test_what_has_no_room_beside_its_figure_stands_above_it(qapp: QApplication) -> None:
    font, wide = qapp.font(), QFontMetrics(qapp.font()).horizontalAdvance
    text, mark = "Article 5: victim assistance", "due 1 March 2027"
    assert laid_out(text, mark, font=font, width=2 * wide(text)).beside
    narrow = laid_out(text, mark, font=font, width=wide(text) * 3 // 4)
    assert not narrow.beside
    assert narrow.text.split() == text.split()
    assert (len(narrow.text.splitlines()), narrow.mark) == (2, mark)


def test_a_figure_stands_near_its_words_on_a_wide_screen(
    window: MainWindow, page: OverviewPage
) -> None:
    window.resize(1920, 1080)
    settle()
    lines = page.obligations.list
    far = 62 * lines.fontMetrics().horizontalAdvance("0") + 2 * MARGIN
    assert far < lines.width() - 200
    drawn = lines.grab().toImage()
    ground = drawn.pixel(drawn.width() - 1, 1)
    across = [x for x in range(drawn.width()) if _inked(drawn, x, ground)]
    assert far - 2 * MARGIN < across[-1] < far

    button, said = page.approval.approve_button, page.approval.says
    end = said.mapTo(page, said.rect().topRight()).x()
    letters = said.fontMetrics().horizontalAdvance(said.text())
    assert button.mapTo(page, button.rect().topLeft()).x() - end < letters
    assert said.width() < letters + 2 * said.fontMetrics().horizontalAdvance("0")


def _inked(drawn: QImage, x: int, ground: int) -> bool:
    """Whether anything is drawn in one column of pixels."""
    return any(drawn.pixel(x, y) != ground for y in range(drawn.height()))


def test_everything_fits_without_scrolling(window: MainWindow, page: OverviewPage) -> None:
    (area,) = page.findChildren(QScrollArea)
    assert not area.verticalScrollBar().isVisible()
    assert not area.horizontalScrollBar().isVisible()


def test_money_that_nobody_stated_is_not_called_zero(page: OverviewPage) -> None:
    marks = [mark for _, mark in _lines(page.money)]
    missing, unknown = "What is needed is not stated.", "750,000 needed, gap not known"
    assert marks == [unknown, missing, unknown]
    assert not any(mark.startswith("0 ") or " 0 missing" in mark for mark in marks)
    assert [text for text, _ in _lines(page.money)][-1] == "Not by year"


@pytest.mark.parametrize("code", list(SHIPPED))
def test_cards_stand_in_two_columns_in_each_language(
    open_on: OpenWindow, plan_file: Path, code: str
) -> None:
    window = open_on(plan_file, language=code)
    page = page_of(window)
    dates, kinds = (card.mapTo(page, card.rect().topLeft()) for card in (page.dates, page.kinds))
    assert dates.y() == kinds.y()
