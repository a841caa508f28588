"""The places of the navigation, in order, and the kinds of records kept in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ccmdesk.model.words import C_, N_


@dataclass(frozen=True, slots=True)
class View:
    """The records of a section seen together, in a table or a picture before their lists."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """One place of the navigation; a section without kinds is a screen of its own.

    *stored* are the stored names of its kinds: the window is painted before the records are
    imported. A section with *views* opens with the first of them, unless *lists_first*.
    """

    name: str
    label: str
    stored: str = ""
    views: tuple[View, ...] = ()
    lists_first: bool = False

    @property
    def kind_names(self) -> tuple[str, ...]:
        """The stored names of the kinds that are kept here, in order."""
        return tuple(self.stored.split())

    @property
    def kinds(self) -> tuple[type[Any], ...]:
        """The kinds of records that are kept here, in order."""
        from ccmdesk.model.kinds import BY_NAME

        return tuple(BY_NAME[name].record for name in self.kind_names)


def _in_figures(section: str) -> tuple[View, ...]:
    return (View(f"figures {section}", C_("view", "In figures")),)


SECTIONS: tuple[Section, ...] = (
    Section("overview", C_("section", "Overview")),
    Section(
        "country",
        C_("section", "Country"),
        "state_party obligation extension meeting action_progress",
    ),
    Section(
        "plan",
        C_("section", "Plan and activities"),
        "activity plan objective milestone indicator measurement",
    ),
    Section("timeline", C_("section", "Timeline")),
    Section(
        "clearance",
        C_("section", "Clearance"),
        "hazardous_area land_release annual_position risk_education",
        _in_figures("clearance"),
        lists_first=True,
    ),
    Section("map", C_("section", "Map")),
    Section(
        "stockpiles",
        C_("section", "Stockpiles"),
        "stock destruction retention munition_type",
        _in_figures("stockpiles"),
        lists_first=True,
    ),
    Section(
        "victims",
        C_("section", "Victim assistance"),
        "needs_assessment service casualty_counts",
        _in_figures("victims"),
        lists_first=True,
    ),
    Section(
        "needs",
        C_("section", "Needs for support"),
        "need offer challenge",
        views=(View("follow-up", N_("Follow-up")), View("matches", N_("Offers and matches"))),
        lists_first=True,
    ),
    Section(
        "budget",
        C_("section", "Budget and funding"),
        "budget_line assistance_flow exchange_rate",
        (View("budget-by-year", C_("view", "By year")),),
    ),
    Section(
        "partners",
        C_("section", "Partners"),
        "organisation agreement coalition lesson",
        views=(
            View("who-does-what", N_("Who does what")),
            View("cards", N_("Coalitions and lessons")),
        ),
        lists_first=True,
    ),
    Section(
        "evidence",
        C_("section", "Sources and files"),
        "source attachment term edition transparency_report extension_request",
    ),
    Section("translations", C_("section", "Translations")),
    Section("documents", C_("section", "Documents")),
    Section("send", C_("section", "Send and receive")),
)
"""Every kind of record is in exactly one section; a test holds it to that."""


def section_of(kind: type[Any]) -> Section:
    """Return the section in which records of *kind* are kept."""
    (section,) = [section for section in SECTIONS if kind in section.kinds]
    return section
