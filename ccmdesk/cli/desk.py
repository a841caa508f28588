"""What every command is given: the language of its messages, the packs, the author, the output."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from ccmdesk.actions.author import Author
from ccmdesk.actions.typed_value import Reading
from ccmdesk.db.store import Store, open_store
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import show_document
from ccmdesk.lang.show import Show
from ccmdesk.model.packs import Packs


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The edge between the machine and the actions; read once, in ``cli.main``."""

    lang: Lang
    packs: Packs
    author: Author
    data_folder: Path
    out: TextIO

    @property
    def today(self) -> dt.date:
        return self.author.today

    def say(self, msgid: str, /, **values: object) -> None:
        """Print one sentence."""
        self.out.write(self.lang(msgid, **values) + "\n")

    def line(self, text: str) -> None:
        """Print one line that is already in words."""
        self.out.write(text + "\n")

    def json(self, value: Any) -> None:
        """Print one JSON document."""
        json.dump(value, self.out, ensure_ascii=False, indent=2, default=str)
        self.out.write("\n")

    def show(self, store: Store) -> Show:
        return show_document(self.lang, packs=self.packs, document=store.document())

    def reading(self, store: Store) -> Reading:
        return Reading(lang=self.lang, packs=self.packs, document=store.document())


@contextmanager
def reading_store(path: Path) -> Iterator[Store]:
    """Open a plan beside whoever is writing to it."""
    store = open_store(path, reads_only=True)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def writing_store(path: Path) -> Iterator[Store]:
    """Open a plan as its only writer; raises Problem while a window has it open."""
    store = open_store(path)
    try:
        yield store
    finally:
        store.close()
