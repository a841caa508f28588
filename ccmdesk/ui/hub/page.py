"""The submissions of States: taken in here, reported on, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ccmdesk.actions.hub.add import Added
from ccmdesk.actions.hub.keys import DecideOnKey
from ccmdesk.actions.hub.screen import ScreenTable, state_told
from ccmdesk.actions.hub.write_report import WriteReport
from ccmdesk.db.hub.place import shown_place
from ccmdesk.lang.naming import show_of
from ccmdesk.lang.show import Show
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import PasswordAsked, Problem
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.hub.filed import FiledKey
from ccmdesk.ui.box import Box
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.hub.added_table import ADDED, added_table
from ccmdesk.ui.hub.alarm_box import AlarmBox
from ccmdesk.ui.hub.chosen_packages import chosen_packages, dropped_files, packages_in
from ccmdesk.ui.hub.key_dialog import AskedKey, KeyDialog, decided_words
from ccmdesk.ui.hub.opening_rows import OpeningRows
from ccmdesk.ui.hub.parts_list import PartsList
from ccmdesk.ui.hub.save_row import SaveRow
from ccmdesk.ui.hub.settle_dialog import AskedAlarm, SettleDialog
from ccmdesk.ui.hub.store_row import EMPTY, StoreRow
from ccmdesk.ui.hub.table_view import TableView
from ccmdesk.ui.hub.work import At, Seen, adding, deciding, looking, saving, saying, settling
from ccmdesk.ui.jobs import Work
from ccmdesk.ui.labels import TITLE, BoldLabel, text_label
from ccmdesk.ui.opening import author_of, packs
from ccmdesk.ui.problems import NoticeBar, attempt, show_problem
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.records.elided import ElidedLabel
from ccmdesk.ui.scrolled import scrolled_column

_LIST = 270
_Words = Callable[[Any], Message]
_HINT = N_("Choose a row to read all of it here.")


class HubPage(QWidget):
    """Works on one store; *folder* is where the lists of trusted keys are kept."""

    left = Signal()

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__()
        self._desk, self._folder = desk, folder
        self._store, self._password, self._busy = "", "", False
        self._seen: Seen | None = None
        self.added: list[Added] = []
        self.dialog: KeyDialog | None = None
        self.setAcceptDrops(True)
        self._title = BoldLabel(TITLE)
        self._where = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self.back_button, self.other_button = QPushButton(), QPushButton()
        self.store, self.empty = StoreRow(desk), text_label()
        self.alarms, self.notice = AlarmBox(desk), NoticeBar(desk)
        self.figures, self.counted = BoldLabel(), text_label(muted=True)
        self.figures.setWordWrap(True)
        self.add_button, self.verify_button = QPushButton(), QPushButton()
        self.revoke_button, self.save = QPushButton(), SaveRow(desk)
        self.opening = OpeningRows(desk, folder)
        self.parts = PartsList()
        self.view = TableView(self._more, lambda: self._desk.lang(_HINT))
        self.progress, self._body = ProgressRow(desk), QWidget()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._refresh()

    @property
    def seen(self) -> Seen | None:
        """What was read of the store last."""
        return self._seen

    def open(self, store: str) -> None:
        """Show what is in *store*; without one ask for it."""
        self.notice.clear()
        if store and store != self._store:
            self._turn_to(store)
            self._desk.remember(hub=shown_place(store))
        if self._store:
            self.store.where.clear()
            self._begin()
        self._refresh()

    def _begin(self) -> None:
        """Read the store, unless it is a file that is still to be made."""
        if "://" in self._store or Path(self._store).exists():
            self.look()
        else:
            said = N_("{file} is made when the first package is taken in. Drop packages here.")
            self.notice.tell(Message(said, {"file": Path(self._store).name}), alarm=False)

    def look(self) -> None:
        """Read the store again."""
        self._run(looking(self._at(), self._show()), self._take_seen)

    def add(self, paths: Sequence[Path]) -> None:
        """Take packages in, one after the other; a folder stands for the packages in it."""
        chosen: list[Path] = []
        take = lambda: chosen.extend(packages_in(paths))  # noqa: E731
        if not self._store:
            self.notice.tell(Message(N_("Choose the store first.")), alarm=True)
        elif paths and not self._busy and attempt(self.notice, take):
            self.notice.clear()
            self.added = []
            work = adding(self._at(), chosen, self.added.append)
            then = partial(self._tell_added, len(chosen))
            self._run(work, lambda _: None, then=then, again=partial(self.add, chosen))

    def ask_key(self, *, revoke: bool) -> None:
        """Ask about a key of the State that is chosen."""
        keys = self._keys()
        if not keys:
            return
        about = AskedKey(StateCode(self.view.state), keys)
        self.dialog = dialog = KeyDialog(self._desk, about, revoke=revoke, parent=self)
        dialog.asked.connect(lambda ask: self._decide(dialog, ask))
        dialog.open()

    def save_report(self, ask: WriteReport) -> None:
        """Write the report that is seen."""
        if self._seen is not None:
            self._run(saving(self._at(), self._seen.state, ask), self._tell_saved)

    def show_part(self, anchor: str) -> None:
        """Show one of the tables by its short name."""
        self.parts.show_part(anchor)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self._title.setText(lang(N_("Submissions of States")))
        self.back_button.setText(lang(C_("button", "Back")))
        self.other_button.setText(lang(N_("Another store…")))
        self.empty.setText(lang(EMPTY))
        self.add_button.setText(lang(N_("Take in packages…")))
        self.verify_button.setText(lang(N_("Verify a key…")))
        self.revoke_button.setText(lang(N_("Revoke a key…")))
        self.parts.setAccessibleName(lang(N_("Tables")))
        told = lang(N_("Choose a State in the table first."))
        for button in (self.verify_button, self.revoke_button):
            button.setToolTip(told)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self._seen is not None:
                again = saying(self._seen.state, self._show(), packs=packs())
                self._run(again, self._take_seen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event):
            self.add(files)

    def _run(
        self,
        work: Work,
        done: Callable[[Any], object],
        *,
        notice: NoticeBar | None = None,
        then: Callable[[], object] = lambda: None,
        again: Callable[[], object] | None = None,
    ) -> None:
        """Do *work* beside the window; *then* follows however it ends.

        *again* begins it anew once a password is given; without it the store is read. What comes
        when another store is shown is not told.
        """
        store = self._store

        def here(do: Callable[..., object]) -> Callable[..., object]:
            return lambda *told: do(*told) if isValid(self) and self._store == store else None

        job = self._desk.jobs.prepare(work)
        job.done.connect(here(done))
        job.refused.connect(here(lambda problem: self._refuse(problem, notice, again)))
        job.failed.connect(raise_fault)
        job.ended.connect(here(self._end))
        job.ended.connect(here(then))
        self._busy = True
        self.progress.follow(job)
        self._refresh()
        self._desk.jobs.start(job)

    def _refuse(
        self, problem: Problem, notice: NoticeBar | None, again: Callable[[], object] | None
    ) -> None:
        """Say it in the box that asked, or here once that was closed."""
        show_problem(notice if notice is not None and isValid(notice) else self.notice, problem)
        if isinstance(problem, PasswordAsked):
            self._ask_password(problem, again or self.look)

    def _ask_password(self, asked: PasswordAsked, go_on: Callable[[], object]) -> None:
        """Ask for the password of the server, and go on with it."""
        from ccmdesk.actions.plan_on_server import knock_at
        from ccmdesk.ui.password_box import PasswordBox

        store = self._store

        def use(password: str) -> None:
            self._password = password
            self.notice.clear()
            go_on()

        box = PasswordBox(self._desk, asked, lambda typed: knock_at(store, password=typed), self)
        box.given.connect(use)
        box.open()

    def _end(self) -> None:
        self._busy = False
        self._refresh()

    def _take_seen(self, seen: Seen) -> None:
        self._seen = seen
        self.alarms.tell(seen.screen.alarms, seen.state.report.alarms)
        self.figures.setText("   ·   ".join(seen.screen.figures))
        self.counted.setText(" ".join(seen.screen.told))
        self.counted.setToolTip(seen.screen.packs)
        self._put_parts()

    def _put_parts(self) -> None:
        """List the tables anew and stay on the one that is shown."""
        self.parts.put(self._tables())
        self._show_chosen()

    def _tables(self) -> list[ScreenTable]:
        tables = [] if self._seen is None else list(self._seen.screen.tables)
        return [*tables, added_table(self._desk.lang, self.added)] if self.added else tables

    def _show_chosen(self) -> None:
        place, tables = self.parts.currentRow(), self._tables()
        if 0 <= place < len(tables):
            self.view.show_table(tables[place])

    def _tell_added(self, asked: int) -> None:
        taken = sum(one.is_in for one in self.added)
        said = Message(
            N_("{taken} of {all} packages were taken in."), {"taken": taken, "all": asked}
        )
        if self.added:
            if self.notice.isHidden():  # else it says why the store took no more
                self.notice.tell(said, alarm=taken < asked)
            self._put_parts()
            self.show_part(ADDED)
            self.opening.ask_for(self.added)
            self.look()

    def _decide(self, dialog: KeyDialog, ask: DecideOnKey) -> None:
        revoke = dialog.revokes
        work = deciding(self._at(), ask, revoke=revoke)
        self._answer(dialog, work, partial(decided_words, revoked=revoke))

    def _settle(self, dialog: SettleDialog, ask: AskedAlarm) -> None:
        self._answer(dialog, settling(self._at(), ask), lambda said: said)

    def _answer(self, dialog: KeyDialog | SettleDialog, work: Work, words: _Words) -> None:
        def tell(found: object) -> None:
            if isValid(dialog):
                dialog.accept()
            self.notice.tell(words(found), alarm=False)
            self.look()

        self._run(work, tell, notice=dialog.notice)

    def _tell_saved(self, out: Path) -> None:
        self.notice.tell(Message(N_("The report is in {file}."), {"file": str(out)}), alarm=False)

    def _more(self, country: str) -> tuple[str, ...]:
        if self._seen is None or not country:
            return ()
        return state_told(self._seen.state, country, self._show())

    def _keys(self) -> list[FiledKey]:
        keys = () if self._seen is None else self._seen.state.keys
        return [key for key in keys if key.country == self.view.state]

    def _refresh(self) -> None:
        """Show what can be done now."""
        is_open = bool(self._store)
        asking: tuple[QWidget, ...] = (self.store, self.empty)
        working: tuple[QWidget, ...] = (self._where, self.other_button, self._body)
        for part in (*asking, *working):
            part.setVisible(is_open is (part in working))
        self._where.setText(shown_place(self._store))
        seen = self._seen is not None
        told: tuple[QWidget, ...] = (self.figures, self.counted, self.parts, self.view)
        for part in told:
            part.setVisible(seen)
        for button in (self.other_button, self.add_button, self.alarms.settle_button):
            button.setEnabled(not self._busy)
        self.save.setEnabled(seen and not self._busy)
        for button in (self.verify_button, self.revoke_button):
            button.setEnabled(bool(self._keys()) and not self._busy)

    def _at(self) -> At:
        return At(
            store=self._store,
            folder=self._folder,
            packs=packs(),
            author=author_of(self._desk),
            password=self._password,
            unlock=self.opening.unlock(),
        )

    def _show(self) -> Show:
        return show_of(self._desk.lang, packs=packs(), find=lambda _: None)

    def _go_back(self) -> None:
        self._password = ""  # it was given for this visit  # nosec B105
        self.opening.forget()
        self.left.emit()

    def _leave_store(self) -> None:
        self._turn_to("")
        self.notice.clear()
        self._refresh()
        self.store.where.setFocus()

    def _turn_to(self, store: str) -> None:
        """Leave all that belongs to the store before, and what is asked about it."""
        self._store, self._password, self._seen, self.added = store, "", None, []
        self._busy = False
        self.opening.forget()
        self.alarms.tell(())
        for box in self.findChildren(Box):
            box.reject()

    def _lay_out(self) -> None:
        head, doing = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._where, 1)
        head.addWidget(self.other_button)
        head.addWidget(self.back_button)
        for button in (self.add_button, self.verify_button, self.revoke_button):
            doing.addWidget(button)
        doing.addStretch(1)
        doing.addWidget(self.save)
        sides = QSplitter()
        sides.setChildrenCollapsible(False)
        sides.addWidget(self.parts)
        sides.addWidget(self.view)
        sides.setStretchFactor(1, 1)
        sides.setSizes([_LIST, 4 * _LIST])
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(doing)
        inside.addWidget(self.figures)
        inside.addWidget(self.counted)
        inside.addWidget(sides, 1)
        column = scrolled_column(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.addLayout(head)
        above: tuple[QWidget, ...] = (self.alarms, self.notice, self.empty, self.store)
        for part in (*above, self.progress, self.opening):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.store.asked.connect(self.open)
        self.other_button.clicked.connect(self._leave_store)
        self.back_button.clicked.connect(self._go_back)
        self.opening.given.connect(self.add)
        self.add_button.clicked.connect(lambda: self.add(chosen_packages(self._desk, self)))
        self.verify_button.clicked.connect(lambda: self.ask_key(revoke=False))
        self.revoke_button.clicked.connect(lambda: self.ask_key(revoke=True))
        self.alarms.asked.connect(self._settle)
        self.save.asked.connect(self.save_report)
        self.parts.currentRowChanged.connect(self._show_chosen)
        self.view.state_chosen.connect(self._refresh)
