"""Makes packages of every kind, good and hostile, with ZIP structures written by hand.

Nothing here uses the product's own ZIP code, so that a mistake there is not repeated here.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import Recipient
from ccmdesk.bundle.reader import verify
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.sealing import Attachment
from ccmdesk.bundle.submission import Submission, write_submission
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.model.codes import LanguageTag, StateCode

NEEDS = "data/snapshot/need.jsonl"
PLAN = "data/human/plan.fr.pdf"
Change = Callable[[dict[str, Any]], None]
KEY = SigningKey(bytes(range(32)))
OTHER_KEY = SigningKey(bytes(range(1, 33)))
DAY = dt.date(2026, 7, 31)
MAP = b"\x89PNG a map of Xieng Khouang " * 3
TYPE = b"application/vnd.ccmdesk.manifest+json"
UNLISTED = ("ccmdesk.json", "ccmdesk.dsse.json", "tagmanifest-sha256.txt")


def submission(**changes: object) -> Submission:
    """Return a small submission of the Lao People's Democratic Republic."""
    values: dict[str, object] = {
        "country": StateCode("LAO"),
        "sender_name": "ນາງ ຄຳ",
        "sender_office": "National Regulatory Authority",
        "recipients": (Recipient(code="isu", name="Implementation Support Unit"),),
        "number": 1,
        "previous": None,
        "plan_hash": "ab" * 32,
        "data_date": DAY,
        "program": "0.1.0",
        "packs": {"states": "2026.1"},
        "readme": "How to check this package by hand.\n",
        "schema": b'{"need":["title"]}',
        "snapshots": {
            "need": [orjson.dumps({"id": str(n), "title": "ຄວາມຕ້ອງການ"}) for n in range(3)],
            "hazardous_area": [b'{"id":"a","size_m2":12500}'],
        },
        "papers": {LanguageTag("fr"): b"%PDF-1.7 plan", LanguageTag("en"): b"%PDF-1.7 the plan"},
        "attachments": (attachment(MAP),),
    }
    return Submission(**{**values, **changes})  # type: ignore[arg-type]


def attachment(content: bytes) -> Attachment:
    return Attachment(sha256=hashlib.sha256(content).hexdigest(), read=lambda: content)


def package(**changes: object) -> bytes:
    """Return a good package."""
    out = io.BytesIO()
    write_submission(submission(**changes), key=KEY, out=out)
    return out.getvalue()


def trusted(**changes: object) -> TrustedKey:
    """Return the trust-list entry of the key that signs good packages."""
    values: dict[str, object] = {
        "public_key": KEY.public_key,
        "country": StateCode("LAO"),
        "verified_by": "A. Officer",
        "verified_on": DAY,
    }
    return TrustedKey(**{**values, **changes})  # type: ignore[arg-type]


def refusal(raw: bytes, **options: object) -> str:
    """Return the sentence a package is refused with, or "" when it is accepted."""
    try:
        verify(io.BytesIO(raw), **options)  # type: ignore[arg-type]
    except BundleRefused as refused:
        str(refused)  # every value the sentence names is there
        return refused.message.msgid
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawMember:
    """One ZIP member in which every field may be wrong; None means the true value."""

    name: bytes
    packed: bytes
    crc: int
    size: int
    method: int = 8
    flags: int = 0
    made_by: int = 0x0314
    version: int = 20
    time: int = 0
    date: int = 0x21
    attributes: int = 0o100644 << 16
    internal: int = 0
    disk: int = 0
    local: Mapping[str, int] = field(default_factory=dict)
    local_name: bytes | None = None
    extra_local: bytes = b""
    extra: bytes = b""
    comment: bytes = b""
    offset: int | None = None
    packed_size: int | None = None
    after: bytes = b""


def member(name: str | bytes, content: bytes, **changes: object) -> RawMember:
    """Return a deflated member with true sizes, then *changes*."""
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = engine.compress(content) + engine.flush()
    raw_name = name if isinstance(name, bytes) else name.encode()
    made = RawMember(name=raw_name, packed=packed, crc=zlib.crc32(content), size=len(content))
    return replace(made, **changes)  # type: ignore[arg-type]


def stored(name: str, content: bytes, **changes: object) -> RawMember:
    return replace(member(name, content, packed=content, method=0), **changes)  # type: ignore[arg-type]


def raw_zip(
    members: Iterable[RawMember], *, before: bytes = b"", gap: bytes = b"", count: int | None = None
) -> bytes:
    """Return a sealed ZIP of exactly these members, right or wrong."""
    body, central, found = bytearray(before), bytearray(), 0
    for one in members:
        found += 1
        offset = len(body) if one.offset is None else one.offset
        packed_size = len(one.packed) if one.packed_size is None else one.packed_size
        shared = {
            "flags": one.flags,
            "method": one.method,
            "time": one.time,
            "date": one.date,
            "crc": one.crc,
            "packed": packed_size,
            "size": one.size,
        }
        name = one.name if one.local_name is None else one.local_name
        body += struct.pack("<4sH", b"PK\3\4", one.version)
        body += struct.pack("<4H3I", *{**shared, **one.local}.values())
        body += struct.pack("<2H", len(name), len(one.extra_local)) + name + one.extra_local
        body += one.packed + one.after
        central += struct.pack("<4s2H", b"PK\1\2", one.made_by, one.version)
        central += struct.pack("<4H3I", *shared.values())
        central += struct.pack("<3H", len(one.name), len(one.extra), len(one.comment))
        central += struct.pack("<2H2I", one.disk, one.internal, one.attributes, offset)
        central += one.name + one.extra + one.comment
    start = len(body) + len(gap)
    total = found if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, total, total, len(central), start, 71)
    return sealed(bytes(body + gap + central + end + b"sha256:"))


def sealed(raw: bytes) -> bytes:
    """Return *raw* followed by the digits of its seal."""
    return raw + hashlib.sha256(raw).hexdigest().encode()


def resealed(raw: bytes) -> bytes:
    """Return a changed package with a seal that fits, as anyone could make it."""
    return sealed(raw[:-64])


def members_of(raw: bytes) -> list[RawMember]:
    """Take a good package apart."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return [_raw_member(raw, info) for info in archive.infolist()]


def _raw_member(raw: bytes, info: zipfile.ZipInfo) -> RawMember:
    start = info.header_offset + 30 + len(info.filename)
    return RawMember(
        name=info.filename.encode(),
        packed=raw[start : start + info.compress_size],
        crc=info.CRC,
        size=info.file_size,
        method=info.compress_type,
    )


def edited(raw: bytes, name: str, **changes: object) -> bytes:
    """Return a package in which the ZIP fields of one member are changed."""
    return raw_zip(
        replace(one, **changes) if one.name == name.encode() else one  # type: ignore[arg-type]
        for one in members_of(raw)
    )


def swapped(raw: bytes, name: str, content: bytes) -> bytes:
    """Return a package in which one file is replaced, ZIP and seal in order, lists as before."""
    make = stored if name == "mimetype" else member
    return raw_zip(
        make(name, content) if one.name == name.encode() else one for one in members_of(raw)
    )


def contents_of(raw: bytes) -> dict[str, bytes]:
    """Return every file of a package by name."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def no_change(_manifest: dict[str, object]) -> None:
    """Leave a manifest as it is."""


def signed_anew(
    contents: Mapping[str, bytes],
    *,
    change: Callable[[dict[str, object]], None] = no_change,
    key: SigningKey = KEY,
    lists: bool = True,
) -> bytes:
    """Return a package of these files with all lists, signature and seal made to fit them.

    *change* edits the manifest before it is signed; *lists* False keeps the BagIt lists given.
    """
    files = {name: raw for name, raw in contents.items() if name not in UNLISTED}
    manifest = orjson.loads(contents["ccmdesk.json"])
    manifest["sender"]["public_key"] = key.public_key.hex()
    data = sorted(name for name in files if name.startswith("data/"))
    if lists:
        size = sum(len(files[name]) for name in data)
        files["bag-info.txt"] = b"".join(
            b"Payload-Oxum: %d.%d\n" % (size, len(data)) if b"Oxum" in line else line
            for line in files["bag-info.txt"].splitlines(keepends=True)
        )
        files["manifest-sha256.txt"] = _sums({name: files[name] for name in data})
    manifest["files"] = [
        {"path": name, "size": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
        for name in sorted(files)
    ]
    change(manifest)
    return assembled(files, orjson.dumps(manifest), key=key)


def assembled(
    files: Mapping[str, bytes],
    manifest: bytes,
    *,
    key: SigningKey = KEY,
    envelope: bytes | None = None,
) -> bytes:
    """Return a package of these listed files, this manifest, and an envelope over it."""
    sealing = signed_envelope(manifest, key=key) if envelope is None else envelope
    unlisted = {"ccmdesk.json": manifest, "ccmdesk.dsse.json": sealing}
    tags = {name: raw for name, raw in files.items() if not name.startswith("data/")}
    unlisted["tagmanifest-sha256.txt"] = _sums({**tags, **unlisted})
    first = ("mimetype", "README.txt", "bagit.txt")
    data = sorted(name for name in files if name.startswith("data/"))
    last = ("bag-info.txt", "manifest-sha256.txt", *unlisted)
    everything = {**files, **unlisted}
    order = [name for name in (*first, *data, *last) if name in everything]
    return raw_zip(
        (stored if name == "mimetype" else member)(name, everything[name]) for name in order
    )


def signed_envelope(payload: bytes, *, key: SigningKey = KEY, kind: bytes = TYPE) -> bytes:
    """Return a DSSE envelope, made here from the text of its specification."""
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    signature = Ed25519PrivateKey.from_private_bytes(key.seed).sign(message)
    return orjson.dumps(
        {
            "payload": base64.b64encode(payload).decode(),
            "payloadType": kind.decode(),
            "signatures": [
                {"keyid": key.public_key.hex(), "sig": base64.b64encode(signature).decode()}
            ],
        }
    )


def _sums(files: Mapping[str, bytes]) -> bytes:
    return b"".join(
        b"%s  %s\n" % (hashlib.sha256(raw).hexdigest().encode(), name.encode())
        for name, raw in sorted(files.items())
    )


def listed(raw: bytes) -> dict[str, bytes]:
    """Return the files of a package that its manifest lists."""
    unlisted = {"ccmdesk.json", "ccmdesk.dsse.json", "tagmanifest-sha256.txt"}
    return {name: content for name, content in contents_of(raw).items() if name not in unlisted}


def changed(change: Change) -> bytes:
    """Return a package whose manifest was changed before it was signed with the right key."""
    return signed_anew(contents_of(package()), change=change)


def with_file(name: str, content: bytes, change: Change = lambda _: None) -> bytes:
    """Return a package signed by its sender with this content of one file."""
    return signed_anew({**contents_of(package()), name: content}, change=change)


def with_needs(content: bytes, records: int = 1) -> bytes:
    def count(signed: dict[str, Any]) -> None:
        signed["counts"][1]["records"] = records

    return with_file(NEEDS, content, count)
