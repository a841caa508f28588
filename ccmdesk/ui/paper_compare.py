"""Under a package found good: is this file one of its papers?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from ccmdesk.actions.compare_paper import SUFFIXES, ComparedPaper, PaperMatch, compare_paper
from ccmdesk.bundle.reader import Verified
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.labels import text_label


class PaperCompare(QWidget):
    """Shown once there is a package; a paper is chosen here or dropped on the panel around it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._package: Verified | None = None
        self._said: Message | None = None
        self._same = False
        self.choose_button = QPushButton()
        self.choose_button.clicked.connect(self.choose)
        self._hint = text_label(muted=True)
        self.sentence = text_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._hint)
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.sentence)
        self.offer(None)

    def offer(self, package: Verified | None) -> None:
        """Compare with *package* from now on; without one there is nothing to compare with."""
        self._package, self._said = package, None
        self.setVisible(package is not None)
        self.retranslate()

    def takes(self, file: Path) -> bool:
        """Whether *file* is to be compared rather than checked as a package."""
        return self._package is not None and file.suffix.lower() in SUFFIXES

    def choose(self) -> None:
        """Let the user choose a paper, and compare it."""
        lang = self._desk.lang
        title = lang(N_("Choose a paper"))
        kinds = lang(N_("PDF and Word files (*.pdf *.docx);;All files (*)"))
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if chosen:
            self.compare(Path(chosen))

    def compare(self, file: Path) -> None:
        """Compare one file in the worker; the sentence comes back by itself."""
        package = self._package
        if package is None:
            return
        self._said = None
        job = self._desk.jobs.prepare(lambda _running: compare_paper(package, file))
        job.done.connect(lambda found: self._tell(package, found))
        job.refused.connect(self._refuse)
        job.failed.connect(raise_fault)
        self._desk.jobs.start(job)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        said = N_("Choose a PDF or Word file, or drop it here, to see whether it belongs to it.")
        self._hint.setText(lang(said))
        self.choose_button.setText(lang(N_("Compare a paper with it…")))
        self.sentence.setText("" if self._said is None else lang.say(self._said))
        self.sentence.setVisible(self._said is not None)
        palette = self.palette()
        if not self._same:
            palette.setColor(palette.ColorRole.WindowText, palette.brightText().color())
        self.sentence.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _tell(self, package: Verified, found: ComparedPaper) -> None:
        if self._package is package:
            self._said, self._same = found.sentence, found.match is PaperMatch.SAME
            self.retranslate()

    def _refuse(self, problem: Problem) -> None:
        self._said, self._same = problem.message, False
        self.retranslate()
