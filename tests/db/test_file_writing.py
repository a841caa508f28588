"""Files are written through the one atomic writer and in no other way."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ccmdesk

PACKAGE = Path(ccmdesk.__file__).parent
CONTROL = Path(__file__).parents[1] / "data" / "forbidden_writes.txt"
WRITERS = {"db/atomic_file.py"}
ALLOWED = {
    ("db/lock.py", "os.open"): "a lock is a file that holds nothing",
    ("db/cut_off.py", "os.open"): "what was cut off is locked to be taken away",
    ("exchange/word_package.py", "zipfile.ZipFile"): "it packs into a buffer in memory",
    ("exchange/workbook_errors.py", "zipfile.ZipFile"): "it packs into a buffer in memory",
    ("report/docx/package.py", "zipfile.ZipFile"): "it packs into a buffer in memory",
    ("db/engine.py", "dbapi2.connect"): "the one place that opens a database",
}
MODE = re.compile(r"[rwaxbtU+]{1,4}")
STREAM = re.compile(r"stream|buffer|BytesIO", re.IGNORECASE)
TO_A_STREAM = {"Canvas", "SimpleDocTemplate", "BaseDocTemplate", "Workbook"}
FORBIDDEN = {"QFile", "QSaveFile", "QTextStream", "os.rename", "os.replace", "shutil.move"}
DATABASES = {"sqlite3.connect", "apsw.Connection", "sqlcipher3.connect", "dbapi2.connect"}


def _name(node: ast.expr) -> str:
    """Return ``os.open`` of a call to it; "" before the last dot for anything not a plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = node.value.id if isinstance(node.value, ast.Name) else ""
        return f"{before}.{node.attr}"
    return ""


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    given = next((k.value for k in call.keywords if k.arg == name), None)
    if given is None and len(call.args) > place:
        return call.args[place]
    return given


def _writes(mode: ast.expr | None) -> bool:
    """Whether a mode writes, or cannot be told."""
    if mode is None:
        return False
    if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
        return bool(set(mode.value) & set("wax+"))
    return True


def _path_writes(call: ast.Call) -> bool:
    """Whether ``x.open(...)`` opens a path for writing; an archive's member comes first there."""
    mode = _argument(call, 0, "mode")
    if isinstance(mode, ast.Constant):
        return bool(MODE.fullmatch(str(mode.value))) and len(call.args) < 2 and _writes(mode)
    return mode is not None and "mode" in ast.unparse(mode)


def _flags_write(call: ast.Call) -> bool:
    flags = _argument(call, 1, "flags")
    return flags is not None and ast.unparse(flags) != "os.O_RDONLY"


def _is_no_stream(call: ast.Call, streams: set[str]) -> bool:
    if not call.args:
        return False
    given = ast.unparse(call.args[0])
    return given not in streams and not STREAM.search(given)


def _streams(tree: ast.AST) -> set[str]:
    """Return the parameters that are declared as binary streams."""
    return {
        node.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.arg) and node.annotation is not None
        if ast.unparse(node.annotation) in {"BinaryIO", "BytesIO"}
    }


def _is_forbidden(call: ast.Call, streams: set[str]) -> bool:
    name = _name(call.func)
    last = name.rpartition(".")[2]
    if name in {"open", "io.open", "os.fdopen"}:
        return _writes(_argument(call, 1, "mode"))
    if name == "os.open":
        return _flags_write(call)
    if name == "tarfile.open" or last == "ZipFile":
        return _writes(_argument(call, 1, "mode"))
    if last == "open":
        return "." in name and _path_writes(call)
    if last in TO_A_STREAM or (last == "save" and "." in name):
        return _is_no_stream(call, streams)
    if name.startswith("shutil.copy") or name in FORBIDDEN | DATABASES:
        return True
    return "." in name and last in {"write_text", "write_bytes", "rename"}


def _findings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    streams = _streams(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_forbidden(node, streams):
            yield node.lineno, _name(node.func)


def test_no_module_writes_a_file_in_any_other_way() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if place not in WRITERS:
            tree = ast.parse(path.read_text("utf-8"))
            found += [
                f"{place}:{line} {name}"
                for line, name in _findings(tree)
                if (place, name) not in ALLOWED
            ]
    assert found == []


def test_every_allowed_exception_is_still_needed() -> None:
    for place, name in ALLOWED:
        tree = ast.parse((PACKAGE / place).read_text("utf-8"))
        assert name in {found for _, found in _findings(tree)}


@pytest.mark.parametrize("line", CONTROL.read_text("utf-8").splitlines())
def test_the_rule_finds_each_forbidden_way_and_no_other(line: str) -> None:
    lines = CONTROL.read_text("utf-8").splitlines()
    is_allowed = lines.index(line) > lines.index("# Allowed, and never found:")
    found = len(list(_findings(ast.parse(line))))
    assert found == (0 if is_allowed or line.startswith("#") else 1)
