"""The pages of a paper, one below the other; a page is drawn when it comes into sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.jobs import Job
from ccmdesk.ui.paper_pages import Paper, drawing

LEAST_ZOOM, MOST_ZOOM, STEP = 0.5, 3.0, 1.25
_MARGIN, _GAP = 16, 14
_WIDEST = 760
_LINES = 12


class _Page(QWidget):
    """One page: white until its picture is there."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.setFixedSize(size)
        self.picture: QImage | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        if self.picture is not None:
            painter.drawImage(self.rect(), self.picture)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PaperView(QScrollArea):
    """Always from left to right: a page is a picture and is never mirrored."""

    page_changed = Signal(int)
    show_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._paper: Paper | None = None
        self._zoom = 1.0
        self._pages: list[_Page] = []
        self._asked: dict[int, Job] = {}
        self.setWidgetResizable(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.retranslate()

    @property
    def drawn(self) -> int:
        """How many pages have their picture."""
        return sum(page.picture is not None for page in self._pages)

    def show_paper(self, paper: Paper | None) -> None:
        """Show another paper from its first page on; None for no paper."""
        self._paper = paper
        self._build()
        self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        """Ask for some lines of a page, of which one alone says nothing."""
        return (
            super()
            .minimumSizeHint()
            .expandedTo(QSize(0, _LINES * self.fontMetrics().lineSpacing()))
        )

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller; 0 fits them to the width again."""
        wished = self._zoom * factor if factor else 1.0
        self._zoom = min(max(wished, LEAST_ZOOM), MOST_ZOOM)
        self._build()

    def retranslate(self) -> None:
        """Say the name again in the language of the window."""
        self.setAccessibleName(self._desk.lang(N_("Pages of the paper")))
        if self._paper is None:
            self._build()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._build()
        self._look()

    def _build(self) -> None:
        for job in self._asked.values():
            job.cancel()
        self._asked.clear()
        sheet = QWidget()
        sheet.setBackgroundRole(QPalette.ColorRole.Window)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_GAP)
        if self._paper is None:
            self._say_empty(column)
        sizes = self._paper.sizes if self._paper else ()
        self._pages = [_Page(QSize(*self._pixels(size))) for size in sizes]
        for page in self._pages:
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(sheet)
        self._look()

    def _say_empty(self, column: QVBoxLayout) -> None:
        """Say what comes here, and offer to show it."""
        lang = self._desk.lang
        words = QLabel(lang(N_("The pages of the paper come here, as its readers will see them.")))
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.first_step = QPushButton(lang(N_("Show the pages")))
        self.first_step.setAutoDefault(True)
        self.first_step.clicked.connect(self.show_asked)
        column.addStretch(1)
        column.addWidget(words)
        column.addWidget(self.first_step, 0, Qt.AlignmentFlag.AlignHCenter)

    def _pixels(self, size: tuple[float, float]) -> tuple[int, int]:
        wide = min(self.viewport().width() - 2 * _MARGIN, _WIDEST) * self._zoom
        return round(wide), round(wide * size[1] / size[0])

    def _look(self) -> None:
        """Ask for the pictures of the pages in sight, and tell which page is in the middle."""
        sheet = self.widget()
        if self._paper is None or sheet is None:
            return
        sheet.adjustSize()
        top = self.verticalScrollBar().value()
        sight = QRect(0, top, max(sheet.width(), 1), self.viewport().height())
        seen = [n for n, page in enumerate(self._pages) if page.geometry().intersects(sight)]
        for number in seen:
            self._ask(self._paper, number)
        if seen:
            self.page_changed.emit(seen[len(seen) // 2] + 1)

    def _ask(self, paper: Paper, number: int) -> None:
        page = self._pages[number]
        if number in self._asked or page.picture is not None:
            return
        width, _ = paper.sizes[number]
        scale = page.width() * self.devicePixelRatioF() / width
        job = self._desk.jobs.prepare(drawing(paper, number, scale=scale))
        job.done.connect(lambda picture: self._put(page, job, number, picture))
        self._asked[number] = job
        self._desk.jobs.start(job)

    def _put(self, page: _Page, job: Job, number: int, picture: QImage) -> None:
        if isValid(self) and self._asked.get(number) is job:
            page.picture = picture
            page.update()
