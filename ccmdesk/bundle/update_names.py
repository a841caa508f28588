"""The names a file may have inside an update, and the order they stand in.

Only such names are read, so that paths that climb out, drives, device names, hidden files and twins
by case or by Unicode form have no way in, however good the signature is.
"""

from __future__ import annotations

import re

from ccmdesk.bundle.names import DEVICE, ENVELOPE, MANIFEST, MIMETYPE, Layout

SUFFIX = ".ccmu"
MEDIA_TYPE = b"application/vnd.ccmdesk.update+zip"

PACKS = "data/packs/"
PROGRAM = "data/program/"
UNSIGNED = frozenset({MANIFEST, ENVELOPE})
"""Not listed in the manifest: itself and its envelope."""

PACK = "pack.toml"
FORMS = "forms/"
PROGRAM_NEEDS = ("ccmdesk/__init__.py", "ccmdesk/__main__.py", "ccmdesk/version.py")
"""Without these a folder is no ccmdesk."""

_PART = r"[a-z0-9][a-z0-9_-]{0,63}"
_PACK_FILE = re.compile(rf"({FORMS}{_PART}|(?!{FORMS}){_PART})/{_PART}\.(?:csv|toml)")
_STEP = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_+.@-]{0,98}[A-Za-z0-9_+@-])?")
"""A folder or file of the program; a dot at the end is none to Windows."""


def pack_of(path: str) -> str | None:
    """Return the pack that a file of an update of packs belongs to, such as forms/art7-2010."""
    inside = path.removeprefix(PACKS)
    found = _PACK_FILE.fullmatch(inside)
    if inside == path or found is None or _names_a_device(inside):
        return None
    return found[1]


def program_path(path: str) -> str | None:
    """Return where a file of an update of the program goes, or None for any other file."""
    inside = path.removeprefix(PROGRAM)
    if inside == path or not all(map(_STEP.fullmatch, inside.split("/"))):
        return None
    return None if _names_a_device(inside) else inside


def is_payload(path: str) -> bool:
    """Whether a name is one that what an update brings may have."""
    return pack_of(path) is not None or program_path(path) is not None


def _names_a_device(inside: str) -> bool:
    starts = (step.partition(".")[0].casefold() for step in inside.split("/"))
    return any(DEVICE.fullmatch(start) for start in starts)


UPDATE = Layout(before=(MIMETYPE,), is_payload=is_payload, after=(MANIFEST, ENVELOPE))
"""The files of an update."""
