"""How a paper in the making is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with steps done and steps in all; it may raise `Cancelled` to stop the work."""


class Cancelled(Exception):  # noqa: N818 - it says what happened, nothing went wrong
    """Raised by a progress callable; the writer then leaves its stream untouched."""


def ignore_progress(_done: int, _steps: int) -> None:
    """Take no notice; for callers that neither show progress nor stop."""
