"""Asks for a plan or a package to go on with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ccmdesk.lang.isolation import joined
from ccmdesk.model.words import N_
from ccmdesk.ui.opening import PACKAGE_SUFFIX, RECEIPT_SUFFIX, SEALED_SUFFIX, SUFFIX

if TYPE_CHECKING:
    from ccmdesk.ui.window import Window

_KINDS = {
    SUFFIX: N_("Plans (*{suffix})"),
    PACKAGE_SUFFIX: N_("Packages (*{suffix})"),
    SEALED_SUFFIX: N_("Packages (*{suffix})"),
    RECEIPT_SUFFIX: N_("Receipts (*{suffix})"),
}


def chosen_plan(window: Window, title: str, *, endings: Sequence[str]) -> Path | None:
    """Return the file the user chooses, None when nothing is chosen."""
    lang = window.desk.lang
    kinds = [lang(_KINDS[ending], suffix=ending) for ending in endings]
    both = " ".join(f"*{ending}" for ending in endings)
    first = [lang(N_("Plans and packages ({patterns})"), patterns=both)][: len(endings) - 1]
    every = lang(N_("All files (*)"))
    offered = ";;".join(joined(kind) for kind in (*first, *kinds, every))
    chosen, _ = QFileDialog.getOpenFileName(window.frame(), lang(title), "", offered)
    return Path(chosen) if chosen else None
