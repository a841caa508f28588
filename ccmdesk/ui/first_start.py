"""Whether the program may be running already, told without the network library of Qt."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDir


def name_for(settings: Path) -> str:
    """Return the name of this user's window, by the file of its settings."""
    told = f"{getpass.getuser()} {settings}".encode()
    # by Qt, since hashlib brings a library of its own into the start
    digest = QCryptographicHash.hash(told, QCryptographicHash.Algorithm.Sha256)
    return f"ccmdesk-{bytes(digest.data()).hex()[:24]}"


def may_be_running(name: str) -> bool:
    """Whether a window of this *name* may listen; False only where it would have left a file."""
    return sys.platform == "win32" or Path(QDir.tempPath(), name).exists()
