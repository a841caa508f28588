"""What the tests of lists and forms share: an open plan on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from window_plan import AUTHOR

from ccmdesk.db.store import open_store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource
from ccmdesk.ui.app import speak
from ccmdesk.ui.open_plan import OpenPlan


@pytest.fixture(autouse=True)
def _nothing_is_left(qapp: QApplication) -> Iterator[None]:
    """Delete the widgets of a test when it is over, so that none hears of the next language."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs(resource("packs"))


@pytest.fixture
def plan(qapp: QApplication, plan_file: Path, packs: Packs) -> Iterator[OpenPlan]:
    """The illustrative plan, open for writing."""
    opened = OpenPlan(open_store(plan_file), packs=packs, author=AUTHOR, lang=ENGLISH)
    yield opened
    opened.close()
    speak(qapp, ENGLISH)


@pytest.fixture(scope="module")
def kept_plan(qapp: QApplication, kept_file: Path, packs: Packs) -> Iterator[OpenPlan]:
    """The illustrative plan, open for reading by the tests of one file."""
    store = open_store(kept_file, reads_only=True)
    opened = OpenPlan(store, packs=packs, author=AUTHOR, lang=ENGLISH)
    yield opened
    opened.close()
