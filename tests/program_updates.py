"""Small versions of the program, each one file that says its number, and updates that bring them.

They have what the start of every version has: an entry that runs, tests itself and notes that it
works. What a version of ours does beside that is tried once, with the whole of it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from update_samples import program_update, reading, written

from ccmdesk.bundle.keys import SigningKey
from update_makers import ISU, NOON

ROOT = Path(__file__).parents[1]
ENTRY = """
import os, sys
from pathlib import Path
from ccmdesk.version import VERSION

def main():
    {does}
    print(VERSION, os.environ.get("CCMDESK_LEFT", ""))
    if "selftest" not in sys.argv:
        Path(os.environ["CCMDESK_PROGRAM"] + ".works").touch()
    return 0
"""
FINE = "pass"
DIES = 'sys.exit("it died") if "selftest" not in sys.argv else None'
FAILS_ITS_TEST = 'sys.exit("no fonts here") if "selftest" in sys.argv else None'
HAS_A_FAULT = "nothing_of_this_name"
BROKEN = "return return"


def program(version: str, does: str = FINE) -> dict[str, bytes]:
    """Return the files of a version that *does* something when it runs."""
    return {
        "ccmdesk/__init__.py": b"",
        "ccmdesk/__main__.py": ENTRY.format(does=does).encode(),
        "ccmdesk/version.py": f'VERSION = "{version}"\n'.encode(),
    }


def update_to(
    folder: Path, version: str, does: str = FINE, *, number: int = 1, key: SigningKey = ISU
) -> Path:
    """Write an update that brings a version; return its file."""
    file = folder / f"{version}.ccmu"
    made = program_update(
        version=version, number=number, files=reading(program(version, does)), made_on=NOON.date()
    )
    file.write_bytes(io.BytesIO(written(made, key=key)).getvalue())
    return file


def start(data_home: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Start ccmdesk as a person does, with the data folder below *data_home*."""
    left_out = {"CCMDESK_PROGRAM", "CCMDESK_LEFT"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment |= {"XDG_DATA_HOME": str(data_home), "PYTHONPATH": str(ROOT), "LANG": "C"} | environ
    return subprocess.run(
        [sys.executable, "-m", "ccmdesk", *arguments],
        cwd=data_home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
