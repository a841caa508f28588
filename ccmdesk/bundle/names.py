"""The names a file may have inside a package, in the order they stand, and the package's own name.

Only names on this list are read, so paths that climb out, drives, device names, twins by case or by
Unicode form and hidden files have no way in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MIMETYPE = "mimetype"
README = "README.txt"
BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
PAYLOAD_LIST = "manifest-sha256.txt"
MANIFEST = "ccmdesk.json"
ENVELOPE = "ccmdesk.dsse.json"
TAG_LIST = "tagmanifest-sha256.txt"
SCHEMA = "data/schema.json"
CHANGES = "data/changes.jsonl"

BEFORE_DATA = (MIMETYPE, README, BAGIT)
AFTER_DATA = (BAG_INFO, PAYLOAD_LIST, MANIFEST, ENVELOPE, TAG_LIST)
UNSIGNED = frozenset({MANIFEST, ENVELOPE, TAG_LIST})
"""Not listed in the manifest: itself, its envelope, and the list that is regenerated."""

MEDIA_TYPE = b"application/vnd.ccmdesk.bundle+zip"

_KIND = r"[a-z][a-z0-9_]{0,63}"
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}"
_SNAPSHOT = re.compile(rf"data/snapshot/({_KIND})\.jsonl")
_PAPER = re.compile(rf"data/human/plan\.({_LANGUAGE})\.pdf")
_ATTACHMENT = re.compile(r"data/attachments/([0-9a-f]{64})")
DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows gives to devices, whatever follows the dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The names that the files of one kind of signed file may have, and their one order."""

    before: tuple[str, ...]
    is_payload: Callable[[str], bool]
    after: tuple[str, ...]

    def is_expected(self, name: str) -> bool:
        """Whether any file in it may have this name."""
        return name in self.before or name in self.after or self.is_payload(name)

    def in_order(self, payload: Iterable[str]) -> tuple[str, ...]:
        """Return all names in one with this payload, in the one order they stand in."""
        return (*self.before, *sorted(payload), *self.after)


def snapshot_name(kind: str) -> str:
    """Return the file of the records of one kind; the kind is in snake case."""
    return f"data/snapshot/{kind}.jsonl"


def paper_name(language: str) -> str:
    """Return the file of the plan as PDF in one language (BCP 47)."""
    return f"data/human/plan.{language}.pdf"


def attachment_name(sha256: str) -> str:
    """Return the file of an attachment, named by its content."""
    return f"data/attachments/{sha256}"


def snapshot_kind(name: str) -> str | None:
    """Return the kind of record a file holds, or None for any other file."""
    found = _SNAPSHOT.fullmatch(name)
    return None if found is None or DEVICE.fullmatch(found[1]) else found[1]


def paper_language(name: str) -> str | None:
    """Return the language of a paper, or None for any other file."""
    found = _PAPER.fullmatch(name)
    return None if found is None else found[1]


def attachment_sha256(name: str) -> str | None:
    """Return the SHA-256 an attachment is named by, or None for any other file."""
    found = _ATTACHMENT.fullmatch(name)
    return None if found is None else found[1]


def holds_records(name: str) -> bool:
    """Whether a file holds one JSON object on each line."""
    return name == CHANGES or snapshot_kind(name) is not None


def is_payload(name: str) -> bool:
    """Whether a name is one that data may have."""
    return (
        name in {SCHEMA, CHANGES}
        or snapshot_kind(name) is not None
        or paper_language(name) is not None
        or attachment_sha256(name) is not None
    )


PACKAGE = Layout(before=BEFORE_DATA, is_payload=is_payload, after=AFTER_DATA)
"""The files of a package, a submission or changes between offices."""


def package_title(country: str, data_date: dt.date, rest: str) -> str:
    """Return how a package is called: LAO-2026-07-submission-000004."""
    return f"{country}-{data_date.isoformat()[:7]}-{rest}"


def package_name(title: str) -> str:
    """Return the file name of a package: LAO-2026-07-submission-000004.ccmb."""
    return f"{title}.ccmb"
