"""Colours of the PDF as Word names them."""

from __future__ import annotations

from types import MappingProxyType

from ccmdesk.report.blocks import Tint

NAVY = "123861"
RULE = "BFBFBF"
HEAD_GROUND = "E6ECF2"
FIGURE_GROUND = "F1F3F7"
BANNER_GROUND = "FFEDB8"
TINTS = MappingProxyType(
    {
        Tint.QUIET: "F2F2F2",
        Tint.DONE: "E8F5E6",
        Tint.ATTENTION: "FFF2CC",
        Tint.ALARM: "FAE0DB",
    }
)


def colour_of(operators: str) -> str:
    """Return the colour that PDF operators such as 0.36 g set."""
    *shares, operator = operators.split()
    levels = [round(float(share) * 255) for share in shares]
    return "".join(f"{level:02X}" for level in (levels * 3 if operator == "g" else levels))
