"""How the user has chosen to see each list: its columns in their order, or figures as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

Names = tuple[str, ...]
AS_TABLE = "table"


class ChosenColumns(QObject):
    """Names of fields by the stored name of a kind; a list without any has its usual columns.

    A view of figures is kept by its own name, with the one name AS_TABLE where it is a table.
    """

    changed = Signal()
    moved = Signal(str)
    """The stored name of the kind whose list has other columns now."""

    def __init__(
        self, kept: Mapping[str, Sequence[str]] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._kept: dict[str, Names] = {kind: tuple(names) for kind, names in (kept or {}).items()}

    @property
    def kept(self) -> Mapping[str, Names]:
        """The columns of all lists that have chosen ones, to be remembered."""
        return dict(self._kept)

    def of(self, kind: str) -> Names:
        """Return the columns of the list of *kind*; nothing when the user has not chosen any."""
        return self._kept.get(kind, ())

    def keep(self, kind: str, names: Sequence[str]) -> None:
        """Keep which columns the list of *kind* has now; none for the usual ones."""
        if tuple(names) == self.of(kind):
            return
        self._kept.pop(kind, None)
        if names:
            self._kept[kind] = tuple(names)
        self.changed.emit()
        self.moved.emit(kind)

    def forget(self) -> None:
        """Let every list have its usual columns again."""
        for kind in tuple(self._kept):
            self.keep(kind, ())
