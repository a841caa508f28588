"""Pictures of every screen without a display."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from window_plan import AUTHOR

from ccmdesk.db.store import open_store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.ui.app import speak
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.shots import Shots, save_shots

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BESIDE_RECORDS = {
    "welcome",
    "new-plan",
    "overview",
    "points",
    "map",
    "map-choice",
    "map-drawing",
    "map-table",
    "figures-clearance",
    "figures-stockpiles",
    "figures-victims",
    "history",
    "bin",
    "plan-history",
    "going-back",
    "note",
    "find",
    "who",
    "timeline",
    "timeline-table",
    "settings",
    "about",
    "report",
    "help",
    "help-field",
    "help-keys",
    "translations",
    "documents",
    "import",
    "import-result",
    "send",
    "pack-result",
    "verify-result",
    "hub-empty",
    "hub",
    "hub-key",
    "hub-alarm",
    "updates",
    "update",
}


def test_every_screen_is_saved_and_the_plan_is_left_alone(
    qapp: QApplication, plan_file: Path, tmp_path: Path
) -> None:
    pictures = _saved(qapp, plan_file, tmp_path / "shots", illustrative=True)
    wanted = {f"{what}-{kind.name}" for kind in KINDS for what in ("list", "form")}
    views = {view.name.replace(" ", "-") for section in SECTIONS for view in section.views}
    assert BESIDE_RECORDS | wanted | views <= set(pictures)
    assert "form-activity-2" in pictures
    _packages_are_told(pictures)
    assert pictures["import"] != pictures["import-result"]


def test_only_some_screens_are_saved_of_a_plan_that_is_no_example(
    qapp: QApplication, plan_file: Path, tmp_path: Path
) -> None:
    names = ("overview", "send", "pack-failed", "pack-result", "verify-result", "hub", "hub-alarm")
    pictures = _saved(qapp, plan_file, tmp_path / "shots", illustrative=False, only=names)
    assert set(pictures) == set(names)
    _packages_are_told(pictures)


def _saved(
    qapp: QApplication,
    plan_file: Path,
    folder: Path,
    *,
    illustrative: bool,
    only: tuple[str, ...] = (),
) -> dict[str, QImage]:
    """Return the pictures in Arabic, with large letters, of a plan that is left as it was."""
    _say_what_it_is(plan_file, illustrative=illustrative)
    before = plan_file.read_bytes()
    ask = Shots(plan_file=plan_file, folder=folder, languages=("ar",), scale=125, only=only)
    saved = save_shots(ask)
    speak(qapp, ENGLISH)
    assert all(file.parent.name == "ar" for file in saved)
    assert plan_file.read_bytes() == before
    with open_store(plan_file, reads_only=True) as store:
        assert "edition" not in {name for name, count in store.counts().items() if count}
    return {file.stem: QImage(str(file)) for file in saved}


def _packages_are_told(pictures: dict[str, QImage]) -> None:
    assert {(one.width(), one.height()) for one in pictures.values()} == {(1366, 728)}
    assert pictures["send"] != pictures["pack-result"] != pictures["verify-result"]


def _say_what_it_is(plan_file: Path, *, illustrative: bool) -> None:
    with open_store(plan_file) as store:
        plan = store.first(Plan)
        assert plan is not None
        told = replace(plan, illustrative=illustrative)
        store.apply(difference(plan, told), AUTHOR.stamp(StepKind.EDIT))


def test_a_language_that_is_not_there_is_named(plan_file: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        save_shots(Shots(plan_file=plan_file, folder=tmp_path, languages=("en", "xx")))
    assert caught.value.message.values["language"] == "xx"


def test_a_screen_that_is_not_there_is_named(plan_file: Path, tmp_path: Path) -> None:
    ask = Shots(plan_file=plan_file, folder=tmp_path, languages=("en",), only=("overview", "xx"))
    with pytest.raises(Problem) as caught:
        save_shots(ask)
    assert caught.value.message.values["name"] == "xx"
    assert not any(tmp_path.glob("en"))
