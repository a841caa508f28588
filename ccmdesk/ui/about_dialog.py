"""About the program: its version, its licence, and the parts of others with theirs."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QHBoxLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.markdown import Grid, Head, Part, Prose, parse, spans
from ccmdesk.model.resources import licence_file, resource
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.html import html_of
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.help.pages_list import PagesList
from ccmdesk.ui.labels import TITLE, BoldLabel
from ccmdesk.version import VERSION

_WIDE, _HIGH, _LIST = 760, 520, 210
_ABOUT, _PARTS = "about", "parts"


class AboutDialog(Box):
    """What it is called stands at one side, the text of the licence at the other."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "update")
        self._desk = desk
        self._title = BoldLabel(TITLE)
        self.list = PagesList()
        self.list.setFixedWidth(_LIST)
        self.text = QTextBrowser(openLinks=False)
        self.list.asked.connect(self.show_text)
        self.list.currentItemChanged.connect(lambda *_: self.show_text(self.list.current()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.addWidget(self._title)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.take_size(_WIDE, high=_HIGH)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words again in the language of the window; the same entry stays chosen."""
        lang, row = self._desk.lang, max(self.list.currentRow(), 0)
        self.setWindowTitle(lang(N_("About this program")))
        self._title.setText(lang(C_("program", "ccmdesk {version}"), version=VERSION))
        self.list.setAccessibleName(lang(N_("Licences")))
        self.text.setAccessibleName(lang(N_("Text of the licence")))
        with QSignalBlocker(self.list):
            self.list.put(_entries(lang))
            self.list.setCurrentRow(row)
        self.show_text(self.list.current())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def show_text(self, target: str) -> None:
        """Show what an entry of the list stands for."""
        lang, points = self._desk.lang, QApplication.font().pointSizeF()
        match target:
            case "about":
                parts = _about(lang)
                self.text.setHtml(html_of(parts, rtl=lang.rtl, points=points))
            case "parts":
                text = licence_file("THIRD_PARTY.md").read_text(encoding="utf-8")
                self.text.setHtml(html_of(parse(text), rtl=False, points=points))
            case _:
                self.text.setPlainText(Path(target).read_text(encoding="utf-8"))


def _entries(lang: Lang) -> list[tuple[str, str]]:
    fonts = sorted(resource("fonts").glob("OFL-*.txt"))
    return [
        (_ABOUT, lang(N_("This program"))),
        (str(licence_file("LICENSE")), "Apache License 2.0"),
        (_PARTS, lang(N_("Parts of others"))),
        *((str(file), f"SIL OFL 1.1: {file.stem.removeprefix('OFL-')}") for file in fonts),
        (str(resource("base_map", "LICENSE-world-atlas.txt")), "ISC: world-atlas"),
    ]


def _about(lang: Lang) -> tuple[Part, ...]:
    said = N_(
        "ccmdesk {version} keeps a country's plans under the Convention on Cluster Munitions,"
        " without a network. Apache License 2.0."
    )
    rows = (
        ("ccmdesk", VERSION),
        ("Python", platform.python_version()),
        ("Qt", qVersion()),
        (lang(N_("System")), platform.platform()),
    )
    cells = tuple((spans(name), spans(version)) for name, version in rows)
    head = (spans(lang(N_("Part"))), spans(lang(N_("Version"))))
    others = N_("The fonts, the base map and the libraries have their own licences.")
    return (
        Head(2, spans(lang(N_("This program")))),
        Prose(spans(lang(said, version=VERSION))),
        Grid(head, cells),
        Prose(spans(lang(others))),
    )
