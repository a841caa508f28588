"""Shares the width of a table among its columns."""

from __future__ import annotations

from collections.abc import Mapping


def squeeze(widths: dict[int, int], over: int, *, least: Mapping[int, int]) -> int:
    """Take *over* pixels from the widest columns first, none below its least width.

    Returns how many pixels could not be taken.
    """
    while over > 0:
        room = [(width, place) for place, width in widths.items() if width > least[place]]
        if not room:
            return over
        _, widest = max(room)
        widths[widest] -= 1
        over -= 1
    return 0


def spread(widths: dict[int, int], spare: int, *, most: Mapping[int, int]) -> int:
    """Give *spare* pixels to columns that lack some, first to those that lack least.

    Returns how many pixels are left.
    """
    for place in sorted(widths, key=lambda place: most[place] - widths[place]):
        more = max(min(most[place] - widths[place], spare), 0)
        widths[place] += more
        spare -= more
    return spare
