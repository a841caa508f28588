"""The Article 7 report for the next year is begun from the last one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.edit_record import DeleteRecord, delete_record
from ccmdesk.actions.next_report import begin_next_report
from ccmdesk.db.store import Store
from ccmdesk.model.change import StepKind
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.problem import Problem


def _reports(store: Store) -> dict[int | None, TransparencyReport]:
    return {report.year: report for report in store.document().of(TransparencyReport)}


def test_texts_are_taken_over_and_what_belongs_to_one_year_is_not(
    demo: Store, author: Author
) -> None:
    (last,) = _reports(demo).values()
    assert last.year is not None
    hash_before = demo.document().content_hash
    begin_next_report(demo, author=author)
    new = _reports(demo)[last.year + 1]
    assert (new.measures, new.other_matters) == (last.measures, last.other_matters)
    assert new.not_applicable_forms == last.not_applicable_forms
    assert (new.submitted_on, new.changed_forms, new.unchanged_since) == (None, "", None)
    assert new.initial is False
    demo.undo(author.stamp(StepKind.UNDO))
    assert demo.document().content_hash == hash_before


def test_a_report_is_not_begun_before_its_year(demo: Store, author: Author) -> None:
    (last,) = _reports(demo).values()
    assert last.year is not None
    early = replace(author, clock=lambda: dt.datetime(last.year or 0, 5, 1, tzinfo=dt.UTC))
    with pytest.raises(Problem, match=f"The report for {last.year + 1} cannot be begun"):
        begin_next_report(demo, author=early)
    assert len(_reports(demo)) == 1


def test_without_a_report_the_first_is_entered_by_hand(demo: Store, author: Author) -> None:
    (last,) = _reports(demo).values()
    delete_record(demo, DeleteRecord(kind=TransparencyReport, record=last.id), author=author)
    with pytest.raises(Problem, match="Enter the first report by hand"):
        begin_next_report(demo, author=author)
