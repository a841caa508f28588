"""What a form pack says: forms, their parts and columns, and what stands on the cover page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ccmdesk.model.codes import Coded
from ccmdesk.model.kinds import Kind
from ccmdesk.model.pack_rows import PackVersion
from ccmdesk.model.words import C_, N_, ItemLetter, Message


class CoverLine(Coded):
    """The lines at the head of a cover page; a pack chooses among them and orders them."""

    STATE = "state", C_("cover page", "State Party")
    PERIOD = "period", C_("cover page", "Reporting period")
    INITIAL = "initial", C_("cover page", "Initial report")
    AUTHORITY = "authority", C_("cover page", "National authority")
    CONTACT = "contact", C_("cover page", "Contact point")
    SUBMITTED = "submitted", C_("cover page", "Date of submission")
    FORMS = "forms", C_("cover page", "Forms used")
    SENT_TO = "sent_to", C_("cover page", "Sent to")


class CoverRule(Coded):
    """The rules of a cover page, in our own words; each is printed there and checked."""

    CHANGED_ONLY = (
        "changed_only",
        N_("The report may be sent with only those forms that have changed."),
    )
    ALONE_IF_UNCHANGED = (
        "alone_if_unchanged",
        N_("The cover page may be sent alone only if no form has changed."),
    )
    UNCHANGED_DATED = (
        "unchanged_dated",
        N_("A form that is said to be unchanged needs the date of the earlier form."),
    )
    INITIAL_WHOLE = (
        "initial_whole",
        N_("An initial report is sent with all forms that apply."),
    )


class Demand(Coded):
    """How far a part of a form has to be filled in."""

    REQUIRED = "required", N_("Required by {paragraph}.")
    IF_ANY = "if_any", N_("Required by {paragraph} if there is anything to report.")
    POSSIBLE = "possible", N_("Required by {paragraph} to the extent possible.")
    VOLUNTARY = "voluntary", N_("Voluntary information.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the Convention, such as Article 7.1 (h); some have no letter."""

    article: int
    number: int
    letter: str = ""

    @property
    def cited(self) -> Message:
        """How a sentence names it."""
        bare = C_("in a sentence", "Article {article}.{number}")
        whole = C_("in a sentence", "Article {article}.{number} {letter}")
        values: dict[str, object] = {"article": self.article, "number": self.number}
        if self.letter:
            return Message(whole, {**values, "letter": ItemLetter(f"({self.letter})")})
        return Message(bare, values)


class Layout(Coded):
    """How a part prints its records: one row each, one sheet each, as text, or summed by year."""

    ROWS = "rows", ""
    SHEET = "sheet", ""
    TEXT = "text", ""
    BY_YEAR = "by_year", ""


class YearChoice(Coded):
    """Which years a part is about: the one reported on, or that one and all before it."""

    REPORT = "report", ""
    UNTIL_REPORT = "until_report", ""


FILTERS = (
    "all_years",
    "article",
    "device",
    "direction",
    "duty",
    "marked",
    "origin",
    "role",
    "roles",
    "status",
    "transfer",
    "type",
    "whole_programme",
)
"""The fields by which a part may choose its records; the filter of the year is apart."""

YEAR_FIELDS = ("year", "destroyed_on", "transferred_on", "assessed_on", "found_on", "period")
"""Fields that say which year a record is about; the first that a record fills counts."""

YES, NO, NONE = "yes", "no", "none"
"""What a filter calls a yes, anything but a yes, and a field without a value."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Records are kept whose field *name* has one of *values*."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A field of the record of a row, or of the record that its reference *link* names."""

    name: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """One column, or one line of a sheet: entries shown one after another under a heading.

    An entry is the first of its fields that says something. Without a heading the label of the
    first field stands there. *summed* asks for a total.
    """

    entries: tuple[tuple[FieldPath, ...], ...]
    heading: str = ""
    voluntary: bool = False
    summed: bool = False

    @property
    def label(self) -> str:
        """The translatable heading, or nothing."""
        return C_("column of a form", self.heading) if self.heading else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """One part of a form: which records it prints, in which layout, with which columns.

    *year* says which years they are about, None all. With *whole_country* areas are in km², else
    in m². With *missing* each row says what its need still lacks.
    """

    key: str
    number: str
    title: str
    paragraph: Paragraph | None
    demand: Demand
    layout: Layout
    kind: Kind
    year: YearChoice | None
    filters: tuple[Filter, ...]
    columns: tuple[FormColumn, ...]
    whole_country: bool
    missing: bool
    source: str
    verified: bool

    @property
    def label(self) -> str:
        """The translatable title."""
        return C_("part of a form", self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form; *letters* holds the letter of each language that does not use *letter*."""

    key: str
    letter: str
    letters: Mapping[str, str]
    title: str
    may_not_apply: bool
    parts: tuple[FormPart, ...]
    source: str
    verified: bool

    @property
    def label(self) -> str:
        """The translatable title, without the letter."""
        return C_("title of a form", self.title)

    def letter_in(self, language: str) -> str:
        """Return the letter the form has in *language*."""
        return self.letters.get(language, self.letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPack:
    """One version of the reporting forms, used for reports about the years *first* to *last*."""

    version: PackVersion
    first_year: int
    last_year: int | None
    sent_to: tuple[str, ...]
    unverified: tuple[str, ...]
    lines: tuple[CoverLine, ...]
    rules: tuple[CoverRule, ...]
    forms: tuple[Form, ...]

    @property
    def name(self) -> str:
        """The name of the pack, as a report records it."""
        return self.version.name

    def is_for(self, year: int) -> bool:
        """Whether reports about *year* use these forms."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def by_letter(self, letter: str) -> Form | None:
        """Return the form with that letter; F-1 is a part of F."""
        wanted = letter.partition("-")[0].casefold()
        return next((form for form in self.forms if form.letter.casefold() == wanted), None)

    def in_order(self, language: str) -> tuple[Form, ...]:
        """Return the forms in the order of their letters in *language*.

        Where a language has letters of its own, such as Arabic, that is the order of the file.
        """
        places = {form.letter: place for place, form in enumerate(self.forms)}
        if {form.letter_in(language) for form in self.forms} != set(places):
            return self.forms
        return tuple(sorted(self.forms, key=lambda form: places[form.letter_in(language)]))
