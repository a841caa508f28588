"""What ``make run`` does: the demonstration under ``out/``, then the window, or pictures of it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path


def has_display() -> bool:
    """Whether a window can be shown on this machine."""
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out: Path = parser.parse_args().out
    command = [sys.executable, "-m", "ccmdesk"]
    done = subprocess.run([*command, "demo", str(out)], check=False)  # noqa: S603
    if done.returncode:
        return done.returncode
    plan = next(out.glob("*.ccmdesk"))
    if has_display():
        return subprocess.run([*command, str(plan)], check=False).returncode  # noqa: S603
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    sys.stdout.write("There is no display here: saving a picture of each main screen instead.\n")
    shots = [*command, "shots", str(plan), "--out", str(out / "screens")]
    return subprocess.run(shots, env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
