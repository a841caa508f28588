"""Where the data files that travel with the program are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def resource(*parts: str) -> Path:
    """Return the path of a shipped file: inside an installed wheel, else in the source tree."""
    installed = _PACKAGE / "resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def manual_file(*parts: str) -> Path:
    """Return the path of a page of the manual, by language and name."""
    installed = _PACKAGE / "manual"
    root = installed if installed.is_dir() else _PACKAGE.parent / "docs" / "manual"
    return root.joinpath(*parts)


def licence_file(name: str) -> Path:
    """Return the path of our licence or of the list of parts of others."""
    installed = _PACKAGE / "licences" / name
    return installed if installed.is_file() else _PACKAGE.parent / name
