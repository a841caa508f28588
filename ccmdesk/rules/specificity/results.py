"""Runs the criteria over a plan: every result for the annex of the paper, findings for the list."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.facts import Record
from ccmdesk.model.kinds import kind_of
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import Absence
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.finding import Finding, Level, Reached
from ccmdesk.rules.specificity import (
    cost,
    gap,
    links,
    outlook,
    output,
    survey,
    timing,
    victims,
    where,
)
from ccmdesk.rules.specificity.criterion import Case, Criterion, Verdict, not_applicable
from ccmdesk.rules.wording import Wording

ON_PLANS: tuple[tuple[Criterion, Callable[[Plan, Case], Verdict]], ...] = (
    (gap.MEANS, gap.means_of_plan),
    (gap.GAP, gap.gap_of_plan),
    (survey.SPLIT, survey.split),
    (survey.SURVEY, survey.survey),
    (victims.ASSESSMENT, victims.assessment),
    (outlook.TRANSITION, outlook.transition),
    (outlook.RISKS, outlook.risks),
)
ON_ACTIVITIES: tuple[tuple[Criterion, Callable[[Activity, Case], Verdict]], ...] = (
    (timing.DATES, timing.dates),
    (timing.DEADLINE, timing.deadline),
    (output.QUANTITY, output.quantity),
    (cost.YEARLY, cost.yearly),
    (gap.MEANS, gap.means),
    (gap.GAP, gap.gap),
    (cost.NATIONAL, cost.national),
    (cost.SEVERAL, cost.several),
    (output.BASELINE, output.baseline),
    (where.PLACE, where.place),
    (output.MILESTONES, output.milestones),
    (cost.UNIT_COST, cost.unit_cost),
    (survey.LOW_COST, survey.low_cost),
    (where.RESPONSIBLE, where.responsible),
    (output.INDICATOR, output.indicator),
    (victims.PEOPLE, victims.people),
    (victims.FRAMEWORK, victims.framework),
)
ON_NEEDS: tuple[tuple[Criterion, Callable[[Need, Case], Verdict]], ...] = (
    (links.ARTICLE, links.article),
    (links.ACTIVITY, links.activity),
    (links.MODALITY, links.modality),
)
CRITERIA: tuple[Criterion, ...] = tuple(
    sorted(
        {criterion for criterion, _ in (*ON_PLANS, *ON_ACTIVITIES, *ON_NEEDS)},
        key=lambda criterion: criterion.number,
    )
)
_EVERY = frozenset(criterion.number for criterion in CRITERIA)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How far one record meets one criterion; *reached* None means not applicable.

    *says* is there unless the criterion is met and sourced, *todo* where there is something to do.
    *at* is the record where it is mended, when that is not *record* itself.
    """

    criterion: Criterion
    record: UUID
    kind: str
    field: str
    reached: Reached | None
    says: Message | None
    todo: Message | None
    at: Record | None = None


def criterion_results(
    document: PlanDocument, packs: Packs, wording: Wording, *, only: Container[int] = _EVERY
) -> tuple[Result, ...]:
    """Return every result: plans first, then activities and needs by number, by criterion.

    With *only* the criteria of these numbers are asked.
    """
    return tuple(_results(Case(document, packs, wording), only))


def specificity_findings(
    document: PlanDocument, packs: Packs, wording: Wording
) -> Iterator[Finding]:
    """Yield what is missing, or present but not backed, in the order of the results."""
    for result in _results(Case(document, packs, wording)):
        yield from _finding(result)


def by_code(document: PlanDocument) -> tuple[Activity, ...]:
    """Return the activities by their number, A4-2 before A4-10."""
    return tuple(sorted(document.of(Activity), key=lambda one: natural(one.code)))


def _results(case: Case, only: Container[int] = _EVERY) -> Iterator[Result]:
    for plan in case.document.of(Plan):
        for criterion, judge in _asked(ON_PLANS, only):
            yield _result(criterion, plan, judge(plan, case))
    for activity in by_code(case.document):
        for criterion, weigh in _asked(ON_ACTIVITIES, only):
            yield _result(criterion, activity, weigh(activity, case))
    for need in sorted(case.document.of(Need), key=lambda one: natural(one.code)):
        for criterion, ask in _asked(ON_NEEDS, only):
            yield _result(criterion, need, ask(need, case))


def _asked(rules: Iterable[tuple[Criterion, T]], only: Container[int]) -> list[tuple[Criterion, T]]:
    return [rule for rule in rules if rule[0].number in only]


def _result(criterion: Criterion, record: Record, verdict: Verdict) -> Result:
    if criterion.excusable and verdict.reached is Reached.MISSING:
        verdict = _excused(record, verdict)
    return Result(
        criterion=criterion,
        record=record.id,
        kind=kind_of(record).name,
        field=verdict.field,
        reached=verdict.reached,
        says=verdict.says,
        todo=verdict.todo,
        at=verdict.at,
    )


def _excused(record: Record, verdict: Verdict) -> Verdict:
    """Return that the criterion does not apply where the user says so and why."""
    note = record.notes[verdict.field]
    if note.absence is Absence.NOT_APPLICABLE and note.reason:
        says = N_("Marked as not applicable: {reason}")
        return not_applicable(verdict.field, says, reason=note.reason)
    return verdict


_LEVELS = {Reached.MISSING: Level.NEEDED, Reached.PRESENT: Level.STRONGER}


def _finding(result: Result) -> Iterator[Finding]:
    level = None if result.reached is None else _LEVELS.get(result.reached)
    if level is not None and result.says is not None and result.todo is not None:
        yield Finding(
            record=result.record if result.at is None else result.at.id,
            kind=result.kind if result.at is None else kind_of(result.at).name,
            field=result.field,
            level=level,
            rule=f"specificity-{result.criterion.number}",
            says=result.says,
            todo=result.todo,
            basis=result.criterion.basis,
            criterion=result.criterion.number,
            reached=result.reached,
        )
