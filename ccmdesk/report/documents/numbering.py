"""Numbers of paragraphs: Arabic, through the whole paper, the same in every language.

United Nations Editorial Manual, paragraphs and subparagraphs: references then agree in all
language versions. Notes and captions carry no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from ccmdesk.report.blocks import Block, Paragraph, ParagraphStyle

_NUMBERED = frozenset({ParagraphStyle.LEAD, ParagraphStyle.BODY})


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield *blocks* with running numbers on what is neither a note nor small print."""
    numbers = count(1)
    for block in blocks:
        if isinstance(block, Paragraph) and block.style in _NUMBERED:
            yield replace(block, number=f"{next(numbers)}.")
        else:
            yield block
