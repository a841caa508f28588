"""What the hub takes in, what it refuses, and that nothing bad stops the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from forged_packages import changed
from hub_packages import KEY, OTHER_KEY, Package, chain, package

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.add import Added, AddSubmissions, Outcome, add_submissions
from ccmdesk.actions.hub.count import rebuild
from ccmdesk.actions.hub.keys import DecideOnKey, revoke_key, verify_key
from ccmdesk.actions.hub.report import hub_report
from ccmdesk.bundle.fingerprint import fingerprint_digits, fingerprint_of, fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.bundle.manifest import Recipient
from ccmdesk.bundle.trust import TrustedKey
from ccmdesk.db.hub.store import Hub, open_hub
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.codes import StateCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.rules.hub.filed import AlarmKind, Filed, Trust

LAO = StateCode("LAO")


def _add(hub: Hub, author: Author, *packages: Package | Path) -> list[Added]:
    paths = [one.path if isinstance(one, Package) else one for one in packages]
    return list(add_submissions(hub, AddSubmissions(paths=paths, listed=()), author=author))


def _outcomes(added: list[Added]) -> list[Outcome]:
    return [one.outcome for one in added]


def _counted(hub: Hub) -> tuple[Filed, ...]:
    with hub.reading() as desk:
        return desk.counted()


def _fingerprint(key: SigningKey) -> str:
    return fingerprint_text(fingerprint_of(key.public_key))


def _says(added: Added) -> str:
    return ENGLISH.say(added.says)


def test_numbers_rise_and_the_latest_counts(hub: Hub, author: Author, tmp_path: Path) -> None:
    packages = chain(tmp_path / "in", (1, 2, 3))
    assert _outcomes(_add(hub, author, *packages)) == [Outcome.ACCEPTED] * 3
    (counted,) = _counted(hub)
    assert (counted.number, counted.manifest.hex()) == (3, packages[-1].manifest)
    assert _outcomes(_add(hub, author, packages[2], packages[0])) == [Outcome.REPEATED] * 2
    assert _counted(hub) == (counted,)


def test_every_accepted_file_is_kept_unchanged(hub: Hub, author: Author, tmp_path: Path) -> None:
    packages = chain(tmp_path / "in", (1, 2))
    before = [one.path.read_bytes() for one in packages]
    _add(hub, author, *packages)
    with hub.reading() as desk:
        kept = [b"".join(desk.pieces(one.file)) for one in desk.submissions(LAO)]
        files = [one.file for one in desk.submissions(LAO)]
    assert kept == before == [one.path.read_bytes() for one in packages]
    assert files == [hashlib.sha256(raw).digest() for raw in before]


def test_what_is_missing_between_is_told_and_filed_as_history_when_it_comes(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two, three = chain(tmp_path / "in", (1, 2, 3))
    assert _outcomes(_add(hub, author, one, three)) == [Outcome.ACCEPTED, Outcome.AFTER_GAP]
    (late,) = _add(hub, author, two)
    assert late.outcome is Outcome.HISTORY
    assert "older than what is here" in _says(late)
    assert _counted(hub)[0].number == 3


def test_an_older_one_that_does_not_fit_between_raises_an_alarm(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, _, three = chain(tmp_path / "in", (1, 2, 3))
    _add(hub, author, one, three)
    stray = package(tmp_path / "in", number=2, previous="ab" * 32)
    other = package(tmp_path / "in", number=2, previous=one.manifest, contact="other")
    assert _outcomes(_add(hub, author, stray, other)) == [Outcome.ALARM] * 2
    with hub.reading() as desk:
        assert {alarm.kind for alarm in desk.alarms()} == {AlarmKind.BROKEN_CHAIN}
        assert len(desk.alarms()) == 2


def test_two_packages_with_one_number_raise_an_alarm_that_stays(
    hub: Hub, where: str, author: Author, tmp_path: Path
) -> None:
    (first,) = chain(tmp_path / "in", (1,))
    second = package(tmp_path / "in", contact="another content")
    added = _add(hub, author, first, second)
    assert _outcomes(added) == [Outcome.ACCEPTED, Outcome.ALARM]
    assert "with different content" in _says(added[1])
    _add(hub, author, second)
    with open_hub(where) as again, again.reading() as desk:
        (alarm,) = desk.alarms()
        assert b"".join(desk.pieces(alarm.file)) == second.path.read_bytes()
        assert (alarm.number, alarm.kind) == (1, AlarmKind.SAME_NUMBER)
    assert _counted(hub)[0].manifest.hex() == first.manifest


def test_a_number_used_before_under_a_later_one_raises_an_alarm(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    _add(hub, author, *chain(tmp_path / "in", (1, 2)))
    (rolled_back,) = _add(hub, author, package(tmp_path / "in", contact="rolled back"))
    assert rolled_back.outcome is Outcome.ALARM


def test_a_number_far_ahead_and_a_broken_chain_are_refused(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    (first,) = chain(tmp_path / "in", (1,))
    ahead = package(tmp_path / "in", number=102, previous=first.manifest)
    stray = package(tmp_path / "in", number=2, previous="cd" * 32)
    added = _add(hub, author, first, ahead, stray)
    assert _outcomes(added) == [Outcome.ACCEPTED, Outcome.REFUSED, Outcome.ALARM]
    assert "far ahead of 1" in _says(added[1])
    assert "does not follow from the submission 1" in _says(added[2])
    assert _counted(hub)[0].number == 1


@pytest.mark.parametrize("number", [2**63, 2**63 - 1, 10**6, 0, -1])
def test_a_number_that_no_country_comes_to_is_refused(
    hub: Hub, author: Author, tmp_path: Path, number: int
) -> None:
    forged = tmp_path / "forged.ccmb"
    forged.write_bytes(changed(lambda manifest: manifest.update(number=number)))
    good = package(tmp_path / "in")
    assert _outcomes(_add(hub, author, forged, good)) == [Outcome.REFUSED, Outcome.ACCEPTED]


def test_the_plan_of_one_state_is_not_taken_in_under_the_name_of_another(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    swapped = package(tmp_path / "in", country="BIH", plan_of="LAO")
    (added,) = _add(hub, author, swapped.path)
    assert added.outcome is Outcome.REFUSED
    assert "contradict each other" in _says(added)
    assert _counted(hub) == ()


def test_bad_files_are_refused_in_plain_words_and_the_others_come_in(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    good, other = package(tmp_path / "in"), package(tmp_path / "in", country="BIH")
    torn = tmp_path / "torn.ccmb"
    torn.write_bytes(good.path.read_bytes()[:-100])
    flipped = bytearray(good.path.read_bytes())
    flipped[400] ^= 1
    flawed = tmp_path / "flawed.ccmb"
    flawed.write_bytes(flipped)
    elsewhere = package(tmp_path / "in", recipients=(Recipient(code="donor", name="A donor"),))
    paths = (tmp_path / "none.ccmb", tmp_path, torn, flawed, elsewhere, good, other)
    added = _add(hub, author, *paths)
    assert _outcomes(added) == [Outcome.REFUSED] * 5 + [Outcome.ACCEPTED] * 2
    assert all(_says(one) for one in added)
    assert "meant for A donor" in _says(added[4])
    assert [one.country for one in _counted(hub)] == ["BIH", "LAO"]


def test_a_strangers_key_cannot_take_the_place_of_a_state(
    hub: Hub, author: Author, packs: Packs, tmp_path: Path
) -> None:
    own = chain(tmp_path / "in", (1, 2))
    strange = chain(tmp_path / "in", (1, 2, 3), key=OTHER_KEY, contact="stranger")
    added = _add(hub, author, *own, *strange)
    assert _outcomes(added) == [Outcome.ACCEPTED] * 2 + [Outcome.SET_ASIDE] * 3
    assert _fingerprint(OTHER_KEY) in _says(added[-1])
    assert _counted(hub)[0].manifest.hex() == own[1].manifest
    ask = DecideOnKey(country=LAO, compared=_fingerprint(OTHER_KEY), by="B. Officer")
    verify_key(hub, ask, author)
    (counted,) = _counted(hub)
    assert (counted.number, counted.key.trust, counted.key.by) == (3, Trust.VERIFIED, "B. Officer")
    found = hub_report(hub, packs=packs, today=author.today).overview
    assert [(one.number, one.key.on) for one in found.filed] == [(3, author.today)]


def test_a_new_key_of_the_state_goes_on_where_the_old_one_ended(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    old = chain(tmp_path / "in", (1, 2))
    new = package(tmp_path / "in", number=3, previous=old[1].manifest, key=OTHER_KEY)
    _add(hub, author, *old)
    for key in (KEY, OTHER_KEY):
        if key is OTHER_KEY:
            assert _outcomes(_add(hub, author, new)) == [Outcome.SET_ASIDE]
        digits = fingerprint_digits(fingerprint_of(key.public_key))
        verify_key(hub, DecideOnKey(country=LAO, compared=digits, by="B"), author)
    (counted,) = _counted(hub)
    assert (counted.number, counted.key.public_key) == (3, OTHER_KEY.public_key)
    with hub.reading() as desk:
        assert {one.lineage for one in desk.signers(LAO)} == {KEY.public_key}


def test_keys_that_join_with_the_same_number_raise_an_alarm(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    own = package(tmp_path / "in")
    other = package(tmp_path / "in", key=OTHER_KEY, contact="other")
    _add(hub, author, own, other)
    for key in (KEY, OTHER_KEY):
        verify_key(hub, DecideOnKey(country=LAO, compared=_fingerprint(key), by="B"), author)
    with hub.reading() as desk:
        assert [alarm.kind for alarm in desk.alarms()] == [AlarmKind.SAME_NUMBER]
    assert _counted(hub)[0].manifest.hex() == own.manifest


@pytest.mark.parametrize("order", [(2, 3, 4, 5), (5, 4, 3, 2), (4, 5, 2, 3), (3, 5, 2, 4)])
def test_what_builds_on_a_package_that_is_an_alarm_is_one_too_in_any_order(
    hub: Hub, author: Author, tmp_path: Path, order: tuple[int, ...]
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    restored = _follow(tmp_path / "in", one, numbers=(2, 3, 4, 5))
    _add(hub, author, one, two, *(restored[number] for number in order))
    assert [filed.manifest.hex() for filed in _counted(hub)] == [two.manifest]
    with hub.reading() as desk:
        assert {(alarm.number, alarm.manifest.hex()) for alarm in desk.alarms()} == {
            (number, made.manifest) for number, made in restored.items()
        }
    again = _add(hub, author, *restored.values())
    assert _outcomes(again) == [Outcome.ALARM] * 4
    assert "builds on one that raised an alarm" in _says(again[2])
    with hub.reading() as desk:
        assert len(desk.alarms()) == 4
    assert rebuild(hub) == 1
    assert [filed.number for filed in _counted(hub)] == [2]


def _follow(folder: Path, before: Package, *, numbers: Iterable[int]) -> dict[int, Package]:
    """Write what a plan sends that was restored from a backup of the day of *before*."""
    made: dict[int, Package] = {}
    for number in numbers:
        made[number] = package(folder, number=number, previous=before.manifest, contact="restored")
        before = made[number]
    return made


@pytest.mark.parametrize("number", [4, 2])
@pytest.mark.parametrize("known_first", [True, False])
def test_a_new_key_that_does_not_go_on_from_the_old_one_raises_an_alarm_in_any_order(
    hub: Hub, author: Author, tmp_path: Path, *, known_first: bool, number: int
) -> None:
    old = chain(tmp_path / "in", (1, 3) if number == 2 else (1, 2, 3))
    stray = package(tmp_path / "in", number=number, previous="ab" * 32, key=OTHER_KEY)
    verified = TrustedKey(
        public_key=OTHER_KEY.public_key, country=LAO, verified_by="Root", verified_on=author.today
    )
    _add(hub, author, *old)
    verify_key(hub, DecideOnKey(country=LAO, compared=_fingerprint(KEY), by="B"), author)
    if known_first:
        (added,) = add_submissions(
            hub, AddSubmissions(paths=[stray.path], listed=[verified]), author=author
        )
        assert added.outcome is Outcome.ALARM
    else:
        assert _outcomes(_add(hub, author, stray)) == [Outcome.SET_ASIDE]
        ask = DecideOnKey(country=LAO, compared=_fingerprint(OTHER_KEY), by="B")
        verify_key(hub, ask, author)
    (counted,) = _counted(hub)
    assert (counted.number, counted.key.public_key) == (3, KEY.public_key)
    with hub.reading() as desk:
        alarms = [(alarm.number, alarm.kind) for alarm in desk.alarms()]
    assert alarms == [(number, AlarmKind.BROKEN_CHAIN)]


def test_what_a_new_key_signed_long_ago_joins_the_history_of_the_old_one(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one = package(tmp_path / "in")
    two = package(tmp_path / "in", number=2, previous=one.manifest, key=OTHER_KEY)
    three = package(tmp_path / "in", number=3, previous=two.manifest)
    _add(hub, author, one, three, two)
    for key in (KEY, OTHER_KEY):
        verify_key(hub, DecideOnKey(country=LAO, compared=_fingerprint(key), by="B"), author)
    assert _counted(hub)[0].manifest.hex() == three.manifest
    with hub.reading() as desk:
        assert [one.number for one in desk.in_lineage(LAO, KEY.public_key)] == [1, 2, 3]
        assert desk.alarms() == ()


def test_a_revoked_key_is_told_and_takes_nothing_more_in(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    _add(hub, author, one)
    ask = DecideOnKey(country=LAO, compared=_fingerprint(KEY), by="B. Officer")
    assert revoke_key(hub, ask, author).trust is Trust.REVOKED
    (added,) = _add(hub, author, two)
    assert added.outcome is Outcome.REFUSED
    assert "no longer trusted" in _says(added)
    assert _counted(hub)[0].key.trust is Trust.REVOKED
    with pytest.raises(Problem, match="stays so"):
        verify_key(hub, ask, author)


def test_numbers_go_on_before_what_a_stolen_key_signed(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    packages = chain(tmp_path / "in", (1, 2, 3))
    _add(hub, author, *packages)
    verify_key(hub, DecideOnKey(country=LAO, compared=_fingerprint(KEY), by="B"), author)
    ask = DecideOnKey(country=LAO, compared=_fingerprint(KEY), by="B", first_bad=2)
    revoke_key(hub, ask, author)
    assert [one.number for one in _counted(hub)] == [1]
    right = package(tmp_path / "in", number=2, previous=packages[0].manifest, key=OTHER_KEY)
    _add(hub, author, right)
    verify_key(hub, DecideOnKey(country=LAO, compared=_fingerprint(OTHER_KEY), by="B"), author)
    (counted,) = _counted(hub)
    assert (counted.manifest.hex(), counted.key.trust) == (right.manifest, Trust.VERIFIED)
    with hub.reading() as desk:
        assert desk.alarms() == ()


def test_what_a_stranger_sent_never_counts_before_what_a_compared_key_signed(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    _add(hub, author, *chain(tmp_path / "in", (1, 2, 3)))
    verify_key(hub, DecideOnKey(country=LAO, compared=_fingerprint(KEY), by="B"), author)
    stranger = package(tmp_path / "in", key=OTHER_KEY, contact="stranger")
    assert _outcomes(_add(hub, author, stranger)) == [Outcome.SET_ASIDE]
    ask = DecideOnKey(country=LAO, compared=_fingerprint(KEY), by="B", first_bad=3)
    revoke_key(hub, ask, author)
    (counted,) = _counted(hub)
    assert (counted.number, counted.key.public_key) == (2, KEY.public_key)
    rebuild(hub)
    assert _counted(hub) == (counted,)


def test_a_key_that_nobody_compared_and_that_was_revoked_counts_after_the_others(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    stranger = package(tmp_path / "in", key=OTHER_KEY, contact="stranger")
    _add(hub, author, stranger, package(tmp_path / "in"))
    assert _counted(hub)[0].key.public_key == OTHER_KEY.public_key
    revoke_key(hub, DecideOnKey(country=LAO, compared=_fingerprint(OTHER_KEY), by="B"), author)
    assert _counted(hub)[0].key.public_key == KEY.public_key


def test_nothing_counts_when_all_that_a_state_sent_is_distrusted(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    _add(hub, author, package(tmp_path / "in"))
    ask = DecideOnKey(country=LAO, compared=_fingerprint(KEY), by="B", first_bad=1)
    revoke_key(hub, ask, author)
    assert _counted(hub) == ()
    assert rebuild(hub) == 0


def test_a_fingerprint_that_is_not_there_changes_nothing(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    ask = DecideOnKey(country=LAO, compared=_fingerprint(OTHER_KEY), by="B")
    with pytest.raises(Problem, match="Nothing of LAO is here"):
        verify_key(hub, ask, author)
    _add(hub, author, package(tmp_path / "in"))
    with pytest.raises(Problem, match="No key that signed for LAO"):
        verify_key(hub, ask, author)
    assert _counted(hub)[0].key.trust is Trust.UNVERIFIED


def test_keys_of_a_trust_list_count_as_verified_and_the_own_key_does_not(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    listed = TrustedKey(
        public_key=KEY.public_key, country=LAO, verified_by="Root", verified_on=author.today
    )
    own = replace(listed, public_key=OTHER_KEY.public_key, country=StateCode(""), is_own=True)
    (lao,) = chain(tmp_path / "in", (1,))
    bih = package(tmp_path / "in", country="BIH", key=OTHER_KEY)
    wrong = package(tmp_path / "in", country="AFG")
    paths = [lao.path, bih.path, wrong.path]
    added = add_submissions(hub, AddSubmissions(paths=paths, listed=(listed, own)), author=author)
    assert [one.outcome for one in added][2] is Outcome.REFUSED
    trusts = {one.country: (one.key.trust, one.key.by) for one in _counted(hub)}
    assert trusts == {"LAO": (Trust.VERIFIED, "Root"), "BIH": (Trust.UNVERIFIED, "")}
    add_submissions(
        hub, AddSubmissions(paths=[], listed=(replace(listed, distrusted_from=0),)), author=author
    )
    assert _counted(hub)[1].key.trust is Trust.REVOKED


def test_what_is_reported_is_made_anew_from_the_kept_files_and_is_the_same(
    hub: Hub, author: Author, packs: Packs, tmp_path: Path
) -> None:
    _add(hub, author, *chain(tmp_path / "in", (1, 2)), package(tmp_path / "in", country="BIH"))
    before = _read_model(hub), hub_report(hub, packs=packs, today=author.today)
    with hub.writing() as desk:
        desk.count_none()
    assert _counted(hub) == ()
    assert rebuild(hub) == 2
    assert (_read_model(hub), hub_report(hub, packs=packs, today=author.today)) == before


def _read_model(hub: Hub) -> list[tuple[Filed, list[tuple[str, bytes]]]]:
    with hub.reading() as desk:
        return [(one, list(desk.records(one.country))) for one in desk.counted()]


def test_two_desks_add_to_one_store_at_once(where: str, author: Author, tmp_path: Path) -> None:
    open_hub(where, make_at=author.clock(), writes=True).close()
    countries = ("AFG", "BIH", "LAO", "MRT", "TCD", "TUN")
    packages = [package(tmp_path / "in", country=country) for country in countries]

    def desk(mine: list[Package]) -> list[Added]:
        with open_hub(where, writes=True) as opened:
            return _add(opened, author, *mine)

    with ThreadPoolExecutor(2) as desks:
        found = list(desks.map(desk, (packages, list(reversed(packages)))))
    outcomes = [one.outcome for added in found for one in added]
    assert outcomes.count(Outcome.ACCEPTED) == len(countries)
    assert outcomes.count(Outcome.REPEATED) == len(countries)
    with open_hub(where) as opened:
        assert [one.country for one in _counted(opened)] == sorted(countries)


def test_nothing_is_kept_of_a_package_when_the_work_is_broken_off(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    _add(hub, author, package(tmp_path / "in"))
    before = _read_model(hub)

    def breaks_off() -> Iterator[bytes]:
        yield b"a piece"
        raise KeyboardInterrupt

    def work() -> None:
        with hub.writing() as desk:
            desk.count_none()
            desk.keep_file(b"x" * 32, breaks_off())

    with pytest.raises(KeyboardInterrupt):
        work()
    assert _read_model(hub) == before
    with hub.reading() as desk:
        assert not desk.has_file(b"x" * 32)


def test_a_list_that_revokes_a_key_from_a_number_on_lets_earlier_submissions_count(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    packages = chain(tmp_path / "in", (1, 2, 3, 4))
    _add(hub, author, *packages)
    assert [one.number for one in _counted(hub)] == [4]
    listed = TrustedKey(
        public_key=KEY.public_key,
        country=LAO,
        verified_by="National authority",
        verified_on=author.today,
        distrusted_from=3,
    )
    stranger = package(tmp_path / "in", key=OTHER_KEY, contact="stranger")
    paths = [packages[3].path, stranger.path]
    found = add_submissions(hub, AddSubmissions(paths=paths, listed=[listed]), author=author)
    assert [one.outcome for one in found] == [Outcome.REFUSED, Outcome.SET_ASIDE]
    (counted,) = _counted(hub)
    assert (counted.number, counted.key.trust) == (2, Trust.REVOKED)


@pytest.mark.parametrize("together", [True, False])
def test_what_a_list_still_believes_comes_in_together_and_one_by_one(
    hub: Hub, author: Author, tmp_path: Path, *, together: bool
) -> None:
    listed = TrustedKey(
        public_key=KEY.public_key,
        country=LAO,
        verified_by="Root",
        verified_on=author.today,
        distrusted_from=3,
    )
    paths = [one.path for one in chain(tmp_path / "in", (1, 2, 3))]
    calls = [paths] if together else [[path] for path in paths]
    found = [
        add_submissions(hub, AddSubmissions(paths=call, listed=[listed]), author=author)
        for call in calls
    ]
    outcomes = [one.outcome for added in found for one in added]
    assert outcomes == [Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.REFUSED]
    (counted,) = _counted(hub)
    assert (counted.number, counted.key.trust, counted.key.by) == (2, Trust.REVOKED, "Root")
    assert counted.key.is_compared


def test_what_a_desk_no_longer_believes_is_refused_although_a_list_believes_some(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    one, two = chain(tmp_path / "in", (1, 2))
    _add(hub, author, one)
    revoke_key(hub, DecideOnKey(country=LAO, compared=_fingerprint(KEY), by="B"), author)
    listed = TrustedKey(
        public_key=KEY.public_key,
        country=LAO,
        verified_by="Root",
        verified_on=author.today,
        distrusted_from=3,
    )
    (found,) = add_submissions(
        hub, AddSubmissions(paths=[two.path], listed=[listed]), author=author
    )
    assert found.outcome is Outcome.REFUSED


def test_a_list_that_names_and_revokes_two_keys_makes_them_one_line_of_numbers(
    hub: Hub, author: Author, tmp_path: Path
) -> None:
    old = chain(tmp_path / "in", (1, 2))
    new = package(tmp_path / "in", number=3, previous=old[1].manifest, key=OTHER_KEY)
    stolen = package(tmp_path / "in", number=4, previous=new.manifest, key=OTHER_KEY)
    _add(hub, author, *old, new, stolen)
    assert [one.number for one in _counted(hub)] == [2]
    good = TrustedKey(
        public_key=KEY.public_key, country=LAO, verified_by="Root", verified_on=author.today
    )
    revoked = replace(good, public_key=OTHER_KEY.public_key, distrusted_from=4)
    add_submissions(hub, AddSubmissions(paths=[], listed=[good, revoked]), author=author)
    (counted,) = _counted(hub)
    assert (counted.number, counted.key.public_key) == (3, OTHER_KEY.public_key)
    with hub.reading() as desk:
        assert {key.lineage for key in desk.signers(LAO)} == {KEY.public_key}
        assert desk.alarms() == ()
