"""What is asked for when a paper is made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ccmdesk.lang.lang import Lang
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import Audience
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.packs import Packs
from ccmdesk.rules.approvals import Approval
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.specificity.results import Result
from ccmdesk.rules.told import NOTHING_TOLD, Told


@dataclass(frozen=True, slots=True)
class Submitted:
    """An earlier edition and the records it was made of, as the readers of this paper may see them.

    *exact* is False when the records here no longer give the check code that was recorded. *told*
    is what its receiver knows of counts from it and the masked ones before, *earlier* from these.
    """

    edition: Edition
    plan: PlanDocument
    exact: bool = True
    told: Told = NOTHING_TOLD
    earlier: Told = NOTHING_TOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAsk:
    """One paper: the plan, its language, and what the checks say of it on the day *today*.

    *findings* is the list that window and command line show, in their order; *results* says how
    far each criterion is met by each record. *check_code* is the short form of the content hash.
    *plan* holds only records that *audience* may see, and the checks were made of just these.
    *before* is the submission they are compared with, None when there is none. *as_of* is the
    submission whose records these are, None when they are those of now. *ordered_in* is the
    language whose order names and forms stand in, where it is not that of the paper: two languages
    side by side need one. *masked_below* is the least count of people that is shown, None where
    all are.
    """

    plan: PlanDocument
    lang: Lang
    packs: Packs
    findings: tuple[Finding, ...]
    results: tuple[Result, ...]
    today: dt.date
    check_code: str
    meeting: MeetingId | None = None
    audience: Audience = Audience.PUBLIC
    before: Submitted | None = None
    as_of: Edition | None = None
    with_map: bool = True
    ordered_in: Lang | None = None
    approval: Approval | None = None
    masked_below: int | None = None
    """How the content stands to its approval; None to go by what the plan itself says."""
