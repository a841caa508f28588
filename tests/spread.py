"""Spreads the tests over the workers: a module stays on one, long ones begin first.

What is made once for a module would otherwise be made by each worker. The marks of pytest-xdist for
this do nothing with pytest 9.2 (pytest-xdist issue 1386).
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

APART = ("tests/db/test_offices_apart.py", "tests/faults/test_damaged_plans.py")
"""Modules of few and long tests, which share nothing: any worker may take one."""

TOGETHER = ("tests/day/",)
"""Folders whose modules need the one screen."""

FIRST = (
    "tests/test_wheel.py",
    "tests/ui/test_shots.py",
    "tests/db/test_offices_apart.py",
    "tests/actions/test_demonstration_in_word.py",
    "tests/hub/test_seed_statistics.py",
    "tests/day/",
)
"""What takes minutes; begun last, it would leave the other worker with nothing to do."""


class ByModule(LoadScopeScheduling):  # type: ignore[misc] # the library says nothing of its types
    """Gives a worker a module at a time."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        if module in APART:
            return nodeid
        return next((folder for folder in TOGETHER if module.startswith(folder)), module)


def long_first(items: list[pytest.Item]) -> None:
    """Order the tests so that those of the long modules come first, the others as they are."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))
