"""The regions of the world in which States are counted together (United Nations, M49)."""

from __future__ import annotations

from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_


class Region(Coded):
    """A region by its code in the standard of the United Nations Statistics Division."""

    AFRICA = "002", C_("region", "Africa")
    AMERICAS = "019", C_("region", "Americas")
    ASIA = "142", C_("region", "Asia")
    EUROPE = "150", C_("region", "Europe")
    OCEANIA = "009", C_("region", "Oceania")
