"""What a plan still lacks: one list, the same in window, paper and command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import chain

from ccmdesk.actions.approval import content_now
from ccmdesk.actions.country_border import border_of
from ccmdesk.lang.whole_country import whole_country_words
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import Audience, field_map
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.packs import Packs
from ccmdesk.rules.approvals import APPROVAL, approval_findings
from ccmdesk.rules.balances.places import place_findings
from ccmdesk.rules.check import every_finding, in_order
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.wording import Wording


def plan_findings(
    document: PlanDocument,
    *,
    packs: Packs,
    today: dt.date,
    watch: Callable[[], object] = lambda: None,
) -> tuple[Finding, ...]:
    """Return every finding about *document* on the day *today*, most pressing scope first.

    *watch* is called at each finding, and stops the check by raising.
    """
    found = []
    every = every_finding(document, packs, wording_of(document, packs=packs), today)
    outside = place_findings(document, border_of(document))
    approval = approval_findings(document, content_now(document))
    for finding in chain(every, outside, approval):
        watch()
        found.append(finding)
    return in_order(found, document)


def findings_for(
    seen: PlanDocument, audience: Audience, *, packs: Packs, today: dt.date
) -> tuple[Finding, ...]:
    """Return the findings about what a receiver sees; what was left out for it is not missing."""
    found = plan_findings(seen, packs=packs, today=today)
    return tuple(finding for finding in found if _is_for(finding, audience))


def _is_for(finding: Finding, audience: Audience) -> bool:
    if finding.rule == APPROVAL.name and audience > Audience.ISU:
        # What they see is less than what was approved, so it cannot be compared.
        return False
    field = field_map(BY_NAME[finding.kind].record).get(finding.field)
    return field is None or field.spec.audience >= audience


def wording_of(document: PlanDocument, *, packs: Packs) -> Wording:
    """Return the words that name no place: nationwide, and what the country itself is called."""
    return Wording(whole_country=whole_country_words(document, packs=packs))
