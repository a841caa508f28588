"""What is done with the selected rows of a list: changed, put in the bin, copied; and pasting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ccmdesk.actions.copy_rows import CopyRows, copy_rows
from ccmdesk.actions.import_tables import PastedRows
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Jobs, Running
from ccmdesk.ui.open_plan import OpenPlan

if TYPE_CHECKING:
    from ccmdesk.ui.records.record_list import RecordList
    from ccmdesk.ui.records.several_box import SeveralBox

AT_ONCE = 300
"""So many rows are copied while the key is still down; more are copied beside the window."""

_NOTHING = N_("Select rows of the list first: with Shift or Ctrl, or Ctrl+A for all.")
STILL_READ = N_("The list is still being read: try again in a moment.")
_NO_ROWS = N_("There are no rows to paste. Copy rows in a spreadsheet first.")


class Several(QObject):
    """Does it with the rows of the list it is given, and says what it did."""

    told = Signal(object)
    """A Message: what was done."""

    refused = Signal(object)
    """A Message: why something was not done."""

    join_asked = Signal(object, object, object)
    """The kind of two selected records, and their ids: they may be one."""

    pasted = Signal(object)
    """PastedRows, to be looked at before anything of them is written."""

    def __init__(self, plan: OpenPlan, parent: QObject) -> None:
        super().__init__(parent)
        self._plan = plan
        self._jobs = Jobs(self)
        plan.closing.connect(self._jobs.stop)

    @property
    def busy(self) -> bool:
        """Whether rows are still being copied."""
        return self._jobs.busy

    def do(self, what: str, shown: RecordList) -> None:
        """Do what a button or a key asks for: change, delete, copy or paste."""
        if what == "paste":
            self.paste(shown)
        elif shown.reader.busy:
            self.refused.emit(Message(STILL_READ))
        elif not shown.chosen_ids():
            self.refused.emit(Message(_NOTHING))
        elif what == "join":
            self.join_asked.emit(shown.kind, *shown.chosen_ids())
        elif what == "copy":
            self.copy(shown)
        elif what == "delete":
            self.delete(shown)
        else:
            self.change(shown)

    def change(self, shown: RecordList) -> SeveralBox:
        """Open the box that gives one field of all selected records the same value."""
        from ccmdesk.ui.records.several_box import SeveralBox

        box = SeveralBox(self._plan, shown.kind, shown.chosen_ids(), parent=shown)
        box.changed.connect(self.told)
        box.show()
        return box

    def delete(self, shown: RecordList) -> None:
        """Put the selected records in the bin."""
        rows, records = shown.table.chosen_rows(), shown.chosen_ids()
        try:
            self._plan.delete_several(shown.kind, records)
        except Problem as problem:
            self.refused.emit(problem.message)
            return
        shown.select_near(rows[0])
        shown.focus()
        self.told.emit(
            counted(
                "{n} record is in the bin. One undo brings it back.",
                "{n} records are in the bin. One undo brings them back.",
                len(records),
            )
        )

    def copy(self, shown: RecordList) -> None:
        """Put the selected rows on the clipboard, with the headings."""
        ask = self._asked(shown.kind, shown.chosen_ids(), shown.columns.copied)
        store, packs = self._plan.store, self._plan.packs
        if len(ask.records) <= AT_ONCE:
            self._take(copy_rows(store, ask, packs=packs), len(ask.records))
            return

        def work(_running: Running) -> str:
            return copy_rows(store, ask, packs=packs)

        job = self._jobs.prepare(work)
        job.done.connect(lambda text: self._take(text, len(ask.records)))
        job.refused.connect(lambda problem: self.refused.emit(problem.message))
        job.failed.connect(raise_fault)
        self._jobs.start(job)

    def paste(self, shown: RecordList) -> None:
        """Have the rows on the clipboard looked at as an import into this list."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.refused.emit(Message(_NO_ROWS))
            return
        language = self._plan.lang.code
        fields = shown.columns.names
        self.pasted.emit(PastedRows(text=text, kind=shown.kind, fields=fields, language=language))

    def _asked(
        self, kind: type[Any], records: tuple[UUID, ...], fields: tuple[str, ...]
    ) -> CopyRows:
        return CopyRows(kind=kind, records=records, fields=fields, lang=self._plan.lang)

    def _take(self, text: str, count: int) -> None:
        QGuiApplication.clipboard().setText(text)
        self.told.emit(counted("{n} row was copied.", "{n} rows were copied.", count))
