"""Starts the newest version of the program that an update brought, and goes back from a bad one.

Standard library only: it runs before anything of the program, in every start. Where no update was
ever put in use that is one look for a file. The version it takes stands in ``updates/program`` in
the data folder; beside it empty files, which are there whole or not at all, say how it went:
``0.2.0.try-1`` that it was started, ``0.2.0.works`` that it ran, ``0.2.0.doubt`` that it ended with
a fault, ``0.2.0.failed`` that it is not taken again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ccmdesk.version import VERSION

STARTED = "CCMDESK_PROGRAM"
"""The folder of the version that was taken; also processes that it starts stay with it."""
LEFT = "CCMDESK_LEFT"
"""The version that was not taken because it did not work."""
TRIES = 2
BUG = 70
"""What a command ends with after a fault of the program."""

_LIST = Path("updates", "program.json")
_PROGRAM = Path("updates", "program")
_SIGNED = "ccmdesk.dsse.json"
_INSIDE = "data/program/"

Main = Callable[[], int]


def newer_version(arguments: Sequence[str]) -> Main | None:
    """Return what runs a newer version that is installed; None when this one is to run."""
    started = os.environ.get(STARTED)
    if started:
        return None if _is_here(Path(started)) else _taken(Path(started))
    folder = _data_folder(arguments)
    try:
        raw = (folder / _LIST).read_bytes()
    except OSError:
        return None
    for place in _candidates(folder / _PROGRAM, raw):
        try:
            main = _taken(place) if _may_start(place) else None
        except OSError:  # the disk does not give it now, which says nothing of the version
            continue
        if main is not None:
            return main
        _leave(place)
    return None


def environment_of_another() -> dict[str, str]:
    """Return the environment for a process that runs another version than the one taken here."""
    return {name: value for name, value in os.environ.items() if name not in {STARTED, LEFT}}


def is_usable(place: Path) -> bool:
    """Whether the version in *place* is whole and was not left because it did not work.

    A disk that does not give it now says nothing of the version.
    """
    try:
        return not _has(place, "failed") and _is_whole(place, proves=False)
    except OSError:
        return True


def note_working() -> None:
    """Note that the version that was taken, if one was, has run as it should."""
    started = os.environ.get(STARTED)
    if started:
        _mark(Path(started), "works")


def left_version() -> str:
    """Return the version that was left because it did not work, once; "" when there is none."""
    return os.environ.pop(LEFT, "")


def clear_marks(place: Path) -> None:
    """Forget how a version went that is to be unpacked to *place* anew."""
    for mark in place.parent.glob(place.name + ".*"):
        if mark.is_file():
            mark.unlink()


def _is_here(place: Path) -> bool:
    """Whether this very module is of the version in *place*."""
    return Path(__file__).resolve().parents[1] == place.resolve()


def _data_folder(arguments: Sequence[str]) -> Path:
    """Return where keys and settings are kept, as platformdirs says, or as the command names."""
    for at, said in enumerate(arguments):
        if said == "--data-folder" and at + 1 < len(arguments):
            return Path(arguments[at + 1])
        if said.startswith("--data-folder="):
            return Path(said.partition("=")[2])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "ccmdesk"
    wanted = os.environ.get("XDG_DATA_HOME", "").strip()
    if wanted:
        return Path(wanted) / "ccmdesk"
    usual = "Library/Application Support" if sys.platform == "darwin" else ".local/share"
    return Path.home() / usual / "ccmdesk"


def _candidates(folder: Path, raw: bytes) -> Iterator[Path]:
    """Yield the versions in use that are newer than this one, the newest first."""
    import json

    with suppress(ValueError, TypeError, KeyError, AttributeError):
        for name in reversed(json.loads(raw)["in_use"]):
            if _numbers(name) > _numbers(VERSION) and not _has(folder / name, "failed"):
                yield folder / name


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _may_start(place: Path) -> bool:
    """Whether a version is whole and has tries left; notes the try of one never seen to work."""
    if _has(place, "doubt"):
        _forget_compiled(place)
    if not _is_whole(place, proves=_has(place, "doubt")):
        return False
    _unmark(place, "doubt")
    if _has(place, "works"):
        return True
    tried = sum(_has(place, f"try-{number}") for number in range(1, TRIES + 1))
    return tried < TRIES and _mark(place, f"try-{tried + 1}")


def _forget_compiled(place: Path) -> None:
    """Remove what Python compiled of a version, which may have decayed beside what was signed."""
    import shutil

    for folder in place.rglob("__pycache__"):
        shutil.rmtree(folder, ignore_errors=True)


def _leave(place: Path) -> None:
    """Take a version no more, and let the one that is taken instead say so."""
    _mark(place, "failed")
    os.environ.setdefault(LEFT, place.name)


def _is_whole(place: Path, *, proves: bool) -> bool:
    """Whether all files are there in their sizes and, with *proves*, as they were signed."""
    import base64
    import json

    try:
        envelope = json.loads((place / _SIGNED).read_bytes())
        files = json.loads(base64.b64decode(envelope["payload"]))["files"]
        return all(_is_same(place, file, proves=proves) for file in files)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def _is_same(place: Path, file: dict[str, Any], *, proves: bool) -> bool:
    """Whether a file is there as it was signed; what is not of the program is passed over."""
    inside = str(file["path"]).removeprefix(_INSIDE)
    if inside == file["path"]:
        return True
    path = place / inside
    if not proves:
        return bool(path.stat().st_size == file["size"])
    import hashlib

    return bool(hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"])


def _taken(place: Path) -> Main | None:
    """Put a version in the place of this one, also for processes it starts; None if it is none."""
    from importlib import import_module

    before = dict(sys.modules)
    path, inherited = list(sys.path), os.environ.get("PYTHONPATH")
    _forget_own_modules()
    sys.path.insert(0, str(place))
    os.environ[STARTED] = str(place)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(place), inherited]))
    try:
        # By its name: it is of another version of the program, not of this one.
        main = import_module("ccmdesk.__main__").main
        if not Path(main.__code__.co_filename).resolve().is_relative_to(place.resolve()):
            raise ImportError(str(place))  # noqa: TRY301 - there is none, and the path leads back here
    except (ImportError, SyntaxError, ValueError, AttributeError, NameError, TypeError, OSError):
        _forget_own_modules()
        sys.modules.update(before)
        sys.path[:] = path
        del os.environ[STARTED]
        if inherited is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = inherited
        return None
    return lambda: _watched(place, main)


def _watched(place: Path, main: Main) -> int:
    """Run a version; where it ends with a fault, the next start proves all its files."""
    try:
        code = main()
    except (ImportError, SyntaxError, ValueError, AttributeError, NameError, TypeError):
        _mark(place, "doubt")
        raise
    if code == BUG:
        _mark(place, "doubt")
    return code


def _forget_own_modules() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "ccmdesk"]:
        del sys.modules[name]


def _has(place: Path, mark: str) -> bool:
    return place.with_name(f"{place.name}.{mark}").exists()


def _mark(place: Path, mark: str) -> bool:
    """Make an empty file beside a version; whether that was possible."""
    try:
        place.with_name(f"{place.name}.{mark}").touch()
    except OSError:
        return False
    return True


def _unmark(place: Path, mark: str) -> None:
    with suppress(OSError):
        place.with_name(f"{place.name}.{mark}").unlink(missing_ok=True)
