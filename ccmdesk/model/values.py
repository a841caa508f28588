"""Small values that make sense only together, so they are stored, checked and merged as one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

from ccmdesk.model.codes import Coded, CurrencyCode, LanguageTag
from ccmdesk.model.words import C_

_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
E7 = 10_000_000
"""Coordinates are kept in units of 1e-7 degree, equal on every machine."""


@dataclass(frozen=True, slots=True)
class Texts:
    """An author's text, one per language; each language is a field of its own for merging."""

    by_language: tuple[tuple[LanguageTag, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Texts:
        """Build from ``{"en": "...", "fr": "..."}``; blank texts are left out."""
        kept = ((LanguageTag(tag), text) for tag, text in sorted(texts.items()) if text)
        return cls(tuple(kept))

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def __iter__(self) -> Iterator[tuple[LanguageTag, str]]:
        return iter(self.by_language)

    def get(self, language: str) -> str | None:
        """Return the text written in *language*, or None."""
        return next((text for tag, text in self.by_language if tag == language), None)

    def best(self, language: str, *, source: str = "en") -> tuple[LanguageTag, str] | None:
        """Return (language it is in, text): *language*, else *source*, else the first there is."""
        for wanted in (language, source):
            text = self.get(wanted)
            if text is not None:
                return LanguageTag(wanted), text
        return self.by_language[0] if self.by_language else None

    def put(self, language: str, text: str) -> Texts:
        """Return these texts with the one in *language* replaced; blank removes it."""
        return Texts.of({**dict(self.by_language), language: text})


@dataclass(frozen=True, slots=True)
class Period:
    """From *start* to *end*, both included; either may be not yet filled, never both."""

    start: dt.date | None
    end: dt.date | None

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years it touches; empty while a date is missing or they are reversed."""
        if self.start is None or self.end is None:
            return ()
        return tuple(range(self.start.year, self.end.year + 1))


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a calendar year, *number* 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Quarter:
        """Return the quarter *day* lies in."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def start(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def after(self) -> Quarter:
        """The next one."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of a currency, at the prices of *price_year* (None: current)."""

    minor: int
    currency: CurrencyCode
    price_year: int | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Counts by sex and age (girl, boy: under 18); None means not collected, zero none counted."""

    women: int | None = None
    men: int | None = None
    girls: int | None = None
    boys: int | None = None
    unknown: int | None = None

    @property
    def total(self) -> int | None:
        """The sum of what was counted; None when nothing was."""
        counted = [n for n in self.cells if n is not None]
        return sum(counted) if counted else None

    @property
    def cells(self) -> tuple[int | None, ...]:
        """Women, men, girls, boys, unknown."""
        return tuple(getattr(self, f.name) for f in fields(self))

    @property
    def is_split(self) -> bool:
        """Whether at least the four cells by sex and age were collected."""
        return None not in self.cells[:4]


@dataclass(frozen=True, slots=True)
class Position:
    """A point on WGS 84 in units of 1e-7 degree."""

    latitude_e7: int
    longitude_e7: int


@dataclass(frozen=True, slots=True)
class Polygon:
    """One closed ring of points, the first not repeated at the end."""

    points: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count of *unit*, such as 1200000 m2 or 24 trainees; either may be not yet filled."""

    amount: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class PartialDate:
    """An ISO date of which the day, or the month and day, may be unknown: 2012, 2019-03."""

    iso: str

    def __post_init__(self) -> None:
        if not _PARTIAL.fullmatch(self.iso):
            raise ValueError(self.iso)
        if len(self.iso) == len("2019-03-01"):
            dt.date.fromisoformat(self.iso)

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def date(self) -> dt.date | None:
        """The whole date, or None when a part is unknown."""
        return dt.date.fromisoformat(self.iso) if len(self.iso) == len("2019-03-01") else None


_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,15})?")


def decimal_of(text: str) -> Decimal:
    """Return the exact number that *text* writes with a point; raises ValueError for any other."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def decimal_text(value: Decimal) -> str:
    """Return the one way to write a number: with a point, without zeros that say nothing."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


class Absence(Coded):
    """Why a field has no value; a field that is simply empty is not yet filled."""

    UNKNOWN = "unknown", C_("absent value", "Not known")
    NOT_APPLICABLE = "not_applicable", C_("absent value", "Does not apply")
    MASKED = "masked", C_("absent value", "Masked: too few people")
    """Left out before the plan was sent, wholly or in part; never typed by a person."""


class Confidence(Coded):
    """How far a value can be relied on."""

    REPORTED = "reported", C_("confidence", "Reported")
    ESTIMATED = "estimated", C_("confidence", "Estimated")
    UNKNOWN = "unknown", C_("confidence", "Confidence not known")
    CARRIED_OVER = "carried_over", C_("confidence", "Carried over, not confirmed")


class Qualifier(Coded):
    """What the source says of a number; it is never part of the number."""

    EXACT = "exact", C_("qualifier", "Exact")
    MORE_THAN = "more_than", C_("qualifier", "More than")
    ABOUT = "about", C_("qualifier", "About")
    LESS_THAN = "less_than", C_("qualifier", "Less than")


@dataclass(frozen=True, slots=True)
class FieldNote:
    """What is known about one field beside its value.

    *absence* and *reason* are set only while the value is None; MASKED also while cells of it are.
    *source* is the id of a Source
    record, kept as text because a note may outlive its source.
    """

    absence: Absence | None = None
    reason: str = ""
    source: str = ""
    confidence: Confidence | None = None
    qualifier: Qualifier | None = None
    remark: str = ""

    def beside(self, value: object, *, before: object) -> FieldNote:
        """Return what still holds beside a *value*: not why there was none.

        When it is another than *before*, it is no figure that was carried over any more.
        """
        carried = self.confidence is Confidence.CARRIED_OVER and value != before
        return replace(
            self, absence=None, reason="", confidence=None if carried else self.confidence
        )


NO_NOTE = FieldNote()


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a record, by field name; a field without a note has none to make."""

    by_field: tuple[tuple[str, FieldNote], ...] = field(default=())

    @classmethod
    def of(cls, notes: Mapping[str, FieldNote]) -> Notes:
        """Build from ``{"cost": FieldNote(...)}``; empty notes are left out."""
        kept = ((name, notes[name]) for name in sorted(notes) if notes[name] != NO_NOTE)
        return cls(tuple(kept))

    def __getitem__(self, name: str) -> FieldNote:
        return next((note for key, note in self.by_field if key == name), NO_NOTE)

    def __iter__(self) -> Iterator[tuple[str, FieldNote]]:
        return iter(self.by_field)

    def put(self, name: str, note: FieldNote) -> Notes:
        """Return these notes with the one of field *name* replaced."""
        return Notes.of({**dict(self.by_field), name: note})


NO_NOTES = Notes()
NO_TEXTS = Texts()
