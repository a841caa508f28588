"""The file itself: parts in a ZIP archive, and who refers to whom (ECMA-376 part 2)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO

from ccmdesk.report.docx.element import Node, node, serialised

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP archive knows; the same paper is the same file whenever it is made."""

_FROM_UNIX = 3


@dataclass(slots=True)
class Package:
    """Parts by path; those added are referred to by the document itself."""

    _parts: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _links: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, part: Node, *, name: str = "") -> str:
        """Add a part such as styles, under word/; return the id of the reference to it."""
        file = f"{name or kind}.xml"
        self._put(f"word/{file}", f"{_MAIN}.{kind}+xml", serialised(part))
        return self._refer(kind, file)

    def add_picture(self, png: bytes) -> str:
        """Add a picture; return the id of the reference to it."""
        count = sum(kind == "image" for kind, _ in self._links) + 1
        file = f"media/image{count}.png"
        self._parts[f"word/{file}"] = png
        return self._refer("image", file)

    def save(self, out: BinaryIO, *, document: Node, core: Node) -> None:
        """Write everything at once."""
        self._put("word/document.xml", f"{_MAIN}.document.main+xml", serialised(document))
        self._put("docProps/core.xml", _CORE_TYPE, serialised(core))
        outer = [(f"{_OFFICE}/officeDocument", "word/document.xml"), (_CORE, "docProps/core.xml")]
        inner = [(f"{_OFFICE}/{kind}", target) for kind, target in self._links]
        files = {
            "[Content_Types].xml": serialised(self._content_types()),
            "_rels/.rels": serialised(_references(outer)),
            "word/_rels/document.xml.rels": serialised(_references(inner)),
            **self._parts,
        }
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as packed:
            for name, content in files.items():
                packed.writestr(_entry(name), content)
        out.write(archive.getvalue())

    def _put(self, path: str, content_type: str, content: bytes) -> None:
        self._parts[path] = content
        self._types[path] = content_type

    def _refer(self, kind: str, target: str) -> str:
        self._links.append((kind, target))
        return f"rId{len(self._links)}"

    def _content_types(self) -> Node:
        by_ending = {
            "png": "image/png",
            "rels": "application/vnd.openxmlformats-package.relationships+xml",
            "xml": "application/xml",
        }
        defaults = [
            node("Default", attributes={"Extension": ending, "ContentType": kind})
            for ending, kind in by_ending.items()
        ]
        overrides = [
            node("Override", attributes={"PartName": f"/{path}", "ContentType": kind})
            for path, kind in self._types.items()
        ]
        return node("Types", *defaults, *overrides, attributes={"xmlns": _TYPES})


def _references(links: list[tuple[str, str]]) -> Node:
    references = [
        node("Relationship", attributes={"Id": f"rId{number}", "Type": kind, "Target": target})
        for number, (kind, target) in enumerate(links, 1)
    ]
    return node("Relationships", *references, attributes={"xmlns": _LINKS})


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _FROM_UNIX
    entry.external_attr = 0o644 << 16
    return entry
