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
class Element:
    """One element; *entries* are further ones of its dictionary in PDF syntax."""

    kind: str
    entries: str = ""
    kids: list[Element | Marked] = field(default_factory=list)

    def add(self, kind: str, entries: str = "") -> Element:
        """Append a new element and return it."""
        child = Element(kind, entries)
        self.kids.append(child)
        return child


def language_entry(language: str | None) -> str:
    """Return the entry of an element in another language than the document's; BCP 47 or None."""
    return f"/Lang{text_string(language.replace('_', '-'))}" if language else ""


def alternative_entry(text: str) -> str:
    """Return the entry for what is said instead of an element that is only seen."""
    return f"/Alt{text_string(text)}"


def write_structure(
    file: PdfFile, root: Element, *, pages: Sequence[int], marks: Sequence[Sequence[Element]]
) -> int:
    """Write the tree; *pages* are their objects, *marks* the owners of the content on each.

    Return the number of the tree's root.
    """
    tree = file.reserve()
    numbers: dict[int, int] = {}
    top = _write_element(file, root, parent=tree, pages=pages, numbers=numbers)
    owners = "".join(
        f"{index} {_owners(file, elements, numbers)} 0 R " for index, elements in enumerate(marks)
    )
    parents = file.add(f"<</Nums[{owners}]>>")
    file.put(
        tree,
        f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(pages)}>>",
    )
    return tree


def _owners(file: PdfFile, elements: Sequence[Element], numbers: dict[int, int]) -> int:
    return file.add("[" + " ".join(f"{numbers[id(element)]} 0 R" for element in elements) + "]")


def _write_element(
    file: PdfFile, element: Element, *, parent: int, pages: Sequence[int], numbers: dict[int, int]
) -> int:
    number = numbers[id(element)] = file.reserve()
    own_page: int | None = None
    kids: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            child = _write_element(file, kid, parent=number, pages=pages, numbers=numbers)
            kids.append(f"{child} 0 R")
            continue
        if own_page is None:
            own_page = kid.page
        if kid.page == own_page:
            kids.append(str(kid.number))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>")
    page = "" if own_page is None else f"/Pg {pages[own_page]} 0 R"
    content = f"/K[{' '.join(kids)}]" if kids else ""
    body = f"<</S/{element.kind}/P {parent} 0 R{page}{content}{element.entries}>>"
    file.put(number, body)
    return number
