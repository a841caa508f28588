"""Where something stands in the finished paper, and the links that lead there.

ISO 32000-1, 12.3.2 (destinations), 12.5.6.5 (links).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccmdesk.report.pdf.file import PdfFile, text_string
from ccmdesk.report.pdf.structure import Annotation, Box

_ABOVE = 6.0
"""Points above a place that stay in sight when a reader jumps to it."""
_PRINTED = 4


@dataclass(slots=True, eq=False)
class Place:
    """A page by its index and a y on it, known once the paper is put on pages."""

    page: int = -1
    top: float = 0.0

    def stands(self, page: int, top: float) -> None:
        """Note where it is; the first time counts."""
        if self.page < 0:
            self.page, self.top = page, top

    def destination(self, pages: Sequence[int]) -> str:
        """Return it in PDF syntax; *pages* are their objects."""
        return f"[{pages[self.page]} 0 R/XYZ null {self.top + _ABOVE:.1f} null]"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a text leads, and *contents*: what is said of that to those who do not see the page."""

    place: Place
    contents: str


@dataclass(slots=True, kw_only=True, eq=False)
class LinkBox(Annotation):
    """A box on a page that leads elsewhere when it is clicked."""

    link: Link
    box: Box


def number_links(file: PdfFile, links: Sequence[LinkBox], *, first_key: int) -> None:
    """Give out the objects of *links* before they are known."""
    for key, link in enumerate(links, start=first_key):
        link.number, link.key = file.reserve(), key


def annotations_entry(links: Sequence[LinkBox]) -> str:
    """Return the entry of a page for the links on it."""
    return f"/Annots[{' '.join(f'{link.number} 0 R' for link in links)}]" if links else ""


def write_links(
    file: PdfFile, links: Sequence[LinkBox], *, pages: Sequence[int], is_tagged: bool
) -> None:
    """Write the links; all places are known by now."""
    for box in links:
        corners = " ".join(f"{place:.2f}" for place in box.box)
        parent = f"/StructParent {box.key}" if is_tagged else ""
        file.put(
            box.number,
            f"<</Type/Annot/Subtype/Link/Rect[{corners}]/Border[0 0 0]/F {_PRINTED}{parent}"
            f"/Contents{text_string(box.link.contents)}"
            f"/A<</S/GoTo/D{box.link.place.destination(pages)}>>>>",
        )
