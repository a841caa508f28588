"""Lets a shown text of a script without spaces end its lines between words."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

HERE = "\N{ZERO WIDTH SPACE}"
"""Where a line may end; it is put into what is shown, never into what is stored."""

_LETTERS = {
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
}
_RUNS = {code: re.compile(f"[{letters}]{{2,}}") for code, letters in _LETTERS.items()}
_ANY = re.compile(f"[{''.join(_LETTERS.values())}]")


def breakable(text: str) -> str:
    """Return *text* with a place to break after each word of Thai, Lao, Burmese and Khmer.

    Qt breaks such texts at spaces alone, of which they have few.
    """
    if text.isascii() or not _ANY.search(text):
        return text
    for code, runs in _RUNS.items():
        text = runs.sub(partial(_broken, code), text)
    return text


def _broken(code: str, run: re.Match[str]) -> str:
    from ccmdesk.report.text.breaks import break_positions, line_breaker

    ends = break_positions(run[0], line_breaker(code))
    return HERE.join(run[0][start:end] for start, end in pairwise([0, *ends]))
