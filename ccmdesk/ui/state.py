"""What the window remembers between two days: a small file, read before the first paint."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from ccmdesk.model.codes import Coded
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_


class Theme(Coded):
    """The colours of the window."""

    SYSTEM = "system", C_("theme", "As the system")
    LIGHT = "light", C_("theme", "Light")
    DARK = "dark", C_("theme", "Dark")
    CONTRAST = "contrast", C_("theme", "High contrast")


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowState:
    """Settings and the place where the user was; *geometry* is Qt's own, in hexadecimal.

    *text_size* is in per cent of 10.5 points. *unfolded* and *folded* name the pages on which the
    user opened or closed the panel of what is missing against its custom. *meeting* is the id of
    the meeting papers are made for, or none. *notation* is how coordinates are shown. *columns* are
    the widths the user gave them, *chosen* the columns the user chose, by kind. *timeline_scale* is
    how much of the years the time line shows, *timeline_table* whether the table stands below it.
    *backups* is the folder of the backups, the program's own when it is empty. *opened* is the plan
    that is open: it is still there after the program was cut off. *not_backed_up* says why the last
    plan could not be backed up when it was closed. *places* are those visited last, the newest
    first. *packages* is the folder or the stick that packages were last packed onto or taken from,
    *papers* the languages of the papers in a package. *not_packed* says why the last packing of
    the plan failed, until somebody has dealt with it. *hub* is the store of the submissions of
    States, without a password. *lock_after* is after how many minutes without a hand on it an
    encrypted plan is locked, never with 0.
    """

    plan: str = ""
    language: str = ""
    person: str = ""
    role: str = ""
    office: str = ""
    theme: str = Theme.SYSTEM.value
    text_size: int = 100
    geometry: str = ""
    page: str = "overview"
    kind: str = ""
    record: str = ""
    meeting: str = ""
    folded: tuple[str, ...] = ()
    unfolded: tuple[str, ...] = ()
    notation: str = "decimal"
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    timeline_scale: str = "plan"
    timeline_table: bool = False
    backups: str = ""
    backs_up: bool = True
    opened: str = ""
    not_backed_up: str = ""
    places: tuple[str, ...] = ()
    packages: str = ""
    papers: tuple[str, ...] = ()
    not_packed: str = ""
    hub: str = ""
    lock_after: int = 15


def read_state(file: Path) -> WindowState:
    """Return what *file* remembers; a missing or damaged file never keeps the window shut."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return WindowState()
    return WindowState(**_sound(found)) if isinstance(found, dict) else WindowState()


def write_state(file: Path, state: WindowState) -> None:
    """Keep *state* in *file*; raises Problem when the folder cannot be written."""
    from ccmdesk.db.atomic_file import write_file

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            N_("The settings cannot be kept in {folder}. Check that the folder can be written."),
            folder=str(file.parent),
        ) from error
    text = json.dumps(asdict(state), ensure_ascii=False, indent=1)
    write_file(file, lambda out: out.write(text.encode()))


def _sound(found: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what has the type it must have; a list becomes the tuple it was."""
    default = WindowState()
    sound: dict[str, Any] = {}
    for each in fields(WindowState):
        value = found.get(each.name)
        usual = getattr(default, each.name)
        if isinstance(usual, tuple) and isinstance(value, list):
            sound[each.name] = _names(value)
        elif each.name == "chosen" and isinstance(value, dict):
            sound[each.name] = {kind: _names(held) for kind, held in value.items()}
        elif isinstance(usual, dict) and isinstance(value, dict):
            sound[each.name] = {kind: _widths(held) for kind, held in value.items()}
        elif type(value) is type(usual):
            sound[each.name] = value
    return sound


def _names(found: Any) -> tuple[str, ...]:
    """Keep the names in a list."""
    return tuple(part for part in found if isinstance(part, str)) if type(found) is list else ()


def _widths(found: Any) -> dict[str, int]:
    """Keep the widths that a column can have."""
    if not isinstance(found, dict):
        return {}
    return {name: width for name, width in found.items() if type(width) is int and width > 0}
