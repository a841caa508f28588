"""Start a plan: for which country, for which years, and in which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ccmdesk.actions.time_words import day_here
from ccmdesk.lang.collation import collated
from ccmdesk.lang.digits import parse_whole
from ccmdesk.lang.naming import country_name
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.box import Box
from ccmdesk.ui.choosing import SaveAs, where_to_save
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.help.page_names import PAGE
from ccmdesk.ui.opening import SUFFIX, NewPlan, now, packs, start_plan
from ccmdesk.ui.problems import NoticeBar, attempt
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.who_dialog import WhoFields

_YEARS = 5


class StartDialog(Box):
    """Nothing is written before a file is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(PAGE, "getting-started#first-hour")
        lang = desk.lang
        self._desk = desk
        self._ask: NewPlan | None = None
        self.setWindowTitle(lang(N_("New plan")))
        self.country = QuietCombo()
        self.country.setAccessibleName(lang(N_("Country")))
        named = [(country_name(lang, code, packs=packs()), code) for code in packs().states]
        for name, code in collated(named, lambda pair: pair[0], language=lang.code):
            self.country.addItem(name, code)
        self.country.setPlaceholderText(lang(N_("Choose a country")))
        self.country.setCurrentIndex(-1)
        year = day_here(now()).year
        self.first, self.last = QLineEdit(str(year)), QLineEdit(str(year + _YEARS - 1))
        self.fields = WhoFields(desk)
        self.notice = NoticeBar(desk)
        buttons = QDialogButtonBox()
        go = buttons.addButton(lang(N_("Choose a file…")), QDialogButtonBox.ButtonRole.AcceptRole)
        leave = buttons.addButton(lang(N_("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        go.clicked.connect(self._ask_file)
        leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addStrut(460)  # a least width of the box itself would cut longer words
        _labelled(column, lang(N_("Country")), self.country)
        years = QHBoxLayout()
        for text, field in (
            (lang(N_("First year")), self.first),
            (lang(N_("Last year")), self.last),
        ):
            side = QVBoxLayout()
            _labelled(side, text, field)
            years.addLayout(side)
        column.addLayout(years)
        for part in (self.fields, self.notice, buttons):
            column.addWidget(part)

    def choose(self, file: Path) -> None:
        """Take what was typed and *file*; what cannot be read is told in the dialog."""
        if attempt(self.notice, lambda: self._take(file)):
            self.accept()

    def start(self) -> None:
        """Make the plan that was asked for; raises Problem."""
        if self._ask is not None:
            start_plan(self._desk, self._ask)

    def _take(self, file: Path) -> None:
        code = self._desk.lang.code
        self._ask = NewPlan(
            file=file,
            country=self._chosen_country(),
            first_year=parse_whole(self.first.text(), language=code),
            last_year=parse_whole(self.last.text(), language=code),
        )

    def _chosen_country(self) -> str:
        """Return the code of the country; none is chosen for the user, so it may be missing."""
        if self.country.currentIndex() < 0:
            raise Problem(N_("Choose the country whose plan it is, then the file."))
        return str(self.country.currentData())

    def _ask_file(self) -> None:
        lang = self._desk.lang
        if not attempt(self.notice, self._chosen_country):
            self.country.setFocus()
            return
        usual = f"{self.country.currentData()}-{self.first.text()}-{self.last.text()}{SUFFIX}"
        ask = SaveAs(
            title=lang(N_("Where the plan is kept")),
            usual=usual,
            kinds=((SUFFIX, lang(N_("Plans (*{suffix})"), suffix=SUFFIX)),),
            is_new=True,
        )
        file = where_to_save(self, lang=lang, ask=ask)
        if file is not None:
            self.choose(file)


def _labelled(column: QVBoxLayout, text: str, field: QWidget) -> None:
    label = QLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    column.addWidget(label)
    column.addWidget(field)
