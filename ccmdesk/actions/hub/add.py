"""Take submissions into the store of the hub, each by itself: a bad one never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.alarms import alarm_of
from ccmdesk.actions.hub.chain import alarm_kind, doubt, placed
from ccmdesk.actions.hub.count import count_chosen
from ccmdesk.actions.hub.filing import filed_of
from ccmdesk.actions.hub.kept import Arrived, arrived
from ccmdesk.actions.hub.keys import take_over_lists, trusted_by_hub
from ccmdesk.actions.sealed_package import LOCKED, Unlock
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.refused import BundleRefused
from ccmdesk.bundle.trust import Standing, TrustedKey
from ccmdesk.db.document import Watch, go_on
from ccmdesk.db.hub.reading import HubReading
from ccmdesk.db.hub.store import Hub
from ccmdesk.db.hub.writing import HubWriting
from ccmdesk.model.codes import Coded
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_, Message
from ccmdesk.rules.hub.filed import Filed, Trust
from ccmdesk.rules.rule import sentence


class Outcome(Coded):
    """What became of a package."""

    ACCEPTED = "accepted", C_("package at the hub", "Accepted")
    AFTER_GAP = "after_gap", C_("package at the hub", "Accepted, earlier ones are missing")
    SET_ASIDE = "set_aside", C_("package at the hub", "Filed, does not count yet")
    HISTORY = "history", C_("package at the hub", "Filed as history")
    REPEATED = "repeated", C_("package at the hub", "Already here")
    ALARM = "alarm", C_("package at the hub", "Alarm")
    REFUSED = "refused", C_("package at the hub", "Refused")


_SAYS = {
    Outcome.ACCEPTED: N_("{title} was accepted. {key}"),
    Outcome.AFTER_GAP: N_(
        "{title} was accepted; submissions before it are missing here. Ask {office} for them. {key}"
    ),
    Outcome.SET_ASIDE: N_(
        "{title} was filed and does not count: other submissions of {country} are here, signed with"
        " another key. {key}"
    ),
    Outcome.HISTORY: N_("{title} is older than what is here; it was filed as history. {key}"),
    Outcome.REPEATED: N_("{title} is here already; nothing was changed. {key}"),
}
_UNVERIFIED = N_(
    "Nobody has verified the key {fingerprint} yet: compare it with {name}, {office} by telephone,"
    " then verify the key."
)
_VERIFIED = N_("{person} verified the key on {date}.")
_UNREADABLE = N_("{file} cannot be read. Check that the drive is connected and the file is yours.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one package; *filed* is None for one that is no good submission."""

    path: Path
    outcome: Outcome
    says: Message
    filed: Filed | None = None

    @property
    def is_in(self) -> bool:
        """Whether it is among the accepted submissions."""
        return self.outcome not in {Outcome.ALARM, Outcome.REFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSubmissions:
    """The packages to take in; *listed* are the keys of the lists of trusted keys.

    *unlock* opens those that come encrypted.
    """

    paths: Sequence[Path]
    listed: Sequence[TrustedKey] = ()
    unlock: Unlock = LOCKED


@dataclass(frozen=True, slots=True)
class _Adding:
    """What is taken in, and by whom; *watch* stops it by raising."""

    ask: AddSubmissions
    author: Author
    watch: Watch


def add_submissions(
    hub: Hub,
    ask: AddSubmissions,
    *,
    author: Author,
    told: Callable[[Added], object] = lambda _: None,
    watch: Watch = go_on,
) -> tuple[Added, ...]:
    """Take in the packages one after the other; *told* hears of each at once.

    Raises Problem only for the store itself. *watch* stops it by raising before the package it is
    at is in.
    """
    adding = _Adding(ask, author, watch)
    with hub.writing() as desk:
        take_over_lists(desk, ask.listed, author=author)
    found = []
    for path in ask.paths:
        found.append(_add(hub, path, adding))
        told(found[-1])
    return tuple(found)


def _add(hub: Hub, path: Path, adding: _Adding) -> Added:
    with hub.reading() as known:
        trusted = trusted_by_hub(known, adding.ask.listed, today=adding.author.today)
    with ExitStack() as opened:
        try:
            looked_at = arrived(path, trusted=trusted, unlock=adding.ask.unlock, watch=adding.watch)
            package = opened.enter_context(looked_at)
        except Problem as problem:
            return _refused(path, problem.message)
        except OSError:
            return _refused(path, sentence(_UNREADABLE, file=str(path)))
        with hub.writing() as desk:
            return _take_in(desk, path, package, adding=adding, trusted=trusted)


def _refused(path: Path, says: Message) -> Added:
    return Added(path=path, outcome=Outcome.REFUSED, says=says)


def _take_in(
    hub: HubWriting,
    path: Path,
    package: Arrived,
    *,
    adding: _Adding,
    trusted: Sequence[TrustedKey],
) -> Added:
    filed = filed_of(hub, package, adding.author, trusted=trusted)
    try:
        outcome = _outcome(hub, filed)
    except BundleRefused as refused:
        kind = alarm_kind(refused)
        if kind is None:
            return _refused(path, refused.message)
        hub.keep_file(filed.file, package.pieces())
        doubt(hub, alarm_of(filed, kind, by=filed.by, at=filed.at), lineage=filed.key.lineage)
        count_chosen(hub, filed.country)
        return Added(path=path, outcome=Outcome.ALARM, says=refused.message, filed=filed)
    if outcome is not Outcome.REPEATED:
        hub.keep_file(filed.file, package.pieces())
        hub.put_key(filed.key)
        hub.file(filed)
        outcome = _counted(hub, package, filed, outcome=outcome)
    return Added(path=path, outcome=outcome, says=_says(outcome, filed), filed=filed)


def _outcome(hub: HubReading, filed: Filed) -> Outcome:
    """Return where a submission stands; raises BundleRefused when it contradicts what is here."""
    here = hub.in_lineage(filed.country, filed.key.lineage)
    if any(one.manifest == filed.manifest for one in here):
        return Outcome.REPEATED
    match placed(hub, filed, lineage=filed.key.lineage):
        case Standing.NEXT:
            return Outcome.ACCEPTED
        case Standing.AFTER_GAP:
            return Outcome.AFTER_GAP
        case Standing.REPEATED:
            return Outcome.REPEATED
        case Standing.OLDER:
            return Outcome.HISTORY


def _counted(hub: HubWriting, package: Arrived, filed: Filed, *, outcome: Outcome) -> Outcome:
    """Let it count where it is to; one of another key than the State's does not."""
    chosen = hub.chosen(filed.country)
    if chosen is not None and chosen.manifest == filed.manifest:
        count_chosen(hub, filed.country, fresh=package.lines)
        return outcome
    if chosen is not None and chosen.key.lineage == filed.key.lineage:
        return outcome
    return Outcome.SET_ASIDE


def _says(outcome: Outcome, filed: Filed) -> Message:
    return sentence(
        _SAYS[outcome],
        title=filed.title,
        country=filed.country,
        office=filed.office,
        key=_of_key(filed),
    )


def _of_key(filed: Filed) -> Message:
    key = filed.key
    if key.trust is Trust.UNVERIFIED:
        fingerprint = fingerprint_text(fingerprint_of(key.public_key))
        return sentence(_UNVERIFIED, fingerprint=fingerprint, name=filed.name, office=filed.office)
    return sentence(_VERIFIED, person=key.by, date=key.on)
