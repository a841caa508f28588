"""Required fields that are still empty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Field, fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.values import Texts
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.finding import Finding, Level
from ccmdesk.rules.rule import Rule, sentence

_BLANK = (None, "", (), Texts())


def completeness_findings(document: PlanDocument) -> Iterator[Finding]:
    """Yield every required field that is empty and does not say why."""
    for kind in KINDS:
        record_type: Any = kind.record
        required = _required(record_type)
        for record in document.of(record_type):
            for rule, says in required:
                if _is_blank(record, rule.field):
                    yield rule.about(record, says)


def _is_blank(record: Any, field: str) -> bool:
    value = getattr(record, field)
    return not value and value in _BLANK and record.notes[field].absence is None


@cache
def _required(kind: Any) -> tuple[tuple[Rule, Message], ...]:
    return tuple(
        (_rule(field.name), _says(field)) for field in fields_of(kind) if field.spec.required
    )


def _says(field: Field) -> Message:
    return sentence(N_("{field} is not filled in."), field=sentence(field.spec.label))


def _rule(field: str) -> Rule:
    return Rule(
        name=f"required-{field}",
        field=field,
        level=Level.NEEDED,
        todo=N_("Fill it in, or say that it is not known or does not apply."),
        basis=N_("Completeness of the record"),
    )
