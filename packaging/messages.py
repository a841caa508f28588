"""Collects every visible sentence of the program from its syntax trees and reference packs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
GLUE = "\x04"
PLAIN = frozenset({"N_", "lang", "_lang"})
PLURAL = frozenset({"ngettext", "counted"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One message: its context, its text, its plural text, and where it stands."""

    context: str | None
    msgid: str
    plural: str | None
    place: str


def entries(root: Path = ROOT) -> list[Entry]:
    """Return every message of the package and of the packs, once, in the order of their places."""
    found: dict[tuple[str | None, str], Entry] = {}
    for path in sorted((root / "ccmdesk").rglob("*.py")):
        for entry in from_source(path.read_text("utf-8"), path.relative_to(root).as_posix()):
            found.setdefault((entry.context, entry.msgid), entry)
    for entry in from_packs():
        found.setdefault((entry.context, entry.msgid), entry)
    return list(found.values())


def from_source(source: str, place: str) -> Iterator[Entry]:
    """Yield the messages of one module; raises ValueError where a sentence is glued together."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            entry = _entry(node, f"{place}:{node.lineno}")
            if entry is not None and entry.msgid:
                yield entry


def from_packs() -> Iterator[Entry]:
    """Yield the names and definitions of the reference packs that are shown translated."""
    from ccmdesk.model.packs import load_packs, pack_messages  # noqa: PLC0415
    from ccmdesk.model.resources import resource  # noqa: PLC0415

    for message in pack_messages(load_packs(resource("packs"))):
        context, _, msgid = message.rpartition(GLUE)
        yield Entry(context or None, msgid, None, "resources/packs")


def _entry(call: ast.Call, place: str) -> Entry | None:
    name = _name(call.func)
    if name in PLAIN:
        text = _literal(call.args[0], place)
        return None if text is None else Entry(None, text, None, place)
    if name == "C_":
        context, text = (_literal(argument, place) for argument in call.args[:2])
        return Entry(context, text or "", None, place)
    if name in PLURAL and any(isinstance(argument, ast.Starred) for argument in call.args):
        raise ValueError(f"{place}: both forms of a sentence must stand in the call")
    if name in PLURAL and len(call.args) >= 2:
        one, many = (_literal(argument, place) for argument in call.args[:2])
        return Entry(None, one, many, place) if one and many else None
    return None


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _literal(node: ast.expr, place: str) -> str | None:
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        raise ValueError(f"{place}: a visible sentence is glued together")  # noqa: TRY004
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
