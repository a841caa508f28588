"""Writes a report about a fault of ours: versions and where it happened, never plan content."""

from __future__ import annotations

import datetime as dt
import platform
import re
import tempfile
from pathlib import Path

from ccmdesk.db.atomic_file import write_file
from ccmdesk.version import VERSION

_SAYS = re.compile(r"^(\w[\w.]*(?:Error|Exception|Warning)): .*", re.MULTILINE)


def report_text(trace: str, *, at: dt.datetime) -> str:
    """Return the report; what an error says is left out, because it may quote the plan."""
    where = _SAYS.sub(r"\1", trace)
    return "\n".join(
        (
            f"ccmdesk {VERSION}",
            f"Python {platform.python_version()} on {platform.platform()}",
            at.isoformat(timespec="seconds"),
            "",
            where,
        )
    )


def write_report(trace: str, *, at: dt.datetime) -> Path:
    """Write the report to the folder for temporary files and return its path."""
    path = Path(tempfile.gettempdir()) / f"ccmdesk-report-{at:%Y%m%dT%H%M%S}.txt"
    text = report_text(trace, at=at)
    write_file(path, lambda out: out.write(text.encode()))
    return path
