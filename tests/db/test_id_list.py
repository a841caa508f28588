"""The ids of a list are found again by where they stand."""

from __future__ import annotations

from uuid import UUID

import pytest

from ccmdesk.db.id_list import IdList

IDS = [UUID(int=number) for number in range(1, 9)]


@pytest.mark.parametrize(
    ("some", "stretches"),
    [
        ([], []),
        ([3], [(2, 2)]),
        ([5, 4, 3], [(2, 4)]),
        ([1, 2, 4, 7, 8, 99], [(0, 1), (3, 3), (6, 7)]),
        (list(range(1, 9)), [(0, 7)]),
    ],
)
def test_some_of_a_list_are_found_in_stretches(
    some: list[int], stretches: list[tuple[int, int]]
) -> None:
    listed = IdList.of(IDS)
    assert list(listed.stretches(UUID(int=number) for number in some)) == stretches


def test_an_id_is_found_only_where_one_begins() -> None:
    first, second = UUID(bytes=b"ab" * 8), UUID(bytes=b"ba" * 8)
    listed = IdList.of([first, first, second])
    assert listed.place(second) == 2
    assert listed.place(UUID(bytes=b"bb" * 8)) is None
