"""The bar above the columns: which plan, find or do, undo, preview, language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.isolation import left_to_right
from ccmdesk.model.words import N_
from ccmdesk.ui.commands import Commands
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.find_box import FindBox
from ccmdesk.ui.room import larger

HEIGHT = 48
_CONTROL = 36
_PLAN_WIDEST = 360
_NARROW = 180
"""Pixels in which too few of the usual letters are seen while they are typed."""


class TopBar(QWidget):
    """Forty-eight pixels high in every language; its buttons never take the focus."""

    def __init__(self, desk: Desk, commands: Commands, find: FindBox) -> None:
        super().__init__()
        self._desk = desk
        self._commands = commands
        self.setFixedHeight(HEIGHT)
        self.plan_button = self._menu_button(self._plan_menu())
        self.plan_button.setMaximumWidth(_PLAN_WIDEST)
        self.undo_button = _tool_button()
        self.undo_button.clicked.connect(commands.actions["undo"].trigger)
        self.preview_button = _tool_button()
        self.preview_button.clicked.connect(commands.actions["preview"].trigger)
        self.language_button = self._menu_button(commands.language_menu)
        find.setFixedHeight(_CONTROL)
        find.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.plan_button)
        row.addWidget(find, 1)
        for button in (self.undo_button, self.preview_button, self.language_button):
            row.addWidget(button)
        desk.plan_changed.connect(self.retranslate)
        desk.written.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        lang = self._desk.lang
        undo = self._commands.actions["undo"]
        self.undo_button.setText(lang(N_("Undo")))
        self.undo_button.setToolTip(undo.toolTip())
        self.undo_button.setEnabled(undo.isEnabled())
        self.preview_button.setText(lang(N_("Preview")))
        self.preview_button.setToolTip(lang(N_("See the paper as it would be sent")))
        self.preview_button.setEnabled(self._desk.plan is not None)
        own_name = SHIPPED[lang.code].name
        self.language_button.setText(own_name)
        self.language_button.setToolTip(lang(N_("Language of the window")))
        name = lang(N_("Language of the window: {language}"), language=own_name)
        self.language_button.setAccessibleName(name)
        self._name_plan()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give a narrow box the room of the buttons beside it while something is typed in it."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            typed_in = event.type() == QEvent.Type.FocusIn
            narrow = isinstance(watched, FindBox) and watched.width() < larger(_NARROW)
            for button in (self.undo_button, self.preview_button):
                button.setHidden(typed_in and narrow)
        return super().eventFilter(watched, event)

    def choose_language(self, commands: Commands) -> None:
        """Open the menu of the languages below its button."""
        below = self.language_button.mapToGlobal(QPoint(0, self.language_button.height()))
        commands.language_menu.popup(below)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _name_plan(self) -> None:
        """Show country and years; where there is no room, the country is cut short."""
        lang = self._desk.lang
        country, years = plan_parts(self._desk)
        words = _joined(country, years)
        metrics = self.plan_button.fontMetrics()
        end = f" · {years}" if years else ""
        room = _PLAN_WIDEST - 2 * _CONTROL - metrics.horizontalAdvance(end)
        shown = metrics.elidedText(country, Qt.TextElideMode.ElideRight, room) + end
        self.plan_button.setText(shown.replace("&", "&&"))
        file, said = self._desk.file, N_("Open plan: {plan}, in the file {file}")
        if file is None:
            tip, name = words, lang(N_("Open plan: {plan}"), plan=words)
        else:
            tip = lang(said, plan=words, file=left_to_right(str(file)))
            name = lang(said, plan=words, file=file.name)
        self.plan_button.setToolTip(tip)
        self.plan_button.setAccessibleName(name)

    def _menu_button(self, menu: QMenu) -> QToolButton:
        button = _tool_button()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button

    def _plan_menu(self) -> QMenu:
        menu = QMenu(self)
        for name in ("open", "start", "sample"):
            action: QAction = self._commands.actions[name]
            menu.addAction(action)
        return menu


def plan_words(desk: Desk) -> str:
    """Return what the open plan is called: its country and years."""
    return _joined(*plan_parts(desk))


def window_title(desk: Desk) -> str:
    """Return what the window is called: two plans of one country differ by their files only."""
    name = plan_words(desk)
    if desk.file is None:
        return desk.lang(N_("{plan} – ccmdesk"), plan=name)
    return desk.lang(N_("{plan} – {file} – ccmdesk"), plan=name, file=desk.file.name)


def plan_parts(desk: Desk) -> tuple[str, str]:
    """Return the country of the open plan, or what stands for it, and its years."""
    lang, plan = desk.lang, desk.plan
    if plan is None:
        return lang(N_("No plan is open")), ""
    from ccmdesk.lang.naming import country_name

    state, paper = plan.head.state, plan.head.plan
    if state is None or state.country is None:
        country = lang(N_("Plan without a country yet"))
    else:
        country = country_name(lang, state.country, packs=plan.packs)
    period = None if paper is None else paper.period
    covered = () if period is None else period.years
    return country, lang.years(covered[0], covered[-1]) if covered else ""


def _joined(country: str, years: str) -> str:
    return " · ".join(part for part in (country, years) if part)


def _tool_button() -> QToolButton:
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setFixedHeight(_CONTROL)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    return button
