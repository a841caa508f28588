"""The languages a text may be translated from or into."""

from __future__ import annotations

from collections.abc import Sequence

from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_
from ccmdesk.rules.translations import passages


def known_languages(plan: PlanDocument, *, packs: Packs) -> tuple[str, ...]:
    """Return those of papers, those of the country, those used in the plan, then all others."""
    own = [str(tag) for party in plan.of(StateParty) for tag in party.languages]
    used = sorted({str(tag) for passage in passages(plan) for tag, _ in passage.texts})
    others = sorted({str(tag) for state in packs.states.values() for tag in state.languages})
    return tuple(dict.fromkeys([*PAPER_LANGUAGES, *own, *used, *others]))


def known_language(tag: str, known: Sequence[str]) -> str:
    """Return *tag* when it is one of *known*; raises Problem with the usual ones."""
    if tag not in known:
        raise Problem(
            N_("There is no language “{language}”. The languages are: {languages}."),
            language=tag,
            languages=", ".join(PAPER_LANGUAGES),
        )
    return tag
