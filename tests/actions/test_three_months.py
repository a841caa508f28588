"""A centre and two field offices over three months, with everything that goes wrong by stick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from story_offices import LAO, NATIONAL, Calendar, Chronicle, Office, held

from ccmdesk.actions.awaited_package import awaited_words
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.actions.editions import last_edition
from ccmdesk.actions.hub.add import AddSubmissions, Outcome, add_submissions
from ccmdesk.actions.join_records import JoinRecords, join_records, twice
from ccmdesk.actions.pack_submission import (
    Packed,
    PackSubmission,
    prepare_submission,
    record_submission,
)
from ccmdesk.actions.restore_plan import RestorePlan, restore_plan
from ccmdesk.actions.settle import Decision, Difference, decision_by_hand, decision_for
from ccmdesk.actions.trust import Revoke, list_file, revoke_key
from ccmdesk.bundle.fingerprint import fingerprint_text
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.db.backup import write_backup
from ccmdesk.db.check import check_store
from ccmdesk.db.hub.store import open_hub
from ccmdesk.db.packages import Awaited
from ccmdesk.db.store import open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind
from ccmdesk.model.codec import DELETED
from ccmdesk.model.edition import Edition, EditionState
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts
from later_version import write_as_later_version

JULY = dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC)
DECADE = dt.timedelta(days=3653)


class Story:
    """The three offices, and what is remembered of them from one chapter to the next."""

    def __init__(self, folder: Path, packs: Packs) -> None:
        self.packs, self.folder = packs, folder
        self.calendar = Calendar(JULY)
        self.centre = self._office("Centre", "Keo", b"c")
        self.north = self._office("North", "Noy", b"o")
        self.south = self._office("South", "Bounmy", b"s")
        self.south.off = DECADE  # its battery is empty: the clock of the computer is ten years off
        self.offices = (self.centre, self.north, self.south)
        self.chronicle = Chronicle(self.offices)
        self.areas: dict[str, HazardousArea] = {}

    def _office(self, name: str, person: str, seed: bytes) -> Office:
        folder = self.folder / name
        folder.mkdir()
        return Office(name, person, SigningKey(seed * 32), folder, self.calendar)


@pytest.fixture
def story(tmp_path: Path, packs: Packs) -> Iterator[Story]:
    told = Story(tmp_path, packs)
    yield told
    for office in told.offices:
        if office.plan is not None:
            office.plan.close()


def test_three_months_of_a_centre_and_two_offices(story: Story) -> None:
    """At the end all agree, and every difference was settled by a person."""
    a_plan_is_begun_and_a_stick_is_lost(story)
    the_offices_work_apart(story)
    packages_come_out_of_order_and_twice(story)
    a_person_decides(story)
    a_decision_meets_an_edit(story)
    one_place_was_entered_twice(story)
    a_key_is_stolen(story)
    a_submission_and_its_correction(story)
    all_agree(story)


def a_plan_is_begun_and_a_stick_is_lost(story: Story) -> None:
    centre, north, south = story.offices
    ask = CreatePlan(
        path=centre.folder / "plan.ccmdesk",
        country=LAO,
        first_year=2026,
        last_year=2030,
        office=centre.name,
    )
    centre.plan = create_plan(ask, author=centre.author, packs=story.packs)
    for code in ("XK-1", "XK-2", "AT-1", "AT-2"):
        story.areas[code] = centre.add(code=code, size_m2=10_000, name=Texts.of({"en": code}))
    for office in story.offices:
        keys = centre.certify(office)
    north.believe(keys)
    south.believe(keys)
    north.begin(centre.pack(north))
    lost = centre.pack(south)
    lost.unlink()  # the stick fell out of a pocket on the way to Attapeu
    story.calendar.on(7, 6)
    again = centre.pack(south)
    assert again.name != lost.name
    south.begin(again)
    hashes = {office.store.document().content_hash for office in story.offices}
    assert len(hashes) == 1
    story.chronicle.note()


def the_offices_work_apart(story: Story) -> None:
    centre, north, south = story.offices
    areas = story.areas
    story.calendar.on(7, 14)
    north.edit(areas["XK-1"], size_m2=12_500, priority=1)
    south.edit(areas["XK-1"], size_m2=9_000)
    north.edit(areas["AT-1"], code="AT-1a")
    south.delete(areas["AT-1"])
    centre.edit(areas["AT-2"], priority=2)
    south.edit(areas["AT-2"], size_m2=11_000)  # another field: no difference
    areas["N-1"] = north.add(code="N-1", size_m2=4_000, name=Texts.of({"en": "Ban Na"}))
    # One computer has the program of 2031; the others must pass on what they do not know.
    write_as_later_version(north.store, areas["XK-2"].id, {"of_2031": 7}, author=north.author)
    story.chronicle.note()


def packages_come_out_of_order_and_twice(story: Story) -> None:
    """The centre's computer breaks after it had a package, and gets the next one first."""
    centre, north, south = story.offices
    story.calendar.on(7, 20)
    first = south.pack(centre)
    write_backup(centre.store, centre.folder / "backup.ccmdesk")
    centre.edit(story.areas["XK-2"], priority=3)
    north.take_in(centre.pack(north))
    south.note(centre.receipt(centre.take_in(first)))
    story.calendar.on(7, 27)
    south.edit(story.areas["AT-2"], size_m2=11_500)
    second = south.pack(centre)
    story.chronicle.note()
    _restore_the_backup(centre)
    taken = centre.take_in(second)
    assert (taken.received.new, taken.received.waiting) == (0, 1)
    awaited = map(told, centre.store.packages.awaited())
    assert list(awaited) == ["Waiting for package 1 of South."]
    assert centre.area(story.areas["AT-2"].id).size_m2 == 10_000
    assert centre.take_in(first).received.new > 0
    assert centre.store.packages.awaited() == []
    assert centre.area(story.areas["AT-2"].id).size_m2 == 11_500
    before = centre.store.document().content_hash
    for package in (first, second, first):
        again = centre.take_in(package)
        assert (again.received.new, again.received.waiting) == (0, 0)
    assert centre.store.document().content_hash == before
    assert centre.area(story.areas["XK-2"].id).priority is None  # lost with the computer
    centre.take_in(north.pack(centre))
    assert [told(one) for one in centre.store.packages.awaited()] == [
        "Changes that North built on are not here. Ask North to pack the whole plan for you."
    ]
    centre.take_in(north.pack(centre, whole=True))
    assert centre.store.packages.awaited() == []
    assert centre.area(story.areas["XK-2"].id).priority == 3  # and back from North
    story.chronicle.note()


def told(awaited: Awaited) -> str:
    says = awaited_words(awaited)
    return says.msgid.format(**says.values)


def _restore_the_backup(office: Office) -> None:
    former = office.store.replica
    office.store.close()
    office.store.path.unlink()
    ask = RestorePlan(copy=office.folder / "backup.ccmdesk", out=office.store.path)
    assert restore_plan(ask, author=office.author) is None
    office.plan = open_store(office.store.path)
    assert office.store.replica != former


def a_person_decides(story: Story) -> None:
    """One difference is decided for a side, one for the record, and the decisions travel."""
    centre, north, south = story.offices
    areas = story.areas
    story.calendar.on(8, 3)
    found = {(one.record, one.key) for one in centre.open_differences()}
    assert found == {(areas["XK-1"].id, "size_m2"), (areas["AT-1"].id, DELETED)}

    def choose(one: Difference) -> Decision:
        sides = {side.office: side for side in one.sides}
        return decision_for(one, sides["North"])

    assert centre.decide(choose) == 2
    assert centre.area(areas["XK-1"].id).size_m2 == 12_500
    assert centre.area(areas["AT-1"].id).code == "AT-1a"
    for office in (north, south):
        office.take_in(centre.pack(office))
        assert office.open_differences() == []
        assert office.store.document().content_hash == centre.store.document().content_hash
        centre.note(office.receipt(office.take_in(centre.pack(office))))
    story.chronicle.note()


def a_decision_meets_an_edit(story: Story) -> None:
    """While two people decide the same thing differently, a third value is agreed on."""
    centre, north, south = story.offices
    area = story.areas["XK-2"]
    story.calendar.on(8, 10)
    north.edit(area, size_m2=7_000)
    south.edit(area, size_m2=8_000)
    story.calendar.on(8, 12)
    north.take_in(south.pack(north, whole=True))
    south.take_in(north.pack(south))
    north.decide(lambda one: decision_for(one, one.sides[0]))
    south.decide(lambda one: decision_for(one, one.sides[-1]))
    story.chronicle.note()
    for office in (south, north):
        centre.take_in(office.pack(centre))
    story.chronicle.note()
    (found,) = centre.open_differences()
    assert {side.new for side in found.sides} == {7_000, 8_000}
    agreed = decision_by_hand(centre.area(area.id), found, 7_500)
    assert centre.decide(lambda _: agreed) == 1
    for office in (north, south):
        office.take_in(centre.pack(office))
        assert office.area(area.id).size_m2 == 7_500
    story.chronicle.note()


def one_place_was_entered_twice(story: Story) -> None:
    centre, north, south = story.offices
    story.calendar.on(8, 20)
    known = story.areas["N-1"]
    other = south.add(code="BN-07", size_m2=4_000, name=Texts.of({"en": "Ban Na"}))
    centre.take_in(south.pack(centre))
    (pair,) = (one for one in twice(centre.store).pairs if other.id in {one.first, one.second})
    assert {pair.first, pair.second} == {known.id, other.id}
    ask = JoinRecords(kept=known.id, other=other.id, keep=frozenset({"code"}))
    join_records(centre.store, ask, author=centre.author)
    south.edit(other, priority=2)  # not knowing that it was joined
    for office in (north, south):
        office.take_in(centre.pack(office))
    centre.take_in(south.pack(centre))
    story.chronicle.note()
    assert north.store.get(HazardousArea, other.id) is None
    centre.decide(lambda one: decision_for(one, one.sides[-1]))
    assert centre.area(known.id).priority == 2
    story.chronicle.note()


def a_key_is_stolen(story: Story) -> None:
    """What the thief packs is refused, what the office packed before stays good."""
    centre, north, south = story.offices
    story.calendar.on(9, 1)
    good = south.pack(centre)
    number = centre.open(good).arrival.sender.number
    ask = Revoke(compared=fingerprint_text(south.key.fingerprint), first_bad=number + 1)
    revoke_key(centre.keys, LAO, ask, signing=(NATIONAL, centre.author))
    north.believe(list_file(centre.keys, LAO))
    assert centre.take_in(good).received.waiting == 0
    forged = south.pack(centre)
    for office in (centre, north):
        with pytest.raises(Problem, match="no longer trusted"):
            office.open(forged)
    south.key = SigningKey(b"t" * 32)
    with pytest.raises(Problem, match="Nobody here has compared the key"):
        centre.take_in(south.pack(centre))
    keys = centre.certify(south)
    north.believe(keys)
    south.believe(keys)
    south.edit(story.areas["AT-2"], priority=1)
    centre.take_in(south.pack(centre))
    assert centre.area(story.areas["AT-2"].id).priority == 1
    story.chronicle.note()


def a_submission_and_its_correction(story: Story) -> None:
    """It is packed over an open difference only for a reason, and corrected once that is gone."""
    centre, north, south = story.offices
    area = story.areas["XK-1"]
    story.calendar.on(9, 15)
    for office in (north, south):
        office.take_in(centre.pack(office))
    north.edit(area, size_m2=12_800)
    south.edit(area, size_m2=12_900)
    for office in (north, south):
        centre.take_in(office.pack(centre))
    story.chronicle.note()
    assert len(centre.open_differences()) == 1
    with pytest.raises(Problem, match="reason"):
        _submitted(story, why="")
    first = _submitted(story, why="The meeting is tomorrow; North measures again.")
    story.calendar.on(9, 22)
    measured = decision_by_hand(centre.area(area.id), centre.open_differences()[0], 12_850)
    centre.decide(lambda _: measured)
    second = _submitted(story, why="")
    editions = {e.number: e.state for e in centre.store.document().of(Edition)}
    assert editions == {1: EditionState.SUPERSEDED, 2: EditionState.SUBMITTED}
    with open_hub(str(story.folder / "hub.db"), make_at=story.calendar.now, writes=True) as hub:
        outcomes = [
            one.outcome
            for one in add_submissions(
                hub,
                AddSubmissions(paths=[second.path, first.path, second.path]),
                author=centre.author,
            )
        ]
    assert outcomes == [Outcome.AFTER_GAP, Outcome.HISTORY, Outcome.REPEATED]
    story.chronicle.note()


def _submitted(story: Story, *, why: str) -> Packed:
    centre = story.centre
    ask = PackSubmission(
        languages=("en",),
        office=centre.name,
        folder=story.folder / "isu",
        key=centre.key,
        to_decide=len(centre.open_differences()),
        why=why,
    )
    document = centre.store.document()
    prepared = prepare_submission(document, ask, packs=story.packs, author=centre.author)
    record_submission(centre.store, prepared)
    latest = last_edition(centre.store.document().of(Edition))
    assert latest is not None
    assert latest.number == prepared.packed.number
    return prepared.packed


def all_agree(story: Story) -> None:
    centre, north, south = story.offices
    story.calendar.on(9, 30)
    for _ in range(2):
        for office in (north, south):
            office.take_in(centre.pack(office))
            centre.take_in(office.pack(centre))
    story.chronicle.note()
    assert len({office.store.document().content_hash for office in story.offices}) == 1
    for office in story.offices:
        assert office.open_differences() == []
        assert office.store.packages.awaited() == []
        assert held(office.store) == story.chronicle.lines
        assert check_store(office.store) == []
        _every_difference_was_settled_by_a_person(story, office)


def _every_difference_was_settled_by_a_person(story: Story, office: Office) -> None:
    areas = story.areas
    decided = {place: _deciders(office, *place) for place in story.chronicle.disputed}
    assert decided == {
        (areas["XK-1"].id, "size_m2"): ["Keo", "Keo"],  # in August and in September
        (areas["AT-1"].id, DELETED): ["Keo"],
        (areas["XK-2"].id, "size_m2"): ["Bounmy", "Keo", "Noy"],
        (areas["N-1"].id, "priority"): ["Keo"],
    }


def _deciders(office: Office, record: UUID, key: str) -> list[str]:
    entries = (one for one in office.store.history(record) if one.key == key)
    return sorted(one.by for one in entries if one.does is StepKind.DECIDE)
