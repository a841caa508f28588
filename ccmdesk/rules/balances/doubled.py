"""What a plan has once and this one has more than once, as when two plans were joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Record
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import Duty, Obligation, StateParty
from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.rules.rule import Rule, sentence

STATE = Rule(
    name="state-twice",
    field="country",
    todo=N_("Keep one of them, let what belongs to the others point to it, and delete the others."),
    basis=N_("Completeness of the record"),
    level=Level.NEEDED,
)
PLAN = replace(STATE, name="plan-twice", field="period")
OBLIGATION = replace(STATE, name="obligation-twice", field="duty")


def doubled_findings(document: PlanDocument) -> Iterator[Finding]:
    """Yield each State, plan and obligation beside one like it that was entered before."""
    yield from _beside_one_like_it(document.of(StateParty), STATE)
    yield from _beside_one_like_it(document.of(Plan), PLAN)
    yield from _beside_one_like_it(document.of(Obligation), OBLIGATION)


def _beside_one_like_it(records: Sequence[Record], rule: Rule) -> Iterator[Finding]:
    for place, record in enumerate(records):
        if any(_is_one(record, other) for other in records[:place]):
            yield rule.about(record, sentence(_SAYS[rule.name]))


_SAYS = {
    STATE.name: N_("This State stands in the plan already."),
    PLAN.name: N_("Another plan for some of the same years stands here already."),
    OBLIGATION.name: N_("This obligation stands in the plan already."),
}


def _is_one(record: Record, other: Record) -> bool:
    """Whether two records of one kind stand for the same; the State whose plan it is is one."""
    match record, other:
        case Obligation(), Obligation():
            return record.duty is not None and _duty(record) == _duty(other)
        case Plan(), Plan():
            return bool(_years(record) & _years(other))
        case _:
            return True


def _duty(obligation: Obligation) -> tuple[object, ...]:
    """Return what tells an obligation from others: each conflict has a clock of its own."""
    if obligation.duty is Duty.ARTICLE_4B:
        return (obligation.duty, obligation.conflict, obligation.base_date)
    return (obligation.duty,)


def _years(plan: Plan) -> set[int]:
    return set() if plan.period is None else set(plan.period.years)
