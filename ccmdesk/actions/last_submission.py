"""What was submitted last: the edition, and the records as they were then."""

from __future__ import annotations

from dataclasses import replace

from ccmdesk.actions.editions import last_edition
from ccmdesk.actions.mask_small import mask_small
from ccmdesk.actions.redact import for_audience
from ccmdesk.db.store import Store
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import Audience
from ccmdesk.report.documents.ask import Submitted
from ccmdesk.rules.told import NOTHING_TOLD, Told


def last_submission(store: Store, document: PlanDocument) -> Submitted | None:
    """Return the newest numbered edition of *document* with its records, or None.

    The records are all of them, whoever may see them; `seen_by` reduces them for a reader.
    """
    edition = last_edition(document.of(Edition))
    return None if edition is None else submitted(store, edition)


def submitted(store: Store, edition: Edition) -> Submitted | None:
    """Return an edition with the records it was made of, as the log of this file has them."""
    plan = store.document_before(edition.id)
    if plan is None:
        return None
    earlier = _told_before(store, edition, plan)
    sent = mask_small(for_audience(plan, Audience.ISU), edition.masked_below, earlier=earlier)
    exact = sent.plan.content_hash == edition.check_code
    return Submitted(edition, plan, exact=exact, told=sent.told, earlier=earlier)


def _told_before(store: Store, edition: Edition, plan: PlanDocument) -> Told:
    """Return what the masked submissions just before *edition* told; *plan* is that of its time."""
    last = last_edition(plan.of(Edition))
    if edition.masked_below is None or last is None or last.masked_below is None:
        return NOTHING_TOLD
    before = submitted(store, last)
    return NOTHING_TOLD if before is None else before.told


def seen_by(
    before: Submitted | None, audience: Audience, *, masked_below: int | None = None
) -> Submitted | None:
    """Return what was submitted as *audience* may see it, masked as it was and as it is now."""
    if before is None:
        return None
    below = max(before.edition.masked_below or 0, masked_below or 0) or None
    hidden = Told(hidden=before.told.hidden)
    sent = mask_small(for_audience(before.plan, audience), below, earlier=hidden)
    return replace(before, plan=sent.plan)
