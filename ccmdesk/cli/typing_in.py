"""Passphrases as they are typed unseen, or read from the first line of a file."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path

from ccmdesk.actions.chosen_file import chosen_file
from ccmdesk.actions.plan_key import NOT_THE_SAME
from ccmdesk.lang.lang import Lang
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_LONGEST = 4096


def typed_twice(lang: Lang, prompt: str, *, option: str) -> str:
    """Return a new passphrase that was typed twice; raises Problem when the two differ."""
    first = typed(lang, prompt, option=option)
    if first != typed(lang, N_("The same passphrase again:"), option=option):
        raise Problem(NOT_THE_SAME)
    return first


def typed(lang: Lang, prompt: str, /, *, option: str, **values: object) -> str:
    """Return what a person types unseen.

    Raises Problem where nobody can be asked; it names the *option* for a file that holds it.
    """
    if not sys.stdin.isatty():
        raise Problem(
            N_(
                "Nobody can be asked for the passphrase here. Name a file that holds it:"
                " {option} FILE"
            ),
            option=option,
        )
    return getpass(lang(prompt, **values) + " ")


def from_file(path: str) -> str:
    """Return the first line of a file; raises Problem when there is nothing on it."""
    with chosen_file(Path(path)) as source:
        raw = source.read(_LONGEST)
    try:
        line = raw.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        line = ""
    if not line:
        raise Problem(
            N_("There is no passphrase in {file}. Write it on the first line, as UTF-8."), file=path
        )
    return line
