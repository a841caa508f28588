"""Files that are dropped on a page, or chosen, are kept beside the window and then described."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ccmdesk.actions.attach_file import MEDIA_TYPES, AttachFile, KeptFile, keep_file
from ccmdesk.lang.isolation import joined
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.problem import Problem
from ccmdesk.model.stockpile import MunitionType
from ccmdesk.model.words import C_, N_, counted
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Jobs, Running
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.words import shown_in


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropPage(QWidget):
    """A page on which files of this computer can be dropped."""

    dropped = Signal(object)
    """The files, as paths."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(dropped_files(event.mimeData()))


class Attaching(QObject):
    """Attaches files to the plan; what each is about is the record on whose form it was dropped."""

    told = Signal(object)
    refused = Signal(object)
    attached = Signal(object)
    """The id of the record of the last file."""

    def __init__(self, plan: OpenPlan, parent: QObject) -> None:
        super().__init__(parent)
        self._plan = plan
        self._jobs = Jobs(self)
        plan.closing.connect(self._jobs.stop)

    @property
    def busy(self) -> bool:
        """Whether files are still being copied."""
        return self._jobs.busy

    def choose(self, about: Any | None, parent: QWidget) -> None:
        """Let the user choose files, and attach them."""
        lang = self._plan.lang
        endings = " ".join(f"*.{ending}" for ending in MEDIA_TYPES)
        kinds = joined(lang(N_("Files ({endings})"), endings=endings))
        chosen, _ = QFileDialog.getOpenFileNames(parent, lang(N_("Attach files")), "", kinds)
        self.attach([Path(file) for file in chosen], about)

    def attach(self, files: Sequence[Path], about: Any | None) -> None:
        """Keep *files* in the plan, then describe each; *about* is the record in the form."""
        if not files:
            return
        store = self._plan.store

        def work(_running: Running) -> tuple[list[KeptFile], Problem | None]:
            kept: list[KeptFile] = []
            for file in files:
                try:
                    kept.append(keep_file(store, file))
                except Problem as problem:
                    return kept, problem
            return kept, None

        job = self._jobs.prepare(work)
        job.done.connect(lambda found: self._describe(found[0], found[1], about))
        job.refused.connect(lambda problem: self.refused.emit(problem.message))
        job.failed.connect(raise_fault)
        self._jobs.start(job)

    def _describe(self, kept: list[KeptFile], problem: Problem | None, about: Any | None) -> None:
        made: list[UUID] = []
        try:
            made = [self._plan.attach(self._asked(file, about)) for file in kept]
            self._take_photo(kept, made, about)
        except Problem as other:
            problem = other
        if made:
            self.told.emit(
                counted(
                    "{n} file is kept in the plan now.",
                    "{n} files are kept in the plan now.",
                    len(made),
                )
            )
            self.attached.emit(made[-1])
        if problem is not None:
            self.refused.emit(problem.message)

    def _asked(self, file: KeptFile, about: Any | None) -> AttachFile:
        lang = self._plan.lang
        if isinstance(about, Attachment):
            empty = about.id if not about.sha256 else None
            return AttachFile(file=file, language=lang.code, record=empty)
        remark = ""
        if about is not None:
            said = C_("record of a kind", "{kind} “{record}”")
            title = shown_in(self._plan).title(about)
            remark = lang(said, kind=lang(kind_of(about).one), record=title)
        return AttachFile(file=file, language=lang.code, remark=remark)

    def _take_photo(self, kept: list[KeptFile], made: list[UUID], about: Any | None) -> None:
        """Make the first picture dropped on a type of munition its photograph."""
        if isinstance(about, MunitionType) and about.photo is None:
            pictures = [
                record
                for file, record in zip(kept, made, strict=True)
                if file.media_type.startswith("image/")
            ]
            if pictures:
                self._plan.set_field(about, "photo", pictures[0])
