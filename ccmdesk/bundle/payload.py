"""What each kind of file in a package must look like inside, checked as it streams by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ccmdesk.bundle import names, strict_json
from ccmdesk.bundle.limits import Limits
from ccmdesk.bundle.manifest import ChangesManifest, FileEntry, Manifest
from ccmdesk.bundle.records import PersonalDataError, lines_of, require_record
from ccmdesk.bundle.refused import (
    EXPANDS_TOO_MUCH,
    MALFORMED,
    PERSONAL_DATA,
    TOO_MANY_RECORDS,
    TOO_MANY_VALUES,
    WRONG_COUNT,
    BundleRefused,
)

PDF_START = b"%PDF-"


def require_payload_limits(manifest: Manifest, *, limits: Limits) -> None:
    """Raise BundleRefused when reading all records, or one text, would take too long."""
    most, room = _most_records(manifest, limits)
    if sum(manifest.records.values()) > most:
        raise BundleRefused(TOO_MANY_RECORDS, limit=most)
    lists = [file for file in manifest.files if names.holds_records(file.path)]
    if sum(file.size for file in lists) > room:
        largest = max(lists, key=lambda file: file.size)
        raise BundleRefused(EXPANDS_TOO_MUCH, file=largest.path)
    for file in manifest.files:
        if file.path in {names.README, names.SCHEMA} and file.size > limits.text_member:
            raise BundleRefused(EXPANDS_TOO_MUCH, file=file.path)


def most_values(manifest: Manifest, *, limits: Limits) -> int:
    """Return how many fields and list items the records may hold in all."""
    return limits.change_values if isinstance(manifest, ChangesManifest) else limits.values


def _most_records(manifest: Manifest, limits: Limits) -> tuple[int, int]:
    """Return how many records there may be, and how many bytes of them."""
    if isinstance(manifest, ChangesManifest):
        return limits.changes, limits.change_bytes
    return limits.records, limits.record_bytes


def require_payload(
    chunks: Iterable[bytes], *, entry: FileEntry, manifest: Manifest, values: int
) -> int:
    """Read one file to its end; raise BundleRefused unless its content is of its kind.

    *values* is how many values the records may still hold; the answer is how many they did.
    """
    if names.holds_records(entry.path):
        return _require_records(chunks, entry.path, manifest, values)
    _require_other(chunks, entry)
    return 0


def _require_other(chunks: Iterable[bytes], entry: FileEntry) -> None:
    if names.paper_language(entry.path) is not None:
        _require_pdf(chunks, entry.path)
    elif entry.path in {names.README, names.SCHEMA}:
        _require_text(b"".join(chunks), entry.path)
    else:
        for _ in chunks:
            pass


def _require_records(chunks: Iterable[bytes], path: str, manifest: Manifest, values: int) -> int:
    signed = manifest.records[path]
    found = seen = 0
    for found, line in _numbered(chunks, path):
        seen += 1 + line.count(b",")
        if seen > values:
            raise BundleRefused(TOO_MANY_VALUES, file=path)
        if found > signed:
            break
        _require_line(line, path, found)
    if found != signed:
        raise BundleRefused(WRONG_COUNT, file=path, signed=signed)
    return seen


def _numbered(chunks: Iterable[bytes], path: str) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        for number, line in enumerate(lines_of(chunks), start=1):
            yield number, line
    except strict_json.NotStrictError as error:
        raise BundleRefused(MALFORMED, file=path, line=number + 1) from error


def _require_line(line: bytes, path: str, number: int) -> None:
    try:
        require_record(line)
    except strict_json.NotStrictError as error:
        raise BundleRefused(MALFORMED, file=path, line=number) from error
    except PersonalDataError as error:
        raise BundleRefused(PERSONAL_DATA, file=path, field=error.field, line=number) from error


def _require_pdf(chunks: Iterable[bytes], path: str) -> None:
    start = b""
    for chunk in chunks:
        start = start or chunk[: len(PDF_START)]
    if start != PDF_START:
        raise BundleRefused(MALFORMED, file=path, line=1)


def _require_text(raw: bytes, path: str) -> None:
    """Require UTF-8 without NUL in the README, strict JSON in the list of fields."""
    try:
        if path == names.SCHEMA:
            strict_json.parse(raw)
        elif "\0" in raw.decode("utf-8"):
            raise BundleRefused(MALFORMED, file=path, line=1)
    except (strict_json.NotStrictError, UnicodeDecodeError) as error:
        raise BundleRefused(MALFORMED, file=path, line=1) from error
