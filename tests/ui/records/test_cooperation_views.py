"""Follow-up, matches, who does what, and cards: what they show, and what can be done there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from window_plan import AUTHOR

from ccmdesk.actions.author import new_id
from ccmdesk.actions.step_words import undo_words
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import open_store
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.codes import CurrencyCode, ModalityCode
from ccmdesk.model.cooperation import (
    Agreement,
    AgreementStatus,
    Challenge,
    Coalition,
    Lesson,
    Organisation,
    OrganisationRole,
)
from ccmdesk.model.ids import (
    AgreementId,
    BudgetLineId,
    ChallengeId,
    CoalitionId,
    LessonId,
    OfferId,
    OrganisationId,
)
from ccmdesk.model.need import FollowUp, Need, Offer
from ccmdesk.model.state import Article
from ccmdesk.model.values import Money, Period, Texts
from ccmdesk.ui.app import speak
from ccmdesk.ui.cooperation.board_view import BoardView
from ccmdesk.ui.cooperation.cards_view import CardsView
from ccmdesk.ui.cooperation.follow_up_view import FollowUpView
from ccmdesk.ui.cooperation.matches_view import MatchesView
from ccmdesk.ui.cooperation.partners_view import PartnersView
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.sections import SECTIONS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = AUTHOR.today
DONOR, LENDER = OrganisationId(new_id()), OrganisationId(new_id())
FREE = ModalityCode("TECH-ADVICE")
VIEWS = ("follow-up", "matches", "who-does-what", "cards")
DATA = {"N-0", "Donor", "Lender", "Union", "Support", "Survey", "Call"}


def text(said: str, **more: str) -> Texts:
    return Texts.of({"en": said, **more})


@pytest.fixture
def plan_file(plan_file: Path) -> Path:
    """The plan with partners, an offer that fits the first need, an overlap and cards."""
    with open_store(plan_file) as store:
        needs = store.records(Need, store.ids(ListQuery(kind=Need)))
        works = store.records(Activity, store.ids(ListQuery(kind=Activity)))
        changes = [change for record in _planted(needs) for change in difference(None, record)]
        asked = {"modalities": (FREE,), "follow_up": FollowUp.SENT}
        changes += difference(needs[0], _with(needs[0], **asked))
        for work, doer in zip(works[:2], (DONOR, LENDER), strict=True):
            changes += difference(work, _with(work, implementer=doer, place=text("Tuzla")))
        store.apply(changes, AUTHOR.stamp(StepKind.IMPORT))
    return plan_file


def _with(record: Any, **values: Any) -> Any:
    return replace(record, **values)


def _planted(needs: list[Need]) -> list[Any]:
    ngo = (OrganisationRole.NGO,)
    span = Period(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
    return [
        Organisation(id=DONOR, name=text("Donor One"), roles=(OrganisationRole.DONOR,)),
        Organisation(id=LENDER, name=text("Lender"), roles=ngo),
        Offer(
            id=OfferId(new_id()),
            title=text("Advice on survey"),
            organisation=LENDER,
            modalities=(FREE,),
            period=span,
        ),
        Agreement(
            id=AgreementId(new_id()),
            title=text("Support until 2025"),
            members=(DONOR,),
            status=AgreementStatus.SIGNED,
            period=Period(dt.date(2024, 1, 1), dt.date(2025, 12, 31)),
            amount=Money(5_000_000, CurrencyCode("EUR")),
        ),
        BudgetLine(
            id=BudgetLineId(new_id()),
            role=BudgetRole.PLEDGED,
            organisation=DONOR,
            amount=Money(700_000, CurrencyCode("EUR")),
        ),
        Coalition(id=CoalitionId(new_id()), name=text("Union for completion"), lead=DONOR),
        Lesson(
            id=LessonId(new_id()),
            title=text("Survey first", ar="المسح أولا", zh="先作勘测"),
            text=text("Survey came before clearance.", ru="Сначала обследование"),
        ),
        Challenge(
            id=ChallengeId(new_id()),
            title=text("Funds are missing"),
            need=needs[0].id,
            contacted=(DONOR,),
            contacted_on=dt.date(2026, 5, 1),
            next_step=text("Call the donor"),
            next_date=TODAY - dt.timedelta(days=4),
        ),
    ]


def _page(plan: OpenPlan, qtbot: QtBot, view: str) -> RecordsPage:
    if plan.found is None:
        with qtbot.waitSignal(plan.checking.done, timeout=60_000):
            plan.checking.begin()
    (section,) = [one for one in SECTIONS if view in {each.name for each in one.views}]
    page = RecordsPage(plan, section, widths=ColumnWidths({}))
    qtbot.addWidget(page)
    page.resize(848, 597)
    page.show_view(view)
    page.show()
    qtbot.waitExposed(page)
    _let_read(plan, qtbot)
    return page


def _let_read(plan: OpenPlan, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not plan.reading.busy, timeout=60_000)
    settle()


def _board(plan: OpenPlan, qtbot: QtBot, view: str) -> tuple[RecordsPage, Any]:
    page = _page(plan, qtbot, view)
    return page, page.views.shown


def _told(view: BoardView) -> dict[str, list[tuple[str, ...]]]:
    return {part.title: [row.cells for row in part.rows] for part in view.board.lines.parts}


def _need(plan: OpenPlan, code: str = "N-01") -> Need:
    (found,) = [need for need in plan.all_of(Need) if need.code == code]
    return found


def _undo(plan: OpenPlan) -> str:
    return undo_words(plan.lang, plan.store.next_undo())


def test_the_follow_up_tells_states_partners_dates_and_what_is_late(
    plan: OpenPlan, qtbot: QtBot
) -> None:
    _, view = _board(plan, qtbot, "follow-up")
    assert isinstance(view, FollowUpView)
    told = _told(view)
    assert list(told) == ["Sent: 1", "Challenges: 1", "Not sent yet: 4"]
    (sent,) = told["Sent: 1"]
    assert sent[1:] == ("Donor One, last on 1\u00a0May\u00a02026", "no next date", "today", "")
    (challenge,) = told["Challenges: 1"]
    assert challenge[2:] == ("28\u00a0May\u00a02026, 4 days late", "", "Call the donor")
    said = "Open requests: 1. Late: 0. Without a next date and a reason: 1."
    assert view.summary.text() == said


def test_a_key_moves_a_request_on_and_back_as_worded_steps(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "follow-up")
    assert view.board.select(_need(plan).id)
    qtbot.keyClick(view.board, Qt.Key.Key_Space)
    assert _need(plan).follow_up is FollowUp.IN_CONTACT
    assert _undo(plan) == "Undo change of Follow-up"
    assert "In contact: 1" in _told(view)
    assert view.board.current_row().key == _need(plan).id
    qtbot.keyClick(view.board, Qt.Key.Key_Backspace)
    assert _need(plan).follow_up is FollowUp.SENT
    plan.undo()
    settle()
    assert "In contact: 1" in _told(view)
    view.strip.on.click()
    assert _need(plan).follow_up is FollowUp.AGREED


def test_a_refusal_asks_why_and_writes_both_in_one_step(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "follow-up")
    view.board.select(_need(plan).id)
    qtbot.keyClick(view.board, Qt.Key.Key_Delete)
    assert view.strip.reason.isVisible()
    assert _need(plan).follow_up is FollowUp.SENT
    qtbot.keyClicks(view.strip.reason, "Other priorities")
    qtbot.keyClick(view.strip.reason, Qt.Key.Key_Return)
    need = _need(plan)
    assert (need.follow_up, need.refusal_reason) == (FollowUp.REFUSED, text("Other priorities"))
    assert _undo(plan) == "Undo change of Follow-up, Reason for refusal"
    assert _told(view)["Refused: 1"][0][4] == "Other priorities"
    plan.undo()
    assert (_need(plan).follow_up, _need(plan).refusal_reason) == (FollowUp.SENT, Texts())


def test_leaving_the_question_refuses_nothing(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "follow-up")
    view.board.select(_need(plan).id)
    view.strip.refuse.click()
    qtbot.keyClicks(view.strip.reason, "half")
    qtbot.keyClick(view.strip.reason, Qt.Key.Key_Escape)
    assert not view.strip.record.isVisible()
    view.leave()
    assert _need(plan).follow_up is FollowUp.SENT
    assert _need(plan).refusal_reason == Texts()


def test_a_next_date_is_typed_or_a_reason_why_there_is_none(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "follow-up")
    view.board.select(_need(plan).id)
    qtbot.keyClicks(view.strip.reason, "The donor decides in autumn")
    view.leave()
    assert _need(plan).notes["next_date"].remark == "The donor decides in autumn"
    assert _told(view)["Sent: 1"][0][2:] == ("", "today", "The donor decides in autumn")
    qtbot.keyClicks(view.strip.date.line, "2026-05-30")
    qtbot.keyClick(view.strip.date.line, Qt.Key.Key_Return)
    assert _need(plan).next_date == dt.date(2026, 5, 30)
    assert _undo(plan) == "Undo change of Next date"
    assert _told(view)["Sent: 1"][0][2] == "30\u00a0May\u00a02026, 2 days late"


def test_what_is_no_date_is_said_and_stays_typed(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "follow-up")
    view.board.select(_need(plan).id)
    qtbot.keyClicks(view.strip.date.line, "soon")
    qtbot.keyClick(view.strip.date.line, Qt.Key.Key_Return)
    assert view.notice.isVisible()
    assert view.strip.date.text() == "soon"
    assert _need(plan).next_date is None


def test_the_date_of_a_challenge_is_set_here_too(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "follow-up")
    (challenge,) = plan.all_of(Challenge)
    view.board.select(challenge.id)
    assert not view.strip.on.isVisible()
    view.strip.date.line.clear()
    qtbot.keyClicks(view.strip.date.line, "2026-07-01")
    view.leave()
    assert plan.all_of(Challenge)[0].next_date == dt.date(2026, 7, 1)
    assert _told(view)["Challenges: 1"][0][2] == "1\u00a0Jul\u00a02026"


def test_a_match_says_why_and_begins_an_agreement_in_one_step(plan: OpenPlan, qtbot: QtBot) -> None:
    page, view = _board(plan, qtbot, "matches")
    assert isinstance(view, MatchesView)
    told = _told(view)
    (cells,) = told["Offers that fit: 1"]
    assert cells[1] == "Lender: Advice on survey"
    assert cells[4] == "The offer is open to every article. Their dates meet."
    assert len(told["Asked for, and not offered: 4"]) == 4
    view.board.select(view.board.lines.parts[0].rows[0].key)
    view.strip.agree.click()
    made = plan.all_of(Agreement)[-1]
    assert (made.title, made.members) == (_need(plan).title, (LENDER,))
    assert (made.article, made.status) == (Article.CLEARANCE, AgreementStatus.DRAFT)
    assert made.period == Period(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
    assert page.current() == (Agreement, made.id)
    assert _undo(plan) == "Undo adding: Agreement"


def test_lines_of_matches_open_the_need_and_the_offer(plan: OpenPlan, qtbot: QtBot) -> None:
    page, view = _board(plan, qtbot, "matches")
    view.board.select(view.board.lines.parts[0].rows[0].key)
    qtbot.keyClick(view.board, Qt.Key.Key_Return)
    assert page.current() == (Need, _need(plan).id)
    page.show_view("matches")
    view.board.select(view.board.lines.parts[0].rows[0].key)
    view.strip.offer.click()
    assert page.current() == (Offer, plan.all_of(Offer)[0].id)


def test_who_does_what_tells_the_planted_overlap_and_the_work_of_each(
    plan: OpenPlan, qtbot: QtBot
) -> None:
    page, view = _board(plan, qtbot, "who-does-what")
    assert isinstance(view, PartnersView)
    told = _told(view)
    loose, donor, lender = (told[title] for title in list(told)[:3])
    said = " ".join(cell for (cell,) in loose)
    assert "Donor One works in the same place, under the same article" in said
    assert "The agreement with Donor One ended on 31 December 2025" in said
    assert "Lender carries this out, but it serves no objective of the plan." in said
    assert "The need is not linked to an activity of the plan." in said
    assert [cells[1:] for cells in donor[1:]] == [
        ("Agreement", "ended on 31\u00a0Dec\u00a02025", "EUR\u00a050,000"),
        ("Lead partner", "", ""),
        ("Pledged from abroad", "", "EUR\u00a07,000"),
    ]
    assert [cells[1] for cells in lender] == ["Carries it out"]
    overlap = next(row for row in view.board.lines.parts[0].rows if "same place" in row.cells[0])
    view.board.select(overlap.key)
    qtbot.keyClick(view.board, Qt.Key.Key_Return)
    assert page.current() == overlap.record
    assert overlap.record[0] is Activity


def test_every_line_opens_the_record_it_is_about(plan: OpenPlan, qtbot: QtBot) -> None:
    for name in VIEWS[:3]:
        page, view = _board(plan, qtbot, name)
        for part in view.board.lines.parts:
            row = part.rows[-1]
            page.show_view(name)
            view.board.select(row.key)
            qtbot.keyClick(view.board, Qt.Key.Key_Return)
            assert page.current() == row.record


def test_the_lines_are_told_again_after_a_write(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "matches")
    with qtbot.waitSignal(plan.checking.done, timeout=60_000):
        plan.delete(plan.all_of(Offer)[0])
    _let_read(plan, qtbot)
    assert "Asked for, and not offered: 5" in _told(view)


def test_a_column_takes_the_room_that_its_words_need(plan: OpenPlan, qtbot: QtBot) -> None:
    """What is asked for is long, and nothing is offered: its column gives its room away."""
    for offer in plan.all_of(Offer):
        plan.delete(offer)
    with qtbot.waitSignal(plan.checking.done, timeout=60_000):
        plan.checking.begin()
    _, view = _board(plan, qtbot, "matches")
    head = view.board.header()
    wide = [head.sectionSize(column) for column in range(head.count())]
    assert sum(wide) == view.board.viewport().width()
    assert wide[0] > 2 * max(wide[1], wide[4])


def test_the_heading_of_amounts_stands_above_the_figures(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "who-does-what")
    side = [
        view.board.lines.headerData(n, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        for n in range(view.board.lines.columnCount())
    ]
    assert side[:3] == [None, None, None]
    assert side[3] & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize("wanted", ["المسح", "勘测", "обследование", "SURVEY"])
def test_cards_are_found_by_words_of_any_script(plan: OpenPlan, qtbot: QtBot, wanted: str) -> None:
    page, view = _board(plan, qtbot, "cards")
    assert isinstance(view, CardsView)
    assert [card.heading.text() for card in view.cards] == ["Union for completion", "Survey first"]
    view.search.setText(wanted)
    (card,) = view.cards
    assert card.heading.text() == "Survey first"
    card.button.click()
    assert page.current() == (Lesson, plan.all_of(Lesson)[0].id)


def _facts(view: CardsView) -> str:
    return "\n".join(label.text() for label in view.cards[0].findChildren(QLabel))


def test_cards_tell_others_names_as_they_are_when_a_change_of_one_is_undone(
    plan: OpenPlan, qtbot: QtBot
) -> None:
    (donor,) = [one for one in plan.all_of(Organisation) if one.id == DONOR]
    plan.set_field(donor, "name", "Wrong name", language="en")
    _, view = _board(plan, qtbot, "cards")
    assert isinstance(view, CardsView)
    assert "Wrong name" in _facts(view)
    plan.undo()
    assert "Wrong name" not in _facts(view)
    assert "Donor One" in _facts(view)


def test_a_board_is_narrowed_by_words(plan: OpenPlan, qtbot: QtBot) -> None:
    _, view = _board(plan, qtbot, "follow-up")
    qtbot.keyClicks(view.search, "donor one")
    assert list(_told(view)) == ["Sent: 1", "Challenges: 1"]
    qtbot.keyClick(view.search, Qt.Key.Key_Escape)
    assert len(_told(view)) == 3


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_translated_named_and_has_room(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot, name: str
) -> None:
    plan.set_lang(PSEUDO)
    speak(qapp, PSEUDO)
    page = _page(plan, qtbot, name)
    assert untranslated(page, data=DATA) == []
    assert unnamed(page) == []
    assert clipped(page) == []


@pytest.mark.parametrize("name", VIEWS[:3])
def test_a_view_is_mirrored_in_arabic(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot, name: str
) -> None:
    page = _page(plan, qtbot, name)
    plan.set_lang(Lang.load("ar"))
    speak(qapp, plan.lang)
    settle()
    _let_read(plan, qtbot)
    view: Any = page.views.shown
    first = view.board.header().sectionViewportPosition(0)
    assert first > view.board.header().sectionViewportPosition(1)
    assert view.board.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert clipped(page) == []


def test_a_plan_without_a_need_offers_the_first_step(plan: OpenPlan, qtbot: QtBot) -> None:
    for need in plan.all_of(Need):
        plan.delete(need)
    plan.delete(plan.all_of(Challenge)[0])
    page, view = _board(plan, qtbot, "follow-up")
    assert not view.board.isVisible()
    view.empty.button.click()
    assert page.current() == (Need, plan.all_of(Need)[0].id)
