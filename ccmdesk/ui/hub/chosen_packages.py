"""Which packages are to be taken into the store: those of a folder, or those that are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ccmdesk.lang.isolation import joined
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.opening import PACKAGE_SUFFIX, SEALED_SUFFIX

_ENDINGS = (PACKAGE_SUFFIX, SEALED_SUFFIX)


def packages_in(paths: Sequence[Path]) -> list[Path]:
    """Return the packages in folders, those too that came encrypted; a file stands for itself.

    Raises Problem when there is none in any of them.
    """
    found = [file for path in paths for file in _packages_of(path)]
    if paths and not found:
        raise Problem(
            N_("There is no package in {folder}: no file in it ends with .ccmb or .ccmb.age."),
            folder=str(paths[0]),
        )
    return found


def _packages_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.name.endswith(_ENDINGS))


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files and folders that were dropped, and say that they are taken as copies."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    if files:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
    return files


def chosen_packages(desk: Desk, parent: QWidget) -> list[Path]:
    """Ask for packages, and remember where they were; nothing when none is chosen."""
    lang = desk.lang
    kinds = joined(lang(N_("Packages (*{suffix})"), suffix=" *".join(_ENDINGS)))
    every = joined(lang(N_("All files (*)")))
    title, folder = lang(N_("Choose packages")), desk.state.packages
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, folder, f"{kinds};;{every}")
    if chosen:
        desk.remember(packages=str(Path(chosen[0]).parent))
    return [Path(one) for one in chosen]
