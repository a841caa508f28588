"""Tells of records that the disk changed, and makes the plan anew from its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ccmdesk.model.words import N_, Message
from ccmdesk.ui.problems import Way

if TYPE_CHECKING:
    from ccmdesk.ui.open_plan import OpenPlan
    from ccmdesk.ui.window import Window

OpenWith = Callable[[Callable[[], object]], bool]
_NAMED = 3


def tell_of_changed(window: Window, open_with: OpenWith) -> None:
    """Tell in *window* of what the backups find; *open_with* opens a plan by some work."""
    window.backups.differing.connect(partial(_tell, window, open_with))


def _tell(window: Window, open_with: OpenWith, found: Sequence[Message]) -> None:
    """Name the records of the open plan that are not as their history says, and offer the way."""
    plan = window.desk.plan
    if plan is None:
        return
    said = N_(
        "The disk has changed the file of the plan: what is shown of {records} is not what its"
        " history says. The history is whole. Make the plan anew from it, then look again at what"
        " you sent since."
    )
    names = _names(plan, found)
    message = Message(said, {"records": names}) if names else found[0]
    window.notice.tell(message, alarm=True)
    words = Message(N_("Make it anew from the history"))
    window.notice.offer(Way(words, partial(_make_anew, window, open_with)))


def _names(plan: OpenPlan, found: Sequence[Message]) -> str:
    """Return the names of the first records, as they are shown now."""
    from uuid import UUID

    records = [UUID(str(one.values["record"])) for one in found if "record" in one.values]
    names = [
        str(record) if (there := plan.find(record)) is None else plan.show.named(there)
        for record in records[:_NAMED]
    ]
    return ", ".join(names) + (" …" if len(records) > _NAMED else "")


def _make_anew(window: Window, open_with: OpenWith) -> None:
    """Make all that is shown anew, then open the plan again."""
    plan, file = window.desk.plan, window.desk.file
    if plan is None or file is None:
        return
    from ccmdesk.actions.plan_key import key_of_store
    from ccmdesk.ui.opening import open_file

    desk, key = window.desk, key_of_store(plan.store)

    def open_again() -> None:
        plan.store.rebuild()
        desk.let_go()
        open_file(desk, file, key=key)

    open_with(open_again)
