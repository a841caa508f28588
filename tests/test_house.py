"""The house: every module says what it is for, stays small, and keeps to its room."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "ccmdesk").rglob("*.py"))
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]
LONGEST = 400
CONNECTING = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "psycopg", "requests",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib",
    "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
BROAD = {"ccmdesk/ui/jobs.py", "ccmdesk/cli/main.py"}
FORBIDDEN_NAMES = {
    "utils", "helpers", "common", "misc", "manager", "base", "impl", "handler", "processor",
}  # fmt: skip
SHOWN = re.compile(r"\b(sync|bundle|hash|commit|merge conflict|schema|record id)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_in_one_line_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, path
    assert docstring.splitlines()[0].endswith((".", "?")), path


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_stays_small_and_has_a_name_that_says_something(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
    assert path.stem not in FORBIDDEN_NAMES


def test_a_broad_except_stands_only_at_the_two_edges() -> None:
    found = set()
    for path, name in zip(MODULES, NAMES, strict=True):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and _is_broad(node):
                found.add(name)
    assert found == BROAD


def test_no_modules_of_the_window_import_each_other_in_a_circle() -> None:
    imports = _imports_within(ROOT / "ccmdesk" / "ui")
    while True:
        free = [name for name, others in imports.items() if not others & imports.keys()]
        if not free:
            break
        imports = {name: others for name, others in imports.items() if name not in free}
    assert sorted(imports) == [], "these import each other, or one that does"


def test_no_module_opens_a_connection() -> None:
    """A plan on a server is reached by SQLAlchemy, from the address that a user gives."""
    found = {
        (name, module)
        for path, name in zip(MODULES, NAMES, strict=True)
        for module in _imported(path)
        if module.split(".")[0] in CONNECTING or module.startswith("PySide6.QtNetwork")
    }
    assert found == {
        ("ccmdesk/ui/single.py", f"PySide6.QtNetwork{rest}")
        for rest in ("", ".QLocalServer", ".QLocalSocket")
    }


def test_visible_sentences_use_plain_words() -> None:
    import messages

    shown = [e.msgid for e in messages.entries() if e.place != "resources/packs"]
    assert [text for text in shown if SHOWN.search(text)] == []


def test_tracked_files_name_no_registry_and_no_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    files = [ROOT / name for name in listed.decode().split("\0") if name]
    pattern = re.compile(rb"--(extra-)?index-url|pypi\.|pythonhosted|registry\.npm|/root/|/work/")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if path.is_file()
        and path.suffix in {".py", ".txt", ".in", ".toml", ".md", ".sh", ".cfg", ".csv", ""}
        and path.name != Path(__file__).name
        and pattern.search(path.read_bytes())
    ]
    assert found == []


def test_what_bandit_is_to_pass_over_is_named_and_argued() -> None:
    passed = [
        line.strip()
        for path in (*MODULES, *(ROOT / "packaging").glob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"#\s*nosec", line)
    ]
    argued = re.compile(r"(# noqa: S\d+ - |# )(?!nosec|noqa)\w[^#]{4,}# nosec B\d+(,B\d+)*$")
    assert passed
    assert [line for line in passed if not argued.search(line)] == []


def _imports_within(room: Path) -> dict[str, set[str]]:
    """Return by module which others of *room* it imports: lazily and for its types as well."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in MODULES}
    within = {name: path for name, path in names.items() if path.is_relative_to(room)}
    found: dict[str, set[str]] = {}
    for name, path in within.items():
        found[name] = {other for other in _imported(path) if other in within}
    return found


def _imported(path: Path) -> set[str]:
    asked = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            asked |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            asked |= {module, *(f"{module}.{each.name}" for each in node.names)}
    return asked


def _is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether it swallows anything; one that cleans up and raises again does not."""
    last = handler.body[-1]
    raises = isinstance(last, ast.Raise) and last.exc is None
    broad = handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
    )
    return broad and not raises
