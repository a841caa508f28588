"""All warnings about figures and dates of a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.rules.balances.areas import area_findings
from ccmdesk.rules.balances.dates import date_findings
from ccmdesk.rules.balances.doubled import doubled_findings
from ccmdesk.rules.balances.duties import duty_findings
from ccmdesk.rules.balances.follow_up import follow_up_findings
from ccmdesk.rules.balances.money import money_findings
from ccmdesk.rules.balances.overdue import overdue_findings
from ccmdesk.rules.balances.partners import partner_findings
from ccmdesk.rules.balances.people import people_findings
from ccmdesk.rules.balances.positions import position_findings
from ccmdesk.rules.balances.reports import report_findings
from ccmdesk.rules.balances.stockpiles import stockpile_findings
from ccmdesk.rules.finding import Finding


def balance_findings(document: PlanDocument, packs: Packs, today: dt.date) -> Iterator[Finding]:
    """Yield what would make the plan stronger; none of it ever blocks saving or sending."""
    yield from doubled_findings(document)
    yield from duty_findings(document, packs, today)
    yield from report_findings(document, packs, today)
    yield from date_findings(document)
    yield from overdue_findings(document, today)
    yield from follow_up_findings(document, today)
    yield from partner_findings(document, today)
    yield from money_findings(document)
    yield from position_findings(document)
    yield from area_findings(document)
    yield from stockpile_findings(document, packs)
    yield from people_findings(document, today)
