"""An alarm is settled: the State said that the package which contradicted others is right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hub_packages import KEY, OTHER_KEY, Package, chain, package

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.add import Added, AddSubmissions, Outcome, add_submissions
from ccmdesk.actions.hub.count import rebuild
from ccmdesk.actions.hub.keys import DecideOnKey, revoke_key, verify_key
from ccmdesk.actions.hub.report import hub_report
from ccmdesk.actions.hub.settle_alarm import SettleAlarm, Settled, settle_alarm, settled_words
from ccmdesk.bundle.fingerprint import fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.cli.main import main
from ccmdesk.db.hub.store import Hub
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.rules.hub.filed import Filed

LAO = StateCode("LAO")


def _add(hub: Hub, author: Author, *packages: Package) -> list[Outcome]:
    paths = [one.path for one in packages]
    return [
        one.outcome
        for one in add_submissions(hub, AddSubmissions(paths=paths, listed=()), author=author)
    ]


def _follow(folder: Path, before: Package, numbers: Iterable[int]) -> list[Package]:
    """Write what a plan sends that was restored from a backup of the day of *before*."""
    written = [before]
    for number in numbers:
        written.append(
            package(folder, number=number, previous=written[-1].manifest, contact="restored")
        )
    return written[1:]


def _settle(hub: Hub, right: Package, author: Author) -> Settled:
    ask = SettleAlarm(manifest=bytes.fromhex(right.manifest), by="B. Officer", listed=())
    return settle_alarm(hub, ask, author)


def _counted(hub: Hub) -> Filed:
    with hub.reading() as desk:
        (found,) = desk.counted()
        return found


def _alarms(hub: Hub) -> list[int]:
    with hub.reading() as desk:
        return [alarm.number for alarm in desk.alarms()]


def _decide(key: SigningKey, *, first_bad: int = 0) -> DecideOnKey:
    compared = fingerprint_text(fingerprint_of(key.public_key))
    return DecideOnKey(country=LAO, compared=compared, by="B", first_bad=first_bad)


def _numbers(submissions: tuple[Filed, ...]) -> list[int]:
    return [filed.number for filed in submissions]


@pytest.mark.parametrize("asked", [0, 1, 3])
def test_what_a_restored_plan_sent_counts_once_the_state_says_so(
    hub: Hub, author: Author, packs: Packs, tmp_path: Path, *, asked: int
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    restored = _follow(tmp_path / "in", one, (2, 3, 4, 5))
    assert _add(hub, author, one, two, *restored) == [Outcome.ACCEPTED] * 2 + [Outcome.ALARM] * 4
    settled = _settle(hub, restored[asked], author)
    assert _numbers(settled.right) == [2, 3, 4, 5]
    assert [filed.manifest.hex() for filed in settled.overruled] == [two.manifest]
    said = ENGLISH.say(settled_words(settled))
    assert said == (
        "These submissions of LAO are right: 2, 3, 4, 5. Of those that were here before, these no"
        " longer count: 2."
    )
    assert (_counted(hub).manifest.hex(), _counted(hub).by) == (restored[-1].manifest, "B. Officer")
    found = hub_report(hub, packs=packs, today=author.today)
    assert (found.alarms, _numbers(found.overview.filed)) == ((), [5])
    assert rebuild(hub) == 1
    assert _counted(hub).number == 5
    (after,) = _follow(tmp_path / "in", restored[-1], (6,))
    assert _add(hub, author, after, restored[0]) == [Outcome.ACCEPTED, Outcome.REPEATED]


def test_what_was_overruled_is_an_alarm_when_it_comes_again_and_can_be_right_after_all(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    restored = _follow(tmp_path / "in", one, (2, 3))
    _add(hub, author, one, two, *restored)
    _settle(hub, restored[0], author)
    (old_three,) = _follow(tmp_path / "in", two, (3,))
    assert _add(hub, author, two, old_three) == [Outcome.ALARM] * 2
    assert _counted(hub).manifest.hex() == restored[1].manifest
    settled = _settle(hub, two, author)
    assert _numbers(settled.right) == _numbers(settled.overruled) == [2, 3]
    assert _counted(hub).manifest.hex() == old_three.manifest
    assert sorted(_alarms(hub)) == [2, 3], "those of the restored plan"


def _overruled(hub: Hub, author: Author, folder: Path) -> list[Package]:
    """Let 3 to 5 be overruled by another 3, and return these three and the right one."""
    sent = chain(folder, (1, 2, 3, 4, 5))
    (right,) = _follow(folder, sent[1], (3,))
    _add(hub, author, *sent, right)
    assert _numbers(_settle(hub, right, author).overruled) == [3, 4, 5]
    return [*sent[2:], right]


def test_what_was_overruled_does_not_count_again_where_those_between_are_missing(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    three, four, five, right = _overruled(hub, author, tmp_path / "in")
    said: list[Added] = []
    ask = AddSubmissions(paths=[five.path], listed=())
    add_submissions(hub, ask, author=author, told=said.append)
    assert [one.outcome for one in said] == [Outcome.ALARM]
    assert "no longer counts since an alarm was settled" in ENGLISH.say(said[0].says)
    assert _add(hub, author, four, three) == [Outcome.ALARM] * 2
    assert (_counted(hub).manifest.hex(), sorted(_alarms(hub))) == (right.manifest, [3, 4, 5])


def test_what_goes_on_from_what_was_overruled_does_not_count(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    *_, five, right = _overruled(hub, author, tmp_path / "in")
    wrong = _follow(tmp_path / "in", five, (6, 7))
    assert _add(hub, author, *wrong) == [Outcome.ALARM] * 2
    assert (_counted(hub).manifest.hex(), _alarms(hub)) == (right.manifest, [6, 7])
    assert _add(hub, author, *_follow(tmp_path / "in", right, (4,))) == [Outcome.ACCEPTED]
    assert _numbers(_settle(hub, wrong[0], author).right) == [6, 7]
    assert _counted(hub).manifest.hex() == wrong[1].manifest, "the State said so"


def test_what_is_settled_was_received_on_the_day_it_came(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two, three = chain(tmp_path / "in", (1, 2, 3))
    (again,) = _follow(tmp_path / "in", one, (2,))
    came = author.clock()
    later = [came + dt.timedelta(days=day) for day in (2, 18, 30, 40)]
    _add(hub, author, one, two, three)
    second, third, fourth, fifth = (_at(author, moment) for moment in later)
    _add(hub, second, again)
    _settle(hub, again, third)
    assert (_counted(hub).manifest.hex(), _counted(hub).at) == (again.manifest, later[0])
    _add(hub, fourth, two, three)
    _settle(hub, two, fifth)
    with hub.reading() as desk:
        received = {
            filed.manifest.hex(): filed.at for filed in desk.in_lineage(LAO, KEY.public_key)
        }
    assert [received[made.manifest] for made in (one, two, three)] == [came] * 3


def _at(author: Author, moment: dt.datetime) -> Author:
    return replace(author, clock=lambda: moment)


def test_what_counted_on_an_alarm_in_an_older_store_goes_on_counting_once_that_is_right(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    restored = _follow(tmp_path / "in", one, (2, 3, 4, 5))
    _add(hub, author, one, two, *restored)
    with hub.writing() as desk:
        for filed in desk.submissions(LAO):
            if filed.number >= 4:
                desk.move(filed, KEY.public_key)
    assert sorted(_alarms(hub)) == [2, 3, 4, 5]
    settled = _settle(hub, restored[0], author)
    assert (_numbers(settled.right), _numbers(settled.overruled)) == ([2, 3, 4, 5], [2])
    assert (_counted(hub).number, _alarms(hub)) == (5, [])


def test_of_two_packages_that_build_on_one_neither_counts_before_the_state_says_which(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    (again,) = _follow(tmp_path / "in", one, (2,))
    twins = [
        package(tmp_path / "in", number=3, previous=again.manifest, contact=contact)
        for contact in ("a", "b")
    ]
    _add(hub, author, one, two, again, *twins)
    assert _numbers(_settle(hub, again, author).right) == [2]
    assert (_counted(hub).number, _alarms(hub)) == (2, [3, 3])
    assert _numbers(_settle(hub, twins[1], author).right) == [3]
    assert (_counted(hub).manifest.hex(), _alarms(hub)) == (twins[1].manifest, [3])


def test_what_does_not_follow_from_the_last_takes_its_place(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    packages = chain(tmp_path / "in", (1, 2))
    stray = package(tmp_path / "in", number=3, previous="ab" * 32)
    _add(hub, author, *packages, stray)
    assert _numbers(_settle(hub, stray, author).overruled) == [2]
    with hub.reading() as desk:
        assert _numbers(desk.in_lineage(LAO, KEY.public_key)) == [1, 3]


def test_keys_that_joined_with_the_same_number_are_settled_too(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    own = package(tmp_path / "in")
    other = package(tmp_path / "in", key=OTHER_KEY, contact="other")
    _add(hub, author, own, other)
    for key in (KEY, OTHER_KEY):
        verify_key(hub, _decide(key), author)
    _settle(hub, other, author)
    assert (_counted(hub).manifest.hex(), _alarms(hub)) == (other.manifest, [])


def test_what_builds_on_a_settled_alarm_counts_on_once_its_key_joins_another(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    (one,) = chain(folder, (1,))
    _add(hub, author, one)
    verify_key(hub, _decide(KEY), author)
    two, again = (
        package(folder, number=2, previous=one.manifest, key=OTHER_KEY, contact=contact)
        for contact in ("", "again")
    )
    three = package(folder, number=3, previous=again.manifest, key=OTHER_KEY)
    assert _add(hub, author, two, again) == [Outcome.SET_ASIDE, Outcome.ALARM]
    _settle(hub, again, author)
    assert _add(hub, author, three) == [Outcome.SET_ASIDE]
    verify_key(hub, _decide(OTHER_KEY), author)
    assert (_counted(hub).manifest.hex(), _alarms(hub)) == (three.manifest, [])


def test_a_package_of_a_revoked_key_cannot_be_right(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    (one,) = chain(tmp_path / "in", (1,))
    other = package(tmp_path / "in", contact="other")
    _add(hub, author, one, other)
    revoke_key(hub, _decide(KEY), author)
    with pytest.raises(Problem, match="no longer trusted"):
        _settle(hub, other, author)
    assert (_counted(hub).manifest.hex(), _alarms(hub)) == (one.manifest, [1])
    with pytest.raises(Problem, match="No alarm about this package"):
        _settle(hub, one, author)


def test_numbers_can_be_distrusted_after_an_alarm_was_settled(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    restored = _follow(tmp_path / "in", one, (2, 3))
    _add(hub, author, one, two, *restored)
    _settle(hub, restored[0], author)
    revoke_key(hub, _decide(KEY, first_bad=2), author)
    assert _counted(hub).number == 1


def test_an_alarm_is_settled_by_a_command(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    twins = [
        package(tmp_path / "in", number=2, previous=one.manifest, contact=contact)
        for contact in ("a", "b")
    ]
    paths = [str(made.path) for made in (one, two, *twins)]
    assert main(("hub", where, "add", *paths)) == 1
    assert "does not count until you say that it is right" in capsys.readouterr().out
    ask = ("hub", where, "settle-alarm", "lao")
    assert main((*ask, "7")) == 1
    assert "No alarm about submission 7 of LAO is open" in capsys.readouterr().err
    assert main((*ask, "2")) == 1
    said = capsys.readouterr().err
    code = said.rstrip(".\n").rpartition(", ")[2]
    assert len(code) == 12
    assert main((*ask, "2", "--sha256", code, "--by", "B. Officer")) == 0
    assert "are right: 2." in capsys.readouterr().out
    assert main(("hub", where, "report")) == 0
    assert capsys.readouterr().out.count("ALARM") == 1
