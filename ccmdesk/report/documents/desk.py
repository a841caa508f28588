"""What every section of a paper reads: the request, and values looked up once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from uuid import UUID

from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import country_name
from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import ModalityCode
from ccmdesk.model.conventions import Digits
from ccmdesk.model.document import PlanDocument, natural
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.need import Need
from ccmdesk.model.state import Article, Duty, Obligation, ObligationStatus
from ccmdesk.model.words import C_
from ccmdesk.report.documents.ask import PaperAsk
from ccmdesk.report.documents.paper import Paper
from ccmdesk.rules.activity_order import activities_in_order
from ccmdesk.rules.approvals import Approval, plan_approval
from ccmdesk.rules.asking import is_asked_for
from ccmdesk.rules.deadlines import DONE, running_deadline, status_today
from ccmdesk.rules.exchange_rates import Reported, reported
from ccmdesk.rules.funding import ActivityFunding, all_funding
from ccmdesk.rules.funding_totals import Totals, totals
from ccmdesk.rules.inherit import article_of
from ccmdesk.rules.summary import ModalityNeeds, Summary, summary

DIGITS_OF: Mapping[str, tuple[Digits, ...]] = MappingProxyType(
    {
        "ar": (Digits.ARABIC,),
        "fa": (Digits.PERSIAN,),
        "lo": (Digits.LAO,),
        "km": (Digits.KHMER,),
    }
)
"""The digits that a paper in a language may have beside Latin ones; a French paper has these."""


def desk_of(ask: PaperAsk) -> Desk:
    """Return the desk of one request."""
    paper = Paper(ask.plan, ask.lang, ask.packs, ask.audience, ordered_in=ask.ordered_in)
    return Desk(ask, paper)


@dataclass(frozen=True)
class Desk:
    """The request and the paper, with what several sections need.

    With an *article* its obligations, activities, needs and money are those of that one.
    """

    ask: PaperAsk
    paper: Paper
    article: Article | None = None

    @property
    def lang(self) -> Lang:
        """The language of the paper."""
        return self.paper.lang

    @property
    def document(self) -> PlanDocument:
        """The records of the plan, to which the rules are applied."""
        return self.paper.document

    @cached_property
    def approval(self) -> Approval:
        """How the content of the paper stands to its approval."""
        asked = self.ask.approval
        return plan_approval(self.paper.plan, now="") if asked is None else asked

    @cached_property
    def meeting(self) -> Meeting | None:
        """The meeting the paper is made for."""
        return self.document.get(Meeting, self.ask.meeting)

    @cached_property
    def country(self) -> str:
        """What the State is called in the language of the paper."""
        state = self.paper.state
        if state is None or state.country is None:
            return self.lang(C_("name of the State", "[State Party]"))
        return country_name(self.lang, state.country, packs=self.paper.packs)

    @property
    def digits(self) -> Digits:
        """The digits the State chose for papers in the scripts that have them, else Latin ones."""
        chosen = None if self.paper.state is None else self.paper.state.digits
        return chosen if chosen in DIGITS_OF.get(self.lang.code, ()) else Digits.LATIN

    @cached_property
    def contact(self) -> str:
        """The contact point of the State, or nothing."""
        return "" if self.paper.state is None else self.paper.state.contact

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """The activities by article and number."""
        found = activities_in_order(self.document)
        return tuple(one for one in found if self.is_about(one.article))

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """The needs that are asked for, by number."""
        return tuple(one for one in self.every_need if is_asked_for(one, self.document))

    @cached_property
    def every_need(self) -> tuple[Need, ...]:
        """The needs by number, also those that hang on work that is over."""
        found = (one for one in self.paper.of(Need) if self._asks(one))
        return tuple(sorted(found, key=lambda need: natural(need.code)))

    @cached_property
    def needs_by_modality(self) -> tuple[ModalityNeeds, ...]:
        """The needs by kind of support, as far as there are any."""
        groups = (
            replace(group, needs=tuple(one for one in group.needs if self._asks(one)))
            for group in self.summary.by_modality
        )
        return tuple(group for group in groups if group.needs)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """The obligations in the order of the articles; those without one last."""
        duties = list(Duty)

        def place(obligation: Obligation) -> int:
            return len(duties) if obligation.duty is None else duties.index(obligation.duty)

        found = (
            one
            for one in self.paper.of(Obligation)
            if self.is_about(None if one.duty is None else one.duty.article)
        )
        return tuple(sorted(found, key=place))

    @cached_property
    def problems(self) -> Mapping[UUID, int]:
        """The paragraph of page one that tells the problem of each obligation.

        They are the first paragraphs of the paper, so that other parts can refer to them. What is
        completed has no room there while something is still open.
        """
        still = [one for one in self.obligations if not self.is_done(one)]
        told = [one.id for one in still or self.obligations if one.problem]
        return MappingProxyType({obligation: n for n, obligation in enumerate(told, 1)})

    @cached_property
    def funding(self) -> Mapping[UUID, ActivityFunding]:
        """The money of each activity by its id."""
        found = self.every_funding.values()
        own: dict[UUID, ActivityFunding] = {
            one.activity.id: one for one in found if self.is_about(one.activity.article)
        }
        return MappingProxyType(own)

    @cached_property
    def every_funding(self) -> Mapping[UUID, ActivityFunding]:
        """The money of the activities of all articles: a need may be tied to one of another."""
        return MappingProxyType({one.activity.id: one for one in all_funding(self.document)})

    @cached_property
    def summary(self) -> Summary:
        """The figures of page one."""
        return summary(self.document, self.paper.packs, self.ask.today)

    @cached_property
    def totals(self) -> tuple[Totals, ...]:
        """The money of the plan, one value for each currency."""
        return totals(self.document, tuple(self.funding.values()))

    @cached_property
    def reported(self) -> Reported | None:
        """The money of the plan in its reporting currency, at the rates of the day."""
        return reported(self.document, self.totals, day=self.ask.today)

    def narrowed(self, article: Article | None) -> Desk:
        """Return the desk of a paper about one article; that of the whole plan for None."""
        return replace(self, article=article)

    def is_about(self, article: Article | None) -> bool:
        """Whether what belongs to *article* belongs into the paper."""
        return self.article is None or article is self.article

    def _asks(self, need: Need) -> bool:
        return self.is_about(article_of(need, self.document))

    def modality(self, code: ModalityCode) -> str:
        """Return what a kind of support is called."""
        return self.paper.show.value(ModalityCode, code)

    def status(self, obligation: Obligation) -> ObligationStatus | None:
        """Return how an obligation stands on the day of the paper."""
        return status_today(obligation, self.ask.today)

    def is_done(self, obligation: Obligation) -> bool:
        """Whether an obligation is completed on the day of the paper."""
        return self.status(obligation) in DONE

    def deadline(self, obligation: Obligation) -> dt.date | None:
        """Return the running deadline of an obligation."""
        return running_deadline(self.document, obligation)

    def of_article(self, article: Article | None) -> tuple[Activity, ...]:
        """Return the activities of one article, or those without one."""
        return tuple(one for one in self.activities if one.article is article)
