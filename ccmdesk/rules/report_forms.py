"""Which Article 7 report is meant, which forms it uses, and which of them it names by letter."""

from __future__ import annotations

import datetime as dt

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.form_rows import Form, FormPack
from ccmdesk.model.packs import Packs
from ccmdesk.rules.form_content import Basis


def newest_report(document: PlanDocument) -> TransparencyReport | None:
    """Return the report about the latest year; of two about one year, the one made last."""
    reports = list(enumerate(document.of(TransparencyReport)))
    found = max(reports, key=lambda one: (one[1].year or 0, one[0]), default=None)
    return None if found is None else found[1]


def earlier_report(before: PlanDocument, year: int) -> TransparencyReport | None:
    """Return the newest report of *before* about a year before *year*."""
    reports = [one for one in before.of(TransparencyReport) if one.year and one.year < year]
    return max(reports, key=lambda one: one.year or 0, default=None)


def basis_of(document: PlanDocument, report: TransparencyReport | None, today: dt.date) -> Basis:
    """Return what a report is filled from; without a year, the calendar year before *today*."""
    year = None if report is None else report.year
    return Basis(document, year or today.year - 1, report)


def pack_of(packs: Packs, report: TransparencyReport | None, year: int) -> FormPack | None:
    """Return the forms the report names, else the newest that are for its year; None: no forms."""
    named = "" if report is None else report.form_version.strip()
    if named in packs.forms:
        return packs.forms[named]
    newest = sorted(packs.forms.values(), key=lambda pack: pack.first_year, reverse=True)
    fitting = [pack for pack in newest if pack.is_for(year)]
    return next(iter(fitting or newest), None)


def forms_named(pack: FormPack, letters: str) -> tuple[tuple[Form, ...], tuple[str, ...]]:
    """Return the forms whose letters are written as B, F-1 or b f, and the letters that are none.

    The letters are those of the pack itself, not those of a language that has others.
    """
    named = letters.replace(",", " ").replace(";", " ").split()
    known = [(letter, pack.by_letter(letter)) for letter in named]
    forms = tuple(dict.fromkeys(form.key for _, form in known if form is not None))
    strange = tuple(letter for letter, form in known if form is None)
    return tuple(form for form in pack.forms if form.key in forms), strange
