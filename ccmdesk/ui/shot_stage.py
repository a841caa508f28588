"""Where the screens that are pictured are shown: the window, and how each is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ccmdesk.ui.main_window import MainWindow
from ccmdesk.ui.records.form import RecordForm
from ccmdesk.ui.records.page import RecordsPage
from ccmdesk.ui.sections import section_of


@dataclass(frozen=True, slots=True)
class Stage:
    """The window that is pictured, a folder for what it writes, and how to let it come to rest."""

    window: MainWindow
    folder: Path
    settle: Callable[[], None]

    def page(self, name: str) -> Any:
        """Return the page *name*, which is shown from now on."""
        self.window.open_page(name)
        return self.window.pages.currentWidget()

    def records(self, kind: type) -> RecordsPage:
        """Return the page on which records of *kind* are listed."""
        page: RecordsPage = self.page(section_of(kind).name)
        page.show_kind(kind)
        return page

    def form(self, kind: type) -> RecordForm | None:
        """Return the form of the first record of *kind*; a plan without one gets an empty one."""
        page = self.records(kind)
        ids = page.record_list().model.ids
        if ids:
            page.show_record(kind, ids[0])
        else:
            page.new_record()
        return page.form()


Show = Callable[[Stage], QWidget | None]
"""Goes to a screen; returns the box that stands over the window, if it is one."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the name of its picture, and how it is shown."""

    name: str
    show: Show
