"""Every screen in every language and size: all has room, a name, a translation and its letters.

Each run of the tests looks at some screens in each language; with CCMDESK_LONG=1 (`make gates`) at
all of them in all languages, two sizes of the window and two of the text, on a screen of 1366x768
(laptop.json); Qt's own without a display has 800x800, in which boxes have less room than they get.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from babel.dates import get_month_names
from pseudo import MIRRORED, PSEUDO, settle
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from seen_faults import CHECKS, faults_of, words_of
from shiboken6 import isValid
from window_plan import AUTHOR

import ccmdesk.ui
from ccmdesk.actions.demo import make_demo_plan
from ccmdesk.db.store import open_store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.lang.manual import pages_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.ui.app import speak
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.opening import open_file
from ccmdesk.ui.pages import WITHOUT_PLACE
from ccmdesk.ui.secret_box import SecretBox
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.shot_screens import WITH_PLAN, WITHOUT_PLAN
from ccmdesk.ui.shot_stage import Screen, Stage
from ccmdesk.ui.state import WindowState

LONG = os.environ.get("CCMDESK_LONG") == "1"
PATIENCE_MS = 60_000
PSEUDO_LANGUAGES = {"pseudo": PSEUDO, "mirrored": MIRRORED}
LANGUAGES = (*SHIPPED, *PSEUDO_LANGUAGES)
MAY_BE_MODAL = {
    *("new-plan", "who", "approve", "fault", "settings", "about", "report"),
    *("hub-key", "hub-alarm", "keep-all", "certify", "server", "update"),
}
"""Boxes that are opened before the work of the day or beside it, and closed for good.

The last ones ask before a key is believed, many differences are settled at once, a plan goes to a
server, or an update is put in use.
"""


SLOW = {"pack-failed", "pack-result", "verify-result", "documents"}
"""Screens for which papers are made."""

RECORDS = {screen.name for screen in WITH_PLAN if screen.name.startswith(("list-", "form-"))} - {
    "list-filtered",
    "list-columns",
    "form-carried-over",
}
"""The lists and forms of the kinds of records."""

MAY_BE_SO = {
    ("untranslated texts", "about"),
    ("untranslated texts", "paste-result"),
}
"""Names of licences; and what a paste calls its columns, which it reads by the language's code."""

Fault = tuple[str, ...]
"""The check, the screen and what was found; before them the look where there are several."""


IMPORTED = ("hazardous_area.csv", "maybe")
"""The file whose rows are pictured, and the word in it that is told as it stands there."""

OFFICES = (
    *("Field Office North", "Field Office South", "Field Office East", "N. Sok"),
    *("green hills", "hub.db", "A. Meier", "ISU"),
)
"""The other offices that are pictured, a mistyped passphrase, a store, and who signed an update."""

SERVER = "postgresql://amina@10.0.0.5/plan"
"""The address that is pictured."""

MONTHS = tuple(
    name
    for code in ("en", "ar")
    for width in ("wide", "abbreviated")
    for name in get_month_names(width, locale=code).values()
)
"""Dates are written by the language, not by its catalogue."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is looked at."""

    language: str
    size: QSize
    text: int

    def __str__(self) -> str:
        return f"{self.language}-{self.size.width()}x{self.size.height()}-{self.text}%"

    @property
    def lang(self) -> Lang:
        return PSEUDO_LANGUAGES.get(self.language) or Lang.load(self.language)


@dataclass(frozen=True, slots=True)
class Demo:
    """A plan on a file, and what its authors wrote."""

    file: Path
    words: tuple[str, ...]


SMALL, LARGE = QSize(1366, 728), QSize(1920, 1080)
WAYS = ((SMALL, 100), (SMALL, 125), (LARGE, 100))
ALL = [Look(language, *way) for way in WAYS for language in LANGUAGES]
ROTATED = [Look(language, *WAYS[n % len(WAYS)]) for n, language in enumerate(LANGUAGES)]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demonstration plan, which has records of every kind."""
    path = tmp_path_factory.mktemp("gates") / "demo.ccmdesk"
    make_demo_plan(path, author=AUTHOR, packs=load_packs(resource("packs"))).close()
    return _written_in(path)


@pytest.fixture(scope="session")
def small(kept_file: Path) -> Demo:
    """A plan that is opened at once."""
    return _written_in(kept_file)


def _written_in(path: Path) -> Demo:
    with open_store(path, reads_only=True) as store:
        told = [*_strings(store.document()), *_strings(load_packs(resource("packs")))]
        last = store.steps.last()
        who = [*store.steps.people(), "" if last is None else last.office]
    return Demo(path, words_of([*told, *who, path.stem, "N. N."]))


@pytest.fixture
def on_stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Look], Stage]]:
    """Opens the window as somebody looks at it, without a plan."""
    opened: list[MainWindow] = []

    def set_up(look: Look) -> Stage:
        speak(qapp, look.lang, text_size=look.text)
        state = WindowState(
            language=look.lang.code, person="N. N.", office="HQ", text_size=look.text
        )
        window = MainWindow(Desk(look.lang, state, qapp), folder=tmp_path)
        opened.append(window)
        qtbot.addWidget(window)
        window.resize(look.size)
        window.show()
        qtbot.waitExposed(window)

        def rest() -> None:
            settle()
            qtbot.waitUntil(lambda: not window.desk.busy, timeout=PATIENCE_MS)
            settle()

        return Stage(window, tmp_path, rest)

    yield set_up
    for window in opened:
        window.close()
    speak(qapp, ENGLISH)


def test_every_page_and_every_box_there_is_has_its_screen(
    on_stage: Callable[[Look], Stage], small: Demo
) -> None:
    stage, boxes = on_stage(ROTATED[0]), set[str]()
    for screen in WITHOUT_PLAN:
        boxes.add(_box_of(screen, stage))
    open_file(stage.window.desk, Path(shutil.copy(small.file, stage.folder)))
    stage.settle()
    for screen in WITH_PLAN:
        if screen.name not in SLOW | RECORDS:
            boxes.add(_box_of(screen, stage))
    stage.page("documents")  # what its own screen shows, without a paper
    for found in pkgutil.walk_packages(ccmdesk.ui.__path__, "ccmdesk.ui."):
        importlib.import_module(found.name)
    assert {box.__name__ for box in _boxes(QDialog)} - boxes == {
        Box.__name__,
        SecretBox.__name__,
    }
    shown = {name.partition("-")[2] for name in RECORDS}
    places = {section.name for section in SECTIONS if not set(section.kind_names) & shown}
    assert places | WITHOUT_PLACE <= set(stage.window.pages.built)
    assert {kind.name for kind in KINDS} == shown


def _box_of(screen: Screen, stage: Stage) -> str:
    """Return the name of the box that a screen opens; Escape closes every dialog."""
    box = screen.show(stage)
    name = type(box).__name__
    if isinstance(box, QDialog):
        box.show()
        stage.settle()
        QTest.keyClick(box, Qt.Key.Key_Escape)
        stage.settle()
        assert not isValid(box) or not box.isVisible(), name
    elif box is not None and box.isWindow():
        box.close()
    stage.settle()
    return name


def _boxes(above: type) -> Iterator[type]:
    """Yield every box of ours."""
    boxes: list[type] = above.__subclasses__()
    for box in boxes:
        if box.__module__.startswith("ccmdesk."):
            yield box
        yield from _boxes(box)


@pytest.mark.parametrize("look", ROTATED, ids=str)
def test_some_screens_have_no_fault_in_each_language(
    on_stage: Callable[[Look], Stage], small: Demo, look: Look
) -> None:
    place, step = ROTATED.index(look), 2 * len(ROTATED)
    shown = [screen for screen in WITH_PLAN if screen.name not in SLOW][place::step]
    found = list(_faults(on_stage(look), look, small, shown))
    assert not found, "\n".join(map(str, found))


@pytest.mark.skipif(not LONG, reason="CCMDESK_LONG=1 looks at all screens in all languages")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("look", ALL, ids=str)
def test_all_screens_have_no_fault_in_a_language(
    on_stage: Callable[[Look], Stage],
    demo: Demo,
    record_property: Any,
    qtlog: Any,
    look: Look,
) -> None:
    found = list(_faults(on_stage(look), look, demo, WITH_PLAN))
    found += [("warnings of Qt", "", record.message) for record in qtlog.records if _counts(record)]
    counts = Counter(check for check, _, _ in found)
    for check in CHECKS:
        record_property(check, counts[check])
    assert not found, "\n".join(map(str, found))


def _counts(record: Any) -> bool:
    """Whether a message is none of those the offscreen platform gives by itself."""
    return not record.ignored


def _faults(stage: Stage, look: Look, plan: Demo, shown: Sequence[Screen]) -> Iterator[Fault]:
    """Yield each fault of the first screens and of those *shown* of a plan."""
    titles = [page.title for page in pages_of(look.lang.code)]
    folders = (f"{stage.folder}", f"{stage.folder / 'backups'}")
    told = (*folders, *titles, *IMPORTED, *OFFICES, SERVER, *plan.words, *MONTHS)
    words = words_of(told) if look.language in PSEUDO_LANGUAGES else None
    for screen in WITHOUT_PLAN:
        yield from _on_screen(screen, stage, words)
    open_file(stage.window.desk, Path(shutil.copy(plan.file, stage.folder)))
    stage.settle()
    for screen in shown:
        yield from _on_screen(screen, stage, words)


def _on_screen(screen: Screen, stage: Stage, words: Sequence[str] | None) -> Iterator[Fault]:
    box = screen.show(stage)
    if box is not None:
        box.show()
    stage.settle()
    for check, faults in faults_of(box or stage.window, data=words).items():
        if (check, screen.name) not in MAY_BE_SO:
            yield from ((check, screen.name, fault) for fault in faults)
    modal = QApplication.activeModalWidget()
    if modal is not None and screen.name not in MAY_BE_MODAL:
        yield ("modal boxes", screen.name, type(modal).__name__)
    if isinstance(box, QDialog) or (box is not None and box.isWindow()):
        box.close()
    stage.window.find_box.list.hide()


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in a value of the model."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _strings(pair)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for part in value:
            yield from _strings(part)
