"""The figures of a paper, read from its blocks and from its files, comparable across languages.

Separators between thousands are left out, and so are months, which Chinese alone writes in figures,
and check codes, which differ where the authors' texts do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from block_texts import footnotes_of, passages
from docx_reader import paragraphs, style_of, text_of
from page_boxes import TextBox

from ccmdesk.report.blocks import Document

_MONTH = re.compile(r"\d+\s*月")
_CHECK_CODE = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}")
_NUMBER = re.compile(r"\d{1,3}(?:[.,\u202f\u00a0]\d{3})+(?!\d)|\d+")
_SKIPPED = frozenset(["Artifact", "Figure", "Link"])


def figures_in(texts: Iterable[str]) -> Counter[str]:
    """Return how often each number stands in *texts*."""
    found = (number for text in texts for number in _NUMBER.findall(_bare(text)))
    return Counter(re.sub(r"\D", "", number) for number in found)


def _bare(text: str) -> str:
    return _CHECK_CODE.sub(" ", _MONTH.sub(" ", text))


def block_figures(document: Document) -> Counter[str]:
    """Return the figures of everything that is read, footnotes included."""
    notes = [text for text, _ in footnotes_of(document)]
    return figures_in([*(one.text for one in passages(document)), *notes])


def docx_figures(data: bytes) -> Counter[str]:
    """Return the figures of a Word file without its list of contents."""
    read = (one for one in paragraphs(data) if not style_of(one).startswith("TOC"))
    return figures_in(text_of(one) for one in read)


def pdf_figures(pages: Iterable[list[TextBox]]) -> Counter[str]:
    """Return the figures of running text and tables of a PDF."""
    found: Counter[str] = Counter()
    for boxes in pages:
        marks: dict[int, list[str]] = {}
        for box in boxes:
            if box.mark is not None and box.kind not in _SKIPPED:
                marks.setdefault(box.mark, []).append(box.text)
        found += figures_in(" ".join(texts) for texts in marks.values())
    return found
