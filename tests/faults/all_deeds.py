"""All deeds of a person, those that must be caught, and a folder in which they can be done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from deeds import CARELESS, PLAN_DEEDS, prepare
from file_deeds import FILE_DEEDS

DEEDS = {**PLAN_DEEDS, **FILE_DEEDS}
KNOWN = {**DEEDS, **CARELESS}


def prepare_for(names: Iterable[str], folder: Path) -> None:
    """Make the files that these deeds find."""
    prepare(folder)
    for name in names:
        KNOWN[name].needs(folder)
