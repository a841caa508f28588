"""Save the report of the hub: in which language, as PDF, workbook or JSON."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ccmdesk.actions.hub.write_report import WriteReport
from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.model.words import N_
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.records.editors.lines import QuietCombo

_KINDS = (
    (".pdf", N_("PDF papers (*.pdf)")),
    (".xlsx", N_("Workbooks (*.xlsx)")),
    (".json", N_("For other programs (*.json)")),
)


class SaveRow(QWidget):
    """The language of the report is first that of the window."""

    asked = Signal(object)
    """The WriteReport."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.language, self.button = QuietCombo(), QPushButton()
        for code, shipped in PAPER_LANGUAGES.items():
            self.language.addItem(shipped.name, code)
        self.language.setCurrentIndex(self.language.findData(desk.lang.code))
        self.button.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.language)
        row.addWidget(self.button)
        self.retranslate()

    def ask(self, out: Path) -> None:
        """Ask for the report in the file *out*, whose ending says what it is to be."""
        self.asked.emit(WriteReport(out=out, language=str(self.language.currentData())))

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        said = lang(N_("Language of the report"))
        self.language.setAccessibleName(said)
        self.language.setToolTip(said)
        self.button.setText(lang(N_("Save the report…")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _choose(self) -> None:
        lang = self._desk.lang
        ask = SaveAs(
            title=lang(N_("Save the report")),
            usual=f"report-{self.language.currentData()}.pdf",
            kinds=tuple((ending, lang(words)) for ending, words in _KINDS),
        )
        out = where_to_save(self, lang=lang, ask=ask)
        if out is not None:
            self.ask(out)
