"""The one list of findings that window, paper and command line show, in one stable order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from uuid import UUID

from ccmdesk.model.activity import Activity
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.kinds import BY_NAME, KINDS
from ccmdesk.model.packs import Packs
from ccmdesk.rules.balances.findings import balance_findings
from ccmdesk.rules.completeness import completeness_findings
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.specificity.results import specificity_findings
from ccmdesk.rules.wording import Wording

_FIRST = ("plan", "activity", "need")
_ORDER = (*_FIRST, *(kind.name for kind in KINDS if kind.name not in _FIRST))
_PLACE = {name: place for place, name in enumerate(_ORDER)}
_Key = tuple[int, tuple[tuple[int, int, str], ...], int, int]


def check(
    document: PlanDocument, *, packs: Packs, wording: Wording, today: dt.date
) -> tuple[Finding, ...]:
    """Return every finding in the order in which they are shown."""
    return in_order(every_finding(document, packs, wording, today), document)


def every_finding(
    document: PlanDocument, packs: Packs, wording: Wording, today: dt.date
) -> Iterator[Finding]:
    """Yield every finding as it is found.

    A required field that a criterion already names is not named twice.
    """
    named: set[tuple[UUID, str]] = set()
    for finding in specificity_findings(document, packs, wording):
        named.add((finding.record, finding.field))
        yield finding
    for finding in completeness_findings(document):
        if (finding.record, finding.field) not in named:
            yield finding
    yield from balance_findings(document, packs, today)


def in_order(findings: Iterable[Finding], document: PlanDocument) -> tuple[Finding, ...]:
    """Sort what *every_finding* yields: plans, activities and needs by number, the rest by kind.

    Within a record, criteria come first, by number.
    """
    place = _places(document)
    return tuple(sorted(findings, key=lambda finding: _key(finding, document, place)))


def activity_of(finding: Finding, *, document: PlanDocument) -> Activity | None:
    """Return the activity a finding is about: the record itself, or the one it belongs to."""
    record = document.any(finding.record)
    if isinstance(record, Activity):
        return record
    return document.get(Activity, getattr(record, "activity", None))


def _places(document: PlanDocument) -> dict[object, int]:
    """Return the place of each record among those of its kind."""
    return {record.id: n for kind in KINDS for n, record in enumerate(document.of(kind.record))}


def _key(finding: Finding, document: PlanDocument, place: dict[object, int]) -> _Key:
    """Equal keys keep the order in which the rules speak."""
    code_field = BY_NAME[finding.kind].code
    record = document.any(finding.record)
    code = getattr(record, code_field) if code_field else ""
    criterion = 99 if finding.criterion is None else finding.criterion
    number = natural(code) if code else ()
    return _PLACE[finding.kind], number, place[finding.record], criterion
