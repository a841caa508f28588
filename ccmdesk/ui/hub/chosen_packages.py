"""Which packages are to be taken into the store: those of a folder, or those that are chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ccmdesk.lang.isolation import joined
from ccmdesk.model.words import N_
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.opening import PACKAGE_SUFFIX


def packages_in(path: Path) -> list[Path]:
    """Return the packages in a folder; a file stands for itself."""
    return sorted(path.glob(f"*{PACKAGE_SUFFIX}")) if path.is_dir() else [path]


def chosen_packages(desk: Desk, parent: QWidget) -> list[Path]:
    """Ask for packages, and remember where they were; nothing when none is chosen."""
    lang = desk.lang
    kinds = joined(lang(N_("Packages (*{suffix})"), suffix=PACKAGE_SUFFIX))
    every = joined(lang(N_("All files (*)")))
    title, folder = lang(N_("Choose packages")), desk.state.packages
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, folder, f"{kinds};;{every}")
    if chosen:
        desk.remember(packages=str(Path(chosen[0]).parent))
    return [Path(one) for one in chosen]
