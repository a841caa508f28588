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
    sent, _ = mask_small(for_audience(plan, Audience.ISU), edition.masked_below)
    code = sent.content_hash
    return Submitted(edition, plan, exact=code == edition.check_code)


def seen_by(
    before: Submitted | None, audience: Audience, *, masked_below: int | None = None
) -> Submitted | None:
    """Return what was submitted as *audience* may see it, masked as it was and as it is now."""
    if before is None:
        return None
    below = max(before.edition.masked_below or 0, masked_below or 0) or None
    plan, _ = mask_small(for_audience(before.plan, audience), below)
    return replace(before, plan=plan)
