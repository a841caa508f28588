"""What an Article 7 report says of its forms, against the rules printed on their cover page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import FormState, TransparencyReport
from ccmdesk.model.form_rows import CoverRule, Form, FormPack
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import N_
from ccmdesk.rules.cover_page import form_line
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.rules.form_content import Basis, filled_form, holds_entries_of_the_year
from ccmdesk.rules.report_forms import basis_of, forms_named, pack_of
from ccmdesk.rules.rule import Rule, explained, sentence

_COVER = N_("Article 7.2; cover page of the reporting forms")
LEFT_OUT = Rule(
    name="report-changed-only",
    field="changed_forms",
    todo=N_("Add the letters of these forms, or say in the note of the field why they stay out."),
    basis=_COVER,
)
ALONE = Rule(
    name="report-cover-alone",
    field="changed_forms",
    todo=N_("Name the forms that changed; the cover page then goes with them."),
    basis=_COVER,
)
DATE = Rule(
    name="report-unchanged-date",
    field="unchanged_since",
    todo=N_("Enter the year of the earlier report."),
    basis=_COVER,
    level=Level.NEEDED,
)
INITIAL = Rule(
    name="report-initial-whole",
    field="changed_forms",
    todo=N_("Leave the changed forms empty: all forms that apply go with an initial report."),
    basis=N_("Article 7.1; cover page of the reporting forms"),
    level=Level.NEEDED,
)
NOT_APPLICABLE = Rule(
    name="report-not-applicable",
    field="not_applicable_forms",
    todo=N_("Take the letters out; forms that do not apply are not printed."),
    basis=_COVER,
)
APPLIES = Rule(
    name="report-form-applies",
    field="not_applicable_forms",
    todo=N_("Take the letter out."),
    basis=_COVER,
    level=Level.NEEDED,
)
LETTER = Rule(
    name="report-form-letter",
    field="changed_forms",
    todo=N_("Correct the letters; those of the English forms count."),
    basis=_COVER,
)
LETTER_OUT = Rule(
    name="report-form-letter",
    field="not_applicable_forms",
    todo=LETTER.todo,
    basis=_COVER,
)
VERSION = Rule(
    name="report-form-version",
    field="form_version",
    todo=N_("Correct the name, or leave the field empty for the forms of the year."),
    basis=N_("Article 7.2"),
)


@dataclass(frozen=True)
class _Case:
    """One report with the forms it uses and what they hold."""

    report: TransparencyReport
    pack: FormPack
    basis: Basis

    @cached_property
    def of_the_year(self) -> tuple[Form, ...]:
        """The forms that hold entries of the very year reported on."""
        filled = [filled_form(form, self.basis) for form in self.pack.forms]
        return tuple(f.form for f in filled if holds_entries_of_the_year(f, self.basis))

    @cached_property
    def changed(self) -> tuple[Form, ...]:
        """The forms the report names as changed."""
        return forms_named(self.pack, self.report.changed_forms)[0]

    @cached_property
    def not_applicable(self) -> tuple[Form, ...]:
        """The forms the report says do not apply."""
        return forms_named(self.pack, self.report.not_applicable_forms)[0]

    @property
    def year(self) -> str:
        return str(self.basis.year)


def report_findings(document: PlanDocument, packs: Packs, today: dt.date) -> Iterator[Finding]:
    """Yield what contradicts the cover page in use; a plan without a report gives nothing."""
    for report in document.of(TransparencyReport):
        basis = basis_of(document, report, today)
        pack = pack_of(packs, report, basis.year)
        if pack is not None:
            case = _Case(report, pack, basis)
            yield from _version(case, packs)
            yield from _letters(case)
            yield from _applies(case)
            for rule in pack.rules:
                yield from _BY_RULE[rule](case)


def _left_out(case: _Case) -> Iterator[Finding]:
    """Yield forms that hold entries of the year and would stay out of the report."""
    if not case.changed or case.report.initial or explained(case.report, "changed_forms"):
        return
    left = [f for f in case.of_the_year if f not in case.changed and f not in case.not_applicable]
    if left:
        says = N_("These forms hold entries of {year} but are not among the changed ones: {forms}.")
        yield LEFT_OUT.about(case.report, sentence(says, year=case.year, forms=_letters_of(left)))


def _alone(case: _Case) -> Iterator[Finding]:
    """Yield a cover page that would go alone although forms hold entries of the year."""
    report = case.report
    alone = report.unchanged_since is not None and not report.changed_forms and not report.initial
    left = [form for form in case.of_the_year if form not in case.not_applicable]
    if alone and left and not explained(report, "changed_forms"):
        says = N_(
            "The report says that no form has changed, but these hold entries of {year}: {forms}."
        )
        yield ALONE.about(report, sentence(says, year=case.year, forms=_letters_of(left)))


def _dated(case: _Case) -> Iterator[Finding]:
    """Yield an unchanged form without the year of the earlier one, or with no earlier year."""
    report, since = case.report, case.report.unchanged_since
    lines = [form_line(form, case.basis, None, pack=case.pack) for form in case.pack.forms]
    unchanged = [one.form for one in lines if one.state is FormState.UNCHANGED]
    if unchanged and since is None:
        says = N_("These forms are unchanged, but since which report is not said: {forms}.")
        yield DATE.about(report, sentence(says, forms=_letters_of(unchanged)))
    if since is not None and since >= case.basis.year:
        says = N_("The report for {since} is no earlier one than that for {year}.")
        yield DATE.about(report, sentence(says, since=str(since), year=case.year))


def _initial(case: _Case) -> Iterator[Finding]:
    """Yield an initial report that would be sent with some of its forms only."""
    if case.report.initial and (case.changed or case.report.unchanged_since is not None):
        says = N_("An initial report cannot be sent with only the changed forms.")
        yield INITIAL.about(case.report, sentence(says))


def _version(case: _Case, packs: Packs) -> Iterator[Finding]:
    named = case.report.form_version.strip()
    if named and named not in packs.forms:
        says = N_("There are no forms “{named}” here; {used} is used. There are: {known}.")
        known = ", ".join(packs.forms)
        found = sentence(says, named=named, used=case.pack.name, known=known)
        yield VERSION.about(case.report, found)


def _letters(case: _Case) -> Iterator[Finding]:
    for rule in (LETTER, LETTER_OUT):
        strange = forms_named(case.pack, getattr(case.report, rule.field))[1]
        if strange:
            says = N_("There is no form {letters}. The letters are: {known}.")
            known = _letters_of(case.pack.forms)
            yield rule.about(case.report, sentence(says, letters=", ".join(strange), known=known))


def _applies(case: _Case) -> Iterator[Finding]:
    """Yield forms said not to apply that always do, or that there is something to print in."""
    for form in case.not_applicable:
        if not form.may_not_apply:
            says = N_("Form {letter} applies to every State.")
            yield APPLIES.about(case.report, sentence(says, letter=form.letter))
    filled = [filled_form(form, case.basis) for form in case.not_applicable if form.may_not_apply]
    holding = [one.form for one in filled if not one.is_empty]
    if holding and not explained(case.report, "not_applicable_forms"):
        says = N_("These forms are said not to apply, but there is something to print: {forms}.")
        yield NOT_APPLICABLE.about(case.report, sentence(says, forms=_letters_of(holding)))


def _letters_of(forms: Sequence[Form]) -> str:
    return ", ".join(form.letter for form in forms)


_BY_RULE: Mapping[CoverRule, Callable[[_Case], Iterator[Finding]]] = MappingProxyType(
    {
        CoverRule.CHANGED_ONLY: _left_out,
        CoverRule.ALONE_IF_UNCHANGED: _alone,
        CoverRule.UNCHANGED_DATED: _dated,
        CoverRule.INITIAL_WHOLE: _initial,
    }
)
