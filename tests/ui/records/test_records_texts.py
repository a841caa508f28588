"""Every text of lists and forms is translated, has room, and every control has a name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from pseudo import PSEUDO, clipped, settle, unnamed, untranslated
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sample_values import any_record, filled

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.kinds import KINDS, Kind
from ccmdesk.model.need import Need
from ccmdesk.ui.app import speak
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.history import BinBox, HistoryBox
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.sections import SECTIONS, section_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DATA = {
    "Bosnia",
    "Survey",
    "village",
    "A4-0",
    "N-0",
    "CHA-",
    "Support for",
    "EUR",
    "Status of the Convention",
    "USD",
    "BLU",
    "ODOB",
    "lap-",
    "vap-",
    "March",
    "February",
    "AB, C",
    "Dépoll",
    "Prosth",
    "Lao",
    "Laos",
    "m2",
    "Illustrative",
    "Sarajevo",
    "Serbian",
    "untc",
}
FORM_WIDTH = 600
WIDEST = "ru"
_IN_LONG_RUNS = pytest.mark.skipif(
    os.environ.get("CCMDESK_LONG") != "1",
    reason="CCMDESK_LONG=1 looks at each page in each language",
)


def _pages_in_languages() -> Iterator[Any]:
    """Yield each page with each language; in each run, with the widest and one that goes round."""
    pages = [section for section in SECTIONS if section.kinds]
    for (place, section), code in product(enumerate(pages), SHIPPED):
        is_shared = code in {WIDEST, list(SHIPPED)[place % len(SHIPPED)]}
        marks = () if is_shared else (pytest.mark.long, _IN_LONG_RUNS)
        yield pytest.param(section, code, id=f"{section.name}-{code}", marks=marks)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_form_of_600_pixels_has_room_for_half_as_many_letters_again(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot, kind: Kind
) -> None:
    record = kind.record(id=plan.add(kind.record), **filled(kind.record, plan))
    plan.set_lang(PSEUDO)
    speak(qapp, PSEUDO)
    form = RecordForm(plan, kind.record)
    qtbot.addWidget(form)
    form.show_record(record, back_to=lambda: "[Another]")
    form.resize(FORM_WIDTH, 3000)
    form.show()
    qtbot.waitExposed(form)
    settle()
    assert form.width() == FORM_WIDTH
    assert clipped(form) == []
    assert untranslated(form, data=DATA) == []
    assert unnamed(form) == []
    assert not form.scroll_area.horizontalScrollBar().maximum()


@pytest.mark.parametrize(("section", "code"), list(_pages_in_languages()))
def test_a_page_has_room_in_every_shipped_language(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot, section: Any, code: str
) -> None:
    plan.set_lang(Lang.load(code))
    speak(qapp, plan.lang)
    page = _page(plan, qtbot, section.kinds[0])
    for kind in section.kinds:
        page.show_kind(kind)
        page.new_record()
        settle()
        assert clipped(page) == []


@pytest.mark.parametrize(
    "section", [s for s in SECTIONS if s.kinds], ids=[s.name for s in SECTIONS if s.kinds]
)
def test_a_page_is_translated_named_and_has_room(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot, section: Any
) -> None:
    plan.set_lang(PSEUDO)
    speak(qapp, PSEUDO)
    page = _page(plan, qtbot, section.kinds[-1])
    for kind in section.kinds:
        page.show_kind(kind)
        settle()
        assert untranslated(page, data=DATA) == []
        assert clipped(page) == []
        assert unnamed(page) == []


def test_switching_there_and_back_leaves_the_words_of_a_fresh_page(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot
) -> None:
    page = _page(plan, qtbot, Need)
    page.show_record(Need, _first(plan, Need))
    settle()
    fresh = _words(page)
    for lang in (PSEUDO, Lang("ar", ENGLISH.messages), ENGLISH):
        plan.set_lang(lang)
        speak(qapp, lang)
        settle()
    assert _words(page) == fresh


def test_history_bin_and_note_are_translated_and_named(
    plan: OpenPlan, qapp: QApplication, qtbot: QtBot
) -> None:
    plan.set_lang(PSEUDO)
    speak(qapp, PSEUDO)
    page = _page(plan, qtbot, HazardousArea)
    page.show_record(HazardousArea, _first(plan, HazardousArea))
    form = page.form()
    assert form is not None
    boxes = [page.show_history(), page.show_bin(), form.open_note(form.rows["size_m2"])]
    assert isinstance(boxes[0], HistoryBox)
    assert isinstance(boxes[1], BinBox)
    for box in boxes:
        assert box is not None
        qtbot.waitExposed(box)
        settle()
        assert untranslated(box, data=DATA) == []
        assert clipped(box) == []
        assert unnamed(box) == []
        box.close()


def _page(plan: OpenPlan, qtbot: QtBot, kind: type[Any]) -> RecordsPage:
    page = RecordsPage(plan, section_of(kind), widths=ColumnWidths({}))
    qtbot.addWidget(page)
    page.resize(848, 597)
    page.show_kind(kind)
    page.show()
    qtbot.waitExposed(page)
    settle()
    return page


def _first(plan: OpenPlan, kind: type[Any]) -> Any:
    found = any_record(kind, plan.store)
    assert found is not None
    return found.id


def _words(page: RecordsPage) -> list[str]:
    from pseudo import shown, text_of

    return [text_of(widget) for widget in shown(page)]
