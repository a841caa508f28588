"""Starts windows on a display of their own: seconds until one is mapped, and idle memory."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_peers import PEERS, command_of
from desktop_verdict import Pair, Verdict

NEEDED = ("Xvfb", "openbox", "xprop")
_IDLE_S = 4.0
_NOTHING_S = 0.05
_LONGEST_S = 90.0
_HELLO, _OURS, _NEAREST = "hello", "ccmdesk", "vorta"
_ROOT = Path(__file__).parent.parent
_LIMITS = {"hello": 2.0, "peers": 0.75, "memory": 0.8}


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds until the window was mapped, processor seconds then, megabytes idle."""

    wall: float
    processor: float
    memory: float


def measure_start(plan: Path, rounds: int, peers: Path | None, verdict: Verdict) -> None:
    """Start all programs in turn, after one start each to warm up."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        verdict.leave_out(f"start to mapped window: {', '.join(missing)} not installed")
        return
    commands = {
        _HELLO: [sys.executable, str(_ROOT / "bench/desktop_hello.py")],
        _OURS: [sys.executable, "-m", "ccmdesk", str(plan)],
    }
    for peer in PEERS if peers else ():
        command = command_of(peer, peers) if peers else None
        if command is None:
            verdict.leave_out(f"start beside {peer.name}: it could not be installed")
        else:
            commands[peer.name] = command
    with tempfile.TemporaryDirectory() as folder, _screen() as display:
        starts = _starts(commands, rounds, (Path(folder), display))
    _judge(starts, verdict)


def _starts(
    commands: Mapping[str, list[str]], rounds: int, where: tuple[Path, str]
) -> dict[str, list[Start]]:
    starts: dict[str, list[Start]] = {name: [] for name in commands}
    names = list(commands)
    for number in range(rounds + 1):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            start = _started(commands[name], (where[0] / name, where[1]))
            if number:
                starts[name].append(start)
    return starts


def _judge(starts: Mapping[str, Sequence[Start]], verdict: Verdict) -> None:
    walls = {name: [start.wall * 1000 for start in each] for name, each in starts.items()}
    ours, others = walls[_OURS], [each for n, each in walls.items() if n not in {_HELLO, _OURS}]
    processor = {n: [start.processor * 1000 for start in each] for n, each in starts.items()}
    verdict.say(Pair("start to window / bare window", ours, walls[_HELLO], _LIMITS["hello"]))
    print(f"{'':46}processor time: {_medians(processor)}")
    print(f"{'':46}wall time: {_medians(walls)}")
    if len(others) == len(PEERS):
        median = [sorted(each)[len(others) // 2] for each in zip(*others, strict=True)]
        verdict.say(Pair("start to window / median of peers", ours, median, _LIMITS["peers"]))
    if _NEAREST in starts:
        held = [[start.memory for start in starts[name]] for name in (_OURS, _NEAREST)]
        verdict.say(Pair("idle memory / Vorta", held[0], held[1], _LIMITS["memory"], "MB"))


def _medians(figures: Mapping[str, Sequence[float]]) -> str:
    return ", ".join(f"{name} {sorted(each)[len(each) // 2]:.0f}" for name, each in figures.items())


@contextmanager
def _screen() -> Iterator[str]:
    """Yield the name of a display with a window manager."""
    reading, writing = os.pipe()
    size = ["-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *size], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    display = ":" + os.read(reading, 16).decode().strip()
    seeing = {**os.environ, "DISPLAY": display}
    manager = subprocess.Popen(["openbox"], env=seeing, stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        yield display
    finally:
        for child in (manager, server):
            child.terminate()
            child.wait()


def _started(command: list[str], where: tuple[Path, str]) -> Start:
    home, display = where
    home.mkdir(exist_ok=True)
    own = {"HOME": str(home), "DISPLAY": display, "LANG": "C.UTF-8", "PYTHONPATH": str(_ROOT)}
    quiet = {"QT_LOGGING_RULES": "*=false", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    # All are warm: modules are compiled, as they are in an installed program.
    unwarmed = "PYTHONDONTWRITEBYTECODE"
    dropped = ("QT_QPA_PLATFORM", "XDG_CONFIG_HOME", "XDG_DATA_HOME", unwarmed)
    environment = {k: v for k, v in os.environ.items() if k not in dropped} | own | quiet
    spy = subprocess.Popen(
        ["xprop", "-root", "-spy", "_NET_CLIENT_LIST"],
        env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    before = time.perf_counter()
    with Path(home, "output.txt").open("w") as output:
        child = subprocess.Popen(
            command, cwd=home, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        try:
            _wait_for_window(spy)
            wall, processor = time.perf_counter() - before, _processor(child.pid)
            _wait_until_idle(child.pid)
            return Start(wall, processor, _memory(child.pid))
        finally:
            _end(child)
            spy.terminate()
            spy.wait()


def _wait_for_window(spy: subprocess.Popen[str]) -> None:
    """Return when the window manager lists a window; raises TimeoutError."""
    assert spy.stdout is not None  # noqa: S101 - it is a pipe
    limit = time.monotonic() + _LONGEST_S
    while time.monotonic() < limit:
        if "0x" in spy.stdout.readline():
            return
    raise TimeoutError


def _wait_until_idle(pid: int) -> None:
    """Return when the program has done nothing for a while."""
    limit, before = time.monotonic() + _LONGEST_S, -1.0
    while (now := _processor(pid)) - before > _NOTHING_S and time.monotonic() < limit:
        before = now
        time.sleep(_IDLE_S)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Close the program and what it has started; it has nothing to lose."""
    os.killpg(child.pid, signal.SIGTERM)
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    time.sleep(0.5)


def _family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    found, parents = [pid], dict[int, int]()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found


def _processor(pid: int) -> float:
    ticks = 0
    for one in _family(pid):
        cells = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(cells[11]) + int(cells[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Return the megabytes of a process and its children, what they share counted once."""
    kilobytes = 0
    for one in _family(pid):
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024
