"""On the form of an attachment: how large its file is, and how it comes in and out of the plan."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from ccmdesk.actions.attach_file import save_attached
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.open_plan import OpenPlan

_KILO = 1000


class FilePart(QWidget):
    """One line: the state of the file in words, and two buttons."""

    attach_asked = Signal()
    told = Signal(object)
    """A Message: what was done, or why it was not."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__()
        self._plan = plan
        self._record: Attachment | None = None
        self.words = text_label(muted=True)
        self.attach_button, self.save_button = QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.words, 1)
        for button in (self.attach_button, self.save_button):
            button.setAutoDefault(True)
            row.addWidget(button)
        self.attach_button.clicked.connect(self.attach_asked)
        self.save_button.clicked.connect(self._ask_where)
        self.retranslate()

    def show_record(self, record: Attachment) -> None:
        """Show the file of *record*."""
        self._record = record
        self.retranslate()

    def save_to(self, out: Path) -> None:
        """Write the file to *out*, and say so."""
        record = self._record
        if record is None:
            return
        try:
            save_attached(self._plan.store, record, out)
        except Problem as problem:
            self.told.emit(problem.message)
        else:
            self.told.emit(Message(N_("Saved and read back: {file}"), {"file": str(out)}))

    def retranslate(self) -> None:
        """Say every word again."""
        lang, record = self._plan.lang, self._record
        self.attach_button.setText(lang(C_("button", "Attach a file…")))
        self.save_button.setText(lang(C_("button", "Save a copy…")))
        has_file = record is not None and bool(record.sha256)
        self.attach_button.setVisible(not has_file)
        self.save_button.setVisible(has_file)
        size = 0 if record is None else -(-(record.size_bytes or 0) // _KILO)
        said = lang(N_("A file of {size} kB is kept in the plan."), size=lang.number(size))
        empty = lang(N_("No file yet. Drop one here, or choose it."))
        self.words.setText(said if has_file else empty)

    def _ask_where(self) -> None:
        if self._record is not None:
            title = self.save_button.text()
            chosen, _ = QFileDialog.getSaveFileName(self, title, self._record.file_name)
            if chosen:
                self.save_to(Path(chosen))
