"""Who does what: findings about partners, then the work of each organisation, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.show import Show
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetLine
from ccmdesk.model.cooperation import Agreement, AgreementStatus, Coalition, Organisation
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME, BY_RECORD
from ccmdesk.model.values import Money, Period
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.balances import partners
from ccmdesk.rules.finding import Finding, Reached
from ccmdesk.rules.partners import Work
from ccmdesk.rules.specificity.links import ACTIVITY
from ccmdesk.ui.checking import Checked
from ccmdesk.ui.cooperation.board_model import Part, Row

HEADINGS = (
    C_("who does what", "Organisation and work"),
    C_("who does what", "Part"),
    C_("match", "When"),
    N_("Amount"),
)
_WHEN, AMOUNT = 2, 3


@dataclass(frozen=True, slots=True)
class WorkTeller:
    """How records are called, and what day it is."""

    show: Show
    today: dt.date

    @property
    def lang(self) -> Lang:
        """The language of the window."""
        return self.show.lang

    def when(self, period: Period | None) -> str:
        """Return a span of days in as much room as a column has."""
        return "" if period is None else self.lang.period(period, style=DateStyle.UNBROKEN)

    def money(self, money: Money | None) -> str:
        """Return an amount with its currency."""
        return "" if money is None else self.lang.money(money)


def loose_ends(findings: Iterable[Finding]) -> list[Finding]:
    """Return what a check says of overlaps and orphans, needs without an activity too."""
    names = {rule.name for rule in partners.RULES}
    return [one for one in findings if one.rule in names or _is_unlinked(one)]


def parts_of(checked: Checked, works: Iterable[Work], tell: WorkTeller) -> Iterator[Part]:
    """Yield overlaps and orphans, then the organisations that do something."""
    found = [_finding(one, checked.document, tell) for one in loose_ends(checked.findings)]
    lang = tell.lang
    title = lang(N_("Overlaps and orphans"))
    said = lang(N_("{kind}: {n}"), kind=title, n=lang.number(len(found)))
    yield Part("loose ends", said, tuple(found))
    for work in works:
        if not work.is_idle:
            name = tell.show.title(work.organisation)
            roles = lang.join([lang(role.label) for role in work.organisation.roles])
            called = lang(C_("organisation", "{name}: {roles}"), name=name, roles=roles)
            yield Part(work.organisation.id, called if roles else name, tuple(_work(work, tell)))


def _is_unlinked(finding: Finding) -> bool:
    return finding.criterion == ACTIVITY.number and finding.reached is Reached.MISSING


def _finding(finding: Finding, document: PlanDocument, tell: WorkTeller) -> Row:
    lang, record = tell.lang, document.any(finding.record)
    title = "" if record is None else tell.show.title(record)
    said = lang(C_("finding", "{record}: {says}"), record=title, says=lang.say(finding.says))
    target = (BY_NAME[finding.kind].record, finding.record)
    return Row((finding.record, finding.rule), (said,), target, whole=True)


def _work(work: Work, tell: WorkTeller) -> Iterator[Row]:
    one, lang = work.organisation.id, tell.lang
    for part, activities in (
        (C_("who does what", "Carries it out"), work.carries),
        (C_("who does what", "Is responsible"), work.answers),
    ):
        for activity in activities:
            when, cost = tell.when(activity.period), tell.money(activity.cost)
            told = (tell.show.title(activity), lang(part), when, cost)
            yield Row((one, activity.id), told, (Activity, activity.id))
    for agreement in work.agreements:
        yield _agreement(one, agreement, tell)
    for coalition in work.coalitions:
        part = N_("Lead partner") if coalition.lead == one else C_("who does what", "Member")
        told = (tell.show.title(coalition), lang(part), tell.when(coalition.period), "")
        yield Row((one, coalition.id), told, (Coalition, coalition.id))
    for role, money in work.money:
        said = lang(BY_RECORD[BudgetLine].many)
        told = (said, lang(role.label), "", tell.money(money))
        yield Row((one, role, money.currency), told, (Organisation, one))


def _agreement(one: object, agreement: Agreement, tell: WorkTeller) -> Row:
    lang, period = tell.lang, agreement.period
    end = None if period is None else period.end
    when, is_over = tell.when(period), agreement.status is AgreementStatus.ENDED
    if end is not None:
        day = lang.date(end, style=DateStyle.UNBROKEN)
        is_over = is_over or end < tell.today
        said = C_("agreement", "ended on {date}") if is_over else C_("agreement", "ends on {date}")
        when = lang(said, date=day)
    cells = (
        tell.show.title(agreement),
        lang(BY_RECORD[Agreement].one),
        when,
        tell.money(agreement.amount),
    )
    place = (Agreement, agreement.id)
    return Row((one, agreement.id), cells, place, alarm=_WHEN if is_over else None)
