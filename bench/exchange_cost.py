"""What a step of a child process took: processor time of its own, and the most memory."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MB = 1e6


@contextmanager
def step() -> Iterator[None]:
    """Measure what is done inside, and print it as JSON: seconds, and megabytes of the process.

    The time is user and system time without the start of the interpreter. The memory is the peak
    of the whole process; that of whoever started it is not in it.
    """
    began = time.process_time()
    yield
    seconds = time.process_time() - began
    print(json.dumps({"seconds": seconds, "megabytes": peak() / _MB}))


def peak() -> int:
    """Return the most bytes of memory that this process has held."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    if found is None:
        raise AssertionError("the system does not say how much memory was held")
    return int(found[1]) * 1024
