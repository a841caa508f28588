"""What a person would find wrong on a screen that is shown now, by check."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from pseudo import OWN_NAMES, clipped, text_of, unnamed
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QRawFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QGraphicsView,
    QHeaderView,
    QListView,
    QMainWindow,
    QSizeGrip,
    QTableView,
    QTreeView,
    QWidget,
)

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.ui.paper_view import PaperView
from ccmdesk.ui.records.two_line_header import TwoLineHeader

_FINGERPRINT = re.compile(r"(?:\b[A-Z2-7]{4}\b\s?){8}")
_WORD = re.compile(r"[^\W\d_]{3,}")
_BRACKETED = re.compile(r"\[.*(?:\]|…)", re.DOTALL)
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"})
_FAMILIES = tuple(files.family for files in ENGLISH.fonts)
_MAY_COVER = (QSizeGrip,)
_ROUNDING = 1
"""Qt puts what a mirrored splitter holds one pixel further."""

Told = tuple[str, str, QFont]
"""What shows a text, the text, and its font."""

CHECKS = (
    "clipped texts",
    "missing glyphs",
    "unnamed controls",
    "outside their parent",
    "overlapping",
    "sideways scroll bars",
    "untranslated texts",
    "modal boxes",
    "warnings of Qt",
)


def faults_of(screen: QWidget, *, data: Sequence[str] | None) -> dict[str, list[str]]:
    """Return what is wrong, by check; *data* are the authors' words where ours are in brackets."""
    parts = tuple(seen(screen))
    texts = tuple(_texts(parts))
    found = {
        "clipped texts": [*clipped(screen), *cut_short(parts)],
        "missing glyphs": glyphless(texts),
        "unnamed controls": unnamed(screen),
        "outside their parent": outside(parts),
        "overlapping": overlapping(parts),
        "sideways scroll bars": sideways(screen, parts),
    }
    if data is not None:
        found["untranslated texts"] = untranslated(parts, texts, data=data)
    return found


def seen(screen: QWidget) -> Iterator[QWidget]:
    """Yield every part that is shown, also where a scroll bar must be moved to look at it."""
    for widget in screen.findChildren(QWidget):
        if widget.window() is screen.window() and widget.isVisibleTo(screen):
            yield widget


def outside(parts: Sequence[QWidget]) -> list[str]:
    """Return the parts that reach over the edge of what they stand in."""
    found = []
    for widget in parts:
        parent = widget.parentWidget()
        if parent is None or _is_viewport(parent) or widget.size().isEmpty():
            continue
        edge = parent.rect().adjusted(-_ROUNDING, 0, _ROUNDING, 0)
        if not edge.contains(widget.geometry()):
            found.append(f"{told(widget)} at {_box(widget.geometry())} in {_box(parent.rect())}")
    return found


def overlapping(parts: Sequence[QWidget]) -> list[str]:
    """Return the pairs of parts of one layout that cover each other."""
    beside: dict[QWidget, list[QWidget]] = {}
    for widget in parts:
        parent = widget.parentWidget()
        if parent is None or parent.layout() is None or isinstance(parent, QMainWindow):
            continue
        if not _is_viewport(parent) and not widget.isWindow():
            beside.setdefault(parent, []).append(widget)
    return [
        f"{told(one)} and {told(other)}"
        for parts in beside.values()
        for one, other in combinations(parts, 2)
        if one.geometry().intersects(other.geometry()) and not _may_cover(one, other)
    ]


def sideways(screen: QWidget, parts: Sequence[QWidget]) -> list[str]:
    """Return what must be scrolled sideways, besides wide tables, the map and the paper."""
    found = []
    for widget in parts:
        if not isinstance(widget, QAbstractScrollArea):
            continue
        if isinstance(widget, (QTableView, QGraphicsView, PaperView, QHeaderView)):
            continue
        bar = widget.horizontalScrollBar()
        if bar.maximum() > bar.minimum() and bar.isVisibleTo(screen):
            found.append(f"{told(widget)} by {bar.maximum()}")
    return found


def cut_short(parts: Sequence[QWidget]) -> list[str]:
    """Return cells and headings that have too little room, and no tooltip that tells the rest."""
    found = []
    for view in _views(parts):
        for index in _cells(view):
            text, room = str(index.data() or ""), view.visualRect(index)
            if index.data(Qt.ItemDataRole.ToolTipRole) or not text or room.isEmpty():
                continue
            if _is_cut(text, view.font(), room):
                found.append(f"{told(view)}: {text}")
        found += [f"heading {head}" for head in _cut_headings(view)]
    return found


def glyphless(texts: Sequence[Told]) -> list[str]:
    """Return the characters that no shipped font has, and the texts set in another font."""
    found = []
    for what, text, font in texts:
        lacking = {letter for letter in text if not _has_glyph(letter)}
        if lacking:
            found.append(f"{what}: {sorted(lacking)} in {text[:60]}")
        if text.strip() and font.families()[0] not in _FAMILIES:
            found.append(f"{what}: {text[:40]} is set in {font.families()}")
    return found


def untranslated(
    parts: Sequence[QWidget], shown: Sequence[Told], *, data: Sequence[str]
) -> list[str]:
    """Return words that are neither in brackets nor the authors', seen or told aloud."""
    texts = {text: what for what, text, _ in shown}
    for widget in parts:
        for text in (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()):
            texts.setdefault(text, f"told by {told(widget)}")
    found = []
    for text, what in texts.items():
        rest = _FINGERPRINT.sub(" ", _BRACKETED.sub(" ", text))
        if _WORD.search(rest) and text not in OWN_NAMES and not _is_data(rest, data):
            found.append(f"{what}: {text}")
    return found


def told(widget: QWidget) -> str:
    """Return what a part is, for a person who looks for it."""
    words = text_of(widget) or widget.accessibleName()
    parent = type(widget.parentWidget()).__name__
    return f"{type(widget).__name__} in {parent} {words[:40]!r}"


def _is_data(text: str, data: Sequence[str]) -> bool:
    """Whether nothing but what the authors wrote stands in *text*."""
    for known in data:
        if known in text:
            text = text.replace(known, " ")
            if not _WORD.search(text):
                return True
    return not _WORD.search(text)


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what the authors wrote, line by line, the longest first."""
    lines = {line.strip() for text in texts for line in (text, *text.split("\n"))}
    return tuple(sorted(filter(_WORD.search, lines), key=len, reverse=True))


def _texts(parts: Sequence[QWidget]) -> Iterator[Told]:
    for widget in parts:
        text = text_of(widget)
        if text:
            yield told(widget), text, widget.font()
    for view in _views(parts):
        for index in _cells(view):
            yield told(view), str(index.data() or ""), view.font()
        for head in _headings(view):
            for column in range(head.count()):
                yield f"heading of {told(view)}", _heading(head, column), head.font()


def _views(parts: Sequence[QWidget]) -> Iterator[QAbstractItemView]:
    for widget in parts:
        if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
            yield widget


def _cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """Yield the cells that are seen now."""
    model = view.model()
    if model is None:
        return
    inside = view.viewport().rect()

    def below(parent: QModelIndex) -> Iterator[QModelIndex]:
        for row in range(_first(view, parent), model.rowCount(parent)):
            first = model.index(row, 0, parent)
            box = view.visualRect(first)
            if box.top() > inside.bottom() and not isinstance(view, QTreeView):
                return
            for column in range(_columns(view, parent)):
                index = model.index(row, column, parent)
                if view.visualRect(index).intersects(inside):
                    yield index
            if isinstance(view, QTreeView) and view.isExpanded(first):
                yield from below(first)

    yield from below(view.rootIndex())


def _columns(view: QAbstractItemView, parent: QModelIndex) -> int:
    """Return the number of columns, which a model of a list does not tell."""
    return 1 if isinstance(view, QListView) else view.model().columnCount(parent)


def _first(view: QAbstractItemView, parent: QModelIndex) -> int:
    """Return the first row that is seen in a long table."""
    if parent.isValid() or not isinstance(view, QTableView):
        return 0
    return max(view.rowAt(0), 0)


def _headings(view: QAbstractItemView) -> list[QHeaderView]:
    match view:
        case QTableView():
            heads = [view.horizontalHeader(), view.verticalHeader()]
        case QTreeView():
            heads = [view.header()]
        case _:
            heads = []
    return [head for head in heads if head.isVisibleTo(view)]


def _heading(head: QHeaderView, section: int, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    return str(head.model().headerData(section, head.orientation(), role) or "")


def _cut_headings(view: QAbstractItemView) -> Iterator[str]:
    for head in _headings(view):
        for section in range(head.count()):
            text = _heading(head, section)
            if head.isSectionHidden(section) or _heading(
                head, section, Qt.ItemDataRole.ToolTipRole
            ):
                continue
            if isinstance(head, TwoLineHeader):
                is_cut = head._lines(section).rstrip("\u200e\u200f").endswith("…")
            else:
                wide = QFontMetrics(head.font()).horizontalAdvance(text)
                is_upright = head.orientation() == Qt.Orientation.Vertical
                is_cut = wide > (head.width() if is_upright else head.sectionSize(section))
            if is_cut:
                yield f"{told(view)}: {text}"


def _is_cut(text: str, font: QFont, room: QRect) -> bool:
    """Whether *text* is wider than *room*, in as many lines as are high enough for it."""
    metrics = QFontMetrics(font)
    lines = max(room.height() // metrics.lineSpacing(), 1)
    longest = max(metrics.horizontalAdvance(line) for line in text.split("\n"))
    return longest > (room.width() if lines == 1 else lines * room.width() * 0.85)


def _is_viewport(widget: QWidget | None) -> bool:
    """Whether *widget* is what a scroll area shows a part of, or the area itself."""
    if isinstance(widget, QAbstractScrollArea):
        return True
    parent = widget.parentWidget() if widget is not None else None
    return isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget


def _may_cover(one: QWidget, other: QWidget) -> bool:
    return isinstance(one, _MAY_COVER) or isinstance(other, _MAY_COVER)


def _box(rect: QRect) -> tuple[int, int, int, int]:
    return (rect.x(), rect.y(), rect.width(), rect.height())


@cache
def _has_glyph(letter: str) -> bool:
    if unicodedata.category(letter) in _UNSEEN:
        return True
    return any(raw.supportsCharacter(ord(letter)) for raw in _raw_fonts())


@cache
def _raw_fonts() -> tuple[QRawFont, ...]:
    return tuple(QRawFont.fromFont(QFont(family)) for family in _FAMILIES)
