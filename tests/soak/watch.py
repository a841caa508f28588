"""Watches a long run: exceptions, warnings of Qt, memory, references of None, True and False."""

from __future__ import annotations

import gc
import statistics
import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

MOST_MEMORY = 1.10
LEAST_REFERENCES = 0.5
"""A share of what there were after the warm-up; a reference lost in each call soon passes it."""

_WATCHED = (None, True, False)
_HARMLESS = ("This plugin does not support",)
_FEWEST = 8
"""So many samples after the warm-up are needed to tell of memory."""

_WARM = 0.3


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment: megabytes, and how often None, True and False are referred to."""

    megabytes: float
    references: tuple[int, ...]


@dataclass(slots=True)
class Watch:
    """Keeps what went wrong and what was measured."""

    faults: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)

    def begin(self) -> None:
        """Hear of every exception that nobody catches, and of every warning of Qt."""
        sys.excepthook = self._caught
        sys.unraisablehook = lambda told: self._caught(
            told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
        )
        qInstallMessageHandler(self._told)

    def sample(self) -> Sample:
        """Measure once."""
        gc.collect()
        references = tuple(sys.getrefcount(one) for one in _WATCHED)
        self.samples.append(Sample(_megabytes(), references))
        return self.samples[-1]

    def verdict(self) -> list[str]:
        """Return what is wrong, in words."""
        later = self.samples[int(len(self.samples) * _WARM) :]
        return [*self.faults, *_grown(later), *_lost(later)]

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.faults.append("".join(traceback.format_exception(kind, error, trace)))

    def _told(self, kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        quiet = kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}
        if not quiet and not (text or "").startswith(_HARMLESS):
            self.faults.append(f"Qt: {text}")


def _grown(samples: list[Sample]) -> list[str]:
    if len(samples) < _FEWEST:
        return []
    quarter = len(samples) // 4
    first = statistics.median(one.megabytes for one in samples[:quarter])
    last = statistics.median(one.megabytes for one in samples[-quarter:])
    if last <= first * MOST_MEMORY:
        return []
    return [f"memory grew from {first:.0f} to {last:.0f} MB after the warm-up"]


def _lost(samples: list[Sample]) -> list[str]:
    if not samples:
        return []
    first, last = samples[0].references, samples[-1].references
    return [
        f"references of {one} fell from {before} to {after}"
        for one, before, after in zip(_WATCHED, first, last, strict=True)
        if after < before * LEAST_REFERENCES
    ]


def _megabytes() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError
