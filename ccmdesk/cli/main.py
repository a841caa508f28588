"""Reads arguments, builds what the actions need, and turns a problem into one plain sentence."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from ccmdesk.actions.author import Author
from ccmdesk.actions.time_words import day_here
from ccmdesk.cli.desk import Desk
from ccmdesk.cli.parser import parse
from ccmdesk.lang.catalogue import SHIPPED, SOURCE_LANGUAGE
from ccmdesk.lang.lang import Lang
from ccmdesk.launch import BUG, left_version
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

PROBLEM = 1

Run = Callable[[Namespace, Desk], int]


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns 0, 1 for a problem, 3 with ``--strict``, 70 for a bug of ours."""
    _take_all_letters(sys.stdout, sys.stderr)
    ask = parse(arguments, language=_machine_language())
    lang = Lang.load(ask.ui_lang)
    try:
        return _run_of(ask.run)(ask, _desk(ask, lang))
    except Problem as problem:
        sys.stderr.write(lang.say(problem.message) + "\n")
        return PROBLEM
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001 - the command line's one last net; the report says all
        return _report_bug(lang, error)


def _take_all_letters(*streams: TextIO | None) -> None:
    """Let what is printed into a file or a program be UTF-8, and no sign end a command.

    Windows writes such files in the few letters of its region; a terminal keeps its own encoding.
    """
    for out in streams:
        if isinstance(out, TextIOWrapper):
            encoding = out.encoding if out.isatty() else "utf-8"
            out.reconfigure(encoding=encoding, errors="backslashreplace")


def _run_of(named: str) -> Run:
    module, _, function = named.partition(":")
    run: Run = getattr(import_module(module), function)
    return run


def _desk(ask: Namespace, lang: Lang) -> Desk:
    import platformdirs

    from ccmdesk.actions.updates.packs_in_use import LEFT_WORDS, packs_in_use

    folder = Path(ask.data_folder or platformdirs.user_data_dir("ccmdesk", appauthor=False))
    left = left_version()
    if left:
        sys.stderr.write(lang(LEFT_WORDS, version=left) + "\n")
    found = packs_in_use(folder)
    if found.trouble is not None:
        sys.stderr.write(lang.say(found.trouble) + "\n")
    return Desk(
        lang=lang,
        packs=found.packs,
        author=Author(
            ask.by or getpass.getuser(),
            lambda: dt.datetime.now(dt.UTC),
            role=ask.my_role or "",
            day_of=day_here,
        ),
        data_folder=folder,
        out=sys.stdout,
        passphrase_file=ask.passphrase_file,
        password_file=ask.password_file,
    )


def _machine_language() -> str:
    wanted = os.environ.get("LC_ALL") or os.environ.get("LANG") or SOURCE_LANGUAGE
    code = wanted.partition("_")[0].partition(".")[0]
    return code if code in SHIPPED else SOURCE_LANGUAGE


def _report_bug(lang: Lang, error: Exception) -> int:
    from ccmdesk.actions.problem_report import write_report

    path = write_report(error, at=dt.datetime.now(dt.UTC))
    sys.stderr.write(
        lang(
            N_(
                "This is a fault of ccmdesk, not yours. A report without plan content is in {file}."
            ),
            file=str(path),
        )
        + "\n"
    )
    return BUG
