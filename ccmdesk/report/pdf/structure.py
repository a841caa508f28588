"""The structure tree: what a reader who does not see the page is told, in reading order.

ISO 32000-1, 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ccmdesk.report.pdf.file import PdfFile, text_string


class Marked(NamedTuple):
    """A stretch of marked content: index of the page, and its number on that page."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Annotation:
    """A link or the like on the page with the given index; *number* is its object in the file.

    *key* is its place in the tree that leads from it back to its element.
    """

    page: int
    element: Element
    number: int = 0
    key: int = 0


Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points of the page."""


@dataclass(slots=True, eq=False)
class Element:
    """One element; *entries* are further ones of its dictionary in PDF syntax."""

    kind: str
    entries: str = ""
    kids: list[Element | Marked | Annotation] = field(default_factory=list)

    def add(self, kind: str, entries: str = "") -> Element:
        """Append a new element and return it."""
        child = Element(kind, entries)
        self.kids.append(child)
        return child

    def part(self) -> Element:
        """Append and return a place between its children for content that is this element's own."""
        part = Part(self.kind)
        self.kids.append(part)
        return part


class Part(Element):
    """Content of the element it is in, between the children of that."""

    __slots__ = ()


class Named(Element):
    """An element that is found under a *name* unlike any other's."""

    __slots__ = ("name",)

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind)
        self.name = name


class Pictured(Element):
    """An element that is seen rather than read; *boxes* are what it covers, by page."""

    __slots__ = ("boxes",)

    def __init__(self, kind: str, entries: str) -> None:
        super().__init__(kind, entries)
        self.boxes: dict[int, Box] = {}

    def covers(self, page: int, box: Box) -> None:
        """Note that it covers *box*, which readers ask of a figure."""
        known = self.boxes.get(page, box)
        left, bottom = min(known[0], box[0]), min(known[1], box[1])
        self.boxes[page] = (left, bottom, max(known[2], box[2]), max(known[3], box[3]))


def language_entry(language: str | None) -> str:
    """Return the entry of an element in another language than the document's; BCP 47 or None."""
    return f"/Lang{text_string(language.replace('_', '-'))}" if language else ""


def alternative_entry(text: str) -> str:
    """Return the entry for what is said instead of an element that is only seen."""
    return f"/Alt{text_string(text)}"


def list_entry(label: str) -> str:
    """Return the entry that says how the items of a list are counted, from the first label.

    The names are those of ISO 32000-1, table 347.
    """
    kind = _numbering(label.strip("()."))
    return f"/A<</O/List/ListNumbering/{kind}>>" if kind else ""


def _numbering(core: str) -> str:
    if core.isdecimal():
        return "Decimal"
    if core == "•":
        return "Disc"
    case = "Lower" if core.islower() else "Upper"
    if core and not core.strip("ivxIVX"):
        return f"{case}Roman"
    return f"{case}Alpha" if len(core) == 1 and core.isascii() and core.isalpha() else ""


_NO_PAGE = -1


class Tagged(NamedTuple):
    """What the pages of a paper hold: their objects, the owners of the content and annotations."""

    pages: Sequence[int]
    marks: Sequence[Sequence[Element]]
    annotations: Sequence[Annotation]


def write_structure(file: PdfFile, root: Element, content: Tagged) -> int:
    """Write the tree and what leads back into it; return the number of the tree's root."""
    number = file.reserve()
    tree = _Tree(file, content.pages)
    top = tree.written(root, number)
    names = f"/IDTree {tree.write_names()} 0 R" if tree.names else ""
    owners = [f"{page} {tree.owners(marks)} 0 R" for page, marks in enumerate(content.marks)]
    owners += [f"{link.key} {tree.number(link.element)} 0 R" for link in content.annotations]
    parents = file.add(f"<</Nums[{' '.join(owners)}]>>")
    file.put(
        number,
        f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {parents} 0 R{names}"
        f"/ParentTreeNextKey {len(owners)}>>",
    )
    return number


class _Tree:
    """Writes elements; knows the objects of those that are written."""

    def __init__(self, file: PdfFile, pages: Sequence[int]) -> None:
        self.names: dict[str, int] = {}
        self._file = file
        self._pages = pages
        self._numbers: dict[int, int] = {}

    def number(self, element: Element) -> int:
        """Return the object of *element*."""
        return self._numbers[id(element)]

    def owners(self, elements: Sequence[Element]) -> int:
        """Add the list of the owners of one page's content."""
        numbers = [self.number(own) for own in elements]
        body = "[" + " ".join(f"{number} 0 R" for number in numbers) + "]"
        return self._file.add(body, behind=max(numbers, default=0))

    def write_names(self) -> int:
        """Add the list of the names; return its number."""
        pairs = " ".join(f"({name}) {number} 0 R" for name, number in sorted(self.names.items()))
        return self._file.add(f"<</Names[{pairs}]>>")

    def written(self, element: Element, parent: int) -> int:
        """Write *element* and all below it; return its number."""
        reserve = self._file.reserve_row if element.kind == "TR" else self._file.reserve
        number = self._numbers[id(element)] = reserve()
        body = self._body(element, number)
        further = element.entries if type(element) is Element else self._further(element, number)
        self._file.put(number, f"<</S/{element.kind}/P {parent} 0 R{body}{further}>>")
        return number

    def _body(self, element: Element, number: int) -> str:
        """Return the entries for what an element holds, and for the page its content begins on."""
        kids: list[str] = []
        page = self._collect(element, number, kids, _NO_PAGE)
        on = "" if page == _NO_PAGE else f"/Pg {self._pages[page]} 0 R"
        return f"{on}/K[{' '.join(kids)}]" if kids else on

    def _collect(self, element: Element, number: int, kids: list[str], page: int) -> int:
        """Add the kids of the element *number*, or of a part of it; return its first page."""
        for kid in element.kids:
            if type(kid) is Marked:
                if page == _NO_PAGE:
                    page = kid.page
                kids.append(str(kid.number) if kid.page == page else self._elsewhere(kid))
            elif type(kid) is Part:
                self._numbers[id(kid)] = number
                page = self._collect(kid, number, kids, page)
            elif isinstance(kid, Element):
                kids.append(f"{self.written(kid, number)} 0 R")
            elif isinstance(kid, Annotation):
                on = self._pages[kid.page]
                kids.append(f"<</Type/OBJR/Obj {kid.number} 0 R/Pg {on} 0 R>>")
        return page

    def _elsewhere(self, kid: Marked) -> str:
        return f"<</Type/MCR/Pg {self._pages[kid.page]} 0 R/MCID {kid.number}>>"

    def _further(self, element: Element, number: int) -> str:
        match element:
            case Named():
                self.names[element.name] = number
                return f"{element.entries}/ID({element.name})"
            case Pictured():
                return f"{element.entries}{_bounds(element.boxes)}"
            case _:
                return element.entries


def _bounds(boxes: dict[int, Box]) -> str:
    """Return what says where an element stands that covers a part of one page."""
    if len(boxes) != 1:
        return ""
    (box,) = boxes.values()
    corners = " ".join(f"{place:.1f}" for place in box)
    return f"/A<</O/Layout/Placement/Block/BBox[{corners}]>>"
