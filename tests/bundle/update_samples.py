"""Updates to try things on: small packs and a small program, signed with the keys of the tests."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from functools import partial

from forged_packages import KEY

from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.update import Update, write_update
from ccmdesk.bundle.update_manifest import UpdateKind

DAY = dt.date(2026, 12, 1)
FEW_PACKS = {
    "sources/pack.toml": b'name = "sources"\n',
    "sources/sources.csv": b"key,description,url,verified\n",
}
SMALL_PROGRAM = {
    "ccmdesk/__init__.py": b"",
    "ccmdesk/__main__.py": b"def main() -> int:\n    return 0\n",
    "ccmdesk/version.py": b'VERSION = "9.0.0"\n',
}


def update(**changes: object) -> Update:
    """Return a small update of packs."""
    values: dict[str, object] = {
        "brings": UpdateKind.PACKS,
        "sender_name": "Anna",
        "sender_office": "Implementation Support Unit",
        "number": 3,
        "version": "2026.12",
        "made_on": DAY,
        "news": {"en": "One more source.", "fr": "Une source de plus."},
        "program": "0.1.0",
        "oldest_program": "0.1.0",
        "files": reading(FEW_PACKS),
    }
    return Update(**{**values, **changes})  # type: ignore[arg-type]


def program_update(**changes: object) -> Update:
    """Return a small update of the program."""
    values: dict[str, object] = {
        "brings": UpdateKind.PROGRAM,
        "version": "9.0.0",
        "files": reading(SMALL_PROGRAM),
    }
    return update(**{**values, **changes})


def reading(files: Mapping[str, bytes]) -> dict[str, object]:
    """Return *files* as an update takes them."""
    return {path: partial(bytes, raw) for path, raw in files.items()}


def written(made: Update, *, key: SigningKey = KEY) -> bytes:
    """Return the file of an update."""
    out = io.BytesIO()
    write_update(made, key=key, out=out)
    return out.getvalue()
