"""What taking in a file would change, text by text, before anything is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ccmdesk.actions.import_translations import TranslationPreview
from ccmdesk.exchange.returned_texts import HELD_BACK, NEEDLESS, TAKEN, Judged, Verdict
from ccmdesk.lang.lang import Lang
from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.labels import BoldLabel, text_label
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.translations.returned_table import VERDICT, ReturnedTable
from ccmdesk.ui.translations.text_boxes import SourceBox
from ccmdesk.ui.translations.text_table import TextView
from ccmdesk.ui.translations.words import named


class Part(Coded):
    """Which texts of the file are shown."""

    ALL = "all", C_("texts of a file", "Every text")
    TAKEN = "taken", C_("texts of a file", "What is taken in")
    HELD_BACK = "held_back", C_("texts of a file", "What is held back")
    REFUSED = "refused", C_("texts of a file", "What cannot be taken in")


_NOT_REFUSED = TAKEN | HELD_BACK | NEEDLESS
_PARTS = {
    Part.ALL: frozenset(Verdict),
    Part.TAKEN: TAKEN,
    Part.HELD_BACK: HELD_BACK,
    Part.REFUSED: frozenset(Verdict) - _NOT_REFUSED,
}


class ReturnedPanel(QWidget):
    """Nothing is written before the user says so."""

    take_asked = Signal()
    leave_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.found: TranslationPreview | None = None
        self._title, self._summary, self._notices = BoldLabel(), text_label(), text_label()
        self.part = QuietCombo()
        self.model = ReturnedTable(desk, self)
        self.table = TextView(self.model, narrow=VERDICT)
        self._says = text_label()
        self._heads = tuple(BoldLabel() for _ in range(4))
        self.boxes = tuple(SourceBox() for _ in range(4))
        self.every = QCheckBox()
        self.take_button, self.leave_button = QPushButton(), QPushButton()
        for part in Part:
            self.part.addItem("", part)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def asked(self) -> frozenset[int]:
        """The places of the texts that are held back and wanted all the same."""
        return frozenset(self.model.asked)

    def show_preview(self, found: TranslationPreview | None) -> None:
        """Show what another file would do."""
        self.found = found
        self.every.setChecked(False)
        self.model.asked.clear()
        self.part.setCurrentIndex(0)
        self._fill()
        self.retranslate()

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._desk.lang
        for place, part in enumerate(Part):
            self.part.setItemText(place, lang(part.label))
        self.part.setAccessibleName(lang(N_("Which texts are shown")))
        self.table.setAccessibleName(lang(N_("Texts of the file")))
        self.every.setText(lang(N_("Also take in all that is held back")))
        self.leave_button.setText(lang(N_("Do not take in")))
        for head, box, words in zip(self._heads, self.boxes, _HEADS, strict=True):
            head.setText(lang(words))
            box.setAccessibleName(lang(words))
        self.model.announce()
        self._say()
        self._say_text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self) -> None:
        found = self.found
        wanted = _PARTS[self.part.currentData() or Part.ALL]
        texts = () if found is None else found.of(wanted)
        language = "en" if found is None else found.language
        self.table.fit([language, self._desk.lang.code])
        self.model.put(texts, language)
        if texts:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._say_text()

    def _say(self) -> None:
        lang, plan, found = self._desk.lang, self._desk.plan, self.found
        if found is None or plan is None:
            return
        said = N_("Translations into {language} from {file}")
        self._title.setText(lang(said, language=named(found.language, plan), file=found.file.name))
        self._summary.setText(_summary(lang, found))
        notices = "\n".join(lang.say(notice) for notice in found.file.notices)
        self._notices.setText(notices)
        self._notices.setVisible(bool(notices))
        count = len(found.of(TAKEN)) + len(self.model.asked)
        self.take_button.setText(
            lang.ngettext("Take in {n} translation", "Take in {n} translations", count)
        )
        self.take_button.setEnabled(count > 0)
        self.every.setVisible(bool(found.of(HELD_BACK)))

    def _say_text(self) -> None:
        """Show the chosen text whole: then and now, in the plan and in the file."""
        row, lang = self.table.currentIndex().row(), self._desk.lang
        judged = self.model.texts[row] if 0 <= row < len(self.model.texts) else None
        self._says.setText("" if judged is None else lang.say(judged.says))
        texts = ("",) * 4 if judged is None else self._four(judged)
        target = "en" if self.found is None else self.found.language
        source = "en" if judged is None else judged.returned.pair.source or "en"
        for box, text, language in zip(
            self.boxes, texts, (source, source, target, target), strict=True
        ):
            box.set_language(language)
            box.show_text(text)

    def _four(self, judged: Judged) -> tuple[str, ...]:
        passage, found = judged.passage, self.found
        now = passage.texts.get(found.language) if passage is not None and found else None
        return judged.returned.source, judged.source_now, judged.text, now or ""

    def _ask_every(self, *, wanted: bool) -> None:
        held = () if self.found is None else self.found.of(HELD_BACK)
        self.model.asked = {judged.place for judged in held} if wanted else set()
        self.model.announce()
        self._say()

    def _lay_out(self) -> None:
        boxes = QGridLayout()
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.setVerticalSpacing(2)
        for place, (head, box) in enumerate(zip(self._heads, self.boxes, strict=True)):
            row, column = divmod(place, 2)
            boxes.addWidget(head, 2 * row, column)
            boxes.addWidget(box, 2 * row + 1, column)
            boxes.setColumnStretch(column, 1)
        top, last = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.part)
        top.addWidget(self._summary, 1)
        last.addWidget(self.every)
        last.addStretch(1)
        last.addWidget(self.leave_button)
        last.addWidget(self.take_button)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(4)
        column_of_all.addWidget(self._title)
        column_of_all.addWidget(self._notices)
        column_of_all.addLayout(top)
        column_of_all.addWidget(self.table, 3)
        column_of_all.addWidget(self._says)
        column_of_all.addLayout(boxes, 2)
        column_of_all.addLayout(last)

    def _connect(self) -> None:
        self.part.currentIndexChanged.connect(lambda _place: self._fill())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_text())
        self.model.dataChanged.connect(lambda *_: self._say())
        self.every.toggled.connect(lambda wanted: self._ask_every(wanted=wanted))
        self.take_button.clicked.connect(self.take_asked)
        self.leave_button.clicked.connect(self.leave_asked)


_HEADS = (
    C_("translation", "Source in the file"),
    C_("translation", "Source in the plan"),
    C_("translation", "Translation in the file"),
    C_("translation", "Translation in the plan"),
)


def _summary(lang: Lang, found: TranslationPreview) -> str:
    """Return how many texts there are of each kind that there is."""
    said = C_("translation", "{verdict}: {n}")
    parts = [
        lang(said, verdict=lang(verdict.label), n=lang.number(len(found.of({verdict}))))
        for verdict in Verdict
        if found.of({verdict})
    ]
    return lang.join(parts)
