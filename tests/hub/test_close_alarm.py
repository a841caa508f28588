"""An alarm is closed: the State said that what is here is right, and not what raised the alarm."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
from hub_packages import KEY, OTHER_KEY, Package, chain, package

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.add import AddSubmissions, Outcome, add_submissions
from ccmdesk.actions.hub.close_alarm import CloseAlarm, close_alarm
from ccmdesk.actions.hub.keys import DecideOnKey, revoke_key, verify_key
from ccmdesk.actions.hub.settle_alarm import SettleAlarm, settle_alarm
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.cli.main import main
from ccmdesk.db.hub.store import Hub
from ccmdesk.db.hub.tables import CLOSED
from ccmdesk.model.codes import StateCode
from ccmdesk.model.problem import Problem

LAO = StateCode("LAO")


def _add(hub: Hub, author: Author, *packages: Package) -> list[Outcome]:
    ask = AddSubmissions(paths=[one.path for one in packages])
    return [one.outcome for one in add_submissions(hub, ask, author=author)]


def _close(hub: Hub, made: Package, author: Author) -> None:
    close_alarm(hub, CloseAlarm(manifest=bytes.fromhex(made.manifest), by="B. Officer"), author)


def _decide(key: SigningKey, first_bad: int = 0) -> DecideOnKey:
    compared = fingerprint_text(fingerprint_of(key.public_key))
    return DecideOnKey(country=LAO, compared=compared, by="B", first_bad=first_bad)


def _told(hub: Hub) -> tuple[list[str], list[int]]:
    """Return what counts, and the numbers of the open alarms."""
    with hub.reading() as desk:
        counted = [one.manifest.hex() for one in desk.counted()]
        return counted, [alarm.number for alarm in desk.alarms()]


def test_an_alarm_is_closed_by_name_and_day_and_what_is_here_counts_on(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    wrong = package(tmp_path / "in", number=2, previous=one.manifest, contact="wrong")
    on_it = package(tmp_path / "in", number=3, previous=wrong.manifest, contact="wrong")
    _add(hub, author, one, two, wrong)
    _close(hub, wrong, author)
    assert _told(hub) == ([two.manifest], [])
    with hub.reading() as desk:
        (closed,) = desk.closed_alarms()
    assert (closed.manifest.hex(), closed.by) == (wrong.manifest, "B. Officer")
    assert closed.at == author.clock()
    with pytest.raises(Problem, match="No alarm about this package is open"):
        _close(hub, wrong, author)
    assert _add(hub, author, on_it) == [Outcome.ALARM], "what builds on it is none the better"
    assert _told(hub) == ([two.manifest], [3])


def test_a_package_that_comes_again_is_an_alarm_again_and_can_be_right_after_all(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    again = package(tmp_path / "in", number=2, previous=one.manifest, contact="restored")
    _add(hub, author, one, two, again)
    _close(hub, again, author)
    assert _add(hub, author, one, two, again)[-1] is Outcome.ALARM
    assert _told(hub) == ([two.manifest], [2])
    ask = SettleAlarm(manifest=bytes.fromhex(again.manifest), by="B. Officer", listed=())
    settle_alarm(hub, ask, author)
    assert _told(hub) == ([again.manifest], [])


def test_an_alarm_of_a_key_that_was_revoked_since_is_closed(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    wrong = package(tmp_path / "in", number=2, previous=one.manifest, contact="of a thief")
    _add(hub, author, one, two, wrong)
    verify_key(hub, _decide(KEY), author)
    revoke_key(hub, _decide(KEY, first_bad=3), author)
    three = package(tmp_path / "in", number=3, previous=two.manifest, key=OTHER_KEY)
    _add(hub, author, three)
    verify_key(hub, _decide(OTHER_KEY), author)
    _close(hub, wrong, author)
    assert _told(hub) == ([three.manifest], [])


def test_a_store_of_before_is_read_and_its_alarms_are_closed(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    wrong = package(tmp_path / "in", number=2, previous=one.manifest, contact="wrong")
    with hub._place.engine.begin() as con:
        con.execute(sa.schema.DropTable(CLOSED))
    _add(hub, author, one, two, wrong)
    assert _add(hub, author, wrong) == [Outcome.ALARM]
    assert _told(hub) == ([two.manifest], [2])
    _close(hub, wrong, author)
    assert _told(hub) == ([two.manifest], [])


def test_an_alarm_is_closed_by_a_command(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    wrong = package(tmp_path / "in", number=2, previous=one.manifest, contact="wrong")
    assert main(("hub", where, "add", *(str(made.path) for made in (one, two, wrong)))) == 1
    ask = ("hub", where, "settle-alarm", "lao", "2", "--here-is-right", "--by", "B. Officer")
    capsys.readouterr()
    assert main(ask) == 0
    said = capsys.readouterr().out
    assert "B. Officer" in said
    assert "the alarm about submission 2 of LAO is closed" in said
    assert dt.datetime.now(dt.UTC).strftime("%Y") in said
    assert main(("hub", where, "report")) == 0
    assert "ALARM" not in capsys.readouterr().out
