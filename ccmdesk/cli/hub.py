"""The commands on the store of the hub: add, report, verify-key and the others."""

from __future__ import annotations

import datetime as dt
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ccmdesk.cli.desk import Desk, at_server
from ccmdesk.db.hub.store import Hub, open_hub
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message

if TYPE_CHECKING:
    from ccmdesk.actions.author import Author
    from ccmdesk.actions.hub.add import Added
    from ccmdesk.actions.hub.keys import DecideOnKey
    from ccmdesk.actions.hub.report import HubReport
    from ccmdesk.rules.hub.filed import Alarm, FiledKey

_NOT_ALL = N_("Not every package was taken in; what is said of each tells why.")


def add(ask: Namespace, desk: Desk) -> int:
    """Take in packages one after the other, and tell every alarm there has been."""
    from ccmdesk.actions.hub.add import AddSubmissions, add_submissions
    from ccmdesk.actions.hub.report_json import alarm_json
    from ccmdesk.actions.trust import known_keys
    from ccmdesk.cli.passphrases import unlock

    def told(one: Added) -> None:
        if not ask.json:
            desk.line(_line(desk, one))

    listed = known_keys(desk.data_folder, author=desk.author)
    with _hub(ask, desk, make_at=desk.author.clock(), writes=True) as hub:
        request = AddSubmissions(
            paths=[Path(name) for name in ask.packages], listed=listed, unlock=unlock(ask, desk)
        )
        added = add_submissions(hub, request, author=desk.author, told=told)
        with hub.reading() as now:
            alarms = now.alarms()
    if ask.json:
        packages = [_added(desk, one) for one in added]
        desk.json({"packages": packages, "alarms": [alarm_json(alarm) for alarm in alarms]})
    else:
        _say_alarms(desk, alarms)
    if not all(one.is_in for one in added):
        raise Problem(_NOT_ALL)
    return 0


def report(ask: Namespace, desk: Desk) -> int:
    """Report on all States: in a few lines, as JSON, or as a workbook or PDF."""
    from ccmdesk.actions.hub.report import hub_report
    from ccmdesk.actions.hub.report_json import report_json
    from ccmdesk.actions.hub.write_report import WriteReport, write_report

    with _hub(ask, desk) as hub:
        found = hub_report(hub, packs=desk.packs, today=desk.today)
    if ask.out:
        request = WriteReport(out=Path(ask.out), language=ask.language)
        write_report(found, request, packs=desk.packs, author=desk.author)
    if ask.json:
        desk.json(report_json(found, lang=desk.lang))
        return 0
    if ask.out:
        desk.say(N_("The report is in {file}."), file=ask.out)
    _say_report(desk, found)
    return 0


def verify_key(ask: Namespace, desk: Desk) -> int:
    """Say that a person compared the key of a State."""
    from ccmdesk.actions.hub.keys import verify_key

    key = _decided(ask, desk, verify_key)
    desk.say(
        N_("{person} verified the key of {country} on {date}."),
        person=key.verified_by,
        country=key.country,
        date=key.verified_on,
    )
    return 0


def revoke_key(ask: Namespace, desk: Desk) -> int:
    """No longer trust a key of a State."""
    from ccmdesk.actions.hub.keys import revoke_key

    key = _decided(ask, desk, revoke_key)
    desk.say(
        N_("{person} revoked the key of {country} on {date}. Nothing it signs is taken in."),
        person=key.revoked_by,
        country=key.country,
        date=key.revoked_on,
    )
    return 0


def settle_alarm(ask: Namespace, desk: Desk) -> int:
    """Say what the State confirmed: a package which raised an alarm, or what is here."""
    from ccmdesk.actions.hub.settle_alarm import open_alarm

    country = StateCode(ask.country.upper())
    with _hub(ask, desk, writes=True) as hub:
        with hub.reading() as now:
            alarm = open_alarm(now, country, number=ask.number, sha256=ask.sha256)
        settle = _close if ask.here_is_right else _settle
        said = settle(hub, alarm, ask.person or desk.author.name, desk=desk)
    desk.line(desk.lang.say(said))
    return 0


def _settle(hub: Hub, alarm: Alarm, by: str, *, desk: Desk) -> Message:
    from ccmdesk.actions.hub.settle_alarm import SettleAlarm, settle_alarm, settled_words
    from ccmdesk.actions.trust import known_keys

    listed = known_keys(desk.data_folder, author=desk.author)
    request = SettleAlarm(manifest=alarm.manifest, by=by, listed=listed)
    return settled_words(settle_alarm(hub, request, desk.author))


def _close(hub: Hub, alarm: Alarm, by: str, *, desk: Desk) -> Message:
    from ccmdesk.actions.hub.close_alarm import CloseAlarm, close_alarm, closed_words

    request = CloseAlarm(manifest=alarm.manifest, by=by)
    return closed_words(close_alarm(hub, request, desk.author))


def rebuild(ask: Namespace, desk: Desk) -> int:
    """Make all that is reported anew from the kept packages."""
    from ccmdesk.actions.hub.count import rebuild

    with _hub(ask, desk, writes=True) as hub:
        states = rebuild(hub)
    desk.line(
        desk.lang.ngettext(
            "The figures of {n} State were made anew from its kept package.",
            "The figures of {n} States were made anew from their kept packages.",
            states,
        )
    )
    return 0


def _hub(
    ask: Namespace, desk: Desk, *, make_at: dt.datetime | None = None, writes: bool = False
) -> Hub:
    """Open the store, by the password that its server may want."""
    return at_server(
        desk,
        lambda password: open_hub(ask.store, make_at=make_at, writes=writes, password=password),
    )


def _decided(
    ask: Namespace, desk: Desk, decide: Callable[[Hub, DecideOnKey, Author], FiledKey]
) -> FiledKey:
    from ccmdesk.actions.hub.keys import DecideOnKey

    request = DecideOnKey(
        country=StateCode(ask.country.upper()),
        compared=ask.compared,
        by=ask.person or desk.author.name,
        first_bad=vars(ask).get("from_package", 0),
    )
    with _hub(ask, desk, writes=True) as hub:
        return decide(hub, request, desk.author)


def _line(desk: Desk, one: Added) -> str:
    return desk.lang(
        N_("{file}: {outcome}. {says}"),
        file=one.path.name,
        outcome=desk.lang(one.outcome.label),
        says=desk.lang.say(one.says),
    )


def _added(desk: Desk, one: Added) -> dict[str, Any]:
    from ccmdesk.actions.hub.report_json import submission_json

    return {
        "file": str(one.path),
        "outcome": one.outcome.value,
        "accepted": one.is_in,
        "says": desk.lang.say(one.says),
        "submission": None if one.filed is None else submission_json(one.filed),
    }


def _say_alarms(desk: Desk, alarms: tuple[Alarm, ...]) -> None:
    from ccmdesk.actions.hub.alarms import alarm_words

    for alarm in alarms:
        desk.line(desk.lang.say(alarm_words(alarm, packs=desk.packs)))


def _say_report(desk: Desk, found: HubReport) -> None:
    from ccmdesk.actions.hub.write_report import told

    lang, overview = desk.lang, found.overview
    desk.line(told(found, lang, packs=desk.packs)[0])
    for one in overview.articles:
        desk.say(
            N_("{article}: States with an obligation: {obliged}; that flagged a need: {flagged}."),
            article=lang(one.article.label),
            obliged=lang.number(len(one.obliged)),
            flagged=lang.number(len(one.flagged)),
        )
    desk.line(
        lang.ngettext(
            "{n} State gave assistance.", "{n} States gave assistance.", len(overview.giving)
        )
    )
    _say_alarms(desk, found.alarms)
