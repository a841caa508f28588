"""Bounds the memory and the processor time that this very process may take."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass

MIB = 1024 * 1024
_UNHANDLED, _TIME, _PROCESSES, _MEMORY = 0x400, 0x2, 0x8, 0x100
_EXTENDED = 9
_TICKS = 10_000_000
"""Windows counts time in ten-millionths of a second."""


class Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h."""

    _fields_ = (
        ("basic", Basic),
        ("counted", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("most_process_memory", ctypes.c_size_t),
        ("most_job_memory", ctypes.c_size_t),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What reading a file may take: *memory* in bytes; seconds of a processor, also for each MiB.

    A slow laptop needs a tenth of it for the largest file that the readers let pass. *patience* is
    how many times these seconds may go by on a clock, where other programs take their share.
    """

    memory: int = 1024 * MIB
    seconds: int = 60
    seconds_for_mib: int = 4
    patience: int = 5

    def seconds_of(self, size: int) -> int:
        """Return the seconds of a processor for a file of *size* bytes."""
        return self.seconds + self.seconds_for_mib * size // MIB


ALLOWANCE = Allowance()


def bound_this_process(*, memory: int, seconds: int) -> None:
    """End this process when it takes more than *seconds* of a processor; refuse it more memory.

    *memory* is in bytes. macOS has no such limit of memory. On Windows the process starts no other
    either; where an administrator allows no job of its own there, who started it still ends it
    in time.
    """
    if sys.platform == "win32":
        _bound_on_windows(memory=memory, seconds=seconds)
    else:
        _bound(memory=memory, seconds=seconds)


if sys.platform == "win32":

    def _bound_on_windows(*, memory: int, seconds: int) -> None:
        windows = ctypes.WinDLL("kernel32", use_last_error=True)
        for name in ("CreateJobObjectW", "GetCurrentProcess"):
            getattr(windows, name).restype = ctypes.c_void_p
        limits = Extended(process_memory=memory)
        limits.basic.flags = _UNHANDLED | _TIME | _PROCESSES | _MEMORY
        limits.basic.process_time = seconds * _TICKS
        limits.basic.processes = 1
        job = ctypes.c_void_p(windows.CreateJobObjectW(None, None))
        size = ctypes.c_uint32(ctypes.sizeof(limits))
        windows.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), size)
        windows.AssignProcessToJobObject(job, ctypes.c_void_p(windows.GetCurrentProcess()))

else:

    def _bound(*, memory: int, seconds: int) -> None:
        import resource

        limits = {resource.RLIMIT_CPU: seconds, resource.RLIMIT_CORE: 0}
        if sys.platform != "darwin":
            limits[resource.RLIMIT_AS] = memory
        for limit, wanted in limits.items():
            _, most = resource.getrlimit(limit)
            most = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(limit, (most, most))
