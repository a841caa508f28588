"""What ``make run`` does: the demonstration under ``out/``, then the window, or pictures of it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLAN = "BIH-demonstration.ccmdesk"
MADE = ".made"


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


def is_fresh(out: Path) -> bool:
    """Whether the demonstration under *out* is that of the present sources."""
    made = out / MADE
    return (out / PLAN).exists() and made.exists() and made.read_text("utf-8") == newest_source()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    command = [sys.executable, "-m", "ccmdesk"]
    if not is_fresh(out):
        done = subprocess.run([*command, "demo", str(out)], check=False)  # noqa: S603
        if done.returncode:
            return done.returncode
        (out / MADE).write_text(newest_source(), "utf-8")
    plan = out / PLAN
    sys.stdout.write(f"The demonstration plan, its papers and its package are in {out}/\n")
    if has_display():
        return subprocess.run([*command, str(plan)], check=False).returncode  # noqa: S603
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    sys.stdout.write("There is no display here: saving a picture of each main screen instead.\n")
    shots = [*command, "shots", str(plan), "--out", str(out / "screens"), "--languages", "en,ar"]
    return subprocess.run(shots, env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
