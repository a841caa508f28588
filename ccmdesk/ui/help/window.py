"""The window of help: pages at one side, the page at the other; it never holds up the plan."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.manual import PAGES, Page, find_pages, page_of, pages_of
from ccmdesk.lang.markdown import Part
from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.field_pages import FIELD, KIND, field_page, kind_page, kinds_list
from ccmdesk.ui.help.html import html_of
from ccmdesk.ui.help.pages_list import PagesList
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.sections import SECTIONS

_WIDE, _HIGH = 860, 600
_LIST = 230
_FIELDS = "fields"


class HelpWindow(QWidget):
    """In the window's language; a page that nobody has reviewed says so."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._desk = desk
        self._past: list[str] = []
        self._future: list[str] = []
        self.target = ""
        self.search = QLineEdit(clearButtonEnabled=True)
        self.back_button, self.forward_button = QPushButton(), QPushButton()
        self.list = PagesList()
        self.said = text_label(muted=True)
        self.page = QTextBrowser(openLinks=False)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self._lay_out()
        self._connect()
        self.resize(_WIDE, _HIGH)
        self.go(PAGES[0])
        self.retranslate()

    def ask(self, target: str) -> None:
        """Show the help on *target*, in front of the window it is asked from."""
        self.search.clear()
        self.go(target)
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go(self, target: str) -> None:
        """Show a page of the manual, of a field, or of a kind: name, name#heading, field:…"""
        if target == self.target:
            return
        if self.target:
            self._past.append(self.target)
        self._future.clear()
        self._show(target)

    def step(self, past: list[str], future: list[str]) -> None:
        """Go one page back, or forward again."""
        if past:
            future.append(self.target)
            self._show(past.pop())

    def retranslate(self) -> None:
        """Say the texts again in the language of the window; the page stays."""
        lang = self._desk.lang
        self.setWindowTitle(lang(N_("Help – ccmdesk")))
        self.search.setPlaceholderText(lang(N_("Find in the help")))
        self.search.setAccessibleName(lang(N_("Find in the help")))
        self.back_button.setText(lang(N_("Back")))
        self.forward_button.setText(lang(N_("Forward")))
        self.list.setAccessibleName(lang(N_("Pages of the help")))
        self._list_pages(self.search.text())
        self._show(self.target)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _show(self, target: str) -> None:
        self.target = target
        name, _, anchor = target.partition("#")
        lang = self._desk.lang
        page = None if name.startswith((FIELD, KIND)) else page_of(name, lang.code)
        rtl = lang.rtl if page is None or page.language == lang.code else False
        self.page.setAccessibleName(lang(N_("Page of the help")))
        points = QApplication.font().pointSizeF()
        self.page.setHtml(html_of(self._parts(name, page), rtl=rtl, points=points))
        self.page.verticalScrollBar().setValue(0)
        if anchor:
            self.page.scrollToAnchor(anchor)
        self.said.setText(_about(lang, page))
        self.said.setVisible(bool(self.said.text()))
        self.list.mark(target if self.search.text() else name)
        self.back_button.setEnabled(bool(self._past))
        self.forward_button.setEnabled(bool(self._future))

    def _parts(self, name: str, page: Page | None) -> tuple[Part, ...]:
        from ccmdesk.ui.opening import packs

        lang, desk = self._desk.lang, self._desk
        if page is not None:
            return (*page.parts, kinds_list(lang)) if name == _FIELDS else page.parts
        if name.startswith(KIND):
            return kind_page(name, lang=lang, packs=packs())
        return field_page(name, lang=lang, packs=packs(), findings=desk.findings)

    def _list_pages(self, text: str) -> None:
        """List the pages, or where the manual speaks of *text*."""
        code = self._desk.lang.code
        if not text.strip():
            self.list.put([(page.name, self._title(page)) for page in pages_of(code)])
            return
        hits = list(find_pages(text, language=code))
        nothing = [(PAGES[0], self._desk.lang(N_("Nothing was found. Show all pages.")))]
        self.list.put(
            [(_target(hit.page, hit.anchor), _words(hit.title, hit.heading)) for hit in hits]
            or nothing
        )

    def _title(self, page: Page) -> str:
        """Return what a page is called; that of a section like the section, translated or not."""
        lang = self._desk.lang
        labels = [section.label for section in SECTIONS if section.name == page.name]
        return lang(labels[0]) if labels and page.language != lang.code else page.title

    def _find(self, text: str) -> None:
        self._list_pages(text)
        if text.strip():
            self.list.setCurrentRow(0)

    def _choose(self, target: str) -> None:
        if self.list.count() == 1 and self.search.text() and target == PAGES[0]:
            self.search.clear()
        self.go(target)

    def _follow(self, url: QUrl) -> None:
        self.go(url.toString())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for part in (self.back_button, self.forward_button):
            top.addWidget(part)
        top.addWidget(self.search, 1)
        self.search.setMinimumWidth(_LIST)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.page, 1)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(right)
        parts.setSizes([_LIST, _WIDE - _LIST])
        parts.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 8, 8, 8)
        whole.addLayout(top)
        whole.addWidget(parts, 1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda: self.step(self._past, self._future))
        self.forward_button.clicked.connect(lambda: self.step(self._future, self._past))
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.asked.connect(self._choose)
        self.page.anchorClicked.connect(self._follow)
        for keys, do in (
            ("Esc", self.close),
            ("Ctrl+F", self.search.setFocus),
            ("F1", lambda: self.go("keyboard#help")),
            ("Alt+Left", self.back_button.click),
            ("Alt+Right", self.forward_button.click),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)


def _about(lang: Lang, page: Page | None) -> str:
    """Return what is to be known of the words of a page, if anything."""
    if page is not None and page.draft:
        return lang(N_("This translation is a draft, not yet reviewed by a native speaker."))
    return ""


def _target(page: str, anchor: str) -> str:
    return f"{page}#{anchor}" if anchor else page


def _words(title: str, heading: str) -> str:
    return title if heading == title else f"{heading} – {title}"
