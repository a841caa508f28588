"""A stick is pulled while something is typed, and put back: nothing of it has to be typed again."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from window_plan import AUTHOR, OpenWindow, first_activity

from ccmdesk.db.store import open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.ids import HazardousAreaId
from ccmdesk.ui.main_window import MainWindow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no open file can be moved there")
TYPED = "Typed while the stick is out"


@pytest.fixture
def stick(plan_file: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Path(shutil.copy(plan_file, folder / "plan.ccmdesk"))


def _type(window: MainWindow, text: str) -> QLineEdit:
    _, activity = first_activity(window)
    window.open_record(Activity, activity.id, "title")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def _commit(window: MainWindow) -> bool:
    form = window.records_form()
    assert form is not None
    return form.commit()


def _pulled_while_typing(window: MainWindow, stick: Path) -> QLineEdit:
    field = _type(window, TYPED)
    stick.parent.rename(stick.parent.with_name("drive"))
    stick.parent.mkdir()
    assert not _commit(window)
    assert window.unsaved.isVisible()
    return field


def _title_in(file: Path) -> str | None:
    with open_store(file, reads_only=True) as store:
        return store.document().of(Activity)[0].title.get("en")


def test_try_again_saves_to_a_stick_that_was_put_back_as_another_device(
    open_on: OpenWindow, stick: Path
) -> None:
    window = open_on(stick)
    _pulled_while_typing(window, stick)
    stick.parent.rmdir()
    shutil.copytree(stick.parent.with_name("drive"), stick.parent)
    window.unsaved.again.click()
    assert not window.unsaved.isVisible()
    assert _title_in(stick) == TYPED
    _type(window, "Typed afterwards")
    assert _commit(window)
    assert _title_in(stick) == "Typed afterwards"


def test_opening_a_plan_again_that_is_in_another_state_keeps_what_was_typed(
    open_on: OpenWindow, stick: Path
) -> None:
    window = open_on(stick)
    _pulled_while_typing(window, stick)
    stick.parent.rmdir()
    shutil.copytree(stick.parent.with_name("drive"), stick.parent)
    with open_store(stick) as elsewhere:
        area = HazardousArea(id=HazardousAreaId(UUID(int=7)), code="HA-7")
        assert elsewhere.apply(difference(None, area), AUTHOR.stamp(StepKind.ADD)) is not None
        before = elsewhere.document().of(Activity)[0]
    window.unsaved.again.click()
    assert window.unsaved.isVisible()
    assert window.doings.open_plan(stick)
    assert window.desk.plan is not None
    assert window.desk.plan.store.is_there
    assert window.desk.plan.store.get(HazardousArea, area.id) == area
    window.open_record(Activity, before.id, "title")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == TYPED
    assert _commit(window)
    assert _title_in(stick) == TYPED
    assert not window.unsaved.isVisible()


def test_a_plan_whose_file_was_replaced_in_its_folder_can_be_opened_again(
    open_on: OpenWindow, stick: Path
) -> None:
    window = open_on(stick)
    _type(window, TYPED)
    shutil.copyfile(stick, stick.with_name("other"))
    stick.with_name("other").replace(stick)
    assert not _commit(window)
    assert window.doings.open_plan(stick)
    assert window.desk.plan is not None
    assert window.desk.plan.store.is_there
