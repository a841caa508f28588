"""Reads the manifest of a package of any kind; it must agree with itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from ccmdesk.bundle import names, strict_json
from ccmdesk.bundle.limits import LIMITS
from ccmdesk.bundle.manifest import (
    FORMAT,
    ChangesManifest,
    FileEntry,
    Line,
    SubmissionManifest,
)
from ccmdesk.bundle.refused import (
    CONTRADICTS,
    MALFORMED,
    OTHER_KIND,
    TOO_NEW,
    BundleRefused,
    shown,
)

_KINDS = frozenset({"submission", "changes"})


class _Preamble(msgspec.Struct, frozen=True):
    """What every later format keeps, so that an old program can say which one to install."""

    kind: str
    min_reader: int
    program: Line


def read_manifest(raw: bytes) -> SubmissionManifest | ChangesManifest:
    """Return the manifest in bytes whose signature was found good. Raises BundleRefused."""
    bounds = strict_json.Bounds(items=LIMITS.members)
    try:
        start = strict_json.decode(raw, _Preamble, bounds=bounds)
        if start.min_reader > FORMAT:
            raise BundleRefused(TOO_NEW, program=start.program)
        if start.kind not in _KINDS:
            raise BundleRefused(OTHER_KIND)
        manifest: SubmissionManifest | ChangesManifest = _DECODER.decode(raw)
    except (strict_json.NotStrictError, msgspec.MsgspecError) as error:
        raise BundleRefused(MALFORMED, file=names.MANIFEST, line=1) from error
    _require_agreement(manifest)
    return manifest


_DECODER = msgspec.json.Decoder(SubmissionManifest | ChangesManifest, strict=True)


def _require_agreement(manifest: SubmissionManifest | ChangesManifest) -> None:
    """Raise BundleRefused unless what the manifest says in several places is the same."""
    paths = [file.path for file in manifest.files]
    odd = next((file for file in manifest.files if not _may_be_listed(file)), None)
    if odd is not None:
        raise BundleRefused(CONTRADICTS, file=shown(odd.path))
    agrees = (
        _is_rising(paths)
        and len({path.casefold() for path in paths}) == len(paths)
        and {*names.BEFORE_DATA, names.BAG_INFO, names.PAYLOAD_LIST, names.SCHEMA} <= {*paths}
        and [path for path in paths if names.holds_records(path)] == list(manifest.records)
        and _kind_agrees(manifest)
    )
    if not agrees:
        raise BundleRefused(CONTRADICTS, file=names.MANIFEST)


def _kind_agrees(manifest: SubmissionManifest | ChangesManifest) -> bool:
    match manifest:
        case SubmissionManifest():
            return _submission_agrees(manifest)
        case ChangesManifest():
            return _changes_agree(manifest)


def _submission_agrees(manifest: SubmissionManifest) -> bool:
    papers = [language for file in manifest.files if (language := names.paper_language(file.path))]
    return (
        papers == list(manifest.languages)
        and _is_rising([pack.name for pack in manifest.packs])
        and (manifest.previous is None) == (manifest.number == 1)
    )


def _changes_agree(manifest: ChangesManifest) -> bool:
    return (
        _is_rising([span.replica for span in manifest.spans])
        and all(span.after <= span.to for span in manifest.spans)
        and manifest.office in {span.replica for span in manifest.spans}
        and not any(names.paper_language(file.path) for file in manifest.files)
    )


def _may_be_listed(file: FileEntry) -> bool:
    return (
        names.PACKAGE.is_expected(file.path)
        and file.path not in names.UNSIGNED
        and names.attachment_sha256(file.path) in {None, file.sha256}
    )


def _is_rising(values: Sequence[str]) -> bool:
    return all(before < after for before, after in pairwise(values))
