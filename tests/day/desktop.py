"""A screen of its own with a window manager, for one program that is worked from outside."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SIZE = "1366x768x24"
PATIENCE_S = 60.0
_LOOK_AGAIN_S = 0.2
_SYSTEM_PYTHON = "/usr/bin/python3"
_BUS_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
NEEDED = ("Xvfb", "openbox", "xdotool", "import", "dbus-daemon", _SYSTEM_PYTHON, _BUS_LAUNCHER)
"""From Debian's xvfb, openbox, xdotool, imagemagick, dbus, python3-gi, gir1.2-atspi-2.0, at-spi2-core."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen as a screen reader is told of it; *box* is x, y, width, height."""

    role: str
    name: str
    text: str
    description: str
    box: tuple[int, int, int, int]
    focused: bool
    enabled: bool
    chosen: bool


@dataclass(slots=True)
class Desktop:
    """What is on the screen, and hands to work it with."""

    env: dict[str, str]
    reader: subprocess.Popen[str]
    program: str
    pictures: Path
    taken: int = field(default=0)

    def look(self) -> list[Seen]:
        """Return all that is shown, in the order of the tree."""
        assert self.reader.stdin is not None
        assert self.reader.stdout is not None
        self.reader.stdin.write(self.program + "\n")
        self.reader.stdin.flush()
        told = json.loads(self.reader.stdout.readline())
        return [Seen(**{**one, "box": tuple(one["box"])}) for one in told]

    def wait(self, wanted: Callable[[Seen], bool], what: str) -> Seen:
        """Return the first thing that is *wanted* as soon as it is shown."""
        end = time.monotonic() + PATIENCE_S
        while True:
            shown = self.look()
            for one in shown:
                if wanted(one):
                    return one
            if time.monotonic() > end:
                self.picture("not-found")
                names = sorted({f"{one.role}: {one.name or one.text}" for one in shown})
                raise AssertionError(f"not shown: {what}\n" + "\n".join(names))
            time.sleep(_LOOK_AGAIN_S)

    def find(self, name: str, *, role: str = "") -> Seen:
        """Return the first thing with this name, a part of it or a pattern."""
        pattern = re.compile(name)
        return self.wait(
            lambda one: (not role or one.role == role) and bool(pattern.search(one.name)),
            f"{role or 'anything'} named {name!r}",
        )

    def says(self, text: str) -> Seen:
        """Return what says *text*, in its name or in its text."""
        return self.wait(
            lambda one: text in one.name or text in one.text or text in one.description,
            f"the words {text!r}",
        )

    def click(self, name: str, *, role: str = "") -> Seen:
        """Click in the middle of what has this name."""
        found = self.find(name, role=role)
        x, y, width, height = found.box
        self._hand("mousemove", "--sync", str(x + width // 2), str(y + height // 2), "click", "1")
        return found

    def type(self, text: str) -> None:
        """Type letters."""
        self._hand("type", "--delay", "8", "--", text)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as ctrl+n or Tab."""
        for key in keys:
            self._hand("key", "--delay", "30", key)

    def picture(self, name: str) -> Path:
        """Save what is on the screen."""
        self.taken += 1
        path = self.pictures / f"{self.taken:02}-{name}.png"
        subprocess.run(["import", "-window", "root", path], env=self.env, check=True)
        return path

    def _hand(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.env, check=True, capture_output=True)


def lacking() -> list[str]:
    """Return the programs that are needed here, yet not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


@contextmanager
def desktop(home: Path, command: list[str], *, pictures: Path) -> Iterator[Desktop]:
    """Start *command* on a screen of its own, with *home* as the folder of its user."""
    pictures.mkdir(parents=True, exist_ok=True)
    with ExitStack() as started:
        env = _environment(home)
        env["DISPLAY"] = ":" + _told_on_a_pipe(started, ["Xvfb", "-screen", "0", SIZE, "-displayfd"])
        env["DBUS_SESSION_BUS_ADDRESS"] = _told_on_a_pipe(
            started, ["dbus-daemon", "--session", "--nofork", "--print-address"], env
        )
        for words in ([_BUS_LAUNCHER, "--launch-immediately"], ["openbox"]):
            _begin(started, words, env)
        reader = subprocess.Popen(
            [_SYSTEM_PYTHON, Path(__file__).with_name("accessible.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        started.callback(_end, reader)
        _begin(started, command, env)
        yield Desktop(env, reader, "ccmdesk", pictures)


def _environment(home: Path) -> dict[str, str]:
    runtime = home / "run"
    runtime.mkdir(parents=True, mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }


def _told_on_a_pipe(
    started: ExitStack, words: list[str], env: dict[str, str] | None = None
) -> str:
    """Start a program that says where it is found on the pipe whose number is its last word."""
    read, write = os.pipe()
    last = words[-1]
    number = [f"{last}={write}"] if last.startswith("--") else [last, str(write)]
    process = subprocess.Popen(
        [*words[:-1], *number],
        env=env,
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    started.callback(_end, process)
    os.close(write)
    with os.fdopen(read) as pipe:
        return pipe.readline().strip()


def _begin(started: ExitStack, words: list[str], env: dict[str, str]) -> None:
    process = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL)
    started.callback(_end, process)


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
