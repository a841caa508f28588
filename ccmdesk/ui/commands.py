"""Every command of the window: its words, its keys and its menu; nothing is done elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ccmdesk.lang.catalogue import PAPER_LANGUAGES, SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.sections import SECTIONS
from ccmdesk.ui.state import Theme

TEXT_SIZES = (100, 110, 125, 150, 200)
_DIGIT_KEYS = "1234567890"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do; without a plan it is greyed unless *always*.

    The keys of a command *of_list* are those of the list that has the focus, which takes them by
    itself: in a text they mean the text.
    """

    name: str
    label: str
    keys: str = ""
    always: bool = False
    of_list: bool = False


GO = tuple(
    Command(
        f"go {section.name}",
        section.label,
        f"Ctrl+{_DIGIT_KEYS[place]}" if place < len(_DIGIT_KEYS) else "",
    )
    for place, section in enumerate(SECTIONS)
)
LANGUAGES = tuple(Command(f"language {code}", code, always=True) for code in SHIPPED)
THEMES = tuple(Command(f"theme {theme.value}", theme.label, always=True) for theme in Theme)
SIZES = tuple(Command(f"size {size}", str(size), always=True) for size in TEXT_SIZES)

MENUS: tuple[tuple[str, tuple[Command | None, ...]], ...] = (
    (
        C_("menu", "&Plan"),
        (
            Command("start", N_("New plan…"), "Ctrl+Shift+N", always=True),
            Command("open", N_("Open a plan…"), "Ctrl+O", always=True),
            Command("restore", N_("Restore a backup…"), always=True),
            Command("sample", N_("Look around with sample data"), always=True),
            None,
            Command("import", N_("Import a workbook…"), "Ctrl+I"),
            Command("template", N_("Save an empty workbook to fill in…")),
            None,
            Command("server", N_("Plan on a server…"), always=True),
            Command("encryption", N_("Encryption of this plan…")),
            Command("lock", N_("Lock this plan now"), "Ctrl+Shift+K"),
            Command("who", N_("Who works here…"), always=True),
            Command("quit", N_("Close the program"), "Ctrl+Q", always=True),
        ),
    ),
    (
        C_("menu", "&Edit"),
        (
            Command("undo", N_("Undo"), "Ctrl+Z"),
            Command("redo", N_("Redo"), "Ctrl+Y"),
            None,
            Command("new", N_("New here"), "Ctrl+N"),
            Command("next record", N_("Save and begin the next record"), "Ctrl+Return"),
            Command("guided", N_("Guided questions for a need")),
            Command("duplicate", N_("Make a copy of this record")),
            Command("next report", N_("Begin the next Article 7 report from the last one")),
            Command("delete", N_("Put this record in the bin"), "Ctrl+Delete", of_list=True),
            Command("history", N_("History of this record"), "Ctrl+H"),
            Command("plan history", N_("History of the plan"), "Ctrl+Shift+H"),
            Command("bin", N_("Deleted records…")),
            Command("twice", N_("Entered twice…")),
            None,
            Command("change rows", N_("Change a field of the selected rows…"), "Ctrl+Shift+E"),
            Command("attach", N_("Attach files…")),
            Command("copy rows", N_("Copy the selected rows"), "Ctrl+C", of_list=True),
            Command("paste rows", N_("Paste rows from a spreadsheet"), "Ctrl+V", of_list=True),
            None,
            Command("filter", N_("Find in this list"), "Ctrl+F"),
        ),
    ),
    (
        C_("menu", "&Go"),
        (
            *GO,
            None,
            Command("find", N_("Find or do…"), "Ctrl+K", always=True),
            Command("next missing", N_("Next point that is missing"), "F8"),
            Command("previous missing", N_("Previous point that is missing"), "Shift+F8"),
            Command("next part", N_("Next part of the window"), "F6", always=True),
            Command("previous part", N_("Previous part of the window"), "Shift+F6", always=True),
        ),
    ),
    (
        C_("menu", "&View"),
        (
            Command("panel", N_("What is missing: show or hide"), "F9"),
            Command("choose language", N_("Choose the language…"), "Ctrl+Shift+L", always=True),
            Command("settings", N_("Settings…"), "Ctrl+,", always=True),
            Command("updates", N_("Updates…"), always=True),
            None,
            Command("reset", N_("Reset the layout"), always=True),
        ),
    ),
    (
        C_("menu", "&Send"),
        (
            Command("preview", N_("Preview of the paper"), "Ctrl+P"),
            Command("approve", N_("Approve the plan…")),
            Command("pack", N_("Pack for the Implementation Support Unit…")),
            Command("pack office", N_("Pack for another office…")),
            Command("receive", N_("Check a received package…"), always=True),
            Command("decide", N_("Decide differences between offices")),
            Command("trust", N_("Keys of the offices")),
            None,
            Command("hub", N_("Submissions of States"), always=True),
        ),
    ),
    (
        C_("menu", "&Help"),
        (
            Command("explain", N_("Help for this field or page"), "F1", always=True),
            Command("manual", N_("Manual"), always=True),
            Command("keys", N_("Keys"), always=True),
            None,
            Command("report", N_("Report a problem…"), always=True),
            Command("about", N_("About this program"), always=True),
        ),
    ),
)
_SUBMENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (C_("menu", "Language"), LANGUAGES),
    (C_("menu", "Colours"), THEMES),
    (C_("menu", "Text size"), SIZES),
)
_VIEW = 3
_WHILE_HELD = frozenset({"quit"}) | {one.name for one in (*LANGUAGES, *THEMES, *SIZES)}
"""What can be done while nothing of the plan is to be seen."""

Do = Callable[[str], object]


class Commands(QObject):
    """The actions of one window by name; *do* is called with the name of what was asked for."""

    def __init__(self, desk: Desk, window: QMainWindow, do: Do) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._do = do
        self._held = False
        self._commands: dict[str, Command] = {}
        self.actions: dict[str, QAction] = {}
        self._menus: list[tuple[QMenu, str]] = []
        for title, commands in MENUS:
            self._add_menu(self._menu(title), commands)
        self.language_menu, *_ = [self._add_choices(*submenu) for submenu in _SUBMENUS]
        desk.plan_changed.connect(self.refresh)
        desk.written.connect(self.refresh)
        self.retranslate()

    def english(self, name: str) -> str:
        """Return the English words of a command, which the find box knows in every language."""
        return _words(ENGLISH, self._commands[name])

    def retranslate(self) -> None:
        """Say every menu and action again in the language of the window."""
        lang = self._desk.lang
        for menu, title in self._menus:
            menu.setTitle(lang(title))
        for name, action in self.actions.items():
            action.setText(_words(lang, self._commands[name]))
        self.refresh()

    def hold(self, *, on: bool) -> None:
        """Let only the window itself be changed or closed, until this is over."""
        self._held = on
        self.refresh()

    def refresh(self) -> None:
        """Grey what cannot be done now, tick what is chosen, and word what can be undone."""
        plan = self._desk.plan
        for name, action in self.actions.items():
            known = plan is not None or self._commands[name].always
            action.setEnabled(known and (not self._held or name in _WHILE_HELD))
        state = self._desk.state
        for name in (
            f"language {self._desk.lang.code}",
            f"theme {state.theme}",
            f"size {state.text_size}",
        ):
            if name in self.actions:
                self.actions[name].setChecked(True)
        self._word_undo()

    def _word_undo(self) -> None:
        plan, lang = self._desk.plan, self._desk.lang
        undo, redo = self.actions["undo"], self.actions["redo"]
        undo.setToolTip("")  # which leaves it to the words
        if plan is None:
            return
        from ccmdesk.actions.step_words import redo_words, undo_refused, undo_words

        back, again = plan.head.undo, plan.head.redo
        refused = undo_refused(lang, back)
        undo.setText(undo_words(lang, back))
        undo.setToolTip(refused)
        undo.setEnabled(back is not None and not refused and not self._held)
        redo.setText(redo_words(lang, again))
        redo.setEnabled(again is not None and not self._held)

    def _menu(self, title: str) -> QMenu:
        menu = QMenu(self._window)
        self._window.menuBar().addMenu(menu)
        self._menus.append((menu, title))
        return menu

    def _add_menu(self, menu: QMenu, commands: tuple[Command | None, ...]) -> None:
        for command in commands:
            if command is None:
                menu.addSeparator()
            else:
                menu.addAction(self._action(command))

    def _add_choices(self, title: str, commands: tuple[Command, ...]) -> QMenu:
        view, _ = self._menus[_VIEW]
        menu = QMenu(self._window)
        view.addMenu(menu)
        self._menus.append((menu, title))
        group = QActionGroup(menu)
        for command in commands:
            action = self._action(command)
            action.setCheckable(True)
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _action(self, command: Command) -> QAction:
        action = QAction(self._window)
        action.setObjectName(command.name)
        action.setShortcut(QKeySequence(command.keys))
        if command.of_list:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda: self._do(command.name))
        self._commands[command.name] = command
        self.actions[command.name] = action
        return action


def language_words(lang: Lang, code: str) -> str:
    """Return a language by its own name, and how far it goes where it is a draft."""
    shipped = PAPER_LANGUAGES[code]
    if shipped.reviewed:
        return shipped.name
    if code not in SHIPPED:
        return lang(
            N_("{language} – draft of headings, terms and labels, not yet reviewed"),
            language=shipped.name,
        )
    return lang(
        N_("{language} – draft, not yet reviewed by a native speaker"), language=shipped.name
    )


def _words(lang: Lang, command: Command) -> str:
    first, _, rest = command.name.partition(" ")
    if first == "language" and rest in SHIPPED:
        return language_words(lang, rest)
    if first == "size":
        return lang(C_("text size", "{percent} %"), percent=rest)
    return lang(command.label)
