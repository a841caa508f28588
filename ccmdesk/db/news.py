"""What others have saved in the same plan since it was last looked at."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from ccmdesk.db.history import step_kind
from ccmdesk.db.line import read_line, unpack
from ccmdesk.db.past import changes_between
from ccmdesk.db.tables import CHANGE
from ccmdesk.db.unseen import View
from ccmdesk.db.write import Step
from ccmdesk.model.change import StepKind


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


def read_news(con: sa.Connection, view: View) -> News | None:
    """Return what came after *view*; None when nothing did."""
    newest = newest_change(con)
    return None if newest == view.newest else News(newest, _step(con, view))


def _step(con: sa.Connection, view: View) -> Step | None:
    later = sa.and_(CHANGE.c.n > view.newest, CHANGE.c.rep != view.replica)
    query = sa.select(CHANGE.c.n, CHANGE.c.body).where(later)
    last = con.execute(query.order_by(CHANGE.c.n.desc()).limit(1)).one_or_none()
    if last is None:
        return None
    first = con.scalar(sa.select(sa.func.min(CHANGE.c.n)).where(later)) or last.n
    line = read_line(unpack(last.body))
    does = step_kind(line.does) or StepKind.EDIT
    changes = tuple(changes_between(con, first, last.n))
    return Step(line.step, does, line.at, line.by, changes, line.of)
