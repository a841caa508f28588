"""Which records a paper tells of, and with which submission it compares them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccmdesk.actions.editions import sent_editions
from ccmdesk.actions.export_document import ExportDocument
from ccmdesk.actions.last_submission import submitted
from ccmdesk.db.store import Store
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.report.documents.ask import Submitted


def numbered(document: PlanDocument) -> list[Edition]:
    """Return the submissions on record by their numbers."""
    return sorted(sent_editions(document.of(Edition)), key=lambda edition: edition.number or 0)


def compared(
    store: Store, document: PlanDocument, ask: ExportDocument
) -> tuple[PlanDocument, ExportDocument]:
    """Return the records that *ask* tells of, and *ask* with what they are compared with.

    Raises Problem for a submission that is not on record, whose records are not in this file, or
    that does not come before the records it is compared with.
    """
    editions = numbered(document)
    if ask.edition is None:
        told, as_of, known, earlier = document, None, ask.earlier, editions
    else:
        then = _submitted(store, editions, ask.edition)
        told, as_of, known = then.plan, then.edition, then.earlier
        earlier = [one for one in editions if (one.number or 0) < ask.edition]
    before = _before(store, earlier, editions, ask)
    return told, replace(ask, as_of=as_of, earlier=known, before=before)


def _before(
    store: Store, earlier: Sequence[Edition], editions: Sequence[Edition], ask: ExportDocument
) -> Submitted | None:
    if ask.since is None:
        return submitted(store, earlier[-1]) if earlier else None
    before = _submitted(store, editions, ask.since)
    if before.edition not in earlier:
        raise Problem(
            N_(
                "Submission {number} can be compared with an earlier one only, and {since} is"
                " not earlier. Choose one with a lower number."
            ),
            number=str(ask.edition),
            since=str(ask.since),
        )
    return before


def _submitted(store: Store, editions: Sequence[Edition], number: int) -> Submitted:
    edition = next((one for one in editions if one.number == number), None)
    if edition is None:
        raise _unknown(editions, number)
    found = submitted(store, edition)
    if found is None:
        raise Problem(
            N_(
                "The records of submission {number} are not in this file. Open the file it was"
                " packed from."
            ),
            number=str(number),
        )
    return found


def _unknown(editions: Sequence[Edition], number: int) -> Problem:
    if not editions:
        return Problem(
            N_("There is no submission {number}: nothing has been submitted from this plan yet."),
            number=str(number),
        )
    return Problem(
        N_("There is no submission {number}. Those on record are: {numbers}."),
        number=str(number),
        numbers=", ".join(str(one.number) for one in editions),
    )
