"""Makes columns narrower until they fit beside each other."""

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
