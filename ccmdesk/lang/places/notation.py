"""The ways in which a window shows coordinates."""

from __future__ import annotations

from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_


class Notation(Coded):
    """How coordinates are shown; whatever is chosen, all of them can be typed."""

    DECIMAL = "decimal", C_("coordinates", "Decimal degrees")
    SEXAGESIMAL = "dms", C_("coordinates", "Degrees, minutes, seconds")
    UTM = "utm", C_("coordinates", "UTM")
    MGRS = "mgrs", C_("coordinates", "MGRS")
    WAY = "way", C_("coordinates", "Bearing and distance")
