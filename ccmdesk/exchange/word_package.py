"""A Word file as an archive of parts (ECMA-376, part 2): written in memory, read within bounds."""

from __future__ import annotations

import io
import re
import zipfile
from typing import BinaryIO

from ccmdesk.exchange.workbook_bounds import ARCHIVE_DAMAGE
from ccmdesk.exchange.xml_pieces import MOST_BYTES, too_large
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive knows: the same texts make the same file."""

_MOST_MEMBERS = 2000
_MAIN_PART = re.compile(r"word/document\d*\.xml")

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    f'.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/></Types>'
)
_OUTER = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_INNER = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/></Relationships>'
)


def write_package(out: BinaryIO, *, document: str, styles: str, settings: str) -> None:
    """Write the archive; the three parts are given without their XML declaration."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _OUTER,
        "word/_rels/document.xml.rels": _INNER,
        "word/document.xml": document,
        "word/styles.xml": styles,
        "word/settings.xml": settings,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in parts.items():
            archive.writestr(_member(name), _HEAD + part)
    out.write(buffer.getvalue())


def read_document(name: str, data: bytes) -> bytes:
    """Return the main part of a Word file.

    Raises Problem when it is none, is locked or damaged, or would unpack to more than is taken in.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = _main_part(archive.infolist())
            if found is None:
                raise _unreadable(name)
            with archive.open(found) as part:
                document = part.read(MOST_BYTES + 1)
    except ARCHIVE_DAMAGE as error:
        raise _unreadable(name) from error
    if len(document) > MOST_BYTES:
        raise too_large(name)
    return document


def _main_part(members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo | None:
    if len(members) > _MOST_MEMBERS:
        return None
    return next((one for one in members if _MAIN_PART.fullmatch(one.filename)), None)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _LONG_AGO)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _unreadable(name: str) -> Problem:
    return Problem(
        N_(
            "“{name}” cannot be read as a Word file. Open it in a word processor, take off any"
            " password, save it as .docx and choose that file."
        ),
        name=name,
    )
