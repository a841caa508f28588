"""What the hub does beside the window, one after the other: look, take in, decide, save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.add import Added, AddSubmissions, add_submissions
from ccmdesk.actions.hub.close_alarm import CloseAlarm, close_alarm, closed_words
from ccmdesk.actions.hub.keys import DecideOnKey, revoke_key, verify_key
from ccmdesk.actions.hub.screen import HubScreen, HubState, hub_screen, hub_state
from ccmdesk.actions.hub.settle_alarm import SettleAlarm, settle_alarm, settled_words
from ccmdesk.actions.hub.write_report import WriteReport, write_report
from ccmdesk.actions.sealed_package import LOCKED, Unlock
from ccmdesk.actions.trust import known_keys
from ccmdesk.db.hub.store import open_hub
from ccmdesk.lang.show import Show
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import Message
from ccmdesk.rules.hub.filed import FiledKey
from ccmdesk.ui.hub.settle_dialog import AskedAlarm
from ccmdesk.ui.jobs import Running, Work


@dataclass(frozen=True, slots=True)
class Seen:
    """What is in the store, and how it is said in the language of the window."""

    state: HubState
    screen: HubScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """The store, where the lists of trusted keys are kept, and who works here.

    *password* is that of its server once that has asked for one; *unlock* opens packages that come
    encrypted.
    """

    store: str
    folder: Path
    packs: Packs
    author: Author
    password: str = field(default="", repr=False)
    unlock: Unlock = LOCKED


def looking(at: At, show: Show) -> Work:
    """Return the work of reading the store."""

    def work(running: Running) -> Seen:
        with open_hub(at.store, password=at.password) as hub:
            today, packs = at.author.today, at.packs
            state = hub_state(hub, packs=packs, today=today, told=running.progress)
        return Seen(state, hub_screen(state, show, packs=at.packs))

    return work


def saying(state: HubState, show: Show, *, packs: Packs) -> Work:
    """Return the work of saying again, in another language, what was read."""
    return lambda _running: Seen(state, hub_screen(state, show, packs=packs))


def adding(at: At, paths: Sequence[Path], told: Callable[[Added], object]) -> Work:
    """Return the work of taking packages in; *told* hears of each, on the thread of the work.

    Cancelled, it stops while it looks through a package, else after it; those before it are in.
    """

    def work(running: Running) -> None:
        listed, done = known_keys(at.folder, author=at.author), 0

        def hear(one: Added) -> None:
            nonlocal done
            told(one)
            done += 1
            running.progress(done, len(paths))

        running.progress(0, len(paths))
        now = at.author.clock()
        with open_hub(at.store, make_at=now, writes=True, password=at.password) as hub:
            ask = AddSubmissions(paths=paths, listed=listed, unlock=at.unlock)
            add_submissions(hub, ask, author=at.author, told=hear, watch=running.go_on)

    return work


def deciding(at: At, ask: DecideOnKey, *, revoke: bool) -> Work:
    """Return the work of verifying or revoking a key."""

    def work(_running: Running) -> FiledKey:
        with open_hub(at.store, writes=True, password=at.password) as hub:
            return (revoke_key if revoke else verify_key)(hub, ask, at.author)

    return work


def settling(at: At, ask: AskedAlarm) -> Work:
    """Return the work of settling an alarm, or of closing it."""

    def work(_running: Running) -> Message:
        with open_hub(at.store, writes=True, password=at.password) as hub:
            if ask.here_is_right:
                closing = CloseAlarm(manifest=ask.manifest, by=ask.by)
                return closed_words(close_alarm(hub, closing, at.author))
            listed = known_keys(at.folder, author=at.author)
            request = SettleAlarm(manifest=ask.manifest, by=ask.by, listed=listed)
            return settled_words(settle_alarm(hub, request, at.author))

    return work


def saving(at: At, state: HubState, ask: WriteReport) -> Work:
    """Return the work of writing the report."""

    def work(_running: Running) -> Path:
        write_report(state.report, ask, packs=at.packs, author=at.author)
        return ask.out

    return work
