"""Papers: choose one and its language, look at its pages, save it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from ccmdesk.actions.compared_editions import compared
from ccmdesk.actions.export_document import (
    ExportDocument,
    Hooks,
    document_bytes,
    paper_name,
    written,
)
from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_, Message
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat
from ccmdesk.rules.finding import Level
from ccmdesk.ui.approval_strip import ApprovalStrip, plan_request
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.commands import language_words
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Running, Work
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.meeting_choice import MeetingChoice
from ccmdesk.ui.paper_options import OptionsButton
from ccmdesk.ui.paper_pages import Paper, open_paper
from ccmdesk.ui.paper_view import STEP, PaperView
from ccmdesk.ui.problems import NoticeBar, attempt, show_problem
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.flow import FlowBox
from ccmdesk.ui.scrolled import reveal, scrolled_column

_FILTERS = {
    PaperFormat.PDF: N_("PDF papers (*.pdf)"),
    PaperFormat.DOCX: N_("Word papers (*.docx)"),
}
_LETTERS = 14
_AROUND = 48


class DocumentsPage(QWidget):
    """The language of a paper is chosen here and has nothing to do with that of the window."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._paper: Paper | None = None
        self._asked: ExportDocument | None = None
        self._making: tuple[ExportDocument, Callable[[Paper], None]] | None = None
        self._changed = False
        self._page = 0
        self._title = BoldLabel(TITLE)
        self.kind = QuietCombo()
        self.language = QuietCombo()
        self.meeting = MeetingChoice(desk)
        self.options = OptionsButton(desk)
        for kind in DocumentKind:
            self.kind.addItem("", kind)
        for code in PAPER_LANGUAGES:
            self.language.addItem("", code)
        short = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box in (self.kind, self.language):
            box.setSizeAdjustPolicy(short)
            box.setMinimumContentsLength(_LETTERS)
        self.language.setCurrentIndex(self.language.findData(desk.lang.code))
        self.show_button = QPushButton()
        self.save_button = QPushButton()
        self._states = text_label(muted=True)
        self._where = QLabel()
        self._larger, self._smaller, self._fit = QToolButton(), QToolButton(), QToolButton()
        self.progress = ProgressRow(desk)
        self.notice = NoticeBar(desk)
        self.approval = ApprovalStrip(desk, self.notice, plan_request)
        self.view = PaperView(desk)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def paper(self) -> bytes | None:
        """The bytes that are shown, and that Save writes."""
        return None if self._paper is None else self._paper.data

    def ask(self) -> ExportDocument:
        """Return the paper that is chosen."""
        options = self.options.options
        return ExportDocument(
            kind=self.kind.currentData(),
            language=self.language.currentData(),
            meeting=self.meeting.meeting,
            second_language=options.second_language,
            with_map=options.with_map,
            edition=options.edition,
            since=options.since,
        )

    def preview(self) -> None:
        """Make the paper from the plan as it is now, and show its pages, to be read at once."""
        self.view.setFocus()
        self._make(self._show)

    def preview_submission(self, number: int, *, compared: bool) -> None:
        """Show the plan as it was sent, or with *compared* what has changed since then."""
        kind = DocumentKind.CHANGES if compared else DocumentKind.NEEDS_PLAN
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.options.choose(
            edition=None if compared else number, since=number if compared else None
        )
        self.preview()

    def save(self) -> None:
        """Make the paper when it is not shown yet, then ask where to save it."""
        if self._paper is not None and self._asked == self.ask():
            self._save_shown()
        else:
            self._make(self._show_and_save)

    def save_to(self, file: Path) -> None:
        """Write the bytes that are shown to *file*."""
        from ccmdesk.db.atomic_file import write_file

        data = self.paper
        if data is None:
            return
        if attempt(self.notice, lambda: write_file(file, lambda out: _put(out, data))):
            self._tell_saved(file)

    def save_word_to(self, file: Path) -> None:
        """Let the worker write the same paper as a Word file."""
        from ccmdesk.db.atomic_file import write_file

        plan = self._desk.plan
        if plan is None:
            return
        ask, store = replace(self.ask(), format=PaperFormat.DOCX), plan.store
        packs, today = plan.packs, plan.author.today

        def work(running: Running) -> Path:
            told, full = compared(store, store.document(watch=running.go_on), ask)
            hooks = Hooks(progress=running.progress, cancelled=running.cancelled)
            data = document_bytes(told, full, packs=packs, today=today, hooks=hooks)
            write_file(file, lambda out: _put(out, data))
            return file

        self._start(work, self._tell_saved)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("Documents")))
        self.kind.setAccessibleName(lang(N_("Paper")))
        self.language.setAccessibleName(lang(N_("Language of the paper")))
        for place in range(self.kind.count()):
            self.kind.setItemText(place, lang(self.kind.itemData(place).label))
        for place in range(self.language.count()):
            words = language_words(lang, self.language.itemData(place))
            self.language.setItemText(place, words)
        self._name_choices()
        self.show_button.setText(lang(N_("Show the pages")))
        self.save_button.setText(lang(N_("Save…")))
        self._name_zoom()
        self._say_states()
        self._say_where(self._page)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _make(self, then: Callable[[Paper], None]) -> None:
        plan = self._desk.plan
        if plan is None:
            return
        ask, store, today = self.ask(), plan.store, plan.author.today
        packs = plan.packs

        def work(running: Running) -> Paper:
            document = store.document(watch=running.go_on)
            hooks = Hooks(progress=running.progress, cancelled=running.cancelled)
            told, full = compared(store, document, ask)
            made = written(told, full, packs=packs, today=today, hooks=hooks)
            return open_paper(made.data, length=made.length)

        self._changed = False
        self._making = (ask, then)
        self._start(work, self._done)

    def _start(self, work: Work, done: Callable[[Any], object]) -> None:
        self.notice.clear()
        job = self._desk.jobs.prepare(work)
        job.done.connect(done)
        job.refused.connect(self._refuse)
        job.failed.connect(raise_fault)
        job.ended.connect(self._rest)
        self._let_ask(may=False)
        self.progress.follow(job)
        self._desk.jobs.start(job)

    def _done(self, paper: Paper) -> None:
        if self._making is not None:
            ask, then = self._making
            self._asked = None if self._changed else ask
            then(paper)

    def _tell_saved(self, file: Path) -> None:
        said = N_("Saved and read back: {file}")
        self.notice.tell(Message(said, {"file": str(file)}), alarm=False)

    def _rest(self) -> None:
        self._making = None
        self._let_ask(may=True)

    def _refuse(self, problem: Problem) -> None:
        show_problem(self.notice, problem)

    def _show(self, paper: Paper) -> None:
        self._paper = paper
        self.view.show_paper(paper)
        self._say_states()
        reveal(self.view)

    def _show_and_save(self, paper: Paper) -> None:
        self._show(paper)
        self._save_shown()

    def _save_shown(self) -> None:
        plan = self._desk.plan
        if plan is None:
            return
        state = plan.store.first(StateParty)
        country = state.country if state is not None and state.country else "plan"
        usual = paper_name(country, self.ask(), today=plan.author.today)
        lang = self._desk.lang
        ask = SaveAs(
            title=lang(N_("Save the paper")),
            usual=usual,
            kinds=tuple((f".{form.value}", lang(_FILTERS[form])) for form in PaperFormat),
        )
        file = where_to_save(self, lang=lang, ask=ask)
        if file is None:
            return
        if file.suffix.casefold() == f".{PaperFormat.DOCX.value}":
            self.save_word_to(file)
        else:
            self.save_to(file)

    def _let_ask(self, *, may: bool) -> None:
        self.show_button.setEnabled(may)
        self.save_button.setEnabled(may)

    def _name_choices(self) -> None:
        """Tell the whole names of what is chosen, and make room for all in the lists."""
        self.options.language = self.language.currentData()
        metrics = QFontMetrics(QApplication.font())
        for box in (self.kind, self.language):
            box.setToolTip(box.currentText())
            texts = [box.itemText(place) for place in range(box.count())]
            widest = max(metrics.horizontalAdvance(text) for text in texts) + _AROUND
            box.view().setMinimumWidth(widest)
            box.setMaximumWidth(widest)

    def _forget(self) -> None:
        """Another paper was chosen: the pages of the old one must not be taken for it."""
        self._name_choices()
        if self._asked is not None and self._asked != self.ask():
            self._paper = None
            self._asked = None
            self.view.show_paper(None)
            self._say_where(0)
        self._say_states()

    def _written(self) -> None:
        """Say that the plan is newer than the pages, and let the next look make them anew."""
        self._asked, self._changed = None, True
        self._say_states()

    def _say_states(self) -> None:
        lang = self._desk.lang
        parts = [] if self._desk.found is None else [self._about_missing()]
        parts += self.options.words()
        if self._paper is None:
            parts.append(lang(N_("Choose a paper and its language, then show its pages.")))
        else:
            parts += [lang.say(message) for message in self._paper.length]
            if self._asked is None:
                parts.append(lang(N_("The plan was changed after these pages were made.")))
        self._states.setText("\n".join(parts))

    def _about_missing(self) -> str:
        lang = self._desk.lang
        counts = [
            sum(finding.level is level for finding in self._desk.findings)
            for level in (Level.NEEDED, Level.STRONGER)
        ]
        needed = lang.ngettext("{n} point is needed", "{n} points are needed", counts[0])
        stronger = lang.ngettext(
            "{n} would make it stronger", "{n} would make it stronger", counts[1]
        )
        said = N_("The paper states what is missing: {points}.")
        return lang(said, points=lang.join([needed, stronger]))

    def _say_where(self, page: int) -> None:
        self._page = page
        lang, paper = self._desk.lang, self._paper
        if paper is None or not page:
            self._where.setText("")
            return
        here, last = lang.number(page), lang.number(len(paper.sizes))
        self._where.setText(lang(N_("Page {page} of {pages}"), page=here, pages=last))

    def _name_zoom(self) -> None:
        lang = self._desk.lang
        for button, sign, name in (
            (self._larger, "+", lang(N_("Larger"))),
            (self._smaller, "−", lang(N_("Smaller"))),
            (self._fit, lang(N_("Fit")), lang(N_("Fit to the width"))),
        ):
            button.setText(sign)
            button.setToolTip(name)
            button.setAccessibleName(name)

    def _lay_out(self) -> None:
        head, below = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addStretch(1)
        tools = FlowBox(gap=8)
        sizes: tuple[QWidget, ...] = (self._where, self._smaller, self._larger, self._fit)
        for part in (*sizes, self.show_button, self.save_button):
            tools.add(part)
        head.addWidget(tools)
        below.addWidget(self.kind, 2)
        below.addWidget(self.language, 2)
        below.addWidget(self.meeting, 3)
        below.addWidget(self.options)
        below.addStretch()
        column = scrolled_column(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(self.approval)
        column.addWidget(self._states)
        column.addWidget(self.notice)
        column.addWidget(self.progress)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.show_button.clicked.connect(self.preview)
        self.save_button.clicked.connect(self.save)
        self.kind.currentIndexChanged.connect(self._forget)
        self.language.currentIndexChanged.connect(self._forget)
        self.meeting.chosen.connect(self._forget)
        self.options.chosen.connect(self._forget)
        self.view.page_changed.connect(self._say_where)
        self.view.show_asked.connect(self.show_button.click)
        self._larger.clicked.connect(lambda: self.view.zoom(STEP))
        self._smaller.clicked.connect(lambda: self.view.zoom(1 / STEP))
        self._fit.clicked.connect(lambda: self.view.zoom(0))
        self._desk.written.connect(self._written)
        self._desk.checked.connect(self._say_states)


def _put(out: Any, data: bytes) -> None:
    out.write(data)
