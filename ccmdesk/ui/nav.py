"""The navigation at the leading side: each place with what is missing there, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.app import POINTS
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.sections import SECTIONS, Section
from ccmdesk.ui.two_columns import (
    MARGIN,
    MARK,
    TwoColumns,
    draw,
    in_lines,
    role_of,
    small,
    text_room,
)

WIDTH, WIDEST = 232, 320
LEAST_ROW = 34
MOST_ROW = 42
_AROUND = 8
_LINES = 2
_KEPT = 200
NAME = Qt.ItemDataRole.UserRole + 9
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class Places(QAbstractListModel):
    """The sections, each with its mark; a section without records of its own has none."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._missing: Counter[str] = Counter()
        self._held: frozenset[str] = frozenset()
        self._said: dict[tuple[int, int], Any] = {}

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(SECTIONS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return what is said of a place; a view asks a hundred times for what it lays out."""
        key = (index.row(), int(role))
        if key not in self._said:
            self._said[key] = self._say(SECTIONS[index.row()], role)
        return self._said[key]

    def _say(self, section: Section, role: int) -> Any:
        lang = self._desk.lang
        match role:
            case _Role.DisplayRole:
                return lang(section.label)
            case _Role.ToolTipRole | _Role.AccessibleTextRole:
                mark = self._mark(section)
                return lang.join([part for part in (lang(section.label), mark) if part])
            case _ if role == MARK:
                return self._mark(section)
            case _ if role == NAME:
                return section.name
        return None

    def announce(self) -> None:
        """Count again what is missing, and say that marks or words are new."""
        found = self._desk.found
        self._missing = Counter(finding.kind for finding in self._desk.findings)
        self._held = frozenset() if found is None else found.held
        self._said = {}
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def _mark(self, section: Section) -> str:
        if not self._held.intersection(section.kind_names):
            return ""
        return mark_of(self._desk.lang, section, self._missing)


def mark_of(lang: Lang, section: Section, missing: Mapping[str, int]) -> str:
    """Return the mark of one section in words, from how much is missing per kind of record."""
    if not section.kind_names:
        return ""
    count = sum(missing.get(name, 0) for name in section.kind_names)
    if count == 0:
        return lang(C_("section", "complete"))
    return lang.ngettext("{n} missing", "{n} missing", count)


class PlaceRows(TwoColumns):
    """One line a place; a name that has no room in it fills two, and the mark stands below."""

    def __init__(self, view: Nav) -> None:
        super().__init__(view, least=LEAST_ROW, most=MOST_ROW)
        self._view = view
        self._fit: dict[tuple[str, str, int, str], bool] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        whole: Any = option
        usual = super().sizeHint(option, index)
        room = QRect(0, 0, self._view.room, usual.height())
        if self._fits(room, whole.font, index):
            return usual
        lines = _name(room, whole.font, index).count("\n") + 1 + bool(index.data(MARK))
        return QSize(0, lines * QFontMetrics(whole.font).lineSpacing() + _AROUND)

    def set_words(self, painter: QPainter, whole: Any, index: _Index, *, lines: int = 1) -> None:
        if self._fits(whole.rect, whole.font, index):
            super().set_words(painter, whole, index, lines=lines)
            return
        room = QRect(whole.rect).adjusted(MARGIN, _AROUND // 2, -MARGIN, -_AROUND // 2)
        below = QFontMetrics(whole.font).lineSpacing() if index.data(MARK) else 0
        upper, lower = room.adjusted(0, 0, 0, -below), QRect(room)
        lower.setTop(room.bottom() + 1 - below)
        chosen = bool(whole.state & QStyle.StateFlag.State_Selected)
        name = _name(whole.rect, whole.font, index)
        painter.setFont(whole.font)
        painter.setPen(whole.palette.color(role_of(chosen, QPalette.ColorRole.Text)))
        draw(painter, whole, upper, Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(small(whole.font))
        painter.setPen(whole.palette.color(role_of(chosen, QPalette.ColorRole.PlaceholderText)))
        draw(painter, whole, lower, Qt.AlignmentFlag.AlignRight, str(index.data(MARK) or ""))

    def _fits(self, rect: QRect, font: QFont, index: _Index) -> bool:
        """Whether the name of a place shares one line with its mark, if it has one.

        It is asked three times for each place, whenever they are laid out.
        """
        text = str(index.data())
        key = (text, str(index.data(MARK)), rect.width(), font.key())
        if key not in self._fit:
            if len(self._fit) >= _KEPT:
                self._fit.clear()  # the numbers of what is missing change all day
            wide = QFontMetrics(font).horizontalAdvance(text)
            self._fit[key] = wide <= text_room(rect, font, index)
        return self._fit[key]


def _name(rect: QRect, font: QFont, index: _Index) -> str:
    """Return the name of a place in the lines it fills beside no mark."""
    return in_lines(str(index.data()), font, rect.width() - 2 * MARGIN, lines=_LINES)


class Nav(QListView):
    """The places; choosing one opens its page."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._places = Places(desk, self)
        self.setModel(self._places)
        self.setItemDelegate(PlaceRows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._fit()
        self.room = self.minimumWidth()
        """The width of a row in pixels; the viewport, if asked, makes PySide load all it has."""
        self.selectionModel().currentChanged.connect(self._choose)
        for followed in (self.clicked, self.activated):
            followed.connect(self._choose)
        desk.checked.connect(self._tell_again)
        desk.plan_changed.connect(self._tell_again)
        self.retranslate()

    def show_section(self, name: str) -> None:
        """Mark the section that is shown, without opening it again."""
        (row,) = [row for row, section in enumerate(SECTIONS) if section.name == name]
        index = self._places.index(row)
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
            self.selectionModel().select(index, _SELECT)

    def leave(self) -> None:
        """Mark no section: a screen that is not one of them is shown.

        The cursor stays on its section: without one Qt would put it on the first, and open that,
        when the focus comes back from a menu.
        """
        self.selectionModel().clearSelection()

    def retranslate(self) -> None:
        """Say the texts again in the language of the window."""
        self.setAccessibleName(self._desk.lang(N_("Sections of the plan")))
        self._tell_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fit()
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self.room:
            self.room = event.size().width()
            self.doItemsLayout()

    def _tell_again(self) -> None:
        """Say places and marks again; a longer mark may leave a place too little of one line."""
        self._places.announce()
        self.doItemsLayout()

    def _fit(self) -> None:
        """Grow with the size of the text, up to a quarter of a small screen."""
        size = QApplication.font().pointSizeF() / POINTS
        self.setFixedWidth(min(round(WIDTH * size), WIDEST))

    def _choose(self, current: QModelIndex, _before: QModelIndex = _ROOT) -> None:
        if current.isValid():
            self.chosen.emit(str(current.data(NAME)))
