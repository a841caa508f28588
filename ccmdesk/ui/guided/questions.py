"""What the guided questions ask, why, and a good answer to each; money is never the first word."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.model.words import N_
from ccmdesk.rules.specificity import gap, links, output, timing, where
from ccmdesk.rules.specificity.criterion import Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One page: *rows* name fields of a need, two short ones beside each other in one row.

    *criteria* say which article or paragraph asks for the answer.
    """

    rows: tuple[str, ...]
    asks: str
    about: str
    example: str
    why: str
    criteria: tuple[Criterion, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields it fills, in reading order."""
        return tuple(name for row in self.rows for name in row.split())


QUESTIONS: tuple[Question, ...] = (
    Question(
        rows=("title", "activity"),
        asks=N_("What is needed, and for which activity?"),
        about=N_("Name one thing that partners can do or give, and what it is for."),
        example=N_(
            "Good example: two survey teams for 18 months, to survey 42 villages in two districts."
        ),
        why=N_(
            "A partner can answer a request for one named activity. A request for support in"
            " general gets no answer."
        ),
        criteria=(links.ACTIVITY,),
    ),
    Question(
        rows=("article",),
        asks=N_("Which article does it serve?"),
        about=N_(
            "Article 3 is on the destruction of stockpiles, Article 4 on clearance, Article 5 on"
            " victim assistance."
        ),
        example=N_("Good example: Article 4, because the survey shows which land must be cleared."),
        why=N_(
            "Assistance is asked for to meet an obligation. Partners look for the article, and for"
            " the deadline under it."
        ),
        criteria=(links.ARTICLE,),
    ),
    Question(
        rows=("modalities", "money_only_reason"),
        asks=N_("Which kinds of support would help?"),
        about=N_("Tick every kind that would help, not money alone."),
        example=N_(
            "Good example: training and equipment in kind, and an exchange with an affected State"
            " that has completed its clearance."
        ),
        why=N_(
            "Partners that cannot give money may have teams, teachers, equipment or experience."
        ),
        criteria=(links.MODALITY,),
    ),
    Question(
        rows=("period", "place"),
        asks=N_("From when to when, and where?"),
        about=N_("Give a start and an end, and a place that can be found on a map."),
        example=N_("Good example: from 1 March 2027 to 31 August 2028, in two named districts."),
        why=N_(
            "Partners plan their budgets years ahead, and ask whether the work ends before the"
            " deadline."
        ),
        criteria=(timing.DATES, where.PLACE),
    ),
    Question(
        rows=("quantity cost", "own_contribution"),
        asks=N_("How much is needed, and what is covered already?"),
        about=N_("Say how much, what it costs, and what the State brings itself."),
        example=N_("Good example: 2 teams, EUR 330,000; the State brings vehicles and ten staff."),
        why=N_(
            "Partners fill the gap between what is needed and what is there. What the State itself"
            " pays shows that it means the plan."
        ),
        criteria=(output.QUANTITY, gap.GAP),
    ),
    Question(
        rows=("description", "assessment", "contact"),
        asks=N_("What will be the result, and which survey is it based on?"),
        about=N_("Describe the result and how it will be measured, and say whom partners can ask."),
        example=N_(
            "Good example: 42 villages surveyed by August 2028, counted from the survey reports."
        ),
        why=N_(
            "Partners must show what their support achieved. Only a result that is measured can be"
            " shown."
        ),
        criteria=(output.INDICATOR, output.BASELINE),
    ),
)
"""Six pages in the order in which a request is thought through."""
