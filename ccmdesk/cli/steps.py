"""Commands on the history of a plan: list its steps, go back to one."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from ccmdesk.actions.go_back import GoBack, go_back, what_goes_back
from ccmdesk.actions.step_words import step_words
from ccmdesk.actions.time_words import is_to_come, time_words
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.db.steps import StepLine, StepQuery
from ccmdesk.db.store import Store
from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


def steps(ask: Namespace, desk: Desk) -> int:
    """List the steps of a plan, newest first."""
    with reading_store(ask.file, desk) as store:
        places = store.steps.places(StepQuery(by=ask.person))
        found = store.steps.lines(places[: ask.most])
    if ask.json:
        desk.json([_as_json(line, desk) for line in found])
    else:
        for line in found:
            desk.line(_told(line, desk))
    return 0


def go_back_to(ask: Namespace, desk: Desk) -> int:
    """Make the plan as it was after a step; that is one new step, which undo takes back."""
    opened = reading_store if ask.dry_run else writing_store
    with opened(ask.file, desk) as store:
        request = GoBack(place=_place(store, ask.step))
        if ask.dry_run:
            changed = len(what_goes_back(store, request).changes)
        else:
            step = go_back(store, request, author=desk.author)
            changed = 0 if step is None else len(step.changes)
    desk.line(
        desk.lang.ngettext(
            "{n} record changes. Undo takes it back.",
            "{n} records change. Undo takes it back.",
            changed,
        )
    )
    return 0


def _place(store: Store, text: str) -> int:
    if text.isdecimal() and int(text) in store.steps.places(StepQuery()):
        return int(text)
    raise Problem(
        N_("There is no step {step} in this plan. List the steps to see their numbers."), step=text
    )


def _told(line: StepLine, desk: Desk) -> str:
    lang, moment = desk.lang, line.at.astimezone()
    return lang(
        N_("{number}. {day}, {time}, {who}. {what}"),
        number=str(line.place),
        day=lang.date(moment.date(), style=DateStyle.MEDIUM),
        time=time_words(lang, line.at, now=desk.author.clock()),
        who=line.by,
        what=step_words(lang, line),
    )


def _as_json(line: StepLine, desk: Desk) -> dict[str, Any]:
    return {
        "number": line.place,
        "at": line.at.isoformat(),
        "to_come": is_to_come(line.at, desk.author.clock()),
        "by": line.by,
        "office": line.office,
        "does": None if line.does is None else line.does.value,
        "records": line.brief.count,
    }
