"""Packages that were taken in before it was known that their key is not to be believed."""

from __future__ import annotations

from collections.abc import Sequence

from ccmdesk.actions.time_words import day_here
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.packages import Package, Way
from ccmdesk.db.store import Store
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import N_, counted


def revoked_packages(store: Store, trusted: Sequence[TrustedKey]) -> tuple[Package, ...]:
    """Return the packages in this plan that would be refused today, the newest first.

    What they brought stays in the plan until a person takes it out.
    """
    received = (package for package in store.packages.all() if package.way is Way.RECEIVED)
    return tuple(one for one in received if any(_is_refused(one, key) for key in trusted))


def _is_refused(package: Package, key: TrustedKey) -> bool:
    if package.public_key != key.public_key or key.distrusted_from is None:
        return False
    return package.sender.number >= key.distrusted_from


def revoked_words(lang: Lang, found: Sequence[Package]) -> str:
    """Return the sentence that names the packages and says what to do; nothing for none."""
    if not found:
        return ""
    named = N_("package {number} of {office}, taken in on {date}")
    packages = [
        lang(
            named,
            number=str(package.sender.number),
            office=package.sender.office,
            date=lang.date(day_here(package.at)),
        )
        for package in found
    ]
    return lang.say(
        counted(
            "{n} package in this plan ({packages}) was signed with a key that is revoked. Nothing"
            " of it goes by itself. Look at its changes in the history, and correct what is wrong.",
            "{n} packages in this plan ({packages}) were signed with keys that are revoked. Nothing"
            " of them goes by itself. Look at their changes in the history, and correct what is"
            " wrong.",
            len(found),
            packages=lang.join(packages),
        )
    )
