"""Uses the window at random for some minutes, in three languages, and tells what went wrong.

    python tests/soak/run_soak.py [--minutes 20] [--seed N] [--first N] [--folder FOLDER]

A run is done again with its seed; *first* begins at a later step, on the plan kept in *folder*.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).parents[1] / "ui"), str(Path(__file__).parents[2])]

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from random_user import RandomUser
from watch import Watch
from window_plan import make_plan

from ccmdesk.ui.app import build_app
from ccmdesk.ui.run import load_last, open_window
from ccmdesk.ui.state import WindowState, write_state

SAMPLE_EVERY_S = 5.0
LONGEST_STEP_S = 60
"""A step that takes longer hangs: the run ends where it stands."""

WHOLE_MINUTES = 5
"""A run of so many minutes begins with having seen everything once."""

FILE = "plan.ccmdesk"


def main() -> int:
    asked = _arguments()
    print(f"seed {asked.seed}, from step {asked.first}, {asked.minutes:g} minutes", flush=True)
    faulthandler.enable()
    watch = Watch()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        user = _user(folder, asked.seed)
        watch.begin()
        last = _use(user, watch, asked)
        user.shut_all()
        user.window.close()
        user.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wrong = watch.verdict()
    counts = ", ".join(f"{name} {count}" for name, count in user.done.most_common())
    print(f"{sum(user.done.values())} steps up to {last}: {counts}")
    print("\n".join(wrong) or "nothing went wrong")
    return int(bool(wrong))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=None)
    return parser.parse_args()


def _user(folder: Path, seed: int) -> RandomUser:
    _refuse_files()
    app = build_app(["soak"])
    folder.mkdir(parents=True, exist_ok=True)
    file, state = folder / FILE, folder / "window.json"
    if not file.exists():
        make_plan(file)
    write_state(state, WindowState(language="en", person="Officer", office="HQ", backs_up=False))
    window = open_window(app, state, folder=folder / "data")
    window.show()
    load_last(window, file)
    return RandomUser(window, seed)


def _refuse_files() -> None:
    """Leave every choice of a file, as a user does who thinks better of it; open nothing else."""
    nothing = lambda *_a, **_k: ("", "")  # noqa: E731
    QFileDialog.getOpenFileName = nothing  # type: ignore[method-assign]
    QFileDialog.getSaveFileName = nothing  # type: ignore[method-assign]
    QFileDialog.getOpenFileNames = lambda *_a, **_k: ([], "")  # type: ignore[method-assign]
    QFileDialog.getExistingDirectory = lambda *_a, **_k: ""  # type: ignore[method-assign]
    QDesktopServices.openUrl = lambda *_a, **_k: True  # type: ignore[method-assign]


def _use(user: RandomUser, watch: Watch, asked: argparse.Namespace) -> int:
    """Go on until the time is over or something is wrong; return the number of the last step."""
    seen = user.see_all() if asked.minutes >= WHOLE_MINUTES else iter(())
    _one_by_one(chain(seen, _steps(user, watch, asked)))
    faulthandler.cancel_dump_traceback_later()
    if watch.faults:
        print("last steps: " + ", ".join(user.last), flush=True)
    return int(asked.first) + sum(user.done.values()) - 1


def _one_by_one(things: Iterator[str]) -> None:
    """Do each thing in a turn of its own of the running program.

    Only then is what is to be deleted later deleted, as it is when a person works.
    """

    def turn() -> None:
        faulthandler.dump_traceback_later(LONGEST_STEP_S, exit=True)
        more = False
        try:
            more = next(things, None) is not None
        finally:
            QTimer.singleShot(0, turn if more else QApplication.exit)

    QTimer.singleShot(0, turn)
    QApplication.exec()


def _steps(user: RandomUser, watch: Watch, asked: argparse.Namespace) -> Iterator[str]:
    end, sampled = time.monotonic() + asked.minutes * 60, 0.0
    for step in count(int(asked.first)):
        if time.monotonic() > end:
            return
        yield user.step(step)
        if watch.faults:
            return
        if time.monotonic() - sampled > SAMPLE_EVERY_S:
            sampled, found = time.monotonic(), watch.sample()
            held = f"{found.megabytes:.0f} MB, {len(sys.modules)} modules, {found.references}"
            print(f"step {step}: {held}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
