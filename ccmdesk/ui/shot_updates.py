"""The screens on which an update is looked at and put in use, with one that is made for them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import BinaryIO

from PySide6.QtWidgets import QWidget

from ccmdesk.actions.author import Author
from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.updates.make_update import MakeUpdate, make_update
from ccmdesk.actions.updates.put_in_use import PutInUse, put_in_use
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.db.atomic_file import make_folder, write_file
from ccmdesk.model.form_packs import load_version
from ccmdesk.model.resources import resource
from ccmdesk.ui.opening import now
from ccmdesk.ui.shot_stage import Screen, Stage
from ccmdesk.ui.updates.dialog import UpdatesDialog

_PACK = "sources"
_ANNA = Author("A. Meier", now)


def _updates(stage: Stage) -> QWidget:
    """Show the versions after an update of packs was put in use with the key of this computer."""
    file = _pack_update(stage.folder, key=stage.folder)
    put_in_use(stage.folder, PutInUse(file=file), author=_ANNA)
    return UpdatesDialog(stage.window, stage.folder)


def _update(stage: Stage) -> QWidget:
    """Ask about an update that is signed with a key nobody here has compared."""
    folder = stage.folder / "fresh"
    make_folder(folder, name=_PACK)
    box = UpdatesDialog(stage.window, folder)
    box.look_at(_pack_update(folder, key=folder / "isu"))
    stage.settle()
    return box.box or box


def _pack_update(folder: Path, *, key: Path) -> Path:
    """Return an update that brings a newer edition of one pack."""
    shipped, place = resource("packs", _PACK), folder / "packs" / _PACK
    version = load_version(shipped)
    make_folder(place, name=_PACK)
    for path in shipped.iterdir():
        later = (version.dated + dt.timedelta(days=60)).isoformat()
        text = path.read_text("utf-8").replace(version.dated.isoformat(), later)
        text = text.replace(f'"{version.version}"', f'"{later[:4]}.1"')
        write_file(place / path.name, partial(_write, text.encode("utf-8")))
    ask = MakeUpdate(
        source=place.parent,
        brings=UpdateKind.PACKS,
        out=folder / "packs.ccmu",
        office="ISU",
        news={"en": "–"},
    )
    signed = signing_key(key, passphrase="")  # keys of invented offices  # nosec B106
    make_update(key, ask, key=signed, author=_ANNA)
    return ask.out


def _write(raw: bytes, out: BinaryIO) -> None:
    out.write(raw)


UPDATED = (Screen("updates", _updates), Screen("update", _update))
