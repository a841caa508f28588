"""Masks small counts of people in a plan, and every code by which they could be tried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from ccmdesk.actions.approval import approved_content
from ccmdesk.model.content import content_hash
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.plan import Plan
from ccmdesk.rules.masking import masked
from ccmdesk.rules.told import NOTHING_TOLD, Told

_WITHHELD = "0" * 64
"""Stands for the code of content that is not sent; nothing has it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A plan as it leaves, how many counts of it are masked, and what receivers know then."""

    plan: PlanDocument
    counts: int = 0
    told: Told = NOTHING_TOLD


def mask_small(document: PlanDocument, below: int | None, *, earlier: Told = NOTHING_TOLD) -> Sent:
    """Return the plan without small counts of people, with its own hash.

    *below* is the least count that may be seen, None to mask nothing; *earlier* is what masked
    submissions before it told, so that this one and they do not give a count back together.

    What an approval holds for is told by the hash of all counts: whoever has the other counts
    could try the few small ones until the hash is the same. An approval of just this content gets
    the hash of what is left of it.
    """
    if below is None:
        return Sent(document)
    found = masked(document.records, below=below, earlier=earlier)
    left = _with_hash(found.records, document)
    if _has_codes(left):
        codes = {document.once(approved_content): approved_content(left)}
        recoded = {k: tuple(_recoded(r, codes) for r in kept) for k, kept in left.records.items()}
        left = _with_hash(recoded, document)
    return Sent(left, found.counts, found.told)


def _with_hash(records: Mapping[type, tuple[Any, ...]], of: PlanDocument) -> PlanDocument:
    every = [record for kept in records.values() for record in kept]
    kept = MappingProxyType(dict(records))
    return PlanDocument(kept, content_hash(every), training=of.training)


def _has_codes(document: PlanDocument) -> bool:
    every: list[Plan | Edition] = [*document.of(Plan), *document.of(Edition)]
    return any(one.approved_code for one in every)


def _recoded(record: Any, codes: Mapping[str, str]) -> Any:
    if not isinstance(record, Plan | Edition) or not record.approved_code:
        return record
    return replace(record, approved_code=codes.get(record.approved_code, _WITHHELD))
