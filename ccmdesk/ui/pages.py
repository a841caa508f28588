"""The pages in the middle: each is built when it is first visited, and dropped with its plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ccmdesk.ui.desk import Desk
from ccmdesk.ui.sections import SECTIONS, section_of
from ccmdesk.ui.sent_asks import COMPARE, CORRECT
from ccmdesk.ui.spot import Spot

if TYPE_CHECKING:
    from uuid import UUID

    from ccmdesk.actions.import_tables import PastedRows
    from ccmdesk.ui.overview_lines import Told
    from ccmdesk.ui.records.chosen_columns import ChosenColumns
    from ccmdesk.ui.records.column_widths import ColumnWidths
    from ccmdesk.ui.records.page import RecordsPage

IMPORT, GUIDED, HISTORY, TRUST = "import", "guided", "history", "trust"
DECIDE, TWICE = "decide", "twice"
WITHOUT_PLACE = frozenset({IMPORT, GUIDED, HISTORY, DECIDE, TWICE, TRUST})
"""Pages that are not in the navigation."""

FOLDED_ON = frozenset(
    {"timeline", "map", "budget", "translations", "documents", "send"} | WITHOUT_PLACE
)
"""Pages that need the whole width, where the panel folds by itself."""


class Pages(QStackedWidget):
    """The stack of pages by section name, and those that have no place in the navigation."""

    opened = Signal()
    """A page was asked for, which may be the one that was shown before."""
    shown = Signal(str)
    record_shown = Signal(object, object)
    told = Signal(object)
    """A Message: what was done on a page."""
    guided_asked = Signal()
    command_asked = Signal(str)
    """The name of a command of the window."""
    missing_asked = Signal()
    """The user goes back to the point of what is missing that was opened last."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__()
        self._desk = desk
        self._folder = folder
        self._built: dict[str, QWidget] = {}
        self._stood_on: dict[str, QWidget] = {}
        self._unsaid: set[QWidget] = set()
        self._widths: ColumnWidths | None = None
        self._chosen: ChosenColumns | None = None
        self.name = ""
        desk.plan_changed.connect(self._drop)

    @property
    def built(self) -> tuple[str, ...]:
        """The names of the pages that were visited."""
        return tuple(self._built)

    def open(self, name: str) -> QWidget | None:
        """Show a page, building it first when it was never visited; None without a plan."""
        if self._desk.plan is None:
            return None
        page = self._built.get(name)
        if page is None:
            page = self._built[name] = self._build(name)
            self.addWidget(page)
        self._say_again(page)
        self.setCurrentWidget(page)
        self.opened.emit()
        if self.name != name:
            self.name = name
            self.shown.emit(name)
        return page

    def open_record(
        self, kind: type, record: UUID, field: str | None = None, *, missing: bool = False
    ) -> None:
        """Show one record where its kind is kept, with the cursor in *field* when given.

        The way back from it leads to where the user is now, with *missing* to that point.
        """
        section = section_of(kind).name
        origin = self._here(section, missing=missing)
        if origin is not None and origin.trail[-1:] == ((kind, record),) and not missing:
            origin = origin.before  # it is shown already, and keeps its own way back
        self._keep_focus()
        self.open(section)
        page = self.records()
        if page is not None:
            page.show_record(kind, record, field, origin=origin)

    def open_view(self, section: str, view: str) -> None:
        """Show one of the views of a section."""
        self.open(section)
        page = self.records()
        if page is not None:
            page.show_view(view)
            page.take_focus()

    def show_on_map(self, record: Any) -> None:
        """Show the map with a record chosen and in sight."""
        origin = self._here("map", missing=False)
        page: Any = self.open("map")
        page.show_record(record, origin=origin)

    def come_back(self, spot: Spot) -> None:
        """Show again where the user was, with the focus on the same thing."""
        page: Any = self.open(spot.page)
        records = self.records()
        if records is not None:
            records.come_back(spot)
        elif page is not None:
            self._focus_again(page)
        if spot.missing:
            self.missing_asked.emit()

    def records(self) -> RecordsPage | None:
        """Return the page of records that is shown, if it is one."""
        page: Any = self.currentWidget()
        return page if self.name in _RECORD_SECTIONS else None

    def event(self, event: QEvent) -> bool:
        """Let only the page that is seen say its texts again; the others do when they are shown."""
        if event.type() != QEvent.Type.LanguageChange:
            return super().event(event)
        self._unsaid = set(self._built.values())
        self._say_again(self.currentWidget())
        return True

    def _say_again(self, page: QWidget | None) -> None:
        if page is not None and page in self._unsaid:
            self._unsaid.remove(page)
            QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))

    def _here(self, section: str, *, missing: bool) -> Spot | None:
        """Return where the user is; None on the list of the section that is asked for itself."""
        page = self.records()
        here = Spot(self.name) if page is None else page.spot()
        if missing:
            known = page is not None and page.side.origin is not None and page.side.origin.missing
            return page.side.origin if page is not None and known else replace(here, missing=True)
        is_list = not here.view and not here.trail
        return None if (here.page == section and is_list) or not here.page else here

    def _keep_focus(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self._stood_on[self.name] = now

    def _focus_again(self, page: QWidget) -> None:
        stood_on = self._stood_on.pop(self.name, None)
        if stood_on is not None and isValid(stood_on) and stood_on.isVisible():
            stood_on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> tuple[type, UUID] | None:
        """Return kind and id of the record that is shown, or whose row the user is on."""
        page = self.records()
        return None if page is None else page.current()

    def reset_columns(self) -> None:
        """Let every list have its usual columns again, and fit them by itself."""
        self._column_widths().forget()
        self._chosen_columns().forget()

    def _drop(self) -> None:
        self.name = ""
        for page in self._built.values():
            self.removeWidget(page)
            page.deleteLater()
        self._built.clear()
        self._unsaid.clear()

    def _build(self, name: str) -> QWidget:
        match name:
            case "overview":
                from ccmdesk.ui.overview_page import OverviewPage

                overview = OverviewPage(self._desk, self)
                overview.asked_record.connect(self.open_record)
                overview.asked_list.connect(self.open_list)
                overview.asked_part.connect(self._open_part)
                overview.asked_page.connect(self.open)
                overview.asked_changes.connect(partial(self._do_with_sent, COMPARE))
                overview.guided_asked.connect(self.guided_asked)
                return overview
            case "map":
                from ccmdesk.ui.map.page import MapPage

                areas = MapPage(self._desk, self._column_widths())
                areas.asked_record.connect(self.open_record)
                areas.asked_list.connect(self.open_list)
                areas.back_asked.connect(self.come_back)
                return areas
            case "translations":
                from ccmdesk.ui.translations.page import TranslationsPage

                return TranslationsPage(self._desk, self)
            case "documents":
                from ccmdesk.ui.documents_page import DocumentsPage

                return DocumentsPage(self._desk, self)
            case _ if name == IMPORT:
                from ccmdesk.ui.import_page import ImportPage

                taking = ImportPage(self._desk, self)
                taking.list_asked.connect(self.open_list)
                return taking
        own: Mapping[str, Callable[[], QWidget]] = {
            "timeline": self._build_timeline,
            "send": self._build_send,
            DECIDE: self._build_decide,
            TWICE: self._build_twice,
            TRUST: self._build_trust,
            GUIDED: self._build_guided,
            HISTORY: self._build_history,
        }
        return own[name]() if name in own else self._build_records(name)

    def _build_timeline(self) -> QWidget:
        from ccmdesk.ui.timeline.page import TimelinePage

        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - open() has looked  # nosec B101
        page = TimelinePage(self._desk, plan, self)
        page.asked_record.connect(self.open_record)
        return page

    def _build_history(self) -> QWidget:
        from ccmdesk.ui.plan_history.page import PlanHistoryPage

        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - open() has looked  # nosec B101
        page = PlanHistoryPage(self._desk, plan, self)
        page.asked_record.connect(self.open_record)
        return page

    def _build_send(self) -> QWidget:
        from ccmdesk.ui.send_page import SendPage

        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - open() has looked  # nosec B101
        page = SendPage(self._desk, plan, self._folder, self)
        page.undo_asked.connect(lambda: self.command_asked.emit("undo"))
        page.decide_asked.connect(lambda: self.open(DECIDE))
        page.keys_asked.connect(lambda: self.open(TRUST))
        return page

    def _build_trust(self) -> QWidget:
        from ccmdesk.ui.trust.page import TrustPage

        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - open() has looked  # nosec B101
        page = TrustPage(self._desk, plan, self._folder, self)
        page.back_asked.connect(lambda: self.open("send"))
        page.history_asked.connect(lambda: self.open(HISTORY))
        return page

    def _build_decide(self) -> QWidget:
        from ccmdesk.ui.offices.decide_page import DecidePage

        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - open() has looked  # nosec B101
        page = DecidePage(self._desk, plan, self)
        page.asked_record.connect(self.open_record)
        page.asked_page.connect(self.open)
        page.undo_asked.connect(lambda: self.command_asked.emit("undo"))
        return page

    def _build_twice(self) -> QWidget:
        from ccmdesk.ui.offices.twice_page import TwicePage

        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - open() has looked  # nosec B101
        page = TwicePage(self._desk, plan, self)
        page.asked_record.connect(self.open_record)
        page.asked_page.connect(self.open)
        page.asked_list.connect(self.open_list)
        page.undo_asked.connect(lambda: self.command_asked.emit("undo"))
        return page

    def _join(self, kind: type, one: UUID, other: UUID) -> None:
        """Show two records side by side, to be joined or not."""
        page: Any = self.open(TWICE)
        page.show_two(kind, one, other)

    def _build_records(self, name: str) -> QWidget:
        from ccmdesk.ui.records.page import RecordsPage

        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - open() has looked  # nosec B101
        (section,) = [section for section in SECTIONS if section.name == name]
        page = RecordsPage(
            plan, section, widths=self._column_widths(), chosen=self._chosen_columns()
        )
        page.record_shown.connect(self.record_shown)
        page.told.connect(self.told)
        page.pasted.connect(self._preview_pasted)
        page.several.join_asked.connect(self._join)
        page.guided_asked.connect(self.guided_asked)
        page.back_asked.connect(self.come_back)
        page.map_asked.connect(self.show_on_map)
        page.views.sent_asked.connect(self._do_with_sent)
        page.views.list_asked.connect(self.open_list)
        plan.closing.connect(page.leave)
        plan.typed_asked.connect(page.leave)
        return page

    def _build_guided(self) -> QWidget:
        from ccmdesk.model.need import Need
        from ccmdesk.ui.guided.page import GuidedPage

        plan = self._desk.plan
        assert plan is not None  # noqa: S101 - open() has looked  # nosec B101
        page = GuidedPage(self._desk, plan, self)
        page.form_asked.connect(lambda need, field: self.open_record(Need, need, field))
        page.open_asked.connect(self.open_record)
        page.left.connect(self._leave_guided)
        return page

    def _leave_guided(self, need: UUID | None) -> None:
        """Show the list of needs, on the one whose questions were left."""
        from ccmdesk.model.need import Need

        self.open_list(Need)
        page = self.records()
        if page is not None:
            if need is not None:
                page.record_list().select(need)
            page.record_list().focus()

    def _column_widths(self) -> ColumnWidths:
        """Return what the user has made of the columns; all lists share it."""
        from ccmdesk.ui.records.column_widths import ColumnWidths

        if self._widths is None:
            desk, widths = self._desk, ColumnWidths(self._desk.state.columns, self)
            widths.changed.connect(lambda: desk.remember(columns=widths.kept))
            self._widths = widths
        return self._widths

    def _chosen_columns(self) -> ChosenColumns:
        """Return which columns the user has chosen; all lists share it."""
        from ccmdesk.ui.records.chosen_columns import ChosenColumns

        if self._chosen is None:
            desk, chosen = self._desk, ChosenColumns(self._desk.state.chosen, self)
            chosen.changed.connect(lambda: desk.remember(chosen=chosen.kept))
            self._chosen = chosen
        return self._chosen

    def _preview_pasted(self, rows: PastedRows) -> None:
        page: Any = self.open(IMPORT)
        page.preview_pasted(rows)

    def open_list(self, kind: type) -> None:
        """Show the list of one kind."""
        self.open(section_of(kind).name)
        page = self.records()
        if page is not None:
            page.show_kind(kind)
            page.take_focus()

    def _do_with_sent(self, what: str, number: int) -> None:
        """Pack a corrected copy of a submission, or show a paper about it."""
        page: Any = self.open("send" if what == CORRECT else "documents")
        if what != CORRECT:
            page.preview_submission(number, compared=what == COMPARE)

    def _open_part(self, kind: type, told: Told) -> None:
        """Show the records of one kind that a figure was counted from."""
        from ccmdesk.ui.records.narrowing import Narrowing

        self.open_list(kind)
        page = self.records()
        if page is not None:
            page.show_all()
            filters = () if told.part is None else (told.part,)
            page.record_list().narrow(Narrowing(filters, asked_for=told.asked_for))
            page.take_focus()


_RECORD_SECTIONS = frozenset(section.name for section in SECTIONS if section.kind_names)
