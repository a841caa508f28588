"""What others have saved in the same plan since it was last looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from ccmdesk.db.history import step_kind
from ccmdesk.db.line import Line, read_line, unpack
from ccmdesk.db.tables import CHANGE, PACKAGE
from ccmdesk.db.unseen import View
from ccmdesk.db.write import Step
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.codec import Json
from ccmdesk.model.kinds import BY_NAME


@dataclass(frozen=True, slots=True)
class News:
    """The log goes up to change number *newest* by now; *step* is what others did, if anything.

    Steps of several persons are one, named after the last of them.
    """

    newest: int
    step: Step | None


def newest_change(con: sa.Connection) -> int:
    """Return the number of the last change."""
    return con.execute(sa.select(sa.func.max(CHANGE.c.n))).scalar_one() or 0


def read_news(con: sa.Connection, view: View, *, told: Collection[UUID] = ()) -> News | None:
    """Return what came after *view*; None when nothing did.

    What the packages brought that are *told* of by their steps is not said once more.
    """
    newest = newest_change(con)
    return None if newest == view.newest else News(newest, _step(con, view, told))


def _step(con: sa.Connection, view: View, told: Collection[UUID]) -> Step | None:
    brought = sa.exists().where(
        PACKAGE.c.step.in_(told), CHANGE.c.n.between(PACKAGE.c.first, PACKAGE.c.last)
    )
    later = sa.and_(CHANGE.c.n > view.newest, CHANGE.c.rep != view.replica, ~brought)
    rows = con.scalars(sa.select(CHANGE.c.body).where(later).order_by(CHANGE.c.n))
    lines = [read_line(unpack(body)) for body in rows]
    if not lines:
        return None
    last = lines[-1]
    does = step_kind(last.does) or StepKind.EDIT
    return Step(last.step, does, last.at, last.by, tuple(_changes(lines)), last.of)


def _changes(lines: Sequence[Line]) -> Iterator[Change]:
    """Yield what was written to each record; what was there before is not looked up."""
    new: dict[tuple[str, UUID], dict[str, Json]] = {}
    for line in lines:
        new.setdefault((line.kind, line.rec), {}).update(line.set)
    for (kind, record), values in new.items():
        if kind in BY_NAME:
            yield Change(kind, record, dict.fromkeys(values), values)
