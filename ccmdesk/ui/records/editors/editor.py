"""What every editor can do: show a value, read it back, and say when it was typed or chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import Field
from ccmdesk.ui.open_plan import OpenPlan


class Editor(QWidget):
    """Edits the value of one field; it never writes: its row does.

    An editor keeps what was typed until it is told to show a value. *language* names the language
    of a text that has one text per language, else it is None.
    """

    typed = Signal()
    """The user changed something; it is saved when the user leaves or pauses."""

    chosen = Signal()
    """The user made a choice that is complete by itself; it is saved at once."""

    open_asked = Signal(object, object)
    """The user wants to see a record: (kind, id)."""

    language: str | None = None

    refused = False
    """Whether what is typed could not be saved; its row says so."""

    keeps_typing = True
    """Whether what reads as saved is left alone while the cursor is in it."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__()
        self.field = field
        self.plan = plan
        self.typed_in: Lang | None = None
        """The language in which what is not saved was typed; None where nothing is."""
        self.typed.connect(self._type_here)

    @property
    def reads(self) -> Lang:
        """The language in which figures and dates are read, also after the window has another."""
        return self.typed_in or self.plan.lang

    def see(self, record: Any) -> None:
        """Learn what else the record says, before its value is shown."""

    def show_value(self, value: Any) -> None:
        """Show *value* of a record; nothing that was typed is kept."""
        raise NotImplementedError

    def value(self) -> Any:
        """Return what the editor holds, the field's default when it is empty.

        Raises Problem for what cannot be read.
        """
        raise NotImplementedError

    def first(self) -> QWidget:
        """Return the widget that takes the focus."""
        raise NotImplementedError

    def after(self, part: QWidget) -> QWidget | None:
        """Return where Enter goes from *part* inside the editor; None for the next field."""
        del part
        return None

    def name(self, label: str) -> None:
        """Give every part its accessible name; *label* is what the field is called."""
        raise NotImplementedError

    def typed_texts(self) -> tuple[Any, ...]:
        """Return what is typed or chosen in each part, to be put back by `type_again`."""
        raise NotImplementedError

    def type_again(self, texts: tuple[Any, ...]) -> None:
        """Put back what was typed before the editor showed something else."""
        raise NotImplementedError

    def finish(self) -> None:
        """Take what is still being typed in a cell of its own: the field is left."""

    def set_untouched(self) -> None:
        """Forget that something was typed: it is saved, so the plan's undo comes next."""

    def start_over(self) -> None:
        """Forget how the last record was looked at: another one is shown."""

    def retranslate(self) -> None:
        """Say the editor's own words again; what was typed stays."""

    def _type_here(self) -> None:
        self.typed_in = self.plan.lang
