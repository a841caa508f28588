"""How old the last backup is, in words."""

from __future__ import annotations

from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_
from ccmdesk.ui.backups import Backups


def backup_words(lang: Lang, backups: Backups) -> str:
    """Return when the open plan was last backed up; nothing while that is not known."""
    if not backups.known:
        return ""
    if backups.problem is not None:
        return lang(N_("No backup was made"))
    if backups.newest is None:
        return lang(N_("No backup yet"))
    from ccmdesk.actions.time_words import day_here
    from ccmdesk.ui.opening import now

    at, today = backups.newest.at.astimezone(), day_here(now())
    days = (today - at.date()).days
    if days <= 0:
        return lang(N_("Backed up today at {time}"), time=lang.time_of_day(at))
    if days == 1:
        return lang(N_("Backed up yesterday at {time}"), time=lang.time_of_day(at))
    return lang(
        N_("Backed up on {day}, {n} days ago"),
        day=lang.date(at.date(), style=DateStyle.MEDIUM),
        n=lang.number(days),
    )
