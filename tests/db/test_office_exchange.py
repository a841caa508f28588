"""What an office sends, and what taking it in would do, before it is done."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import pytest
from db_cases import add, area, delete, edit, new_store, stamp
from hand_written import B, Office

from ccmdesk.db import incoming, outgoing
from ccmdesk.db.incoming import Preview
from ccmdesk.db.line import read_line
from ccmdesk.db.outgoing import Have, Part, Reach
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.change import Change
from ccmdesk.model.codec import DELETED
from ccmdesk.model.ids import NeedId
from ccmdesk.model.need import Need
from ccmdesk.model.values import Texts


def have(store: Store) -> Have:
    with store.opened.engine.begin() as con:
        return outgoing.reach_of(con)


def parts(store: Store, known: Have) -> dict[UUID, Part]:
    with store.opened.engine.begin() as con:
        return {part.replica: part for part in outgoing.parts_beyond(con, known)}


def lines(store: Store, known: Have) -> list[bytes]:
    with store.opened.engine.begin() as con:
        return list(outgoing.lines_beyond(con, outgoing.parts_beyond(con, known)))


def preview(store: Store, new: list[bytes]) -> Preview:
    with store.opened.engine.begin() as con:
        return incoming.preview(con, new)


@pytest.fixture
def offices(tmp_path: Path) -> tuple[Store, Store]:
    centre = new_store(tmp_path / "centre.ccmdesk", office="Centre")
    field = new_store(tmp_path / "field.ccmdesk", office="Field")
    add(centre, area(1), area(2))
    field.receive(centre.lines())
    return centre, field


def test_only_what_the_other_lacks_goes_along(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    known = have(field)
    add(centre, area(3))
    assert lines(centre, known) == centre.lines()[2:]
    part = parts(centre, known)[centre.replica]
    assert (part.after.seq, part.to.seq, part.forked) == (2, 3, False)
    assert part.office == "Centre"
    field.receive(lines(centre, known))
    assert lines(centre, have(field)) == lines(field, have(centre)) == []
    assert have(field)[centre.replica] == have(centre)[centre.replica]


def test_without_a_receipt_everything_goes_along(offices: tuple[Store, Store]) -> None:
    centre, _ = offices
    assert lines(centre, {}) == centre.lines()


def test_a_copied_file_that_was_worked_on_is_noticed(
    offices: tuple[Store, Store], tmp_path: Path
) -> None:
    centre, field = offices
    centre.close()
    shutil.copy(centre.path, tmp_path / "copy.ccmdesk")
    with open_store(centre.path) as one, open_store(tmp_path / "copy.ccmdesk") as other:
        add(one, area(3))
        add(other, area(4))
        field.receive(one.lines())
        part = parts(other, have(field))[one.replica]
        assert (part.forked, part.after.seq) == (True, 0)
        assert lines(other, have(field)) == other.lines()


def test_an_office_that_is_ahead_is_sent_nothing_of_its_own(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    add(field, area(3))
    part = parts(centre, have(field))[centre.replica]
    assert (part.after, part.forked) == (part.to, False)
    assert field.replica not in parts(centre, have(field))


def test_nobody_has_more_of_what_is_written_here_than_there_is(
    offices: tuple[Store, Store],
) -> None:
    """Who says so is not believed about any of it: all of it goes along."""
    centre, field = offices
    true = have(field)
    false = {**true, centre.replica: Reach(9, bytes(32))}
    with centre.opened.engine.begin() as con:
        (said,) = outgoing.parts_beyond(con, false, own=[centre.replica])
        (known,) = outgoing.parts_beyond(con, true, own=[centre.replica])
        assert list(outgoing.lines_beyond(con, [said])) == centre.lines()
        assert list(outgoing.lines_beyond(con, [known])) == []
    assert (said.forked, said.after.seq) == (True, 0)
    assert (known.forked, known.after) == (False, known.to)


def test_what_goes_along_can_be_of_one_kind_only(offices: tuple[Store, Store]) -> None:
    centre, _ = offices
    need = Need(id=NeedId(UUID(int=50)), title=Texts.of({"en": "Detectors"}))
    add(centre, need)
    with centre.opened.engine.begin() as con:
        parts = outgoing.parts_beyond(con, {})
        found = [read_line(raw) for raw in outgoing.lines_beyond(con, parts, of="need")]
    assert [(line.kind, line.rec) for line in found] == [("need", need.id)]


def test_what_a_package_builds_on_is_here_only_with_the_very_changes(
    offices: tuple[Store, Store],
) -> None:
    centre, field = offices
    add(field, area(3), area(4))
    centre.receive(field.lines())
    with centre.opened.engine.begin() as con:
        for office in (centre, field):
            reach = outgoing.reach_of(con)[office.replica]
            assert outgoing.has(con, office.replica, reach)
            assert not outgoing.has(con, office.replica, Reach(reach.seq, bytes(32)))
            assert not outgoing.has(con, office.replica, Reach(reach.seq + 1, reach.chain))
        assert not outgoing.has(con, UUID(int=9), Reach(1, bytes(32)))


def test_the_preview_tells_new_changed_and_removed_records(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    known = have(field)
    add(centre, area(3))
    edit(centre, area(1, size_m2=5_000))
    delete(centre, area(2))
    before = field.document().content_hash
    told = preview(field, lines(centre, known))
    assert [change.record.int for change in told.made] == [3]
    (changed,) = told.changed
    assert changed == Change("hazardous_area", UUID(int=1), {"size_m2": 1001}, {"size_m2": 5_000})
    (removed,) = told.removed
    assert removed.record.int == 2
    assert removed.old["code"] == "HA-2"
    assert (told.received.new, told.received.waiting, told.disputes) == (3, 0, ())
    assert field.document().content_hash == before
    assert have(field) == known
    assert field.find("Area 3") == []


def test_the_preview_tells_what_a_person_would_have_to_decide(
    offices: tuple[Store, Store],
) -> None:
    centre, field = offices
    known = have(field)
    edit(centre, area(1, size_m2=5_000))
    edit(field, area(1, size_m2=6_000))
    new = lines(centre, known)
    assert preview(field, new).disputes == (("hazardous_area", UUID(int=1), "size_m2"),)
    field.receive(new)
    assert preview(field, new).disputes == ()
    assert len(field.disputes()) == 1


def test_what_waits_for_a_decision_already_is_not_told_again(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    edit(centre, area(1, size_m2=5_000))
    edit(field, area(1, size_m2=6_000))
    field.receive(centre.lines())
    edit(centre, area(1, size_m2=5_000, priority=2))
    told = preview(field, lines(centre, have(field)))
    assert [change.new for change in told.changed] == [{"priority": 2}]
    assert told.disputes == ()
    assert len(field.disputes()) == 1


def test_the_preview_counts_what_only_a_later_program_knows(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    known = have(field)
    wings = Office(B).write({"wings": 2}, kind="dragon")
    add(centre, area(3), area(4))
    told = preview(field, [wings, *lines(centre, known)])
    assert (told.received.new, told.unknown) == (3, 1)
    assert [change.record.int for change in told.made] == [3, 4]


def test_what_waits_for_an_earlier_package_is_told(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    known = have(field)
    edit(centre, area(1, size_m2=5_000))
    first = lines(centre, known)
    edit(centre, area(1, size_m2=7_000))
    second = [raw for raw in lines(centre, known) if raw not in first]
    told = preview(field, second)
    assert (told.received.new, told.received.waiting, told.changed) == (0, 1, ())
    field.receive(second)
    (changed,) = preview(field, first).changed
    assert changed.new == {"size_m2": 7_000}


def test_what_is_here_already_is_told_as_nothing(offices: tuple[Store, Store]) -> None:
    centre, field = offices
    known = have(field)
    edit(centre, area(1, size_m2=5_000))
    edit(centre, area(1, size_m2=7_000))
    field.receive(lines(centre, known)[1:])
    told = preview(field, centre.lines()[:2])
    assert (told.received.new, told.received.waiting) == (0, 0)


def test_a_record_that_comes_back_from_the_bin_counts_as_new(
    offices: tuple[Store, Store],
) -> None:
    centre, field = offices
    delete(field, area(1))
    known = have(field)
    centre.receive(field.lines())
    centre.apply([Change("hazardous_area", UUID(int=1), {}, {DELETED: False})], stamp())
    (made,) = preview(field, lines(centre, known)).made
    assert made.new[DELETED] is False
    assert made.new["code"] == "HA-1"
