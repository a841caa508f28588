"""Take in a workbook or CSV files: what would happen, row by row, then one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QPushButton,
    QWidget,
)

from ccmdesk.actions.import_tables import (
    ImportFiles,
    PastedRows,
    Preview,
    SaveTemplate,
    apply_import,
    look_again,
    preview_import,
    preview_pasted,
    rows_that_differ,
    save_status_copy,
    save_template,
)
from ccmdesk.actions.plan_workbook import SavePlan, save_plan
from ccmdesk.exchange.import_plan import Outcome
from ccmdesk.exchange.tables import Mend, mended
from ccmdesk.lang.isolation import joined
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.import_rows import HELD, IN_THE_CELL, FaultTable
from ccmdesk.ui.import_view import FaultView
from ccmdesk.ui.import_words import rows_to_write, summary
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.problems import NoticeBar, attempt, show_problem
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.scrolled import scrolled_column
from ccmdesk.ui.unsaved import Held

_MENDED = "mended cells"
_NOT_IMPORTED = Message(N_("You have mended rows of a sheet that are not imported yet."))
_OTHERWISE = N_(
    "The plan was changed meanwhile, and row {row} of “{sheet}” would now do something else."
    " Nothing is imported yet: look at the rows again, then import."
)


class ImportPage(QWidget):
    """Nothing is written before the user says so; the import is then one step of undo."""

    list_asked = Signal(object)
    """The kind whose list the user wants to go back to, from where the rows were pasted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.found: Preview | None = None
        self._kind: type[Any] | None = None
        self.setAcceptDrops(True)
        self._title = BoldLabel(TITLE)
        self._hint = text_label(muted=True)
        self._told = text_label()
        self._how = text_label(muted=True)
        self.choose_button = QPushButton()
        self.template_button = QPushButton()
        self.plan_button = QPushButton()
        self.import_button = QPushButton()
        self.copy_button = QPushButton()
        self.leave_button = QPushButton()
        self.back_button = QPushButton()
        self.notice = NoticeBar(desk)
        self.progress = ProgressRow(desk)
        self.faults = FaultTable(desk, self)
        self.table = FaultView(self.faults)
        self._looks, self._waits, self._mended = 0, False, False
        self._lay_out()
        self._connect()
        self.retranslate()

    def preview(self, files: Sequence[Path]) -> None:
        """Read *files* in the worker and show what importing them would do."""
        plan = self._desk.plan
        if plan is None or not files:
            return
        self._kind = None
        self._show(None)
        self._look(preview_import, ImportFiles(paths=tuple(files), language=self._desk.lang.code))

    def preview_pasted(self, rows: PastedRows) -> None:
        """Show what importing rows copied from a spreadsheet would do."""
        plan = self._desk.plan
        if plan is None:
            return
        self._kind = rows.kind
        self._show(None)
        self._look(preview_pasted, rows)

    def mend(self, mend: Mend) -> None:
        """Look again at what was read with another text in one cell; the file stays as it is."""
        plan, found = self._desk.plan, self.found
        if plan is None or found is None:
            return
        self._mended = True
        self.found = replace(found, tables=mended(found.tables, mend))
        self._look(look_again, self.found)

    def leave(self) -> None:
        """Keep with the plan that cells are mended and their rows not imported."""
        plan = self._desk.plan
        if plan is None:
            return
        plan.unsaved.take(None, _MENDED)
        found = self.found
        waits = found is not None and (rows_to_write(found) or found.plan.count(Outcome.REFUSED))
        if waits and (self._mended or self.table.cells.is_open):
            plan.unsaved.keep(Held(field=_MENDED, why=_NOT_IMPORTED, place=("import", "")))

    def _look(
        self,
        preview: Callable[..., Preview],
        about: object,
        *,
        then: Callable[[int, Preview], None] | None = None,
    ) -> None:
        """Let the worker look at what *preview* is *about*; nobody need wait for its end."""
        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - the callers have looked  # nosec B101
        store, packs, author = plan.store, plan.packs, plan.author

        def work(running: Running) -> Preview:
            watch = running.go_on
            document = store.document(watch=watch)
            return preview(document, about, packs=packs, author=author, watch=watch)

        self.notice.clear()
        self.import_button.setEnabled(False)  # rows taken in while others are looked at come twice
        self._looks += 1
        job = self._desk.jobs.prepare(work)
        job.done.connect(partial(then or self._looked, self._looks))
        job.refused.connect(lambda problem: show_problem(self.notice, problem))
        job.failed.connect(raise_fault)
        for unseen in (job.refused, job.failed, job.stopped):
            unseen.connect(self._say)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def _looked(self, look: int, found: Preview) -> None:
        """Show what was found, once nobody types in a cell; only the last look counts."""
        if look != self._looks:
            return
        self.found, self._waits = found, self.table.cells.is_open
        if not self._waits:
            self._show(found)

    def _show_now(self) -> None:
        """Show what was found while a cell was typed in; what was typed there is looked at too."""
        if self._waits and not self.table.cells.is_open:
            self._waits = False
            self._show(self.found)

    def take(self) -> None:
        """Write the good rows as one step, as they were shown; else show them again first."""
        plan, found = self._desk.plan, self.found
        if plan is None or found is None:
            return
        if plan.store.document() is found.document:
            self._write(plan, found)
            return
        self._look(look_again, found, then=partial(self._take_unchanged, found))

    def _take_unchanged(self, before: Preview, look: int, found: Preview) -> None:
        """Go on where the change of the plan meanwhile has nothing to do with the rows."""
        differ = rows_that_differ(before, found)
        self._looked(look, found)
        if look != self._looks:
            return
        if not differ:
            self.take()
            return
        values = {"row": str(differ[0].row), "sheet": differ[0].sheet}
        self.notice.tell(Message(_OTHERWISE, values), alarm=True)

    def _write(self, plan: OpenPlan, found: Preview) -> None:
        if not attempt(
            self.notice,
            lambda: plan.written(apply_import(plan.store, found, author=plan.author)),
        ):
            return
        count = found.plan.count(Outcome.NEW) + found.plan.count(Outcome.CHANGED)
        said = counted(
            "{n} row was imported. One undo takes it back.",
            "{n} rows were imported. One undo takes them back.",
            count,
        )
        self.notice.tell(said, alarm=False)
        self.import_button.setEnabled(False)
        self._mended = self._mended and found.plan.count(Outcome.REFUSED) > 0

    def save_template(self) -> None:
        """Ask where to, then save an empty workbook to fill in."""
        lang = self._desk.lang
        self._save(lang(N_("Save an empty workbook")), "ccmdesk.xlsx", self.save_template_to)

    def save_template_to(self, file: Path) -> None:
        """Save an empty workbook with headings in the language of the window."""
        plan = self._desk.plan
        if plan is None:
            return
        state = plan.store.first(StateParty)
        country = state.country if state is not None and state.country else ""
        ask = SaveTemplate(out=file, language=self._desk.lang.code, country=country)
        today = plan.author.today
        self._saved(file, lambda: save_template(ask, packs=plan.packs, today=today))

    def save_plan_to(self, file: Path) -> None:
        """Save the records of the plan as a workbook, in the worker: a large plan takes a while."""
        plan = self._desk.plan
        if plan is None:
            return
        ask = SavePlan(out=file, language=self._desk.lang.code)
        store, packs, today = plan.store, plan.packs, plan.author.today

        def work(running: Running) -> None:
            document = store.document(watch=running.go_on)
            save_plan(document, ask, packs=packs, today=today)

        self.notice.clear()
        job = self._desk.jobs.prepare(work)
        job.done.connect(lambda _: self._tell_saved(file))
        job.refused.connect(lambda problem: show_problem(self.notice, problem))
        job.failed.connect(raise_fault)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def save_copy_to(self, file: Path) -> None:
        """Save the tables again, with what became of each row."""
        found = self.found
        if found is not None:
            language = self._desk.lang.code
            self._saved(file, lambda: save_status_copy(found, file, language=language))

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("Import")))
        said = (
            N_(
                "Choose a workbook or CSV files, or drop them here. Nothing is written before"
                " you have seen what would happen."
            ),
            N_("Example: a sheet of hazardous areas, with one area in each row."),
        )
        self._hint.setText("\n".join(lang(words) for words in said))
        self.choose_button.setText(lang(N_("Choose files…")))
        self.template_button.setText(lang(N_("Save an empty workbook to fill in…")))
        self.plan_button.setText(lang(N_("Save the plan as a workbook…")))
        self.copy_button.setText(lang(N_("Save a copy with the result of each row…")))
        self.leave_button.setText(lang(N_("Do not import")))
        self.back_button.setText(lang(N_("Back to the list")))
        how = N_(
            "Type what is right into the column “{column}” and press Enter: the row is looked at"
            " again. The file itself stays as it is."
        )
        self._how.setText(lang(how, column=lang(HELD)))
        self.table.setAccessibleName(lang(N_("Rows that are not imported")))
        self.faults.announce()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.preview(files)

    def _show(self, found: Preview | None) -> None:
        self.found = found
        self._mended = self._mended and found is not None
        row = self.table.currentIndex().row()
        self.faults.put(found)
        self._say()
        self._stand_on(row)

    def _stand_on(self, row: int) -> None:
        """Stand again on the cell that comes where the last one was mended."""
        place = self.faults.to_mend(row)
        if place is not None:
            self.table.setCurrentIndex(self.faults.index(place, IN_THE_CELL))

    def _say(self) -> None:
        lang, found = self._desk.lang, self.found
        rows = 0 if found is None else rows_to_write(found)
        self._told.setText("" if found is None else summary(lang, found))
        self._told.setVisible(found is not None)
        self.import_button.setText(lang.ngettext("Import {n} row", "Import {n} rows", rows))
        self.import_button.setEnabled(rows > 0)
        self.table.setVisible(self.faults.rowCount() > 0)
        self._how.setVisible(self.faults.to_mend(0) is not None)
        for button in (self.import_button, self.copy_button, self.leave_button):
            button.setVisible(found is not None)
        self.back_button.setVisible(self._kind is not None)

    def _choose(self) -> None:
        lang = self._desk.lang
        kinds = joined(lang(N_("Workbooks and tables (*.xlsx *.csv)")))
        chosen, _ = QFileDialog.getOpenFileNames(self, lang(N_("Choose files")), "", kinds)
        self.preview([Path(file) for file in chosen])

    def _ask_plan(self) -> None:
        title = self._desk.lang(N_("Save the plan as a workbook"))
        self._save(title, "ccmdesk-plan.xlsx", self.save_plan_to)

    def _ask_copy(self) -> None:
        title = self._desk.lang(N_("Save a copy with the result of each row"))
        self._save(title, "ccmdesk-import.xlsx", self.save_copy_to)

    def _save(self, title: str, usual: str, save: Callable[[Path], None]) -> None:
        lang = self._desk.lang
        kinds = ((".xlsx", lang(N_("Workbooks (*.xlsx)"))),)
        file = where_to_save(self, lang=lang, ask=SaveAs(title=title, usual=usual, kinds=kinds))
        if file is not None:
            save(file)

    def _saved(self, file: Path, work: Callable[[], None]) -> None:
        if attempt(self.notice, work):
            self._tell_saved(file)

    def _tell_saved(self, file: Path) -> None:
        said = Message(N_("Saved and read back: {file}"), {"file": str(file)})
        self.notice.tell(said, alarm=False)

    def _lay_out(self) -> None:
        first, last = FlowBox(), FlowBox()
        for button in (self.choose_button, self.template_button, self.plan_button):
            first.add(button)
        for button in (self.import_button, self.leave_button, self.copy_button, self.back_button):
            last.add(button)
        column_of_all = scrolled_column(self)
        column_of_all.setContentsMargins(14, 8, 8, 8)
        column_of_all.addWidget(self._title)
        column_of_all.addWidget(self._hint)
        column_of_all.addWidget(first)
        for part in (self.notice, self.progress, self._told, self._how):
            column_of_all.addWidget(part)
        column_of_all.addWidget(self.table, 1)
        column_of_all.addWidget(last)
        column_of_all.addStretch()

    def _connect(self) -> None:
        self.choose_button.clicked.connect(self._choose)
        self.template_button.clicked.connect(self.save_template)
        self.plan_button.clicked.connect(self._ask_plan)
        self.import_button.clicked.connect(self.take)
        if self._desk.plan is not None:
            for asked in (self._desk.plan.closing, self._desk.plan.typed_asked):
                asked.connect(self.leave)
        self.faults.mended.connect(self.mend)
        self.table.cells.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self._show_now))
        self.copy_button.clicked.connect(self._ask_copy)
        self.leave_button.clicked.connect(self._leave)
        self.back_button.clicked.connect(self._go_back)

    def _leave(self) -> None:
        """Let the rows be; pasted ones are left for the list they were meant for."""
        self._show(None)
        if self._kind is not None:
            self._go_back()

    def _go_back(self) -> None:
        kind, self._kind = self._kind, None
        self._show(None)
        self.list_asked.emit(kind)
