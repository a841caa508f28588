"""Says after a crash or a power cut what was kept: which plan, as of when, up to which step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ccmdesk.lang.formats import DateStyle
from ccmdesk.model.words import N_, Message

if TYPE_CHECKING:
    from ccmdesk.ui.desk import Desk


def cut_off_words(desk: Desk) -> Callable[[], Message] | None:
    """Return what to say of the open plan, which was open when the program was cut off.

    It is said in the language that the window has then.
    """
    plan, file = desk.plan, desk.file
    last = None if plan is None else plan.store.steps.last()
    if plan is None or file is None or last is None:
        return None
    name, moment = file.name, last.at.astimezone()

    def words() -> Message:
        from ccmdesk.actions.step_words import step_words

        lang = desk.lang
        return Message(
            N_(
                "The program did not end properly last time. The plan {name} is whole, as it was"
                " saved on {day} at {time}. The last step kept is: {step}. Only what was being"
                " typed then can be missing."
            ),
            {
                "name": name,
                "day": lang.date(moment.date(), style=DateStyle.MEDIUM),
                "time": lang.time_of_day(moment),
                "step": step_words(lang, last),
            },
        )

    return words
