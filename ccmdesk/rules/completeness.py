"""Required fields that are still empty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Field, fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.rules.rule import Rule, sentence

_BLANK = (None, "", (), Texts())


def completeness_findings(document: PlanDocument) -> Iterator[Finding]:
    """Yield every required field that is empty and does not say why."""
    for kind in KINDS:
        record_type: Any = kind.record
        required = _required(record_type)
        for record in document.of(record_type):
            for field, rule in required:
                blank = getattr(record, field.name) in _BLANK
                if blank and record.notes[field.name].absence is None:
                    says = sentence(
                        N_("“{field}” is not filled in."), field=sentence(field.spec.label)
                    )
                    yield rule.about(record, says)


@cache
def _required(kind: Any) -> tuple[tuple[Field, Rule], ...]:
    return tuple((field, _rule(field.name)) for field in fields_of(kind) if field.spec.required)


def _rule(field: str) -> Rule:
    return Rule(
        name=f"required-{field}",
        field=field,
        level=Level.NEEDED,
        todo=N_("Fill it in, or say that it is not known or does not apply."),
        basis=N_("Completeness of the record"),
    )
