"""What a package would do is told record by record, before it is taken in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from office_plans import KEO, KEY, NOON, add, area, pack, plan_of
from pdf_reader import text_by_pdfium

from ccmdesk.actions.ask_office import AskOffice, ask_office
from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.awaited_package import awaited_words
from ccmdesk.actions.look_into import Happens, look_into
from ccmdesk.actions.open_matters import open_matters
from ccmdesk.actions.open_received import open_received
from ccmdesk.actions.pack_changes import PackChanges, pack_changes, what_leaves
from ccmdesk.actions.settle import (
    all_from,
    decision_by_hand,
    decision_for,
    differences,
    offices_in,
    settle,
)
from ccmdesk.actions.take_in_changes import (
    BeginFrom,
    OpenedChanges,
    TakeInChanges,
    begin_from,
    open_changes,
    take_in_changes,
)
from ccmdesk.db.receipts import ReceiptNote
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.codec import DELETED
from ccmdesk.model.facts import Visibility
from ccmdesk.model.ids import NeedId
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Texts

MAI = Author("Mai", lambda: NOON)
ONE, TWO, THREE = area("HA-1"), area("HA-2"), area("HA-3")


@pytest.fixture
def centre(tmp_path: Path, packs: Packs) -> Store:
    centre = plan_of(tmp_path / "centre.ccmdesk", packs)
    add(centre, ONE, TWO, THREE)
    return centre


@pytest.fixture
def north(centre: Store, tmp_path: Path) -> Store:
    path = tmp_path / "north.ccmdesk"
    opened = open_changes(pack(centre, tmp_path / "out").path)
    begin_from(BeginFrom(opened=opened, path=path, office="North", why="met"), author=MAI)
    return open_store(path)


def resize(store: Store, record: HazardousArea, size: int, author: Author) -> None:
    now = store.get(HazardousArea, record.id)
    assert now is not None
    store.apply(difference(now, replace(now, size_m2=size)), author.stamp(StepKind.EDIT))


def sent(store: Store, folder: Path, to: Store | None = None) -> OpenedChanges:
    return open_changes(pack(store, folder, to=to).path)


def sent_whole(store: Store, folder: Path) -> OpenedChanges:
    """Send what only this office is to see too."""
    ask = PackChanges(office="North", receiver="Centre", folder=folder, key=KEY, with_internal=True)
    return open_changes(pack_changes(store, ask, author=MAI).path)


def taken(store: Store, opened: OpenedChanges, folder: Path) -> None:
    ask = TakeInChanges(opened=opened, backup=folder / "before.ccmdesk", why="met")
    take_in_changes(store, ask, author=KEO)


def test_each_record_is_told_with_its_values_now_and_afterwards(
    centre: Store, north: Store, tmp_path: Path
) -> None:
    resize(centre, ONE, 2_000, KEO)
    resize(north, ONE, 3_000, MAI)
    resize(north, TWO, 5_000, MAI)
    north.apply([deletion(THREE)], MAI.stamp(StepKind.DELETE))
    add(north, area("HA-4"))
    outlook = look_into(centre, sent(north, tmp_path / "north"))
    told = {one.happens: one.change for one in outlook.affected}
    order = [one.happens for one in outlook.affected if one.happens is not Happens.CHANGED]
    assert order == [Happens.DECIDE, Happens.REMOVED, Happens.NEW]
    decide, changed = told[Happens.DECIDE], told[Happens.CHANGED]
    assert (decide.record, decide.old, decide.new) == (
        ONE.id,
        {"size_m2": 2_000},
        {"size_m2": 3_000},
    )
    assert (changed.record, changed.old, changed.new) == (
        TWO.id,
        {"size_m2": 1_000},
        {"size_m2": 5_000},
    )
    assert told[Happens.REMOVED].old["code"] == "HA-3"
    assert told[Happens.NEW].new["code"] == "HA-4"
    assert outlook.to_decide == 1
    assert not outlook.much
    assert differences(centre) == []


def test_a_deletion_against_an_edit_is_told_as_something_to_decide(
    centre: Store, north: Store, tmp_path: Path
) -> None:
    resize(centre, ONE, 2_000, KEO)
    north.apply([deletion(ONE)], MAI.stamp(StepKind.DELETE))
    opened = sent(north, tmp_path / "north")
    (one,) = look_into(centre, opened).affected
    assert (one.happens, one.change.old, one.change.new) == (
        Happens.DECIDE,
        {DELETED: False},
        {DELETED: True},
    )
    taken(centre, opened, tmp_path)
    (found,) = differences(centre)
    assert offices_in([found]) == {"centre": 1, "north": 1}
    settle(centre, tuple(all_from([found], "centre")), author=KEO)
    assert centre.get(HazardousArea, ONE.id) is not None
    assert differences(centre) == []


def test_what_a_package_builds_on_and_is_not_here_is_named(
    centre: Store, north: Store, tmp_path: Path
) -> None:
    taken(centre, sent(north, tmp_path / "first"), tmp_path)
    resize(north, ONE, 3_000, MAI)
    lost = sent(north, tmp_path / "lost", to=centre)
    resize(north, ONE, 4_000, MAI)
    later = pack_beyond(north, tmp_path / "later", lost)
    outlook = look_into(centre, later)
    assert outlook.preview.received.waiting == 1
    (awaited,) = outlook.awaited
    assert "package {number}" in awaited_words(awaited).msgid
    taken(centre, later, tmp_path)
    assert open_matters(centre).awaited == outlook.awaited
    taken(centre, lost, tmp_path)
    assert open_matters(centre).awaited == ()


def pack_beyond(store: Store, folder: Path, earlier: OpenedChanges) -> OpenedChanges:
    """Pack what is new since *earlier*, as if its receipt had come back."""
    receiver = UUID(int=7)
    note = ReceiptNote(
        manifest=earlier.arrival.manifest,
        public_key=earlier.verified.public_key,
        replica=receiver,
        office="centre",
        person="Keo",
        received_at=NOON,
        noted_at=NOON,
        reach=earlier.arrival.reach,
    )
    store.packages.note_receipt(note)
    ask = PackChanges(office="North", receiver="centre", folder=folder, key=KEY, to=receiver)
    return open_changes(pack_changes(store, ask, author=MAI).path)


def test_what_leaves_is_counted_before_it_leaves(centre: Store, north: Store) -> None:
    whole = what_leaves(centre, None)
    assert whole.records["hazardous_area"] == 3
    assert whole.changes == sum(whole.records.values())
    assert whole.internal == 0
    hidden = Need(id=NeedId(new_id()), visibility=Visibility.INTERNAL)
    centre.apply(difference(None, hidden), KEO.stamp(StepKind.ADD))
    assert what_leaves(centre, None).internal == 1
    assert centre.packages.own_office() == "centre"
    assert north.packages.offices() == ("centre",)


def test_a_third_value_decides_too(centre: Store, north: Store, tmp_path: Path) -> None:
    resize(centre, ONE, 2_000, KEO)
    resize(north, ONE, 3_000, MAI)
    taken(centre, sent(north, tmp_path / "north"), tmp_path)
    assert open_matters(centre).to_decide == 1
    (found,) = differences(centre, of={ONE.id})
    assert differences(centre, of={TWO.id}) == []
    assert {decision_for(found, side).value for side in found.sides} == {2_000, 3_000}
    decision = decision_by_hand(centre.get(HazardousArea, ONE.id), found, 2_500)
    settle(centre, [decision], author=KEO)
    now = centre.get(HazardousArea, ONE.id)
    assert now is not None
    assert now.size_m2 == 2_500
    assert open_matters(centre).to_decide == 0


def test_the_question_to_an_office_is_a_page_with_both_values(
    centre: Store, north: Store, tmp_path: Path, packs: Packs
) -> None:
    resize(centre, ONE, 2_000, KEO)
    resize(north, ONE, 3_000, MAI)
    taken(centre, sent(north, tmp_path / "north"), tmp_path)
    ask = AskOffice(
        out=tmp_path / "q.pdf",
        language="fr",
        to="North",
        office="Centre",
        found=tuple(differences(centre)),
    )
    text = text_by_pdfium(ask_office(centre, ask, packs=packs, author=KEO).read_bytes())
    assert "North" in text
    assert "HA-1" in text
    assert "Mai" in text


@pytest.mark.parametrize("hidden", ["a note", "a record", "a record in the bin", "who may see it"])
def test_no_question_goes_out_about_what_only_this_office_is_to_see(
    centre: Store, north: Store, tmp_path: Path, packs: Packs, hidden: str
) -> None:
    need = Need(id=NeedId(new_id()), title=Texts.of({"en": "Survey"}))
    centre.apply(difference(None, need), KEO.stamp(StepKind.ADD))
    taken(north, sent(centre, tmp_path / "again"), tmp_path)
    for store, author, words in ((north, MAI, "Theirs"), (centre, KEO, "For us alone")):
        now = replace(need, title=Texts.of({"en": words}))
        if hidden == "a note":
            now = replace(need, internal_note=words)
        elif hidden == "who may see it":
            audience = Visibility.DONORS if store is north else Visibility.INTERNAL
            now = replace(need, visibility=audience)
        store.apply(difference(need, now), author.stamp(StepKind.EDIT))
    taken(centre, sent_whole(north, tmp_path / "north"), tmp_path / "north")
    found = tuple(differences(centre))
    assert len(found) == 1
    if hidden.startswith("a record"):
        record = centre.get(Need, need.id)
        assert record is not None
        marked = replace(record, visibility=Visibility.INTERNAL)
        centre.apply(difference(record, marked), KEO.stamp(StepKind.EDIT))
        if hidden == "a record in the bin":
            centre.apply([deletion(marked)], KEO.stamp(StepKind.DELETE))
    ask = AskOffice(out=tmp_path / "q.pdf", language="en", to="North", office="Centre", found=found)
    with pytest.raises(Problem, match="Ask North by telephone"):
        ask_office(centre, ask, packs=packs, author=KEO)
    assert not ask.out.exists()


def test_a_receipt_and_a_submission_are_known_by_what_they_are(
    centre: Store, tmp_path: Path
) -> None:
    package = pack(centre, tmp_path / "out").path
    assert isinstance(open_received(package), OpenedChanges)
    other = tmp_path / "x.ccmr"
    other.write_bytes(b"{}")
    with pytest.raises(Problem, match="not a receipt"):
        open_received(other)
