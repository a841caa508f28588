"""A new plan: what the program knows of the country, and who still has to check it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccmdesk.actions.author import Author
from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.create_plan import CreatePlan, create_plan
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.codes import StateCode
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.evidence import Source
from ccmdesk.model.packs import Packs
from ccmdesk.model.state import StateParty


def _new(country: str, path: Path, *, author: Author, packs: Packs) -> PlanDocument:
    ask = CreatePlan(
        path=path, country=StateCode(country), first_year=2026, last_year=2030, office="Office"
    )
    with create_plan(ask, author=author, packs=packs) as store:
        return store.document()


@pytest.fixture(params=["LAO", "BIH", "SSD", "HRV", "ZMB"])
def plan(
    request: pytest.FixtureRequest, tmp_path: Path, author: Author, packs: Packs
) -> PlanDocument:
    return _new(request.param, tmp_path / "new.ccmdesk", author=author, packs=packs)


def test_sources_are_called_in_words_and_nobody_has_checked_them(plan: PlanDocument) -> None:
    sources = plan.of(Source)
    assert sources
    for source in sources:
        titles = dict(source.title)
        assert set(titles) == set(SHIPPED)
        assert not any("http" in title or "untc" in title for title in titles.values())
        assert source.checked is False
        assert source.remark


def test_addresses_are_pages_an_office_can_open(plan: PlanDocument) -> None:
    for source in plan.of(Source):
        assert source.address.startswith(("http://", "https://"))
        assert "github.com" not in source.address
        assert " " not in source.address


def test_the_rows_of_the_program_lack_nothing(
    plan: PlanDocument, author: Author, packs: Packs
) -> None:
    found = plan_findings(plan, packs=packs, today=author.today)
    assert not [finding for finding in found if finding.kind == "source"]
    party = plan.first(StateParty)
    assert party is not None
    assert not [finding for finding in found if finding.record == party.id]
