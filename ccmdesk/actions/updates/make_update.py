"""Make an update: put packs or a version of the program into one file, signed with our key."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.updates.kept import next_number, note_made
from ccmdesk.actions.updates.updated_packs import load_with
from ccmdesk.bundle import update_names
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.update import Update, write_update
from ccmdesk.bundle.update_manifest import UpdateKind, UpdateManifest
from ccmdesk.db.atomic_file import write_file
from ccmdesk.model.form_packs import load_version
from ccmdesk.model.packs import FORMS, pack_folders
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.version import VERSION

FIRST_WITH_UPDATES = "0.1.0"
"""The first version that can put an update of the program in use."""

_PACK_FILES = {".csv", ".toml"}
_FORM_PACK_HAS = "forms.csv"
_STATED = re.compile(rb'^VERSION = "([0-9.]+)"', re.MULTILINE)
_LEFT_OUT = "__pycache__"

Files = Mapping[str, Callable[[], bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUpdate:
    """What goes in, where the file goes, whose it is, and what is new by language.

    *source* is a folder of packs, one pack, a wheel of the program or the folder it unpacks to.
    Without *version* packs have the day they are made on; the program says its own.
    """

    source: Path
    brings: UpdateKind
    out: Path
    office: str
    news: Mapping[str, str]
    version: str = ""
    oldest_program: str = ""


def make_update(
    folder: Path, ask: MakeUpdate, *, key: SigningKey, author: Author
) -> UpdateManifest:
    """Write an update with the next number of its kind, which is kept in *folder*.

    Raises Problem when there is nothing to put into it, or a pack is wrong.
    """
    with ExitStack() as opened:
        brought = _brought(ask, author, opened)
        update = Update(
            brings=ask.brings,
            sender_name=author.name,
            sender_office=ask.office,
            number=next_number(folder, ask.brings, today=author.today),
            version=ask.version or brought.version,
            made_on=author.today,
            news=ask.news,
            program=VERSION,
            oldest_program=ask.oldest_program or brought.oldest_program,
            files=brought.files,
        )
        made: list[UpdateManifest] = []
        write_file(ask.out, lambda out: made.append(write_update(update, key=key, out=out)))
    note_made(folder, ask.brings, update.number)
    return made[0]


@dataclass(frozen=True, slots=True)
class _Brought:
    """The files that go in, and what holds for them where the maker says nothing else."""

    files: Files
    version: str
    oldest_program: str


def _brought(ask: MakeUpdate, author: Author, opened: ExitStack) -> _Brought:
    match ask.brings:
        case UpdateKind.PACKS:
            return _Brought(_pack_files(ask.source), f"{author.today:%Y.%m.%d}", VERSION)
        case UpdateKind.PROGRAM:
            files = _program_files(ask.source, opened)
            return _Brought(files, _stated_version(files), FIRST_WITH_UPDATES)


def _pack_files(source: Path) -> Files:
    """Return the files of the packs in *source*, which must be readable beside the shipped ones."""
    folders = _packs_in(source)
    if not folders:
        raise Problem(
            N_(
                "There is no reference pack in {folder}. Choose a folder that has packs, or one"
                " pack: each has a pack.toml."
            ),
            folder=str(source),
        )
    load_with([folders])
    return {
        f"{name}/{path.name}": path.read_bytes
        for name, folder in folders.items()
        for path in sorted(folder.iterdir())
        if path.suffix in _PACK_FILES
    }


def _packs_in(source: Path) -> dict[str, Path]:
    """Return the packs below a folder, or the one that the folder itself is."""
    if not (source / update_names.PACK).is_file():
        return pack_folders(source)
    name = load_version(source).name
    return {FORMS + name if (source / _FORM_PACK_HAS).is_file() else name: source}


def _program_files(source: Path, opened: ExitStack) -> Files:
    """Return what a wheel unpacks to, from the wheel, which *opened* closes, or from a folder."""
    files = _files_below(source) if source.is_dir() else _files_of_wheel(source, opened)
    if not {*update_names.PROGRAM_NEEDS} <= files.keys():
        raise _no_program(source)
    return files


def _files_below(source: Path) -> dict[str, Callable[[], bytes]]:
    return {
        path.relative_to(source).as_posix(): path.read_bytes
        for path in source.rglob("*")
        if path.is_file() and _LEFT_OUT not in path.parts
    }


def _files_of_wheel(source: Path, opened: ExitStack) -> dict[str, Callable[[], bytes]]:
    try:
        wheel = opened.enter_context(zipfile.ZipFile(source))
    except (OSError, zipfile.BadZipFile) as error:
        raise _no_program(source) from error
    names = [name for name in wheel.namelist() if not name.endswith("/")]
    return {name: partial(wheel.read, name) for name in names}


def _stated_version(files: Files) -> str:
    """Return the version the program says it is; "" is refused when the update is written."""
    found = _STATED.search(files["ccmdesk/version.py"]())
    return found[1].decode("ascii") if found else ""


def _no_program(source: Path) -> Problem:
    return Problem(
        N_(
            "There is no version of ccmdesk in {file}. Choose the wheel of the program, or the"
            " folder that it unpacks to."
        ),
        file=str(source),
    )
