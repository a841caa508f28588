"""Rows that are being worked out can be left: a long table takes minutes on a slow computer."""

from __future__ import annotations

import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.import_tables import PastedRows, preview_pasted
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.report.cancel import Cancelled

ROWS = 50


@pytest.mark.parametrize("until", [1, ROWS, ROWS + 1, 2 * ROWS])
def test_rows_are_left_while_they_are_read_and_while_they_are_checked(
    packs: Packs, author: Author, until: int
) -> None:
    text = "\n".join(f"NEW-{number}\tRidge" for number in range(ROWS))
    ask = PastedRows(text=text, kind=HazardousArea, fields=("code", "name"), language="en")
    asked = 0

    def watch() -> None:
        nonlocal asked
        asked += 1
        if asked == until:
            raise Cancelled

    with pytest.raises(Cancelled):
        preview_pasted(PlanDocument(), ask, packs=packs, author=author, watch=watch)
    assert asked == until
