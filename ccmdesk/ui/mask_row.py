"""Asks whether small counts of people are masked in a submission, and tells how many would be."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSpinBox,
    QStyleOptionSpinBox,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.last_submission import last_submission
from ccmdesk.actions.pack_submission import would_mask
from ccmdesk.model.words import N_
from ccmdesk.rules.masking import LEAST, MOST
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Running
from ccmdesk.ui.labels import text_label
from ccmdesk.ui.theme import outline

_USUAL = 5


class CountBox(QSpinBox):
    """A count with the outline of the other inputs, which Fusion does not give it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        outline(QPainter(self), option)


class MaskRow(QWidget):
    """A box, the least count that leaves, and what that does to the plan as it is now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._masks: int | None = None
        self.masks = QCheckBox()
        self.limit = CountBox(minimum=LEAST, maximum=MOST, value=_USUAL)
        self.told = text_label(muted=True)
        beside = QHBoxLayout()
        beside.addWidget(self.masks)
        beside.addWidget(self.limit)
        beside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(beside)
        column.addWidget(self.told)
        self.masks.toggled.connect(self.look)
        self.limit.valueChanged.connect(self.look)
        desk.checked.connect(self.look)
        self.retranslate()

    @property
    def below(self) -> int | None:
        """The least count of people that leaves; None while nothing is masked."""
        return self.limit.value() if self.masks.isChecked() else None

    def look(self) -> None:
        """Count beside the window what would be masked."""
        plan, below, self._masks = self._desk.plan, self.below, None
        self._dress()
        if plan is None or below is None:
            return
        store = plan.store

        def work(running: Running) -> int:
            document = store.document(watch=running.go_on)
            return would_mask(document, below, before=last_submission(store, document))

        def show(masks: int) -> None:
            if below == self.below:
                self._masks = masks
                self._dress()

        job = plan.reading.prepare(work)
        job.done.connect(show)
        job.failed.connect(raise_fault)
        plan.reading.start(job)

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        self.masks.setText(lang(N_("Mask counts of people below")))
        for field in (self.limit, self.limit.lineEdit()):
            field.setAccessibleName(self.masks.text())
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _dress(self) -> None:
        lang, below = self._desk.lang, self.below
        self.limit.setEnabled(below is not None)
        self.told.setVisible(below is not None)
        if below is None:
            return
        if self._masks is None:
            self.told.setText(lang(N_("Working…")))
            return
        counts = lang.ngettext(
            "{n} count of people is masked: it is below {limit}, or would give one back that is.",
            "{n} counts of people are masked: they are below {limit}, or would give one back"
            " that is.",
            self._masks,
            limit=lang.number(below),
        )
        said = N_(
            "What texts say is not masked. Read them for small numbers before you send the package."
        )
        self.told.setText(f"{counts} {lang(said)}")
