"""How long a text takes to be read out at a meeting."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ccmdesk.report.blocks import Block
from ccmdesk.report.documents.length import Counted, count_of, counted_in, running_texts

WORDS_A_MINUTE = 120
"""A pace that interpreters can follow; meetings ask for statements to be read slowly (ours)."""

CHARACTERS_A_MINUTE = 200
"""The same in Chinese, whose words have no spaces between them (ours)."""


def speaking_minutes(blocks: Iterable[Block], language: str) -> int:
    """Return the whole minutes that the running text takes, at least one."""
    texts = [text for block in blocks for text in running_texts(block)]
    return max(math.ceil(count_of(texts, language=language) / pace(language)), 1)


def pace(language: str) -> int:
    """Return the words, or Chinese characters, read in a minute."""
    in_characters = counted_in(language) is Counted.CHARACTERS
    return CHARACTERS_A_MINUTE if in_characters else WORDS_A_MINUTE
