"""What the files that deeds write hold, and which of them hold neither what was nor what comes."""

from __future__ import annotations

import hashlib
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from deeds import COPY, PASSPHRASE, Deed
from file_deeds import OTHER_PASSPHRASE, STATUS, STORE, SUBMISSION

from ccmdesk.actions.hub.kept import kept_lines
from ccmdesk.actions.updates.kept import read_kept
from ccmdesk.actions.updates.packs_in_use import packs_in_use
from ccmdesk.actions.updates.used_programs import whole_programs
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.db.check import check_store
from ccmdesk.db.cut_off import PART
from ccmdesk.db.hub.store import open_hub
from ccmdesk.db.key_beside import is_encrypted, key_file, unwrap_key
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.edition import Edition
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.problem import Problem

LEFT_OVER = (PART, "-journal", "-wal", "-shm")
LOCK = ".lock"
"""An empty file that is nobody's lock goes when its plan is opened, or made, the next time."""

CUT_OFF = (*LEFT_OVER, LOCK)
"""What lies beside a plan that nobody has closed, or that was not made to its end."""

MADE = (
    "new.ccmdesk",
    "restored.ccmdesk",
    "begun.ccmdesk",
    "saved.ccmdesk",
    COPY,
    SUBMISSION,
)
"""What a deed makes anew: there whole, or not there."""

_KNOWN: dict[bytes, str] = {}
_OPENED: dict[bytes, tuple[str, bytes]] = {}


def holdings(folder: Path, deed: Deed) -> dict[str, str]:
    """Return what the plan of a deed and the files it makes hold."""
    names = {deed.plan, *deed.also, *MADE}
    return {name: hash_of(folder / name) for name in names if (folder / name).exists()}


def either_of(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, set[str]]:
    """Return what each file may hold once the deed was begun."""
    names = before.keys() | after.keys()
    return {name: {some[name] for some in (before, after) if name in some} for name in names}


def wrong_with(folder: Path, wanted: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield which files are there and hold neither what was there nor what was to be there."""
    for name, hashes in wanted.items():
        if (folder / name).exists() or name not in MADE:
            with _told(name) as told:
                if known_hash(folder / name) not in hashes:
                    told.append("holds neither what was there nor what was to be there")
            yield from told


def left_over(folder: Path) -> list[str]:
    """Return what an unfinished deed left in the folder of the plan."""
    return _ending(folder.iterdir(), LEFT_OVER)


def left_for_ever(folder: Path) -> list[str]:
    """Return what is left in any folder when the deed was done."""
    return _ending(folder.rglob("*"), CUT_OFF)


def _ending(files: Iterable[Path], endings: tuple[str, ...]) -> list[str]:
    return sorted(file.name for file in files if file.name.endswith(endings))


@contextmanager
def _told(name: str) -> Iterator[list[str]]:
    told: list[str] = []
    try:
        yield told
    except (Problem, FileNotFoundError, zipfile.BadZipFile) as problem:
        told.append(f"cannot be opened: {problem}")
    except AssertionError as found:
        told.append(f"is not sound: {found}")
    told[:] = [f"{name}: {one}" for one in told]


def known_hash(path: Path) -> str:
    """Return the same without opening a file that has the very bytes of one that was opened.

    Where something was cut off it is opened in any case, as a person would: that takes away what
    lies there. So is one beside which its key lies.
    """
    if path.is_dir() or key_file(path).exists() or _ending(path.parent.iterdir(), CUT_OFF):
        return hash_of(path)
    bytes_there = hashlib.sha256(path.read_bytes()).digest()
    if bytes_there not in _KNOWN:
        _KNOWN[bytes_there] = hash_of(path)
    return _KNOWN[bytes_there]


def hash_of(path: Path) -> str:
    """Open a file as a person would next, and return what it holds once it is found whole.

    A paper, table or package is whole when it has the very bytes of a whole one.
    """
    if path.is_dir():
        return _in_use(path)
    if path.name == STORE:
        return _submissions(path)
    if path.name == STATUS:
        return _parts(path)
    if path.suffix != ".ccmdesk":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    passphrase, key = _opened_by(path) if is_encrypted(path) else ("", None)
    with open_store(path, key=key) as store:
        found = check_store(store)
        assert found == [], [one.msgid for one in found]
        return f"{_content(store)} {passphrase}"


def _parts(path: Path) -> str:
    """Return what is in a workbook that tells the moment at which it was made."""
    with zipfile.ZipFile(path) as book:
        parts = (book.read(name) for name in book.namelist() if name != "docProps/core.xml")
        return hashlib.sha256(b"".join(parts)).hexdigest()


def _content(store: Store) -> str:
    """Return what a plan says, with how often it was packed and which attached files it has."""
    document = store.document()
    kept = sorted(
        one.sha256 for one in document.of(Attachment) if store.files.read(one.sha256 or "")
    )
    return f"{document.content_hash} {len(document.of(Edition))} {kept}"


def _opened_by(path: Path) -> tuple[str, bytes]:
    """Return the passphrase that opens a plan, and its key; what a key file says is kept."""
    raw = key_file(path).read_bytes()
    if raw not in _OPENED:
        _OPENED[raw] = _tried_on(path)
    return _OPENED[raw]


def _tried_on(path: Path) -> tuple[str, bytes]:
    for passphrase in (PASSPHRASE, OTHER_PASSPHRASE):
        with suppress(Problem):
            return passphrase, unwrap_key(path, passphrase)
    raise AssertionError("no passphrase opens it")


def _submissions(path: Path) -> str:
    """Return what is filed and what counts in a store of the hub, which must be whole."""
    with open_hub(str(path)) as hub, hub.reading() as desk:
        filed = desk.submissions()
        for one in filed:
            assert kept_lines(desk, one)
        told = f"{filed} {desk.counted()} {desk.alarms()}"
    with closing(sqlite3.connect(path)) as con:
        (state,) = con.execute("PRAGMA integrity_check").fetchone()
    assert state == "ok", state
    return told


def _in_use(folder: Path) -> str:
    """Return what a start takes of the updates in a data folder, which must be whole."""
    found = packs_in_use(folder)
    assert found.trouble is None, found.trouble
    kept = read_kept(folder, UpdateKind.PROGRAM)
    assert whole_programs(folder) == kept
    return f"{found.packs.record} {kept.in_use[-1]}"
