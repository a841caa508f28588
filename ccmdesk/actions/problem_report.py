"""Writes a report about a problem or a fault: versions, counts, places; never plan content."""

from __future__ import annotations

import datetime as dt
import platform
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ccmdesk.db.atomic_file import write_file
from ccmdesk.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemReport:
    """What a report tells: *said* by the user, *facts* of the window, *counts* of records, *log*.

    Facts and log are given by a caller who knows that nothing of a plan is in them.
    """

    at: dt.datetime
    said: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    log: tuple[str, ...] = ()


def problem_text(ask: ProblemReport) -> str:
    """Return the report as it is shown and saved, in English for those who read it."""
    return "\n".join(_lines(ask)) + "\n"


def save_problem_report(ask: ProblemReport, out: Path) -> None:
    """Save the report; raises Problem when the folder cannot be written."""
    text = problem_text(ask)
    write_file(out, lambda stream: stream.write(text.encode()))


def report_text(error: BaseException, *, at: dt.datetime) -> str:
    """Return the report; what an error says is left out, because it may quote the plan."""
    return "\n".join((*_machine(at), "", *_places(error, set()))) + "\n"


def write_report(error: BaseException, *, at: dt.datetime) -> Path:
    """Write the report to the folder for temporary files and return its path."""
    path = Path(tempfile.gettempdir()) / f"ccmdesk-report-{at:%Y%m%dT%H%M%S}.txt"
    text = report_text(error, at=at)
    write_file(path, lambda out: out.write(text.encode()))
    return path


def _places(error: BaseException, told: set[int]) -> Iterator[str]:
    """Yield the lines of the program that an error came by and its kind, after what led to it."""
    told.add(id(error))
    before = error.__cause__ or error.__context__
    if before is not None and id(before) not in told:
        yield from (*_places(before, told), "")
    yield from (place.rstrip("\n") for place in traceback.format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}"


def _machine(at: dt.datetime) -> tuple[str, ...]:
    return (
        f"ccmdesk {VERSION}",
        f"Python {platform.python_version()} on {platform.platform()}",
        at.isoformat(timespec="seconds"),
    )


def _lines(ask: ProblemReport) -> Iterator[str]:
    yield from _machine(ask.at)
    for name, value in ask.facts.items():
        yield f"{name}: {value}"
    if ask.said.strip():
        yield from ("", "What happened:", ask.said.strip())
    if ask.counts:
        yield from ("", "Records in the plan, by kind:")
        yield from (f"{kind}: {count}" for kind, count in ask.counts.items() if count)
    if ask.log:
        yield from ("", "Last messages:", *ask.log)
