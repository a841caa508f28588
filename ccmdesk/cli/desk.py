"""What every command is given: the language of its messages, the packs, the author, the output."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, TypeVar

from ccmdesk.actions.author import Author
from ccmdesk.actions.typed_value import Reading
from ccmdesk.cli.typing_in import from_file, typed
from ccmdesk.db.key_beside import is_encrypted, is_no_plain_plan, unwrap_key
from ccmdesk.db.server.address import is_address
from ccmdesk.db.store import Store, open_address, open_store
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import show_document
from ccmdesk.lang.show import Show
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import PasswordAsked, Problem
from ccmdesk.model.words import N_

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The edge between the machine and the actions; read once, in ``cli.main``."""

    lang: Lang
    packs: Packs
    author: Author
    data_folder: Path
    out: TextIO
    passphrase_file: str = ""
    """The file with the passphrase of the plan; it is asked for otherwise."""
    password_file: str = ""
    """The file with the password of its server; it is asked for otherwise."""

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


def plan_file(where: str) -> Path:
    """Return the file of a plan; raises Problem for a plan on a server."""
    if is_address(where):
        raise Problem(
            N_(
                "This can only be done to the file of a plan, not to a plan on a server. Copy that"
                " to a file first: ccmdesk copy-from-server ADDRESS --out FILE"
            )
        )
    return Path(where)


def plan_key(path: Path, desk: Desk) -> bytes | None:
    """Return the key of an encrypted plan, by its passphrase; None for a plain one."""
    if not path.is_file() or not is_no_plain_plan(path):
        return None
    if not is_encrypted(path) and not desk.passphrase_file:
        return None
    return unwrap_key(path, plan_passphrase(desk))


def plan_passphrase(desk: Desk) -> str:
    """Return the passphrase of the plan, from the file that was named, or as it is typed."""
    if desk.passphrase_file:
        return from_file(desk.passphrase_file)
    return typed(desk.lang, N_("Passphrase of the plan:"), option="--passphrase-file")


@contextmanager
def reading_store(where: str, desk: Desk) -> Iterator[Store]:
    """Open a plan, a file or the address of a server, beside whoever is writing to it."""
    store = _open(where, desk, reads_only=True)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def writing_store(where: str, desk: Desk) -> Iterator[Store]:
    """Open a plan for writing; raises Problem while a window has the file of it open."""
    store = _open(where, desk, reads_only=False)
    try:
        yield store
    finally:
        store.close()


def at_server(desk: Desk, do: Callable[[str], T]) -> T:
    """Do what connects to a server, with the password that it may want; "" is none.

    It is typed once the server has asked for it, as other passphrases are.
    """
    if desk.password_file:
        return do(from_file(desk.password_file))
    try:
        return do("")
    except PasswordAsked as asked:
        if not sys.stdin.isatty():
            raise
        prompt = N_("Password of {user} at the server {server}:")
        names = {"user": asked.user, "server": asked.server}
        password = typed(desk.lang, prompt, option="--password-file", **names)
    return do(password)


def _open(where: str, desk: Desk, *, reads_only: bool) -> Store:
    if is_address(where):
        name = desk.author.name
        return at_server(
            desk,
            lambda password: open_address(
                where, reads_only=reads_only, password=password, person=name
            ),
        )
    path = Path(where)
    key = plan_key(path, desk)
    return at_server(
        desk, lambda password: open_store(path, key=key, reads_only=reads_only, password=password)
    )
