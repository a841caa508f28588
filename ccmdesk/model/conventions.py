"""How a country writes digits and dates in its papers."""

from __future__ import annotations

from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_, N_


class Digits(Coded):
    """The digits of a paper; there is never more than one set in it."""

    LATIN = "latn", N_("0 1 2 3 (Latin)")
    ARABIC = "arab", N_("٠ ١ ٢ ٣ (Arabic)")
    PERSIAN = "arabext", N_("۰ ۱ ۲ ۳ (Persian)")
    LAO = "laoo", N_("໐ ໑ ໒ ໓ (Lao)")
    KHMER = "khmr", N_("០ ១ ២ ៣ (Khmer)")


class MonthNames(Coded):
    """What months are called where a language has several ways."""

    USUAL = "usual", C_("names of months", "As usual in the language")
    LEVANT = "levant", C_("names of months", "As in the Levant and Iraq")
    FIGURES = "figures", C_("names of months", "In figures: day, month, year")
