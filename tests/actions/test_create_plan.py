"""A new plan: what the program knows of the country, and who still has to check it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
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
from ccmdesk.model.state import Duty, Obligation, StateParty
from ccmdesk.rules.deadlines import granted_extensions, running_deadline


def _new(country: str, path: Path, *, author: Author, packs: Packs) -> PlanDocument:
    ask = CreatePlan(
        path=path, country=StateCode(country), first_year=2026, last_year=2030, office="Office"
    )
    with create_plan(ask, author=author, packs=packs) as store:
        return store.document()


Opened = Callable[[str], PlanDocument]


@pytest.fixture
def opened(tmp_path: Path, author: Author, packs: Packs) -> Opened:
    """Make the plan of a country and return what is in it."""
    return lambda country: _new(country, tmp_path / "new.ccmdesk", author=author, packs=packs)


@pytest.fixture(params=["LAO", "BIH", "SSD", "HRV", "ZMB", "PER"])
def plan(request: pytest.FixtureRequest, opened: Opened) -> PlanDocument:
    return opened(request.param)


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
    assert not [finding for finding in found if finding.rule == "first-deadline"]
    assert not [finding for finding in found if finding.kind == "source"]
    party = plan.first(StateParty)
    assert party is not None
    assert not [finding for finding in found if finding.record == party.id]


@pytest.mark.parametrize(
    ("country", "duty", "days"),
    [
        ("BIH", Duty.ARTICLE_4A, (dt.date(2021, 3, 1), dt.date(2023, 9, 1))),
        ("BIH", Duty.ARTICLE_3, (dt.date(2019, 3, 1),)),
        ("PER", Duty.ARTICLE_3, (dt.date(2021, 3, 1), dt.date(2024, 4, 1))),
        ("LBN", Duty.ARTICLE_4A, (None,)),  # extended, until when is not known
    ],
)
def test_an_extended_deadline_is_an_extension_of_the_first_one(
    country: str, duty: Duty, days: tuple[dt.date | None, ...], opened: Opened
) -> None:
    plan = opened(country)
    (obligation,) = (one for one in plan.of(Obligation) if one.duty is duty)
    extensions = granted_extensions(plan, obligation)
    assert (obligation.deadline, *(one.granted_until for one in extensions)) == days
    assert running_deadline(plan, obligation) == days[-1]
