"""What the boxes and the commands of the window may ask of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from ccmdesk.model.words import Message
from ccmdesk.ui.backups import Backups
from ccmdesk.ui.commands import Commands
from ccmdesk.ui.covered import Covered
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.find_box import FindBox
from ccmdesk.ui.missing_panel import MissingPanel
from ccmdesk.ui.nav import Nav
from ccmdesk.ui.pages import Pages
from ccmdesk.ui.problems import NoticeBar
from ccmdesk.ui.progress_row import ProgressRow
from ccmdesk.ui.recent_log import RecentLog
from ccmdesk.ui.top_bar import TopBar
from ccmdesk.ui.unsaved_bar import UnsavedBar

if TYPE_CHECKING:  # both are built when they are first asked for
    from uuid import UUID

    from ccmdesk.ui.first_run import FirstRun
    from ccmdesk.ui.records.form import RecordForm


class Locks(Protocol):
    """What locks an encrypted plan."""

    @property
    def can_lock(self) -> bool:
        """Whether a passphrase could open the plan again."""

    def lock(self) -> None:
        """Let nothing of the plan be seen until its passphrase is typed."""


class Window(Protocol):
    """The window with its parts, as those see it who open over it or work for it."""

    desk: Desk
    log: RecentLog
    commands: Commands
    pages: Pages
    nav: Nav
    panel: MissingPanel
    backups: Backups
    notice: NoticeBar
    unsaved: UnsavedBar
    progress: ProgressRow
    find_box: FindBox
    top: TopBar
    covered: Covered

    @property
    def lock(self) -> Locks:
        """Return what locks an encrypted plan."""

    def frame(self) -> QWidget:
        """Return the window itself, for a box to stand over."""

    def close(self) -> bool:
        """Close the window, unless something holds it up."""

    def do(self, name: str) -> None:
        """Do a command by its name."""

    def tell(self, message: Message) -> None:
        """Say one sentence in the status line for a while."""

    def open_page(self, name: str) -> None:
        """Show a section, or another page by its name."""

    def open_record(self, kind: type, record: UUID, field: str | None = None) -> None:
        """Show one record, from wherever it was asked for."""

    def records_form(self) -> RecordForm | None:
        """Return the form that is shown, if one is."""

    def restore_into(self, copy: Path, out: Path) -> None:
        """Restore the backup *copy* into the new file *out*, then open that."""

    def first_run(self) -> FirstRun:
        """Return the first screen."""

    def show_front(self) -> None:
        """Show the three columns when a plan is open, else the first screen."""

    def show_instead(self, page: QWidget) -> None:
        """Show *page* in place of the three columns, until these or the first screen are shown."""

    def return_to(self, *, page: str, kind: str, record: str) -> None:
        """Show the page, and the record, where the user was."""

    def step_missing(self, by: int) -> None:
        """Go to the next or previous point of what is missing."""

    def next_part(self, by: int) -> None:
        """Move the focus to another part."""

    def fold_panel(self) -> None:
        """Fold or unfold the panel on this page."""

    def reset_layout(self) -> None:
        """Give every part its usual size again."""
