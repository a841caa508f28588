"""The pages of the manual in a language, each in English where it is not translated yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ccmdesk.lang.catalogue import SOURCE_LANGUAGE
from ccmdesk.lang.markdown import Head, Part, parse, plain, words_of
from ccmdesk.model.folding import fold
from ccmdesk.model.resources import manual_file

PAGES = (
    "getting-started",
    "window",
    "overview",
    "country",
    "plan",
    "timeline",
    "clearance",
    "map",
    "stockpiles",
    "victims",
    "needs",
    "specific",
    "budget",
    "partners",
    "evidence",
    "translations",
    "documents",
    "send",
    "check-package",
    "offices",
    "server",
    "hub",
    "import",
    "history",
    "settings",
    "update",
    "keyboard",
    "safety",
    "problems",
    "fields",
)
"""In the order of the manual; the page of a section has the name of the section."""

_DRAFT = "<!-- draft -->"


@dataclass(frozen=True, slots=True)
class Page:
    """One page; *language* is the one it is written in, *draft* when nobody has reviewed it."""

    name: str
    language: str
    draft: bool
    parts: tuple[Part, ...]

    @property
    def title(self) -> str:
        """Its first heading."""
        return next(plain(part.spans) for part in self.parts if isinstance(part, Head))


@dataclass(frozen=True, slots=True)
class PageHit:
    """A place in the manual: its page, and the heading above what was found."""

    page: str
    title: str
    anchor: str
    heading: str


@cache
def page_of(name: str, language: str) -> Page:
    """Return a page in *language*, else in English; raises LookupError when there is none."""
    for code in (language, SOURCE_LANGUAGE):
        file = manual_file(code, f"{name}.md")
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            return Page(name, code, text.startswith(_DRAFT), parse(text))
    raise LookupError(name)


def pages_of(language: str) -> tuple[Page, ...]:
    """Return the whole manual."""
    return tuple(page_of(name, language) for name in PAGES)


def find_pages(text: str, *, language: str) -> Iterator[PageHit]:
    """Yield where the manual speaks of *text*: pages and headings named so, then paragraphs."""
    wanted = fold(text).split()
    if not wanted:
        return
    hits = [hit for page in pages_of(language) for hit in _hits(page, wanted)]
    seen: set[tuple[str, str]] = set()
    for _, hit in sorted(hits, key=lambda ranked: ranked[0]):
        if (hit.page, hit.anchor) not in seen:
            seen.add((hit.page, hit.anchor))
            yield hit


def _hits(page: Page, wanted: list[str]) -> Iterator[tuple[int, PageHit]]:
    under = PageHit(page.name, page.title, "", page.title)
    for part in page.parts:
        rank = 2
        if isinstance(part, Head):
            rank = 0 if part.level == 1 else 1
            anchor = "" if part.level == 1 else part.anchor
            under = PageHit(page.name, page.title, anchor, plain(part.spans))
        words = fold(words_of(part))
        if all(word in words for word in wanted):
            yield rank, under
