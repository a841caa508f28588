"""Spares the start what nobody needs: sources read at each import, rubbish looked for too early."""

from __future__ import annotations

import builtins
import gc

import PySide6.QtCore  # noqa: F401 - it brings the hook that is taken off again


def start_quickly() -> None:
    """Prepare the process before the modules of the window are imported.

    PySide6 looks into the source of every module that is imported afterwards, to see whether it may
    use PySide's switchable names, and keeps each source in memory: the tenth part of the start, and
    the text of every library ever loaded. We use no switchable names, so import is Python's again.
    Nothing that a start makes is rubbish: it is not looked for before keep_for_good().
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    gc.disable()


def keep_for_good() -> None:
    """Look for rubbish from now on, but no more among what lives as long as the program."""
    gc.freeze()
    gc.enable()
