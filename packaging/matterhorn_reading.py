"""A PDF file as the conditions look at it: its tree, its fonts, and what its pages show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

_PATHS = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"])
_SHOWING = frozenset(["Tj", "TJ", "'", '"'])
PAINTING = _PATHS | _SHOWING | {"Do", "INLINE IMAGE"}

Check = Callable[["Reading"], "list[str] | None"]
"""Returns what is wrong, or None when the file holds nothing that the condition is about."""


@dataclass(eq=False)
class Node:
    """An element of the structure tree; *kind* is what its role is mapped to."""

    kind: str
    object: Any
    parent: Node | None
    kids: list[Node] = field(default_factory=list)

    def has(self, key: str) -> bool:
        """Whether the element has an entry, or an attribute of that name."""
        return key in self.object or any(key in owner for owner in self.attributes())

    def attributes(self) -> Iterator[Any]:
        """Yield its attribute objects."""
        found = self.object.get("/A", [])
        for each in found if isinstance(found, pikepdf.Array) else [found]:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                yield each

    def below(self) -> Iterator[Node]:
        """Yield it and everything under it in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.below()


@dataclass(frozen=True)
class Shown:
    """Text on a page: the font, its codes, whether other text stands for it, and where it is."""

    font: Any
    codes: tuple[int, ...]
    is_replaced: bool
    mark: int | None
    page: int


@dataclass
class Content:
    """What the streams hold: the text, and what breaks the rules of marking."""

    shown: list[Shown] = field(default_factory=list)
    artifacts_in_content: list[str] = field(default_factory=list)
    content_in_artifacts: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


class Reading:
    """A file that is open, and what was read of it so far."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """The mapping of roles."""
        tree = self.root.get("/StructTreeRoot", {})
        return {str(key): str(value) for key, value in dict(tree.get("/RoleMap", {})).items()}

    @cached_property
    def nodes(self) -> list[Node]:
        """Every element in reading order."""
        tree = self.root.get("/StructTreeRoot")
        tops = [] if tree is None else list(self._kids(tree, None))
        return [node for top in tops for node in top.below()]

    @cached_property
    def objects(self) -> list[Any]:
        """Every dictionary of the file that is an object of its own."""
        return [
            each
            for each in self.pdf.objects
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream)
        ]

    @cached_property
    def annotations(self) -> list[tuple[Any, Any]]:
        """Every annotation with its page."""
        return [(page.obj, each) for page in self.pdf.pages for each in page.get("/Annots", [])]

    @cached_property
    def owners(self) -> dict[int, Any]:
        """The elements of annotations by their keys in the parent tree."""
        tree = self.root.get("/StructTreeRoot", {}).get("/ParentTree")
        return {} if tree is None else dict(_numbers(tree))

    @cached_property
    def fonts(self) -> list[Any]:
        """The fonts that text is shown with."""
        return list({each.font.objgen: each.font for each in self.content.shown}.values())

    @cached_property
    def content(self) -> Content:
        """What all pages hold."""
        content = Content()
        for index, page in enumerate(self.pdf.pages):
            _walk(page, dict(page.Resources), index, content)
        return content

    def role(self, kind: str) -> str:
        """Return the standard type a type ends at, itself when it is mapped to none."""
        seen: set[str] = set()
        while kind in self.roles and kind not in seen:
            seen.add(kind)
            kind = self.roles[kind]
        return kind

    def named(self, *kinds: str) -> list[Node]:
        """Return the elements of given kinds."""
        return [node for node in self.nodes if node.kind in kinds]

    def _kids(self, element: Any, parent: Node | None) -> Iterator[Node]:
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                node = Node(self.role(str(kid.S)), kid, parent)
                node.kids = list(self._kids(kid, node))
                yield node


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    flat = list(tree.get("/Nums", []))
    yield from ((int(key), value) for key, value in zip(flat[::2], flat[1::2], strict=True))
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)


@dataclass
class _Marks:
    """The marked content that is open, innermost last: kind, number, whether text replaces it."""

    open: list[tuple[str, int | None, bool]] = field(default_factory=list)

    @property
    def in_artifact(self) -> bool:
        return any(kind == "/Artifact" for kind, _, _ in self.open)

    @property
    def number(self) -> int | None:
        return next((number for _, number, _ in reversed(self.open) if number is not None), None)

    @property
    def is_replaced(self) -> bool:
        return any(replaced for _, _, replaced in self.open)


def _walk(stream: Any, resources: dict[str, Any], page: int, content: Content) -> None:
    """Read a content stream and the forms it draws."""
    marks, font = _Marks(), None
    for operands, operator in pikepdf.parse_content_stream(stream):
        name = str(operator)
        match name:
            case "BMC" | "BDC":
                _begin(marks, operands, resources, page, content)
            case "EMC":
                marks.open.pop()
            case "Tf":
                font = resources["/Font"][str(operands[0])]
            case _ if name in _SHOWING:
                codes = _codes(font, operands[-1])
                shown = Shown(font, codes, marks.is_replaced, marks.number, page)
                content.shown.append(shown)
        if name in PAINTING and not marks.in_artifact and marks.number is None:
            content.unmarked.append(f"page {page + 1}: {name}")
        if name == "Do":
            form = resources["/XObject"][str(operands[0])]
            if form.get("/Subtype") == "/Form":
                _walk(form, dict(form.get("/Resources", resources)), page, content)


def _begin(
    marks: _Marks, operands: Any, resources: dict[str, Any], page: int, content: Content
) -> None:
    kind, properties = str(operands[0]), operands[1] if len(operands) > 1 else {}
    if isinstance(properties, pikepdf.Name):
        properties = resources["/Properties"][str(properties)]
    number = properties.get("/MCID")
    if kind == "/Artifact" and marks.number is not None:
        content.artifacts_in_content.append(f"page {page + 1}")
    if number is not None and marks.in_artifact:
        content.content_in_artifacts.append(f"page {page + 1}")
    if "/Lang" in properties:
        content.languages.append(str(properties["/Lang"]))
    marks.open.append((kind, None if number is None else int(number), "/ActualText" in properties))


def _codes(font: Any, operand: Any) -> tuple[int, ...]:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    if font.Subtype == "/Type0":
        return tuple(int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return tuple(raw)


def to_unicode(font: Any) -> dict[int, str]:
    """Return the text of each code by the ToUnicode of a font; nothing without one."""
    if "/ToUnicode" not in font:
        return {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    texts: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            texts[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            first = bytes.fromhex(text).decode("utf-16-be")
            for step in range(int(high, 16) - int(low, 16) + 1):
                texts[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    return texts
