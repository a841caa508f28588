"""What ``make run`` does: the demonstration under ``out/``, then the window, or pictures of it."""

from __future__ import annotations

import argparse
import os
import subprocess  # the program is run as a user does  # nosec B404
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAN = "BIH-demonstration.ccmdesk"
MADE = ".made"
COMMAND = [sys.executable, "-m", "ccmdesk"]


def has_display() -> bool:
    """Whether a window can be shown on this machine."""
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def newest_source() -> str:
    """Return when what the demonstration is made from was last changed."""
    folders = ("ccmdesk", "resources", "translations")
    files = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = (path for path in files if path.suffix not in {".pyc", ".mo"})
    return str(max(path.stat().st_mtime_ns for path in kept))


def is_fresh(folder: Path) -> bool:
    """Whether what is in *folder* was made from the present sources."""
    made = folder / MADE
    return made.exists() and made.read_text("utf-8") == newest_source()


def pictures(plan: Path, folder: Path) -> int:
    """Save a picture of each main screen, unless they are there; return the exit code."""
    if is_fresh(folder):
        sys.stdout.write(
            f"There is no display here; a picture of each main screen is in {folder}/\n"
        )
        return 0
    sys.stdout.write("There is no display here: saving a picture of each main screen instead.\n")
    shots = [*COMMAND, "shots", str(plan), "--out", str(folder), "--languages", "en,ar"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(shots, env=environment, check=False)  # noqa: S603 - the program is run as a user does  # nosec B603
    if not done.returncode:
        (folder / MADE).write_text(newest_source(), "utf-8")
    return done.returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    plan = out / PLAN
    if not (plan.exists() and is_fresh(out)):
        done = subprocess.run([*COMMAND, "demo", str(out)], check=False)  # noqa: S603 - the program is run as a user does  # nosec B603
        if done.returncode:
            return done.returncode
        (out / MADE).write_text(newest_source(), "utf-8")
    sys.stdout.write(f"The demonstration plan, its papers and its package are in {out}/\n")
    if has_display():
        return subprocess.run([*COMMAND, str(plan)], check=False).returncode  # noqa: S603 - the program is run as a user does  # nosec B603
    return pictures(plan, out / "screens")


if __name__ == "__main__":
    sys.exit(main())
