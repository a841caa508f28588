"""Copy a file into the plan's keeping, where it is saved, backed up and locked with the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.edit_record import refuse
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.lang.parse import clean_text
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.ids import AttachmentId
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_

MOST_BYTES = 10 * 1024 * 1024
"""What still goes on a stick or into a mail with the plan."""

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "application/pdf",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "png": "image/png",
        "tif": "image/tiff",
        "tiff": "image/tiff",
        "txt": "text/plain",
        "csv": "text/csv",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt": "application/vnd.oasis.opendocument.text",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "kml": "application/vnd.google-earth.kml+xml",
        "geojson": "application/geo+json",
        "gpkg": "application/geopackage+sqlite3",
        "zip": "application/zip",
    }
)
"""Kinds of files that hold evidence; programs are not among them."""

_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file whose bytes are in the plan; *dated* is the day it was written last."""

    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    dated: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """The record of a kept file: of *record*, which has none yet, else a new one.

    *remark* says for this office what the file is about; *language* is that of its title.
    """

    file: KeptFile
    language: str
    remark: str = ""
    record: UUID | None = None


def keep_file(store: Store, path: Path) -> KeptFile:
    """Copy the bytes of *path* into the plan.

    Raises Problem for a folder, an empty or too large file, a kind that is not kept, and a file
    that cannot be read.
    """
    kind = MEDIA_TYPES.get(path.suffix.lower().removeprefix("."))
    body, dated = _read(path)
    if kind is None:
        raise Problem(
            N_("Files such as {file} are not attached. These are: {kinds}."),
            file=path.name,
            kinds=", ".join(MEDIA_TYPES),
        )
    if not body:
        raise Problem(
            N_("{file} is empty. Choose the file that holds the evidence."), file=path.name
        )
    return KeptFile(
        file_name=clean_text(path.name),
        media_type=kind,
        size_bytes=len(body),
        sha256=store.files.keep(body),
        dated=dated,
    )


def attach_file(
    store: Store, ask: AttachFile, *, author: Author, packs: Packs
) -> tuple[UUID, Step | None]:
    """Write the record of a kept file; return its id and the step, None when it was there."""
    file = ask.file
    known = store.ids(ListQuery(Attachment, where={"sha256": file.sha256}))
    if known:
        return known[0], None
    before = None if ask.record is None else store.get(Attachment, ask.record)
    record = before or Attachment(
        id=AttachmentId(new_id()), dated=min(file.dated, author.today), remark=ask.remark
    )
    title = Texts.of({ask.language: Path(file.file_name).stem[:_LONGEST_TITLE]})
    after = replace(
        record,
        title=record.title or title,
        file_name=file.file_name,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
    )
    refuse(after, None, author=author, packs=packs)
    does = StepKind.ADD if before is None else StepKind.EDIT
    return UUID(bytes=after.id.bytes), store.apply(difference(before, after), author.stamp(does))


def save_attached(store: Store, record: Attachment, out: Path) -> None:
    """Write the attached file to *out*; raises Problem when its bytes are not in this plan."""
    body = store.files.read(record.sha256)
    if body is None:
        raise Problem(
            N_("The file {file} itself is not in this plan. Ask the office that attached it."),
            file=record.file_name,
        )
    write_file(out, lambda file: file.write(body))


def _read(path: Path) -> tuple[bytes, dt.date]:
    """Return what is in a file, and the day on which it was last written (UTC)."""
    if path.is_dir():
        raise Problem(N_("{file} is a folder. Attach the files in it one by one."), file=path.name)
    try:
        found = path.stat()
        if found.st_size > MOST_BYTES:
            raise Problem(
                N_("{file} is larger than {megabytes} MB. Make it smaller, then attach it."),
                file=path.name,
                megabytes=str(MOST_BYTES // (1024 * 1024)),
            )
        return path.read_bytes(), dt.datetime.fromtimestamp(found.st_mtime, dt.UTC).date()
    except OSError as error:
        raise Problem(
            N_("{file} cannot be read. Copy it to this computer, then attach the copy."),
            file=path.name,
        ) from error
