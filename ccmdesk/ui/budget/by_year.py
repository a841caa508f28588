"""The view of the budget by year: its tools, the table, and what it says in words."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget

from ccmdesk.actions.fill_budget import FillCell
from ccmdesk.actions.paste_budget import Pasted, read_again
from ccmdesk.db.write import Step
from ccmdesk.lang.lang import Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.cooperation import Agreement
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.budget_grid import COMPUTED, BudgetCell
from ccmdesk.rules.money_summary import money_sentences
from ccmdesk.ui.budget.cell_words import together
from ccmdesk.ui.budget.clipboard import emptied, pasted_text, text_of_cells
from ccmdesk.ui.budget.grid_model import GridModel
from ccmdesk.ui.budget.grid_view import GridView
from ccmdesk.ui.budget.paste_box import PasteBox
from ccmdesk.ui.budget.rows import AgreementRow, AmountRow, GapRow
from ccmdesk.ui.budget.source import BudgetSource
from ccmdesk.ui.direction import RLM
from ccmdesk.ui.labels import ShortLines, text_label
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.lines import QuietCombo
from ccmdesk.ui.records.empty_page import EmptyPage
from ccmdesk.ui.records.first_values import first_values
from ccmdesk.ui.records.narrowing import Narrowing
from ccmdesk.ui.records.section_view import SectionView
from ccmdesk.ui.scrolled import scrolled_column
from ccmdesk.ui.unsaved import Held

_TOOLS = (
    ("open", C_("button", "Open"), N_("Show the record behind this cell (Ctrl+Enter)")),
    ("copy", C_("button", "Copy"), N_("Copy the chosen cells for a spreadsheet (Ctrl+C)")),
    ("paste", C_("button", "Paste"), N_("Paste cells from a spreadsheet (Ctrl+V)")),
)
_LEGEND = N_(
    "· is not filled. Type ? where an amount is not known, and 0 where it is nothing. Amounts in"
    " brackets are counted elsewhere in their row."
)
_CURRENCIES = N_("Currencies are never converted and never added to one another.")
_KEYS = N_(
    "Tab goes right, Enter down; typing replaces, F2 changes, Delete empties. Ctrl+Tab leaves the"
    " table."
)

_CELL = "cell of the budget"
"""In the place of the name of a field."""


class BudgetByYear(SectionView):
    """Everything that is typed or pasted at once is one step that can be undone."""

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan)
        self._source = BudgetSource(plan)
        self._stale = True
        self._told: Message | None = None
        self._held: UUID | None = None
        self.box: PasteBox | None = None
        self.model = GridModel(plan, self)
        self.view = GridView(self.model)
        self.empty = EmptyPage(plan, Activity)
        self.currency = QuietCombo()
        self.buttons = {name: QPushButton() for name, _, _ in _TOOLS}
        self._stack = QStackedWidget()
        self.notice, self.says, self.legend = text_label(), text_label(), text_label(muted=True)
        self.notice.setForegroundRole(QPalette.ColorRole.BrightText)
        self._lay_out()
        self._connect()
        self.retranslate()

    # ---- what the page asks for ---------------------------------------------------------------

    def take_focus(self) -> None:
        """Put the focus on the table, or on the one button of an empty one."""
        shown = self._stack.currentWidget()
        part = self.empty.button if shown is self.empty else self.view
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Write what is typed in a cell; what cannot be written stays in its line."""
        self.view.save()
        if self._held is not None:
            self._plan.unsaved.take(self._held, _CELL)
        place = self.view.typed_at
        self._held = None if place is None else place.activity
        if self._held is not None:
            held = Held(
                kind=Activity,
                record=self._held,
                field=_CELL,
                why=self._told,
                place=("budget", "budget-by-year"),
            )
            self._plan.unsaved.keep(held)

    def show_step(self, step: Step) -> None:
        """Go to the first cell that *step* has changed, when it is still in the table."""
        place = self.model.index_of_any(change.record for change in step.changes)
        if place is not None:
            self.view.select(place)

    def paste(self, text: str) -> None:
        """Put *text* into the chosen cells, or show first what it would do."""
        chosen = self.view.selectedIndexes()
        if not chosen or not text:
            return
        pasted = pasted_text(self.model, text, chosen, lang=self._plan.lang)
        if pasted.asks_first:
            self._ask(pasted)
        else:
            self._fill(pasted.fills)

    def retranslate(self) -> None:
        """Say every word again."""
        lang = self._plan.lang
        for name, label, about in _TOOLS:
            self.buttons[name].setText(lang(label))
            self.buttons[name].setToolTip(lang(about))
            self.buttons[name].setAccessibleDescription(lang(about))
        self.currency.setAccessibleName(lang(N_("Currency")))
        self.view.setAccessibleName(lang(N_("Budget by year")))
        self.view.setAccessibleDescription(lang(_KEYS))
        self.view.setWhatsThis(lang(_KEYS))
        self.legend.setText(together(lang, [lang(_LEGEND), lang(_KEYS)]))
        self.model.retranslate()
        self._offer_currencies()
        self._say()
        self.view.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    # ---- inside -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.currency)
        for button in self.buttons.values():
            button.setAutoDefault(True)
            row.addWidget(button)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.notice)
        column.addWidget(self._stack, 1)
        column.addWidget(ShortLines(self.says))
        column.addWidget(ShortLines(self.legend))

    def _connect(self) -> None:
        self.view.refused.connect(self._refuse)
        self.view.copy_asked.connect(self._copy)
        self.view.paste_asked.connect(self._paste)
        self.view.empty_asked.connect(self._empty)
        self.view.open_asked.connect(self._open)
        self.view.selectionModel().currentChanged.connect(lambda: self._tell(None))
        self.model.refused.connect(self._tell)
        self.empty.new_asked.connect(self._begin)
        for picked in (self.currency.decided, self.currency.browsed):
            picked.connect(self._show)
        self.buttons["open"].clicked.connect(self._open)
        for name, work in (("copy", self._copy), ("paste", self._paste)):
            self.buttons[name].clicked.connect(work)
            self.buttons[name].clicked.connect(self.take_focus)
        self._plan.changed.connect(self._follow)
        self._plan.checking.done.connect(self._read)
        self._plan.checking.refused.connect(self._read)

    def _read(self) -> None:
        """Read the records once the view is seen and no check is on its way to them."""
        waits = self._plan.checking.busy and self._plan.found is None
        if self._stale and self.isVisible() and not waits:
            self._stale = False
            self._source.read()
            self._offer_currencies()
            self._show()

    def _follow(self, step: Step) -> None:
        """Take what was changed; the box of a paste is seen without the table, too."""
        if self._stale or not (self.isVisible() or self.box is not None):
            self._stale = True
        elif self._source.follow(step):
            self._offer_currencies()
            self._show()

    def _show(self) -> None:
        grid = self._source.grid
        if grid is None:
            return
        here = self.view.currentIndex()
        row, column, told = here.row(), here.column(), self._told
        self.model.show_grid(grid, self._chosen())
        if self.view.hidden is not None and self._chosen() is not None:
            self.currency.setCurrentIndex(0)  # what cannot be written stays in sight
            self.model.show_grid(grid, None)
        self._stack.setCurrentWidget(self.view if grid.groups else self.empty)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            place = self.model.index(max(min(row, self.model.rowCount() - 1), 0), max(column, 0))
            self.view.setCurrentIndex(place)
        self._told = self._told if self.view.typed_at is None else told
        self._say()
        if self.box is not None:
            self.box.look_again()

    def _chosen(self) -> CurrencyCode | None:
        code: CurrencyCode | None = self.currency.currentData()
        return code

    def _offer_currencies(self) -> None:
        """Offer each currency and all of them; with one currency there is nothing to choose."""
        grid, lang, kept = self._source.grid, self._plan.lang, self._chosen()
        codes = [] if grid is None else [found.currency for found in grid.totals]
        every = lang(N_("All currencies"))
        if [self.currency.itemText(n) for n in range(self.currency.count())] == [every, *codes]:
            return
        self.currency.clear()
        self.currency.addItem(every, None)
        for code in codes:
            self.currency.addItem(code, code)
        self.currency.setCurrentIndex(codes.index(kept) + 1 if kept in codes else 0)
        self.currency.setVisible(len(codes) > 1)

    def _say(self) -> None:
        grid, lang, chosen = self._source.grid, self._plan.lang, self._chosen()
        totals = () if grid is None else grid.totals
        shown = [found for found in totals if chosen in {None, found.currency}]
        said = [lang.say(message) for found in shown for message in money_sentences(found)]
        found = None if chosen else self._source.reported(day=self._plan.author.today)
        if found is not None:
            said += [lang.say(message) for message in (*found.sums, *found.about)]
        elif len(shown) > 1:
            said.append(lang(_CURRENCIES))
        self.says.setText(self._marked(together(lang, said)))
        filled = grid is not None and bool(grid.groups)
        self.says.setVisible(bool(said))
        self.legend.setVisible(filled)
        for button in self.buttons.values():
            button.setEnabled(filled)
        self._tell(self._told)

    def _tell(self, message: Message | None) -> None:
        self._told = message
        self.notice.setText("" if message is None else self._marked(self._plan.lang.say(message)))
        self.notice.setVisible(message is not None)

    def _marked(self, text: str) -> str:
        """Keep the order of sentences of which the first begins with what is set apart."""
        return f"{RLM}{text}" if text and self._plan.lang.rtl else text

    def _refuse(self, index: QModelIndex) -> None:
        self._tell(self.model.refusal(index) or COMPUTED)

    def _copy(self) -> None:
        chosen = self.view.selectedIndexes()
        if chosen:
            text = text_of_cells(self.model, chosen, lang=self._plan.lang)
            QGuiApplication.clipboard().setText(text)

    def _paste(self) -> None:
        self.paste(QGuiApplication.clipboard().text())

    def _empty(self) -> None:
        self._fill(emptied(self.model, self.view.selectedIndexes()))

    def _fill(self, cells: tuple[FillCell, ...]) -> None:
        if cells and self.model.fill(cells):
            self._tell(None)

    def _ask(self, pasted: Pasted) -> None:
        if self.box is not None:
            self.box.close()
        again = partial(self._again, pasted, self._plan.lang)
        self.box = box = PasteBox(self._plan, again, self._address, self)
        box.confirmed.connect(self._fill)
        box.finished.connect(self._forget_box)
        self._plan.closing.connect(box.close)
        box.show()

    def _again(self, pasted: Pasted, lang: Lang) -> Pasted:
        grid = self._source.grid
        return pasted if grid is None else read_again(pasted, grid, lang=lang)

    def _forget_box(self) -> None:
        self.box = None

    def _address(self, cell: BudgetCell) -> tuple[str, str, str]:
        index = self.model.index_of(cell.place)
        return ("", "", "") if index is None else self.model.address(index)

    def _open(self) -> None:
        """Show the first budget line of the cell, else the activity or the agreement of the row."""
        index = self.view.currentIndex()
        if not index.isValid():
            return
        cell, row = self.model.cell(index), self.model.rows[index.row()]
        if cell is not None and cell.lines:
            self.open_asked.emit(BudgetLine, cell.lines[0].id)
        elif isinstance(row, AmountRow | GapRow):
            self.open_asked.emit(Activity, row.group.activity.id)
        elif isinstance(row, AgreementRow):
            self.open_asked.emit(Agreement, row.long.agreement.id)

    def _begin(self) -> None:
        """Write an empty activity and show it in its form."""
        made = self._plan.add(Activity, first_values(Activity, self._plan, Narrowing()))
        self.open_asked.emit(Activity, made)
