"""Which backups are kept: days, then weeks, then months."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from ccmdesk.rules.retention import DAYS, MONTHS, WEEKS, kept

NOON = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


def test_of_a_backup_each_day_for_two_years_days_weeks_and_months_are_kept() -> None:
    every_day = [NOON - dt.timedelta(days=n) for n in range(730)]
    found = sorted(kept(every_day), reverse=True)
    assert found[:DAYS] == every_day[:DAYS]
    weeks = {moment.isocalendar()[:2] for moment in found}
    months = {(moment.year, moment.month) for moment in found}
    assert len(weeks & {m.isocalendar()[:2] for m in every_day[:28]}) >= WEEKS
    assert len(months) == MONTHS
    assert len(found) <= DAYS + WEEKS + MONTHS


def test_of_several_on_one_day_the_newest_is_kept() -> None:
    morning, evening = NOON.replace(hour=8), NOON.replace(hour=20)
    assert kept([morning, evening]) == {evening}


def test_a_plan_that_was_left_alone_for_years_loses_nothing() -> None:
    old = [NOON - dt.timedelta(days=400), NOON - dt.timedelta(days=1000)]
    assert kept(old) == set(old)
    assert kept([]) == frozenset()


@given(st.lists(st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1)), min_size=1))  # noqa: DTZ001
def test_the_newest_is_always_kept_and_thinning_twice_changes_nothing(
    moments: list[dt.datetime],
) -> None:
    found = kept(moments)
    assert max(moments) in found
    assert kept(found) == found
    assert len(found) <= DAYS + WEEKS + MONTHS
