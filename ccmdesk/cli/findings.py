"""Findings on the command line: a line each for people, one object each for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ccmdesk.lang.show import Show
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import field_map
from ccmdesk.rules.check import activity_of
from ccmdesk.rules.finding import Finding


def finding_json(finding: Finding, document: PlanDocument, show: Show) -> dict[str, Any]:
    """Return one finding as plain values; *activity* is the number of the activity concerned."""
    activity = activity_of(finding, document=document)
    record = document.any(finding.record)
    return {
        "record": str(finding.record),
        "kind": finding.kind,
        "title": "" if record is None else show.title(record),
        "activity": None if activity is None else activity.code,
        "field": finding.field,
        "rule": finding.rule,
        "criterion": finding.criterion,
        "reached": None if finding.reached is None else finding.reached.value,
        "level": finding.level.value,
        "says": show.lang.say(finding.says),
        "todo": show.lang.say(finding.todo),
        "basis": show.lang(finding.basis),
    }


def finding_lines(findings: Sequence[Finding], document: PlanDocument, show: Show) -> Iterator[str]:
    """Yield kind and title of each record and, below them, what is missing in it."""
    for record_id, group in groupby(findings, key=lambda finding: finding.record):
        record = document.any(record_id)
        yield "" if record is None else show.named(record)
        for finding in group:
            label = show.lang(finding.level.label)
            yield f"  [{label}] {_field(finding, record, show)}{show.lang.say(finding.says)}"
            yield f"      {show.lang.say(finding.todo)} ({show.lang(finding.basis)})"


def _field(finding: Finding, record: Any, show: Show) -> str:
    """Return the label of the field, unless the sentence itself names it."""
    if record is None or finding.field not in field_map(type(record)):
        return ""
    if "field" in finding.says.values:
        return ""
    return show.lang(field_map(type(record))[finding.field].spec.label) + ": "
