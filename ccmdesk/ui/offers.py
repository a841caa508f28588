"""Lines that lead somewhere, as a list model: in the find box and on the cards of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ccmdesk.ui.two_columns import MARK

_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: what it is called, what stands at its end, and what choosing it does."""

    text: str
    mark: str
    choose: Callable[[], object]


class Offers(QAbstractListModel):
    """Some offers; each is read out with its mark."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: Sequence[Offer] = ()

    def put(self, offers: Sequence[Offer]) -> None:
        """Show other offers."""
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        offer = self.offers[index.row()]
        match role:
            case _Role.DisplayRole:
                return offer.text
            case _Role.ToolTipRole | _Role.AccessibleTextRole:
                return " – ".join(part for part in (offer.text, offer.mark) if part)
            case _ if role == MARK:
                return offer.mark
        return None
