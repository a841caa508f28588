"""A request is moved in its follow-up, and what is the office's own is missing to nobody else."""

from __future__ import annotations

from ccmdesk.actions.author import Author
from ccmdesk.actions.check_plan import findings_for, plan_findings
from ccmdesk.actions.move_need import MoveNeed, move_need
from ccmdesk.actions.redact import for_audience
from ccmdesk.db.store import Store
from ccmdesk.model.change import StepKind
from ccmdesk.model.facts import Audience
from ccmdesk.model.need import FollowUp, Need
from ccmdesk.model.packs import Packs


def _sent(store: Store) -> Need:
    return next(n for n in store.document().of(Need) if n.follow_up is FollowUp.SENT)


def test_state_and_reason_are_one_step_and_written_once(
    demo: Store, author: Author, packs: Packs
) -> None:
    before = _sent(demo)
    ask = MoveNeed(need=before.id, to=FollowUp.REFUSED, reason="Pas de fonds", language="fr")
    step = move_need(demo, ask, author=author, packs=packs)
    after = demo.get(Need, before.id)
    assert step is not None
    assert after is not None
    assert (after.follow_up, after.refusal_reason.get("fr")) == (FollowUp.REFUSED, "Pas de fonds")
    assert move_need(demo, ask, author=author, packs=packs) is None
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.get(Need, before.id) == before


def test_a_next_date_is_missing_in_the_office_and_to_no_receiver(
    demo: Store, author: Author, packs: Packs
) -> None:
    plan, today = demo.document(), author.today
    rules = {one.rule for one in plan_findings(plan, packs=packs, today=today)}
    assert "need-next-date" in rules
    for audience in (Audience.ISU, Audience.DONORS, Audience.PUBLIC):
        seen = for_audience(plan, audience)
        told = {one.rule for one in findings_for(seen, audience, packs=packs, today=today)}
        assert "need-next-date" not in told
        assert told <= rules
