"""Makes updates of packs as the ISU or a national centre would, for the tests of updates."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.updates.make_update import MakeUpdate, make_update
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.model.resources import resource

NOON = dt.datetime(2027, 1, 7, 12, tzinfo=dt.UTC)
ANNA = Author("Anna", lambda: NOON)
MAI = Author("Mai", lambda: NOON)
ISU = SigningKey(b"i" * 32)
CENTRE = SigningKey(b"c" * 32)
SAID = fingerprint_text(fingerprint_of(ISU.public_key))
"""The fingerprint of the key of the ISU, as its owner says it."""

DATED = "2027-01-05"
FORMS = Path(__file__).parent / "data" / "forms"


def newer_pack(place: Path, name: str, *, dated: str = DATED, version: str = "2027.1") -> Path:
    """Copy a pack of the program below *place* and make it a newer edition; return its folder."""
    folder = shutil.copytree(resource("packs", name), place / name)
    about = folder / "pack.toml"
    lines = about.read_text("utf-8").splitlines()
    said = {"version": f'version = "{version}"', "dated": f"dated = {dated}"}
    lines = [said.get(line.split(" ")[0], line) for line in lines]
    about.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def newer_sources(place: Path, row: str, *, dated: str = DATED, version: str = "2027.1") -> Path:
    """Make a newer edition of the pack of sources below *place*, with one row more."""
    folder = newer_pack(place, "sources", dated=dated, version=version)
    with (folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    return folder


ROW = "TEST-1,A source that a test made up,https://example.org/,no"


def pack_update(
    folder: Path, place: Path, *, key: SigningKey = ISU, name: str = "new.ccmu", oldest: str = ""
) -> Path:
    """Write an update of the packs below *place* with the next number; return its file."""
    ask = MakeUpdate(
        source=place,
        brings=UpdateKind.PACKS,
        out=folder / name,
        office="Implementation Support Unit",
        news={"en": "A source more.", "fr": "Une source de plus."},
        oldest_program=oldest,
    )
    make_update(folder / "maker", ask, key=key, author=ANNA)
    return ask.out
