"""The cover page of an Article 7 report: which forms changed, by comparison and by correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import FormState, TransparencyReport
from ccmdesk.model.form_rows import Form, FormPack, Layout
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_
from ccmdesk.rules.form_content import Basis, Entry, FilledPart, filled_form
from ccmdesk.rules.form_sums import sums_by_year
from ccmdesk.rules.report_forms import (
    basis_of,
    earlier_report,
    forms_named,
    newest_report,
    pack_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """What the cover says of one form: *state*, and for an unchanged one the earlier year.

    *computed* is what the comparison gave before the letters in the report corrected it; where
    nothing could be compared, a year in the report says that nothing changed since. *since* is
    None where the earlier year is not known.
    """

    form: Form
    state: FormState
    computed: FormState
    since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverPage:
    """The forms in use, the year reported on, the report before, and a line for each form."""

    pack: FormPack
    basis: Basis
    earlier: TransparencyReport | None
    lines: tuple[FormLine, ...]

    @property
    def submitted(self) -> tuple[Form, ...]:
        """The forms that go with the cover page, in the order of the pack."""
        return tuple(one.form for one in self.lines if one.state is FormState.CHANGED)

    def line(self, form: Form) -> FormLine:
        """Return the line of one form."""
        return next(one for one in self.lines if one.form == form)


def cover_page(
    document: PlanDocument, packs: Packs, today: dt.date, *, before: PlanDocument | None = None
) -> CoverPage:
    """Return the cover page of the newest report; *before* holds the records submitted last.

    Without a report on record it is about the calendar year before *today*. Raises Problem when
    there are no forms at all.
    """
    basis = basis_of(document, newest_report(document), today)
    pack = pack_of(packs, basis.report, basis.year)
    if pack is None:
        raise Problem(
            N_("There are no forms for an Article 7 report. Install the program again to get them.")
        )
    earlier = None if before is None else earlier_report(before, basis.year)
    was = None
    if before is not None and earlier is not None and earlier.year is not None:
        was = Basis(before, earlier.year, earlier)
    return CoverPage(
        pack=pack,
        basis=basis,
        earlier=earlier,
        lines=tuple(form_line(form, basis, was, pack=pack) for form in pack.forms),
    )


def form_line(form: Form, basis: Basis, was: Basis | None, *, pack: FormPack) -> FormLine:
    """Return the line of one form; what the report says goes before what was computed."""
    computed = _compared(form, basis, was)
    state = computed if basis.report is None else _corrected(form, basis.report, computed, pack)
    since = None
    if state is FormState.UNCHANGED:
        since = None if basis.report is None else basis.report.unchanged_since
        since = since or (was.year if was is not None else None)
    return FormLine(form=form, state=state, computed=computed, since=since)


def _compared(form: Form, basis: Basis, was: Basis | None) -> FormState:
    report = basis.report
    if report is not None and report.initial:
        return FormState.CHANGED
    if was is None:
        unchanged = report is not None and report.unchanged_since is not None
        return FormState.UNCHANGED if unchanged else FormState.CHANGED
    same = printed(form, basis) == printed(form, was)
    return FormState.UNCHANGED if same else FormState.CHANGED


def _corrected(
    form: Form, report: TransparencyReport, computed: FormState, pack: FormPack
) -> FormState:
    if form.may_not_apply and form in forms_named(pack, report.not_applicable_forms)[0]:
        return FormState.NOT_APPLICABLE
    changed = forms_named(pack, report.changed_forms)[0]
    if not changed or report.initial:
        return computed
    return FormState.CHANGED if form in changed else FormState.UNCHANGED


def printed(form: Form, basis: Basis) -> tuple[Any, ...]:
    """Return everything a form prints, without ids and whatever the order of the records."""
    return tuple(_part(one, basis.document) for one in filled_form(form, basis).parts)


def _part(filled: FilledPart, document: PlanDocument) -> Any:
    if filled.part.layout is Layout.BY_YEAR:
        return sums_by_year(filled)
    rows = [
        tuple(tuple(_said(entry, document) for entry in cell) for cell in row.cells)
        for row in filled.rows
    ]
    return sorted(rows, key=repr)


def _said(entry: Entry, document: PlanDocument) -> Any:
    note = entry.record.notes[entry.name]
    beside = (note.absence, note.reason, note.qualifier, note.confidence, note.remark)
    return _plain(entry.value, document), beside


def _plain(value: Any, document: PlanDocument) -> Any:
    """Return a value with names in place of ids."""
    match value:
        case UUID():
            return _name(document.any(value), document)
        case Texts():
            return value.by_language
        case tuple():
            return tuple(_plain(part, document) for part in value)
    return value


def _name(record: Any, document: PlanDocument) -> Sequence[Any]:
    """Return what tells a record from others of its kind, as papers name it."""
    if record is None:
        return ()
    kind = kind_of(record)
    fields = dict.fromkeys((*((kind.code,) if kind.code else ()), *kind.title))
    return tuple(_plain(getattr(record, name), document) for name in fields)
