"""Tells what the accessibility tree of a program shows: asked by a line, answers with a line of JSON.

Run by Debian's own Python, which has the bindings of AT-SPI; it is not a part of the tests.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402


def main() -> None:
    for program in sys.stdin:
        told = [_told(node) for node in _shown(_program(program.strip()))]
        print(json.dumps(told), flush=True)


def _program(name: str) -> Any:
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(place)
        if child is not None and child.get_name() == name:
            return child
    return None


def _shown(node: Any) -> Iterator[Any]:
    """Yield a node that is shown and all that is shown in it; what is hidden hides its parts."""
    if node is None:
        return
    is_program = node.get_role() == Atspi.Role.APPLICATION
    if not is_program:
        if not node.get_state_set().contains(Atspi.StateType.SHOWING):
            return
        yield node
    for place in range(node.get_child_count()):
        yield from _shown(node.get_child_at_index(place))


def _told(node: Any) -> dict[str, Any]:
    states = node.get_state_set()
    box = node.get_extents(Atspi.CoordType.SCREEN)
    is_text = "Text" in node.get_interfaces()
    return {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "text": Atspi.Text.get_text(node, 0, -1) if is_text else "",
        "description": node.get_description() or "",
        "box": (box.x, box.y, box.width, box.height),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "enabled": states.contains(Atspi.StateType.ENABLED),
        "chosen": states.contains(Atspi.StateType.SELECTED)
        or states.contains(Atspi.StateType.CHECKED),
    }


if __name__ == "__main__":
    main()
