"""The regions of the world in which States are counted together (United Nations, M49)."""

from __future__ import annotations

from enum import Enum


class Region(Enum):
    """A region by its code in the standard of the United Nations Statistics Division.

    Every language calls it as the Unicode CLDR does.
    """

    AFRICA = "002"
    AMERICAS = "019"
    ASIA = "142"
    EUROPE = "150"
    OCEANIA = "009"
