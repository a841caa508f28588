"""What the review of 2015 counted by hand, counted from 60 submissions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hub_plans import seed_submissions

from ccmdesk.actions.author import Author
from ccmdesk.actions.hub.add import AddSubmissions, Outcome, add_submissions
from ccmdesk.actions.hub.report import hub_report
from ccmdesk.actions.hub.report_json import report_json
from ccmdesk.db.hub.store import Hub
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.packs import Packs


@pytest.fixture(scope="module")
def submissions(
    tmp_path_factory: pytest.TempPathFactory, author: Author, invented: Packs
) -> list[Path]:
    return seed_submissions(tmp_path_factory.mktemp("seed"), author=author, packs=invented)


def test_sixty_submissions_give_the_counts_of_the_review(
    hub: Hub, submissions: list[Path], author: Author, invented: Packs
) -> None:
    added = add_submissions(hub, AddSubmissions(paths=submissions, listed=()), author=author)
    assert [one.outcome for one in added] == [Outcome.ACCEPTED] * 60
    found = report_json(hub_report(hub, packs=invented, today=author.today), lang=ENGLISH)
    counts = {
        article: (told["with_obligation"], told["flagged_a_need"])
        for article, told in found["articles"].items()
    }
    assert counts == {"3": (34, 8), "4": (16, 8), "5": (12, 7)}
    assert found["gave_assistance"]["count"] == 27
    assert (len(found["countries"]), found["missing"]) == (60, [])
    assert {one["verification"] for one in found["countries"]} == {"unverified"}
    assert "needs help" not in str(found)
