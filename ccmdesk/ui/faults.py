"""Hands a fault that happened in the worker to the one place where faults are shown."""

from __future__ import annotations


def raise_fault(error: BaseException) -> None:
    """Raise it in the window's thread, where the hook of the program shows its dialog."""
    raise error
