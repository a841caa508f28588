"""The overview: every figure is that of the records, and leads to them."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot
from window_plan import first_activity, plan_of

from ccmdesk.model.need import Need
from ccmdesk.model.state import Duty, Obligation, ObligationStatus
from ccmdesk.model.values import Texts
from ccmdesk.ui.card import Card
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.overview_page import OverviewPage


@pytest.fixture
def page(window: MainWindow) -> OverviewPage:
    page = window.pages.currentWidget()
    assert isinstance(page, OverviewPage)
    return page


def _lines(card: Card) -> list[tuple[str, str]]:
    return [(offer.text, offer.mark) for offer in card.list.found.offers]


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


def test_needs_are_counted_by_kind_of_support(window: MainWindow, page: OverviewPage) -> None:
    needs = plan_of(window).store.document().of(Need)
    grants = sum("FIN-GRANT" in need.modalities for need in needs)
    assert _lines(page.kinds) == [("Financial grant", f"{grants} needs")]
    page.kinds.list.found.offers[0].choose()
    assert window.pages.name == "needs"
    records = window.pages.records()
    assert records is not None
    assert records.record_list().model.rowCount() == len(needs)


def test_money_is_the_sum_of_what_activities_need(page: OverviewPage) -> None:
    whole, mark = _lines(page.money)[0]
    assert whole == "Whole plan"
    assert mark.startswith("750,000 needed")


def test_no_card_is_empty(page: OverviewPage) -> None:
    for card in (page.obligations, page.dates, page.kinds, page.money, page.sent):
        assert _lines(card) or card._none.text()


def test_continue_leads_to_the_record_changed_last(window: MainWindow, page: OverviewPage) -> None:
    plan, activity = first_activity(window)
    plan.set_field(activity, "code", "A4-55")
    page.retranslate()
    assert "A4-55" in page.go_on.toolTip()
    page.go_on.click()
    records = window.pages.records()
    assert records is not None
    assert records.current() == (type(activity), activity.id)


def test_everything_fits_without_scrolling(window: MainWindow, page: OverviewPage) -> None:
    from PySide6.QtWidgets import QScrollArea

    (area,) = page.findChildren(QScrollArea)
    assert not area.verticalScrollBar().isVisible()
    assert not area.horizontalScrollBar().isVisible()


def test_money_that_nobody_stated_is_not_called_zero(page: OverviewPage) -> None:
    marks = [mark for _, mark in _lines(page.money)]
    assert all("not known" in mark for mark in marks)
    assert not any(mark.startswith("0 ") or " 0 missing" in mark for mark in marks)
    assert [text for text, _ in _lines(page.money)][-1] == "Not by year"
