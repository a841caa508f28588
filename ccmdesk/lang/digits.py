"""Digits of other scripts, and numbers as people type or paste them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from ccmdesk.lang.formats import babel_locale
from ccmdesk.model.conventions import Digits
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

_FOREIGN = {
    **{0x0660 + n: str(n) for n in range(10)},
    **{0x06F0 + n: str(n) for n in range(10)},
    0x066B: ".",
    0x066C: " ",
    0x2212: "-",
    0x00A0: " ",
    0x202F: " ",
    0x2009: " ",
    0x2019: " ",
    0x0027: " ",
}
_ARABIC_DECIMAL = "\N{ARABIC DECIMAL SEPARATOR}"
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_OF_ANY_SCRIPT = re.compile(r"\d")
_SHAPE = re.compile(r"[+-]?\d[\d., ]*")
_ONE_GROUP = re.compile(r"(?P<whole>[+-]?[1-9]\d{0,2})(?P<mark>[.,])(?P<three>\d{3})")
_GROUPS = re.compile(r"\d{1,3}([., ]\d{3})+")


def latin_digits(text: str) -> str:
    """Return *text* with the digits of every script, and Arabic marks, as Latin ones, trimmed."""
    plain = visible(text).translate(_FOREIGN).strip()
    if plain.isascii():
        return plain
    return _OF_ANY_SCRIPT.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain)


def visible(text: str) -> str:
    """Return *text* without the marks of direction and others that nobody sees."""
    return _INVISIBLE.sub("", text)


_SETS = {
    Digits.ARABIC: "٠١٢٣٤٥٦٧٨٩",
    Digits.PERSIAN: "۰۱۲۳۴۵۶۷۸۹",
    Digits.LAO: "໐໑໒໓໔໕໖໗໘໙",
    Digits.KHMER: "០១២៣៤៥៦៧៨៩",
}
_POINTED = frozenset({Digits.ARABIC, Digits.PERSIAN})
_TOKEN = re.compile(r"\S+")
_CODE = re.compile("[A-Za-z@\u0400-\u04ff]|://")
_FIGURE = re.compile(r"\d[\d.,]*\d")
_MARKS = str.maketrans(".,", "\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC THOUSANDS SEPARATOR}")


def in_digits(text: str, digits: Digits) -> str:
    """Return *text* with its figures in other digits; codes such as BLU-26 and addresses stay.

    Arabic and Persian digits take the marks of their script as well: ١٬٢٣٤٫٥.
    """
    if digits is Digits.LATIN:
        return text
    table = str.maketrans("0123456789", _SETS[digits])

    def token(found: re.Match[str]) -> str:
        if _CODE.search(found[0]):
            return found[0]
        marked = found[0]
        if digits in _POINTED:
            marked = _FIGURE.sub(lambda figure: _pointed(figure[0]), marked)
        return marked.translate(table)

    return _TOKEN.sub(token, text)


def _pointed(figure: str) -> str:
    """Set the marks of Arabic script in 1,234.5; a date or number of a version keeps its points."""
    return figure if figure.count(".") > 1 else figure.translate(_MARKS)


def parse_number(text: str, *, language: str, decimals: int | None = None) -> Decimal:
    """Return the number *text* stands for, in any digits and with any usual separators.

    Two different separators settle each other (1.234,5 and 1,234.5 are the same number). A single
    one before exactly three digits is read as the language writes it, but for 0.005 and for the
    Arabic decimal mark, which are fractions everywhere. Raises Problem when the text is no number
    or could be read in two ways: French and Russian set a point before nothing, so there it is one
    before thousands only where the number must be a whole one, with no *decimals*; and where fewer
    than three can be meant, 250.000 is no fraction of nothing.
    """
    plain = latin_digits(text)
    if not _SHAPE.fullmatch(plain):
        raise Problem(N_("“{text}” is not a number. Type digits only, such as 1200."), text=text)
    if _ARABIC_DECIMAL in text:
        language = "en"  # of which the point is the mark that it becomes
    elif _is_two_ways(plain, language=language, decimals=decimals):
        raise _two_ways(plain, text, language=language)
    sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain.lstrip("+"))
    return Decimal(sign + _without_groups(digits.strip(), text, language=language))


def parse_whole(text: str, *, language: str) -> int:
    """Return the whole number *text* stands for; raises Problem for a fraction."""
    value = parse_number(text, language=language, decimals=0)
    if value != value.to_integral_value():
        raise Problem(N_("“{text}” has a fraction. Type a whole number."), text=text)
    return int(value)


def _without_groups(digits: str, typed: str, *, language: str) -> str:
    marks = [mark for mark in digits if mark in "., "]
    kinds = set(marks)
    if not kinds:
        return digits
    decimal = _decimal_mark(digits, marks, language=language)
    whole, _, fraction = digits.rpartition(decimal) if decimal else (digits, "", "")
    if re.search("[., ]", whole) and not _GROUPS.fullmatch(whole):
        raise Problem(
            N_("“{text}” is not a number: its digits are not in groups of three."), text=typed
        )
    if not fraction.isdecimal() and decimal:
        raise Problem(N_("“{text}” is not a number. Type digits only, such as 1200."), text=typed)
    return re.sub("[., ]", "", whole) + (f".{fraction}" if decimal else "")


def _decimal_mark(digits: str, marks: list[str], *, language: str) -> str:
    """Return which mark sets off the fraction, or nothing when all of them group."""
    last = marks[-1]
    if last == " " or (len(marks) > 1 and len(set(marks)) == 1):
        return ""
    if len(set(marks)) > 1:
        return "" if marks.count(last) > 1 else last
    three = len(digits) - digits.rindex(last) - 1 == len("000")
    groups = three and not digits.startswith("0")  # no thousands begin with nothing
    return last if not groups or last == decimal_mark(language) else ""


def _is_two_ways(plain: str, *, language: str, decimals: int | None) -> bool:
    """Whether one mark before three digits can mean thousands and a fraction alike.

    It can where the language sets it before neither (1.955), and where it begins a fraction that
    has fewer decimals than were typed (12.500): those of other lands write thousands so.
    """
    found = _ONE_GROUP.fullmatch(plain)
    if found is None or found["mark"] == _symbol(language, "group"):
        return False
    if found["mark"] != decimal_mark(language):
        return decimals != 0
    typed = len(found["three"])
    return decimals is not None and decimals < typed and found["three"].endswith("0")


def _two_ways(plain: str, typed: str, *, language: str) -> Problem:
    """Return what asks back with both readings, each in a spelling that has no other."""
    whole, fraction = re.split("[.,]", plain)
    shown = fraction.rstrip("0")
    return Problem(
        N_("“{text}” can be read in two ways. Type {whole} or {fraction}, whichever is meant."),
        text=typed,
        whole=whole + fraction,
        fraction=f"{whole}{decimal_mark(language)}{shown}" if shown else whole,
    )


def decimal_mark(language: str) -> str:
    """Return what sets off the fraction of a number in *language*: a point or a comma."""
    return _symbol(language, "decimal")


def _symbol(language: str, name: str) -> str:
    return str(babel_locale(language).number_symbols["latn"][name])
