"""The window is seen before anything heavy is imported, and the plan comes after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

CHILD = """
import json, linecache, sys
from pathlib import Path
from ccmdesk.ui.quick_start import start_quickly
start_quickly()
from ccmdesk.ui.app import build_app
from ccmdesk.ui.run import load_last, open_window
app = build_app(["child"])
window = open_window(app, Path(sys.argv[1]), folder=Path(sys.argv[2]))
def painted():
    print(json.dumps(sorted(sys.modules)))
    print(window.desk.plan is None)
    print([name for name in linecache.cache if "ccmdesk" in name])
    print("QColorDialog" in vars(sys.modules["PySide6.QtWidgets"]))
    app.quit()
window.first_painted.connect(painted)
window.show()
app.exec()
"""
HEAVY = {
    "reportlab",
    "pypdfium2",
    "sqlalchemy",
    "sqlalchemy.orm",
    "babel",
    "babel.dates",
    "icu",
    "numpy",
    "msgspec",
    "cryptography",
    "calamine",
    "xlsxwriter",
    "ccmdesk.db.store",
    "ccmdesk.model.kinds",
    "ccmdesk.model.values",
    "hashlib",
    "uuid",
    "PySide6.QtNetwork",
}


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    state = tmp_path / "window.json"
    state.write_text(json.dumps({"language": "en", "plan": str(tmp_path / "last.ccmdesk")}))
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(state), str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    modules, no_plan, sources, all_classes = done.stdout.splitlines()[:4]
    assert not HEAVY & set(json.loads(modules))
    assert no_plan == "True"
    assert sources == "[]", "the text of modules is read into memory"
    assert all_classes == "False", "a widget of no class of ours was asked for"


WHOLE = """
import sys
from PySide6.QtCore import QTimer
from ccmdesk.ui.app import build_app
from ccmdesk.ui.run import run_window
app = build_app(["child"])
QTimer.singleShot(2500, app.quit)
code = run_window(sys.argv[1:])
print(sorted({"argon2", "cryptography", "sqlalchemy.dialects.postgresql"} & set(sys.modules)))
sys.exit(code)
"""


def test_the_program_opens_a_plan_keeps_its_place_and_ends(plan_file: Path, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        [sys.executable, "-c", WHOLE, str(plan_file)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "fr_FR.UTF-8", **home},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "[]\n", "a plain plan in a file needs none of these"
    kept = json.loads((tmp_path / "config" / "ccmdesk" / "window.json").read_text())
    assert kept["plan"] == str(plan_file)
