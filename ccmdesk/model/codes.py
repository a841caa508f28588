"""Enumerations whose members carry a stored code and a label, and codes kept in reference packs."""

from __future__ import annotations

from enum import Enum
from typing import NewType, Self

StateCode = NewType("StateCode", str)
"""ISO 3166-1 alpha-3, upper case; the key of the States pack."""

CurrencyCode = NewType("CurrencyCode", str)
"""ISO 4217 alphabetic code."""

LanguageTag = NewType("LanguageTag", str)
"""BCP 47 tag such as fr or sr-Latn."""

ModalityCode = NewType("ModalityCode", str)
"""Key of the modalities pack, such as TECH-ADVICE."""

MunitionCode = NewType("MunitionCode", str)
"""Key of the munitions pack or of a munition type entered by the user, such as BLU-26."""

MethodCode = NewType("MethodCode", str)
"""Key of the destruction methods pack, such as ODOB."""

ActionCode = NewType("ActionCode", str)
"""Key of the action plans pack: plan and number, such as lap-2021/18."""


class Coded(Enum):
    """An enumeration stored by its code and shown by its label.

    A member is written ``OPEN = "open", C_("area status", "Open")``; the code never changes once
    released, the label is translated where it is shown.
    """

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        member = object.__new__(cls)
        member._value_ = code
        member.label = label
        return member
