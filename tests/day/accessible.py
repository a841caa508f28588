"""Tells what the accessibility tree of a program shows: a line asks, a line of JSON answers.

Run by Debian's own Python, which has the bindings of GLib; it is not a part of the tests. A line is
the name of the program, and the word "all" when what is scrolled out of sight is wanted too. A
level of the tree is asked for at once: one question after the other takes half a minute for a form.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # type: ignore[import-not-found]  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
NOBODY = "/org/a11y/atspi/null"
PATIENCE_MS = 3_000
"""What has vanished since it was listed never answers."""

LEAVES = {"label", "list item", "scroll bar", "table cell", "text"}
"""What is not looked into."""

OF_THEIR_OWN = {"popup menu", "menu", "window", "dialog", "frame", "alert", "tool tip", "list"}
"""What lies over others: a box to choose from opens its list outside of its own edges."""

Box = tuple[int, int, int, int]
SCREEN: Box = (0, 0, 10_000, 10_000)


@dataclass
class Node:
    """One thing, where it is asked for, and the part of the screen that it can be seen in."""

    place: tuple[str, str]
    seen_in: Box
    told: dict[str, Any] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


class Tree:
    """The bus of accessibility, of which many things are asked at once."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None
        )
        flags = Gio.DBusConnectionFlags
        self._bus = Gio.DBusConnection.new_for_address_sync(
            address.unpack()[0],
            flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION,
            None,
            None,
        )
        self._waiting = 0

    def shown(self, name: str, *, scrolled: bool) -> list[dict[str, Any]]:
        """Return all that a program shows, in the order of its tree."""
        root = self._program(name)
        level = [] if root is None else [root]
        while level:
            self._ask_children([node for node in level if node.told.get("role") not in LEAVES])
            found = [child for node in level for child in node.children]
            self._ask_all(found)
            for node in level:
                node.children = [child for child in node.children if _is_seen(child, scrolled)]
            level = [child for node in level for child in node.children]
        return [] if root is None else list(_in_order(root))

    def _program(self, name: str) -> Node | None:
        registry = Node(REGISTRY, SCREEN)
        self._ask_children([registry])
        for child in registry.children:
            self._ask(child, "name", "Name")
        self._wait()
        named = (child for child in registry.children if child.told.get("name") == name)
        return next(named, None)

    def _ask_children(self, level: list[Node]) -> None:
        for node in level:
            self._call(node, "children", (ACCESSIBLE, "GetChildren", None))
        self._wait()
        for node in level:
            places = [tuple(place) for place in node.told.pop("children", ((),))[0]]
            node.children = [Node(one, node.seen_in) for one in places if one[1] != NOBODY]

    def _ask_all(self, level: list[Node]) -> None:
        for node in level:
            self._call(node, "state", (ACCESSIBLE, "GetState", None))
            self._call(node, "role", (ACCESSIBLE, "GetRole", None))
            corner = GLib.Variant("(u)", (0,))
            self._call(node, "box", ("org.a11y.atspi.Component", "GetExtents", corner))
        self._wait()
        for node in level:
            _sort_out(node.told)
        for node in [node for node in level if node.told["showing"]]:
            self._ask(node, "name", "Name")
            self._ask(node, "description", "Description")
            if node.told["role"] in {"text", "paragraph", "password text", "spin button"}:
                whole = GLib.Variant("(ii)", (0, -1))
                self._call(node, "text", ("org.a11y.atspi.Text", "GetText", whole))
            if node.told["role"] in {"combo box", "text", "spin button"}:
                self._call(node, "label", (ACCESSIBLE, "GetRelationSet", None))
        self._wait()
        self._name_labels(level)

    def _name_labels(self, level: list[Node]) -> None:
        """Say the words of what labels each: a box to choose from is named by what is chosen."""
        labels = []
        for node in level:
            relations = node.told.pop("label", None)
            labelled_by = int(Atspi.RelationType.LABELLED_BY)
            for kind, places in relations[0] if relations else ():
                if kind == labelled_by:
                    labels += [(node, Node(tuple(place), SCREEN)) for place in places]
        for _, label in labels:
            self._ask(label, "name", "Name")
        self._wait()
        for node, label in labels:
            before = node.told.get("label", "")
            node.told["label"] = f"{before} {label.told.get('name', '')}".strip()

    def _ask(self, node: Node, key: str, fact: str) -> None:
        words = GLib.Variant("(ss)", (ACCESSIBLE, fact))
        self._call(node, key, ("org.freedesktop.DBus.Properties", "Get", words))

    def _call(self, node: Node, key: str, question: tuple[str, str, Any]) -> None:
        interface, method, words = question
        name, path = node.place
        self._waiting += 1

        def answered(bus: Any, answer: Any) -> None:
            self._waiting -= 1
            try:
                said = bus.call_finish(answer).unpack()
            except GLib.Error:  # it vanished while it was asked for
                return
            node.told[key] = said[0] if isinstance(said[0], str) else said

        self._bus.call(name, path, interface, method, words, None, 0, PATIENCE_MS, None, answered)

    def _wait(self) -> None:
        while self._waiting:
            GLib.MainContext.default().iteration(True)


def _sort_out(told: dict[str, Any]) -> None:
    """Turn what was answered into words, a box and states."""
    low, high = told.pop("state", ((0, 0),))[0]
    bits = low | high << 32

    def has(state: Any) -> bool:
        return bool(bits >> int(state) & 1)

    kind = Atspi.StateType
    told["role"] = Atspi.role_get_name(Atspi.Role(told.pop("role", (0,))[0]))
    told["box"] = told.pop("box", ((0, 0, 0, 0),))[0]
    told["showing"] = has(kind.SHOWING)
    told["focused"], told["focusable"] = has(kind.FOCUSED), has(kind.FOCUSABLE)
    told["enabled"] = has(kind.ENABLED)
    told["chosen"] = has(kind.SELECTED) or has(kind.CHECKED)


def _is_seen(node: Node, scrolled: bool) -> bool:  # noqa: FBT001 - asked for in one place
    """Whether a thing is shown, and in sight unless *scrolled* is wanted too; clips its box."""
    told = node.told
    if not told.pop("showing"):
        return False
    if scrolled:
        return True
    within = SCREEN if told["role"] in OF_THEIR_OWN else node.seen_in
    box = _common(told["box"], within)
    if box is None:
        return False
    told["box"] = node.seen_in = box
    return True


def _common(one: Box, other: Box) -> Box | None:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right = min(one[0] + one[2], other[0] + other[2])
    bottom = min(one[1] + one[3], other[1] + other[3])
    return (left, top, right - left, bottom - top) if left < right and top < bottom else None


def _in_order(node: Node) -> list[dict[str, Any]]:
    found = []
    for child in node.children:
        blank = {"name": "", "text": "", "description": "", "label": ""}
        found.append(blank | child.told)
        found += _in_order(child)
    return found


def main() -> None:
    tree = Tree()
    for line in sys.stdin:
        name, *more = line.split()
        sys.stdout.write(json.dumps(tree.shown(name, scrolled=bool(more))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
