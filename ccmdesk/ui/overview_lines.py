"""What the overview tells, line by line: every figure comes from the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

from ccmdesk.actions.step_facts import changed_fields
from ccmdesk.db.filters import Filter
from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.change import StepKind
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import field_map
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.need import Need
from ccmdesk.model.state import Duty
from ccmdesk.model.words import C_, N_
from ccmdesk.rules import deadlines
from ccmdesk.rules.clocks import Clock, ClockState
from ccmdesk.rules.money_summary import MoneyLine, first_years
from ccmdesk.rules.summary import ModalityNeeds, ObligationLine
from ccmdesk.ui.overview_figures import Figures

if TYPE_CHECKING:
    from ccmdesk.lang.lang import Lang
    from ccmdesk.ui.open_plan import OpenPlan

DATES = 4
KINDS = 7
MONEY = 7
"""The most lines of a card; what goes beyond is counted in its last line."""

_DAYS_PER_MONTH = 30.44
_BY_HAND = frozenset({StepKind.ADD, StepKind.EDIT, StepKind.RESTORE, StepKind.DECIDE})
_MADE_BY_PROGRAM = frozenset({Edition})
"""Kinds that record what was sent: looking at them is no work to go on with."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line: words, the figure at its end, and the record or the part of a list it is about.

    *asked_for* are the records of that part that were counted, where there are others in it.
    """

    text: str
    mark: str
    record: UUID | None = None
    part: Filter | None = None
    asked_for: frozenset[UUID] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where work goes on: a record, one of its fields when one is meant, and both in words."""

    kind: type
    record: UUID
    field: str | None
    words: str


def obligations(lang: Lang, figures: Figures) -> Iterator[Told]:
    """Yield each obligation with its deadline and whether the pace so far meets it."""
    for line in figures.summary.obligations:
        duty = line.obligation.duty
        text = lang(duty.label) if duty else lang(N_("Obligation without an article yet"))
        yield Told(text, _standing(lang, line, figures.today), line.obligation.id)


def dates(lang: Lang, figures: Figures) -> Iterator[Told]:
    """Yield the next days that count, those that are late first."""
    coming = [
        clock
        for clock in figures.clocks
        if clock.day is not None and clock.state in {ClockState.OVERDUE, ClockState.RUNNING}
    ]
    told = [Told(_clock_text(lang, c), _clock_mark(lang, c), c.record) for c in coming]
    yield from _within(told, DATES, lambda n: lang.ngettext("{n} more date", "{n} more dates", n))


def kinds_of_support(plan: OpenPlan, figures: Figures) -> Iterator[Told]:
    """Yield how many needs ask for each kind of support, most asked for first."""
    lang = plan.lang
    by_kind = sorted(figures.summary.by_modality, key=lambda each: -len(each.needs))
    told = []
    for each in by_kind:
        row = None if each.modality is None else plan.packs.modalities.get(each.modality)
        if each.modality is None:
            text = lang(N_("No kind of support named yet"))
        else:
            text = lang(row.label) if row else each.modality
        said = lang.ngettext("{n} need", "{n} needs", len(each.needs))
        asking = Filter("modalities", frozenset({each.modality}))
        told.append(Told(text, said, part=asking, asked_for=_asked_for(plan, each)))
    yield from _within(told, KINDS, lambda n: lang.ngettext("{n} more kind", "{n} more kinds", n))


def _asked_for(plan: OpenPlan, counted: ModalityNeeds) -> frozenset[UUID] | None:
    """Return the needs of a kind of support; None where no other asks for it in vain."""
    kind = counted.modality
    needs = () if plan.found is None else plan.found.document.of(Need)
    alike = [one for one in needs if kind in (one.modalities or (None,))]
    ids = frozenset(one.id for one in counted.needs)
    return None if len(alike) == len(ids) else ids


def money(lang: Lang, figures: Figures) -> Iterator[Told]:
    """Yield what is needed and what is missing: the whole in each currency, one by year."""
    found, whole = figures.summary.money, lang(N_("Whole plan"))
    says = C_("fact", "{label}: {value}")
    for each in found:
        text = lang(says, label=whole, value=each.totals.currency) if len(found) > 1 else whole
        yield Told(text, _gap(lang, each.total))
    for line in first_years(found[0].totals, rows=max(MONEY - len(found), 1)) if found else ():
        yield Told(_years(lang, line), _gap(lang, line))


def currency(figures: Figures) -> str:
    """Return the currency of the lines of *money*."""
    found = figures.summary.money
    return found[0].totals.currency if found else ""


def place_to_go_on(plan: OpenPlan) -> Place | None:
    """Return the field changed last by hand, else the first one with something missing."""
    step = plan.store.next_undo()
    by_hand = () if step is None or step.meant not in _BY_HAND else step.first
    changed = ((one.kind, one.record, _first_field(one.keys)) for one in by_hand)
    missing = ((finding.kind, finding.record, finding.field) for finding in plan.findings)
    found = (_place(plan, *where) for where in chain(changed, missing))
    return next((place for place in found if place is not None), None)


def _first_field(keys: Iterable[str]) -> str | None:
    return next(iter(changed_fields(keys)), None)


def _place(plan: OpenPlan, name: str, record: UUID, field: str | None) -> Place | None:
    from ccmdesk.ui.records.words import shown_in

    kind = BY_NAME[name].record
    found = None if kind in _MADE_BY_PROGRAM else plan.now(name, record)
    if found is None:
        return None
    facts = field_map(kind).get(field or "")
    label = "" if facts is None else plan.lang(facts.spec.label)
    parts = [part for part in (shown_in(plan).title(found), label) if part]
    return Place(kind, record, field, plan.lang.join(parts))


def _within(told: list[Told], most: int, more: Callable[[int], str]) -> Iterator[Told]:
    """Yield up to *most* lines; when there are more, the last one says how many."""
    if len(told) <= most:
        yield from told
        return
    yield from told[: most - 1]
    yield Told(more(len(told) - most + 1), "")


def _standing(lang: Lang, line: ObligationLine, today: dt.date) -> str:
    status = deadlines.status_today(line.obligation, today)
    if status in deadlines.DONE and status is not None:
        return lang(status.label)
    if line.obligation.duty is Duty.ARTICLE_5:
        return lang(C_("clock", "No end date"))
    if line.deadline is None:
        return lang(N_("deadline not known"))
    day = lang.date(line.deadline, style=DateStyle.MEDIUM)
    if line.deadline < today:
        return lang(N_("late: was due {date}"), date=day)
    end = None if line.forecast is None else line.forecast.end
    if end is None:
        return lang(N_("due {date}"), date=day)
    if end <= line.deadline:
        return lang(N_("due {date}, on pace"), date=day)
    months = max(round((end - line.deadline).days / _DAYS_PER_MONTH), 1)
    return lang.ngettext(
        "due {date}, {n} month late at this pace",
        "due {date}, {n} months late at this pace",
        months,
        date=day,
    )


def _clock_text(lang: Lang, clock: Clock) -> str:
    if clock.duty is None:
        return lang(clock.kind.label)
    article = clock.duty.article.value
    return lang(N_("Article {article}: {what}"), article=article, what=lang(clock.kind.label))


def _clock_mark(lang: Lang, clock: Clock) -> str:
    if clock.day is None:
        return ""
    day = lang.date(clock.day, style=DateStyle.MEDIUM)
    if clock.state is ClockState.OVERDUE:
        return lang(N_("late: {date}"), date=day)
    return day


def _years(lang: Lang, line: MoneyLine) -> str:
    years = [year for year in line.years if year is not None]
    if not years:
        return lang(C_("budget", "Not by year"))
    span = lang.years(years[0], years[-1])
    if None not in line.years:
        return span
    return lang(C_("budget", "{years}, or not by year"), years=span)


def _gap(lang: Lang, line: MoneyLine) -> str:
    if line.cost is None:
        return lang(N_("What is needed is not stated."))
    cost = lang.amount(line.cost)
    if line.gap is None:
        return lang(N_("{cost} needed, gap not known"), cost=cost)
    gap = lang.amount(replace(line.gap, minor=max(line.gap.minor, 0)))
    if not line.unknown:
        return lang(N_("{cost} needed, {gap} missing"), cost=cost, gap=gap)
    unsettled = lang.amount(line.unsettled)
    said = N_("{cost} needed, {gap} missing, {unsettled} not known")
    return lang(said, cost=cost, gap=gap, unsettled=unsettled)
