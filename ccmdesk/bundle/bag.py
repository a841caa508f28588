"""The files that make a package a BagIt 1.0 bag (RFC 8493), so that stock tools can check it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ccmdesk.bundle import names
from ccmdesk.bundle.manifest import FileEntry, Manifest

BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag_info(manifest: Manifest) -> bytes:
    """Return bag-info.txt; everything in it stands in the manifest too."""
    payload = [file for file in manifest.files if names.is_payload(file.path)]
    lines = (
        f"Source-Organization: {manifest.sender.office}",
        f"Contact-Name: {manifest.sender.name}",
        f"External-Identifier: {manifest.title}",
        f"Bagging-Date: {manifest.data_date.isoformat()}",
        f"Payload-Oxum: {sum(file.size for file in payload)}.{len(payload)}",
        f"Bag-Software-Agent: ccmdesk {manifest.program}",
    )
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def payload_list(files: Iterable[FileEntry]) -> bytes:
    """Return manifest-sha256.txt: what ``sha256sum -c`` reads."""
    payload = {file.path: file.sha256 for file in files if names.is_payload(file.path)}
    return _sums(payload)


def tag_list(files: Iterable[FileEntry], *, unsigned: Mapping[str, str]) -> bytes:
    """Return tagmanifest-sha256.txt; *unsigned* has the SHA-256 of manifest and envelope."""
    tags = {file.path: file.sha256 for file in files if not names.is_payload(file.path)}
    return _sums({**tags, **unsigned})


def _sums(sha256_by_path: Mapping[str, str]) -> bytes:
    lines = (f"{sha256}  {path}\n" for path, sha256 in sorted(sha256_by_path.items()))
    return "".join(lines).encode("ascii")
