"""What a command asks to be typed: passphrases, from a file or a prompt, never from its line."""

from __future__ import annotations

import sys
from argparse import Namespace
from functools import cache

from ccmdesk.actions.receivers import receivers_called
from ccmdesk.actions.sealed_package import Sealing, Unlock, sealing_words, unlock_with
from ccmdesk.actions.signing_key import needs_passphrase
from ccmdesk.cli.desk import Desk
from ccmdesk.cli.typing_in import from_file, typed, typed_twice
from ccmdesk.model.words import N_

_OF_THE_PACKAGE = N_("Passphrase of the package:")
_OPTION = "--package-passphrase"


def sealing(ask: Namespace, desk: Desk) -> Sealing:
    """Return who is to open a package that is packed."""
    receivers = receivers_called(ask.encrypt_to, folder=desk.data_folder)
    passphrase = ""  # none was asked for  # nosec B105
    if ask.package_passphrase:
        passphrase = from_file(ask.package_passphrase)
    elif ask.with_passphrase:
        passphrase = typed_twice(desk.lang, _OF_THE_PACKAGE, option=_OPTION)
    return Sealing(receivers=receivers, passphrase=passphrase)


def say_sealing(desk: Desk, how: Sealing) -> None:
    """Say who can open what was packed."""
    for said in sealing_words(how):
        desk.line(desk.lang.say(said))


def unlock(ask: Namespace, desk: Desk) -> Unlock:
    """Return what opens packages that came encrypted; each thing is asked for once."""

    @cache
    def opens() -> Unlock:
        return unlock_with(desk.data_folder, passphrase=_of_key(ask, desk))

    @cache
    def passphrase() -> str:
        if ask.package_passphrase:
            return from_file(ask.package_passphrase)
        return typed(desk.lang, _OF_THE_PACKAGE, option=_OPTION) if sys.stdin.isatty() else ""

    return Unlock(key=lambda: opens().key(), before=lambda: opens().before(), passphrase=passphrase)


def _of_key(ask: Namespace, desk: Desk) -> str:
    given: str = ask.passphrase
    if given or not needs_passphrase(desk.data_folder) or not sys.stdin.isatty():
        return given
    return typed(desk.lang, N_("Passphrase of the key of this office:"), option="--passphrase")
