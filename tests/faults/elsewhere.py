"""Makes a plan, edits it, imports, writes a paper and packs it: as a machine elsewhere would do.

    python elsewhere.py FOLDER

Prints the content hash of the plan, and of the one that is restored from its backup, and the sizes
and places that it has. Which language and zone the machine has is in its environment; the locale is
put in force as Qt does for the window, and told.
"""

from __future__ import annotations

import io
import json
import locale
import sys
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

from ccmdesk.cli.main import main

TABLE = (
    "code;name@en;name@tr;size_m2;position.latitude;position.longitude\n"
    "HA-١;Ridge;KIRIŞ İLERİ;٤٢٬٠٠٠;٤٤٫٥٣;18,67\n"
    "HA-2;Ilıca;ılıca;4,2 ha;۴۴٫۵۳;18,67\n"
    "HA-3;ບ້ານ;;1 250;44,53;18,67\n"
)
NEED = (
    "code=A-1",
    "article=4",
    "title@en=Survey of 42 villages",
    "title@ar=مسح ٤٢ قرية",
    "period=٢٠٢٦-٠٢-٠١..30/11/2026",
    "quantity=٤٢ villages",
    "cost=٤٥٠٬٠٠٠٫٥٠ usd",
)
AGAIN = ("cost=450 000,75 USD", "place@en=İstanbul ISPARTA ısparta")


def work(folder: Path) -> dict[str, Any]:
    """Return the content hashes of the plan and of what is restored of it, and what was read."""
    plan, again = folder / "plan.ccmdesk", folder / "again.ccmdesk"
    table = folder / "hazardous_areas.csv"
    table.write_text(TABLE, encoding="utf-8")
    person = ["--by", "Mai", "--data-folder", str(folder / "data")]
    for command in (
        ["new", plan, "--country", "LAO", "--years", "2026-2030"],
        ["add", plan, "activity", *NEED],
        ["set", plan, "A-1", *AGAIN],
        ["import", plan, table, "--language", "fr"],
        ["export", plan, "--document", "needs-plan", "--language", "ar", "--out", folder / "a.pdf"],
        ["pack", plan, "--for", "office", "--to", "North", "--out", folder / "a.ccmb"],
        ["backup", plan, "--out", folder / "copy.ccmdesk"],
        ["restore", folder / "copy.ccmdesk", "--out", again],
    ):
        asked(*person, *map(str, command))
    areas = json.loads(asked("list", str(plan), "hazardous_area", "--json"))
    (activity,) = json.loads(asked("list", str(plan), "activity", "--json"))
    return {
        "hashes": [
            json.loads(asked("info", str(file), "--json"))["content_hash"] for file in (plan, again)
        ],
        "areas": [[area.get(key) for key in ("name@tr", "size_m2", "position")] for area in areas],
        "activity": [activity.get(key) for key in ("period", "quantity", "cost", "place@en")],
    }


def asked(*command: str) -> str:
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(command) == 0, command
    return said.getvalue()


def run() -> None:
    in_force = "C"
    with suppress(locale.Error):  # the system does not have it
        in_force = locale.setlocale(locale.LC_ALL, "")
    sys.stdout.write(json.dumps({**work(Path(sys.argv[1])), "locale": in_force}))


if __name__ == "__main__":
    run()
