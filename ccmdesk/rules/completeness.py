"""Fields that are still empty: those every record needs, and those a partner looks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from ccmdesk.model.activity import Activity
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Field, field_map, fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.need import Need
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.asking import is_asked_for
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.rules.funding import funding_of
from ccmdesk.rules.inherit import EffectiveNeed, effective
from ccmdesk.rules.rule import Rule, sentence

_BLANK = (None, "", (), Texts())
_FILL_IN = N_("Fill it in, or say that it is not known or does not apply.")
_RESOURCES = N_("Article 6.11 (b)")
WANTED: Mapping[str, Rule] = MappingProxyType(
    {
        name: Rule(name=f"wanted-{name}", field=name, todo=_FILL_IN, basis=basis)
        for name, basis in (
            ("contact", N_("Article 7.1 (l)")),
            ("own_contribution", _RESOURCES),
            ("cost", _RESOURCES),
        )
    }
)
"""What makes a need easier to answer: whom to ask, what the State brings, what it costs."""


def completeness_findings(document: PlanDocument) -> Iterator[Finding]:
    """Yield every required field that is empty and does not say why, then what needs lack."""
    for kind in KINDS:
        record_type: Any = kind.record
        required = _required(record_type)
        for record in document.of(record_type):
            for rule, says in required:
                if _is_blank(record, rule.field) and not _is_costed(record, rule.field, document):
                    yield rule.about(record, says)
    for need in document.of(Need):
        if is_asked_for(need, document):
            yield from _wanted(need, document)


def _wanted(need: Need, document: PlanDocument) -> Iterator[Finding]:
    """Yield what a partner looks for in a need, when neither it nor its activity says it."""
    found = effective(need, document)
    stated = {
        "contact": found.contact,
        "own_contribution": need.own_contribution,
        "cost": found if _is_covered(found, document) else found.cost,
    }
    for name, rule in WANTED.items():
        if stated[name] in _BLANK and need.notes[name].absence is None:
            yield rule.about(need, _says(field_map(Need)[name]))


def _is_covered(found: EffectiveNeed, document: PlanDocument) -> bool:
    """Whether a need has to state no cost: others pay for it, or another need asks for all."""
    asked = None if found.told_with is None else effective(found.told_with, document)
    return found.funded or (asked is not None and "cost" in asked.inherited)


def _is_blank(record: Any, field: str) -> bool:
    value = getattr(record, field)
    return not value and value in _BLANK and record.notes[field].absence is None


def _is_costed(record: Any, field: str, document: PlanDocument) -> bool:
    """Whether budget lines say what an activity costs, so that no total has to be typed."""
    if field != "cost" or not isinstance(record, Activity):
        return False
    return funding_of(document, record).total.needed is not None


@cache
def _required(kind: Any) -> tuple[tuple[Rule, Message], ...]:
    return tuple(
        (_rule(field.name), _says(field)) for field in fields_of(kind) if field.spec.required
    )


def _says(field: Field) -> Message:
    return sentence(N_("“{field}” is not filled in."), field=sentence(field.spec.label))


def _rule(field: str) -> Rule:
    return Rule(
        name=f"required-{field}",
        field=field,
        level=Level.NEEDED,
        todo=_FILL_IN,
        basis=N_("Completeness of the record"),
    )
