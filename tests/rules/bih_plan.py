"""The illustrative plan and the published figures of Bosnia and Herzegovina, as records."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from ccmdesk.model.activity import Activity, ActivityStatus, ActivityType, Milestone
from ccmdesk.model.area import AnnualPosition, LandRelease
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.codes import CurrencyCode, ModalityCode, StateCode
from ccmdesk.model.cooperation import Organisation, OrganisationRole
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.evidence import Source
from ccmdesk.model.ids import (
    ActivityId,
    AnnualPositionId,
    BudgetLineId,
    ExtensionId,
    IndicatorId,
    LandReleaseId,
    MilestoneId,
    NeedId,
    ObjectiveId,
    ObligationId,
    OrganisationId,
    PlanId,
    SourceId,
    StatePartyId,
)
from ccmdesk.model.indicator import Indicator
from ccmdesk.model.need import Need
from ccmdesk.model.plan import Objective, Plan, PlanStatus
from ccmdesk.model.state import (
    Article,
    Duty,
    Extension,
    ExtensionStatus,
    Obligation,
    ObligationStatus,
    StateParty,
)
from ccmdesk.model.values import (
    FieldNote,
    Money,
    Notes,
    PartialDate,
    People,
    Period,
    Quantity,
    Texts,
)
from ccmdesk.rules.funding import in_proportion
from ccmdesk.rules.wording import Wording

DATA = Path(__file__).parents[1] / "data" / "bih"
YEARS = range(2021, 2026)
EUR = CurrencyCode("EUR")
WEAK = frozenset({"A4-05", "A4-12", "A4-13", "A3-03", "A5-07", "A5-08"})
TODAY = dt.date(2021, 1, 15)
WORDING = Wording(frozenset({"Nationwide", "whole country", "Bosnia and Herzegovina"}))
Row = Mapping[str, str]


def identity(number: int) -> UUID:
    return UUID(int=number)


def en(text: str) -> Texts:
    return Texts.of({"en": text})


SOURCE = SourceId(identity(1))
PLAN = PlanId(identity(2))


def noted(*fields: str) -> Notes:
    """Notes that name a source for each of *fields*."""
    return Notes.of({field: FieldNote(source=str(SOURCE)) for field in fields})


def plan_rows() -> list[Row]:
    with (DATA / "plan.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def expected_findings() -> list[tuple[str, int, str]]:
    with (DATA / "plan_expected_findings.csv").open(encoding="utf-8", newline="") as lines:
        return [
            (row["activity_id"], int(row["criterion"]), row["expected_level"])
            for row in csv.DictReader(lines)
        ]


def bih_document(*more: Any) -> PlanDocument:
    """The plan with the obligations it serves, and *more* records."""
    return document_of([*_state(), *_plan(), *_activities(), *more])


def _state() -> Iterator[Any]:
    yield Source(id=SOURCE, title=en("National database extract"), dated=PartialDate("2020-12-31"))
    yield StateParty(
        id=StatePartyId(identity(3)),
        country=StateCode("BIH"),
        deposited=dt.date(2010, 9, 7),
        entry_into_force=dt.date(2011, 3, 1),
    )
    yield Obligation(
        id=ObligationId(identity(4)),
        duty=Duty.ARTICLE_3,
        status=ObligationStatus.COMPLETED,
        deadline=dt.date(2019, 3, 1),
        completed_on=PartialDate("2012"),
        problem=en("Stocks were destroyed in 2011 and 2012."),
    )
    clearance = ObligationId(identity(5))
    yield Obligation(
        id=clearance,
        duty=Duty.ARTICLE_4A,
        status=ObligationStatus.COMPLETED,
        deadline=dt.date(2021, 3, 1),
        completed_on=PartialDate("2023-09-01"),
        problem=en("Cluster munition remnants in the north and centre."),
        notes=noted("deadline"),
    )
    for number, until in enumerate((dt.date(2022, 9, 1), dt.date(2023, 9, 1))):
        yield Extension(
            id=ExtensionId(identity(6 + number)),
            obligation=clearance,
            status=ExtensionStatus.GRANTED,
            granted_until=until,
            notes=noted("granted_until"),
        )
    yield Obligation(
        id=ObligationId(identity(8)),
        duty=Duty.ARTICLE_5,
        status=ObligationStatus.OPEN,
        problem=en("Survivors need services for life."),
    )


def _plan() -> Iterator[Any]:
    yield Plan(
        id=PLAN,
        title=en("Illustrative plan"),
        period=Period(dt.date(2021, 1, 1), dt.date(2025, 12, 31)),
        articles=tuple(Article),
        status=PlanStatus.APPROVED,
        approved_code="0" * 64,
        currency=EUR,
        illustrative=True,
    )
    yield Objective(
        id=ObjectiveId(identity(9)),
        plan=PLAN,
        article=Article.CLEARANCE,
        title=en("Article 4 finished"),
        target=Quantity(0, "m2"),
    )


def _activities() -> Iterator[Any]:
    organisations: dict[str, OrganisationId] = {}
    for number, row in enumerate(plan_rows(), start=1):
        name = row["responsible"]
        if name and name not in organisations:
            organisations[name] = OrganisationId(identity(100 + len(organisations)))
            yield Organisation(
                id=organisations[name],
                name=en(name),
                roles=(OrganisationRole.CENTRE, OrganisationRole.FOCAL_POINT),
                contact="office@example.org",
            )
        yield from RowRecords(row, number * 1000, organisations.get(name)).records()


@dataclass(frozen=True)
class RowRecords:
    """The records that one row of the plan stands for; *base* is the first of their ids."""

    row: Row
    base: int
    responsible: OrganisationId | None

    @property
    def id(self) -> ActivityId:
        return ActivityId(identity(self.base))

    def records(self) -> Iterator[Any]:
        yield self.activity()
        yield self.need()
        yield from self.lines()
        yield from self.milestones()
        if self.row["indicator"]:
            yield self.indicator()

    def activity(self) -> Activity:
        row = self.row
        amount = int(row["quantity"]) if row["quantity"] else None
        return Activity(
            id=self.id,
            plan=PLAN,
            code=row["activity_id"],
            article=Article(row["article"]),
            type=ActivityType(row["type"]),
            title=en(row["title"]),
            place=en(row["location"]),
            period=self.period(),
            status=ActivityStatus.PLANNED,
            quantity=None if amount is None else Quantity(amount, row["unit"]),
            unit_cost=self.money("unit_cost"),
            cost=self.money("cost_total"),
            responsible=self.responsible,
            framework=en(row["plan_framework"]),
            direct=self.people(),
            single_year_reason=en(row["single_year_reason"]),
            notes=noted("place", "unit_cost"),
        )

    def need(self) -> Need:
        return Need(
            id=NeedId(identity(self.base + 1)),
            code=self.row["activity_id"].replace("A", "N"),
            title=self.activity().title,
            article=Article(self.row["article"]),
            activity=self.id,
            modalities=(ModalityCode(self.row["modality"]),),
        )

    def lines(self) -> Iterator[BudgetLine]:
        needed = {year: self.minor(f"budget_{year}") for year in YEARS}
        years: dict[int | None, int] = {y: n for y, n in needed.items() if n}
        yield from self.role(BudgetRole.NEEDED, years, 100)
        in_kind = "in kind" in self.row["funding_source"]
        external = BudgetRole.IN_KIND if in_kind else BudgetRole.PLEDGED
        for role, column, base in (
            (BudgetRole.NATIONAL, "national_eur", 200),
            (external, "pledged_external_eur", 300),
        ):
            minor = self.minor(column)
            if minor is not None:
                shares: dict[int | None, int] = {None: minor}
                if years:
                    shares = in_proportion(minor, years)
                yield from self.role(role, shares, base)

    def role(
        self, role: BudgetRole, amounts: Mapping[int | None, int], base: int
    ) -> Iterator[BudgetLine]:
        for number, (year, minor) in enumerate(amounts.items()):
            yield BudgetLine(
                id=BudgetLineId(identity(self.base + base + number)),
                activity=self.id,
                role=role,
                year=year,
                amount=Money(minor, EUR),
                funder="" if role is BudgetRole.NEEDED else self.row["funding_source"],
                notes=noted("amount"),
            )

    def milestones(self) -> Iterator[Milestone]:
        for number, year in enumerate(YEARS):
            planned = self.row[f"qty_{year}"]
            if planned and int(planned):
                yield Milestone(
                    id=MilestoneId(identity(self.base + 400 + number)),
                    activity=self.id,
                    year=year,
                    planned=int(planned),
                )

    def indicator(self) -> Indicator:
        row = self.row
        dated = row["baseline_date"]
        return Indicator(
            id=IndicatorId(identity(self.base + 500)),
            activity=self.id,
            title=en(row["indicator"]),
            baseline=en(row["baseline"]),
            baseline_date=PartialDate(dated) if dated else None,
            baseline_method=en(row["baseline_source"]),
            verification=en(row["verification"]),
            monitoring_date=dt.date(2022, 6, 30),
            notes=noted("baseline"),
        )

    def period(self) -> Period | None:
        start, end = self.row["start"], self.row["end"]
        if not start:
            return None
        return Period(dt.date.fromisoformat(start), dt.date.fromisoformat(end))

    def people(self) -> People | None:
        cells = [self.row[f"direct_{group}"] for group in ("women", "men", "girls", "boys")]
        return People(*(int(cell) for cell in cells)) if all(cells) else None

    def money(self, column: str) -> Money | None:
        minor = self.minor(column)
        return None if minor is None else Money(minor, EUR)

    def minor(self, column: str) -> int | None:
        text = self.row[column]
        return int(Decimal(text) * 100) if text else None


def published_series() -> list[Any]:
    """Contamination and land release of 2015 to 2017 and of the whole programme, as published."""

    def release(number: int, year: int, **figures: Any) -> LandRelease:
        return LandRelease(id=LandReleaseId(identity(900_000 + number)), year=year, **figures)

    def position(number: int, year: int, **figures: Any) -> AnnualPosition:
        return AnnualPosition(id=AnnualPositionId(identity(910_000 + number)), year=year, **figures)

    return [
        position(1, 2015, confirmed_m2=850_000, suspected_m2=7_300_000),
        position(2, 2016, confirmed_m2=1_120_000, suspected_m2=7_300_000, new_m2=470_000),
        position(3, 2017, closing_m2=6_470_000),
        release(1, 2015, cleared_m2=230_000, reduced_m2=760_000, cancelled_m2=470_000),
        release(2, 2016, cleared_m2=100_000, reduced_m2=760_000, submunitions_destroyed=632),
        release(3, 2017, cleared_m2=270_000, reduced_m2=600_000, submunitions_destroyed=1246),
        release(
            4,
            2023,
            released_m2=14_610_000,
            locations=140,
            submunitions_destroyed=7932,
            whole_programme=True,
        ),
    ]
