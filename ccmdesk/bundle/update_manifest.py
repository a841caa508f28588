"""What an update says of itself: the content of its ccmdesk.json, which is what gets signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Literal

import msgspec

from ccmdesk.bundle import names, strict_json, update_names
from ccmdesk.bundle.limits import LIMITS
from ccmdesk.bundle.manifest import MAX_NUMBER, FileEntry, Language, Line, Meta, Sender
from ccmdesk.bundle.refused import CONTRADICTS, MALFORMED, TOO_NEW, BundleRefused, shown
from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_

FORMAT = 1
"""The format written, and the newest one that is read."""

Version = Annotated[str, Meta(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){1,3}\Z")]
"""Numbers and dots: 0.2.0 of the program, 2026.12 of packs."""

_LONGEST_NEWS = 4_000


class UpdateKind(Coded):
    """What an update brings."""

    PACKS = "packs", C_("update", "Reference packs")
    PROGRAM = "program", C_("update", "Program")


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is new, in one language."""

    language: Language
    text: Annotated[str, Meta(min_length=1, max_length=_LONGEST_NEWS)]


class UpdateManifest(msgspec.Struct, frozen=True, kw_only=True):
    """Who gives out which version of what, for which programs.

    *number* only rises from one update of a signer to the next of the same kind. *oldest_program*
    is the first version of the program that can use it. *files* are all files but ccmdesk.json and
    its envelope, sorted by path.
    """

    kind: Literal["ccmdesk-update"] = "ccmdesk-update"
    format: Annotated[int, Meta(ge=1, le=1_000)]
    min_reader: Annotated[int, Meta(ge=1, le=1_000)]
    program: Line
    brings: UpdateKind
    sender: Sender
    number: Annotated[int, Meta(ge=1, le=MAX_NUMBER)]
    version: Version
    made_on: dt.date
    news: Annotated[tuple[News, ...], Meta(max_length=100)]
    oldest_program: Version
    files: Annotated[tuple[FileEntry, ...], Meta(max_length=LIMITS.members)]

    @property
    def packs(self) -> tuple[str, ...]:
        """The packs that are in it: states, forms/art7-2022."""
        found = (update_names.pack_of(file.path) for file in self.files)
        return tuple(dict.fromkeys(pack for pack in found if pack))

    def news_in(self, language: str) -> str:
        """Return what is new in *language*, else in English, else in the first there is."""
        texts = {one.language: one.text for one in self.news}
        return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def numbers_of(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, by which it is compared with another: 0.10 is after 0.9."""
    return tuple(map(int, version.split(".")))


class _Preamble(msgspec.Struct, frozen=True):
    """What every later format keeps, so that an old program can say which one to install."""

    kind: Literal["ccmdesk-update"]
    min_reader: int
    program: Line


def read_update_manifest(raw: bytes) -> UpdateManifest:
    """Return the manifest in bytes whose signature was found good. Raises BundleRefused."""
    bounds = strict_json.Bounds(items=LIMITS.members)
    try:
        start = strict_json.decode(raw, _Preamble, bounds=bounds)
        if start.min_reader > FORMAT:
            raise BundleRefused(TOO_NEW, program=start.program)
        manifest: UpdateManifest = _DECODER.decode(raw)
    except (strict_json.NotStrictError, msgspec.MsgspecError) as error:
        raise BundleRefused(MALFORMED, file=names.MANIFEST, line=1) from error
    _require_agreement(manifest)
    return manifest


_DECODER = msgspec.json.Decoder(UpdateManifest, strict=True)


def _require_agreement(manifest: UpdateManifest) -> None:
    """Raise BundleRefused unless its files are those of what it brings, and can all be there."""
    paths = [file.path for file in manifest.files]
    payload = [path for path in paths if path != names.MIMETYPE]
    odd = next((path for path in payload if not _belongs(path, manifest.brings)), None)
    if odd is not None:
        raise BundleRefused(CONTRADICTS, file=shown(odd))
    agrees = (
        _is_rising(paths)
        and names.MIMETYPE in paths
        and _is_rising([one.language for one in manifest.news])
        and not _folders(payload) & {path.casefold() for path in payload}
        and _is_whole(manifest, payload)
    )
    if not agrees:
        raise BundleRefused(CONTRADICTS, file=names.MANIFEST)


def _belongs(path: str, brings: UpdateKind) -> bool:
    match brings:
        case UpdateKind.PACKS:
            return update_names.pack_of(path) is not None
        case UpdateKind.PROGRAM:
            return update_names.program_path(path) is not None


def _is_whole(manifest: UpdateManifest, payload: Sequence[str]) -> bool:
    """Whether each pack says what it is, or the program has what makes it one."""
    match manifest.brings:
        case UpdateKind.PACKS:
            needed = [f"{update_names.PACKS}{pack}/{update_names.PACK}" for pack in manifest.packs]
        case UpdateKind.PROGRAM:
            needed = [update_names.PROGRAM + path for path in update_names.PROGRAM_NEEDS]
    return bool(needed) and {*needed} <= {*payload}


def _folders(paths: Sequence[str]) -> set[str]:
    """Return every folder of *paths* in small letters: no file may have the name of one."""
    found: set[str] = set()
    for path in paths:
        steps = path.casefold().split("/")
        found.update("/".join(steps[:end]) for end in range(1, len(steps)))
    return found


def _is_rising(values: Sequence[str]) -> bool:
    return all(before < after for before, after in pairwise(values))
