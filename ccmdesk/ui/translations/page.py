"""Translations: which texts are to be translated, one after the other, and files for others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.export_translations import (
    Exported,
    ExportTranslations,
    TranslationFormat,
    save_translations,
    translations_bytes,
    translations_name,
)
from ccmdesk.actions.import_translations import (
    ImportTranslations,
    TranslationPreview,
    apply_translations,
    preview_translations,
)
from ccmdesk.model.change import StepKind
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_, Message, counted
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Running, Work
from ccmdesk.ui.labels import TITLE, BoldLabel
from ccmdesk.ui.problems import NoticeBar, attempt, show_problem
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.translations.returned_panel import ReturnedPanel
from ccmdesk.ui.translations.survey import Survey
from ccmdesk.ui.translations.work_panel import WorkPanel

if TYPE_CHECKING:
    from ccmdesk.db.write import Step


class TranslationsPage(QWidget):
    """The list and the two boxes; in their place, for a while, what a file would change."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.survey = Survey(desk, self)
        self._title = BoldLabel(TITLE)
        self.give_button, self.take_button = QPushButton(), QPushButton()
        self._menu = QMenu(self.give_button)
        self.only_to_do = QAction(self._menu, checkable=True, checked=True)
        self.formats = {form: QAction(self._menu) for form in TranslationFormat}
        self.notice = NoticeBar(desk)
        self.progress = ProgressRow(desk)
        self.work = WorkPanel(desk, self.survey)
        self.returned = ReturnedPanel(desk)
        self._parts = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.survey.load()

    def save_to(self, file: Path, form: TranslationFormat) -> None:
        """Let the worker write the file for the translator."""
        plan, ask = self._desk.plan, self._ask(form)
        if plan is None or not self.work.bench.commit():
            return
        store, changed, packs = plan.store, self.survey.changed, plan.packs

        def work(running: Running) -> Message:
            document = store.document(watch=running.go_on)
            exported = translations_bytes(document, changed, ask, packs=packs)
            save_translations(exported, file)
            return _told(exported, file)

        self._start(work, lambda told: self.notice.tell(told, alarm=False))

    def preview(self, file: Path) -> None:
        """Read a file in the worker and show what taking it in would do."""
        plan = self._desk.plan
        if plan is None or not self.work.bench.commit():
            return
        store, packs, ask = plan.store, plan.packs, ImportTranslations(path=file)

        def work(running: Running) -> TranslationPreview:
            document = store.document(watch=running.go_on)
            changed = store.out_of_date()
            return preview_translations(document, changed, ask, packs=packs, watch=running.go_on)

        self._start(work, self._show_preview)

    def take(self) -> None:
        """Write the translations of the file as one step."""
        plan, found = self._desk.plan, self.returned.found
        if plan is None or found is None:
            return
        taken: list[int] = []

        def write() -> None:
            done = apply_translations(
                plan.store, found, author=plan.author, also=self.returned.asked
            )
            taken.append(done.texts)
            plan.written(done.step)

        if attempt(self.notice, write):
            said = counted(
                "{n} translation was taken in. One undo takes it back.",
                "{n} translations were taken in. One undo takes them back.",
                taken[0],
            )
            self.leave_file()
            self.survey.choose(target=found.language)
            self.survey.filter()
            self.notice.tell(said, alarm=False)

    def leave_file(self) -> None:
        """Go back to the list; nothing of the file is written."""
        self.returned.show_preview(None)
        self._parts.setCurrentWidget(self.work)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("Translations")))
        self.give_button.setText(lang(N_("Give to a translator…")))
        self.take_button.setText(lang(N_("Take in a translation…")))
        self.only_to_do.setText(lang(N_("Only what is still to be done")))
        for form, action in self.formats.items():
            action.setText(lang(form.label))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.work.bench.leave()

    def _start(self, work: Work, done: Callable[[Any], object]) -> None:
        self.notice.clear()
        job = self._desk.jobs.prepare(work)
        job.done.connect(done)
        job.refused.connect(lambda problem: show_problem(self.notice, problem))
        job.failed.connect(raise_fault)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def _ask(self, form: TranslationFormat) -> ExportTranslations:
        pair = self.survey.pair
        return ExportTranslations(
            source=pair.source,
            language=pair.target,
            format=form,
            only_to_do=self.only_to_do.isChecked(),
        )

    def _choose_where(self, form: TranslationFormat) -> None:
        plan, lang = self._desk.plan, self._desk.lang
        if plan is None:
            return
        usual = translations_name(plan.store.first(StateParty), self._ask(form))
        ask = SaveAs(
            title=lang(N_("Save the file for the translator")),
            usual=usual,
            kinds=((f".{form.ending}", f"*.{form.ending}"),),
        )
        file = where_to_save(self, lang=lang, ask=ask)
        if file is not None:
            self.save_to(file, form)

    def _choose_file(self) -> None:
        lang = self._desk.lang
        kinds = lang(N_("Translations (*.xlf *.xliff *.docx)"))
        title = lang(N_("Take in a translation"))
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if chosen:
            self.preview(Path(chosen))

    def _show_preview(self, found: TranslationPreview) -> None:
        self.returned.show_preview(found)
        self._parts.setCurrentWidget(self.returned)
        self.returned.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, step: Step) -> None:
        """After undo and redo, show the text that is another now."""
        if step.does in {StepKind.UNDO, StepKind.REDO} and self.isVisible():
            self.work.show_step(step)

    def _lay_out(self) -> None:
        for form, action in self.formats.items():
            action.triggered.connect(lambda _on=False, form=form: self._choose_where(form))
            self._menu.addAction(action)
        self._menu.addSeparator()
        self._menu.addAction(self.only_to_do)
        self.give_button.setMenu(self._menu)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        for button in (self.take_button, self.give_button):
            head.addWidget(button)
        for part in (self.work, self.returned):
            self._parts.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.progress)
        column.addWidget(self._parts, 1)

    def _connect(self) -> None:
        self.take_button.clicked.connect(self._choose_file)
        self.survey.started.connect(self.progress.follow)
        self.returned.take_asked.connect(self.take)
        self.returned.leave_asked.connect(self.leave_file)
        self._desk.written.connect(self._written)
        if self._desk.plan is not None:
            for asked in (self._desk.plan.closing, self._desk.plan.typed_asked):
                asked.connect(self.work.bench.leave)


def _told(exported: Exported, file: Path) -> Message:
    """Return what was written, and what could not be."""
    values = {"file": str(file), "texts": exported.texts}
    if exported.unfit:
        says = N_(
            "Saved and read back: {file}, with {texts} texts. Left out because Word cannot hold"
            " their characters: {left}. Give these out as XLIFF."
        )
        return Message(says, {**values, "left": exported.unfit})
    if exported.unwritten:
        says = N_(
            "Saved and read back: {file}, with {texts} texts. Left out because they are not"
            " written in this source language: {left}."
        )
        return Message(says, {**values, "left": exported.unwritten})
    return Message(N_("Saved and read back: {file}, with {texts} texts."), values)
