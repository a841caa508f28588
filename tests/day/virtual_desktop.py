"""A screen of its own with a window manager, for one program that is worked from outside."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SIZE = "1366x768x24"
LAYOUTS = "us,ba,ara"
"""Every letter that is typed has a key: for one without, the layout would be changed on the way,
and a window manager loses the click that comes then. A letter that these layouts have in other
places, such as z, would be pressed with the layout changed for that one key; Qt looks up shortcuts
with the layout of a moment later, and takes Ctrl+Z for Ctrl+Y. It is pressed by its place."""

_KEY_OF_Z = "52"

PATIENCE_S = 60.0
_LOOK_AGAIN_S = 0.15
_MARKS = re.compile(r"\\u20(0[ef]|6[6-9])")
"""Marks of direction, as JSON writes them: nobody sees them."""

_SYSTEM_PYTHON = "/usr/bin/python3"
_BUS_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_PROGRAMS = ("Xvfb", "openbox", "xdotool", "setxkbmap", "import", "dbus-daemon")
_ASK_BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen as a screen reader is told of it; *box* is x, y, width, height.

    *label* is the words of what labels it: a box to choose from is named by what is chosen in it.
    """

    role: str
    name: str
    text: str
    description: str
    label: str
    box: tuple[int, int, int, int]
    focused: bool
    focusable: bool
    enabled: bool
    chosen: bool

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click."""
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


@dataclass(slots=True)
class Desktop:
    """What is on the screen, and hands to work it with."""

    env: dict[str, str]
    reader: subprocess.Popen[str]
    pictures: Path
    program: str = "ccmdesk"
    running: subprocess.Popen[bytes] | None = None
    taken: int = field(default=0)

    def start(self, command: Sequence[str]) -> None:
        """Start the program that is looked at."""
        self.running = subprocess.Popen(command, env=self.env, cwd=self.env["HOME"])

    def cut_off(self) -> None:
        """End the program as a power cut does."""
        assert self.running is not None
        self.running.send_signal(signal.SIGKILL)
        self.running.wait()

    def end(self) -> None:
        """End the program, however it is doing."""
        if self.running is not None:
            _end(self.running)

    def ended(self) -> int:
        """Wait until the program has ended by itself; return its code."""
        assert self.running is not None
        return self.running.wait(PATIENCE_S)

    def look(self, *, scrolled: bool = False) -> list[Seen]:
        """Return what is in sight, in the order of the tree; with *scrolled* all of the page."""
        assert self.reader.stdin is not None
        assert self.reader.stdout is not None
        self.reader.stdin.write(f"{self.program} all\n" if scrolled else f"{self.program}\n")
        self.reader.stdin.flush()
        told = json.loads(_MARKS.sub("", self.reader.stdout.readline()))
        return [Seen(**{**one, "box": tuple(one["box"])}) for one in told]

    def wait(self, wanted: Callable[[Seen], bool], what: str) -> Seen:
        """Return the first thing that is *wanted* as soon as it is in sight."""
        found: list[Seen] = []

        def come() -> bool:
            found[:] = [one for one in self.look() if wanted(one)]
            return bool(found)

        self.until(come, what)
        return found[0]

    def until(self, come: Callable[[], bool], what: str) -> None:
        """Look again and again until something has *come*."""
        end = time.monotonic() + PATIENCE_S
        while not come():
            if time.monotonic() > end:
                self.picture("not-found")
                names = sorted({f"{one.role}: {one.name or one.text}" for one in self.look()})
                raise AssertionError(f"not shown: {what}\n" + "\n".join(names))
            time.sleep(_LOOK_AGAIN_S)

    def find(self, name: str, *, role: str = "") -> Seen:
        """Return the first thing whose name, or label, matches a pattern."""
        pattern = re.compile(name)
        return self.wait(
            lambda one: (
                (not role or one.role == role)
                and bool(pattern.search(one.name) or pattern.search(one.label))
            ),
            f"{role or 'anything'} named {name!r}",
        )

    def holds(self, wanted: dict[str, str]) -> None:
        """Wait until each field, by its label or name, holds what is *wanted*.

        A number counts as held before its thousands are set apart.
        """

        def come() -> bool:
            held = {
                one.label or one.name: (one.text or one.name).replace(",", "")
                for one in self.look()
            }
            return all(held.get(field) == value for field, value in wanted.items())

        self.until(come, str(wanted))

    def says(self, text: str) -> Seen:
        """Return what says *text*, in its name or in its text."""
        return self.wait(
            lambda one: text in one.name or text in one.text or text in one.description,
            f"the words {text!r}",
        )

    def gone(self, name: str) -> None:
        """Wait until nothing with this name is in sight."""
        pattern = re.compile(name)
        self.until(
            lambda: not any(pattern.search(one.name) for one in self.look()), f"no more {name!r}"
        )

    def focused(self, name: str) -> Seen:
        """Wait until the keyboard is in what has this name."""
        pattern = re.compile(name)
        return self.wait(
            lambda one: one.focused and bool(pattern.search(one.name) or pattern.search(one.label)),
            f"the keyboard in {name!r}",
        )

    def click(self, name: str, *, role: str = "") -> Seen:
        """Click in the middle of what has this name."""
        found = self.find(name, role=role)
        self.click_on(found)
        return found

    def click_on(self, one: Seen) -> None:
        """Click in the middle of a thing."""
        x, y = one.middle
        self._hand("mousemove", "--sync", str(x), str(y), "click", "1")

    def type(self, text: str) -> None:
        """Type letters."""
        self._hand("type", "--delay", "8", "--", text)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as ctrl+n or Tab."""
        pressed = [re.sub(r"\bz$", _KEY_OF_Z, key) for key in keys]
        self._hand("key", "--delay", "25", *pressed)

    def fill(self, *texts: str) -> None:
        """Type into one field after the other, with Tab between them."""
        for text in texts:
            if text:
                self.type(text)
            self.press("Tab")

    def picture(self, name: str) -> Path:
        """Save what is on the screen."""
        self.taken += 1
        path = self.pictures / f"{self.taken:02}-{name}.png"
        subprocess.run(["import", "-window", "root", path], env=self.env, check=True)
        return path

    def _hand(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.env, check=True, capture_output=True)


def lacking() -> list[str]:
    """Return what is needed to work a window from outside, yet not installed here."""
    needed = (*_PROGRAMS, _SYSTEM_PYTHON, _BUS_LAUNCHER)
    missing = [name for name in needed if shutil.which(name) is None]
    if not missing:
        asked = subprocess.run(
            [_SYSTEM_PYTHON, "-c", _ASK_BINDINGS], capture_output=True, check=False
        )
        missing = ["gir1.2-atspi-2.0"] if asked.returncode else []
    return missing


@contextmanager
def desktop(home: Path, *, pictures: Path) -> Iterator[Desktop]:
    """Give a screen of its own, with *home* as the folder of its user."""
    pictures.mkdir(parents=True, exist_ok=True)
    with ExitStack() as started:
        env = _environment(home)
        env["DISPLAY"] = ":" + _told_on_a_pipe(
            started, ["Xvfb", "-r", "-noreset", "-screen", "0", SIZE, "-displayfd"]
        )
        env["DBUS_SESSION_BUS_ADDRESS"] = _told_on_a_pipe(
            started, ["dbus-daemon", "--session", "--nofork", "--print-address"], env
        )
        subprocess.run(["setxkbmap", "-layout", LAYOUTS], env=env, check=True)
        for words in ([_BUS_LAUNCHER, "--launch-immediately"], ["openbox"]):
            started.callback(_end, subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL))
        reader = subprocess.Popen(
            [_SYSTEM_PYTHON, Path(__file__).with_name("accessible.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        started.callback(_end, reader)
        desk = Desktop(env, reader, pictures)
        started.callback(desk.end)
        yield desk


def _environment(home: Path) -> dict[str, str]:
    runtime = home / "run"
    runtime.mkdir(parents=True, mode=0o700)
    (home / "Documents").mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return kept | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }


def _told_on_a_pipe(started: ExitStack, words: list[str], env: dict[str, str] | None = None) -> str:
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


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
