"""A section in figures: the papers' own charts, unknown kept apart from zero, totals computed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from figures_plan import SPLIT, TODAY, figures_plan

from ccmdesk.actions.author import new_id
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.actions.section_figures import FIGURED, SectionFigures, section_figures
from ccmdesk.db.store import Store
from ccmdesk.lang.lang import Lang
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.ids import (
    CasualtyCountsId,
    DestructionId,
    HazardousAreaId,
    NeedsAssessmentId,
    RetentionId,
    ServiceId,
    StockId,
)
from ccmdesk.model.packs import Packs
from ccmdesk.model.stockpile import Destruction, Retention, Stock
from ccmdesk.model.values import People
from ccmdesk.model.victims import CasualtyCounts, NeedsAssessment, Service, ServiceType
from ccmdesk.report.charts import Chart, ChartKind
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.report.figures.part import Part

NBSP = "\N{NO-BREAK SPACE}"
OF_PAPERS = {
    "clearance": {"released", "remaining", "course", "costs"},
    "stockpiles": {"years", "course"},
    "victims": {"casualties", "split"},
}
"""The parts whose chart stands in the needs-and-plan paper."""


def _parts(
    plan: PlanDocument, section: str, packs: Packs, *, language: str = "en", day: dt.date = TODAY
) -> dict[str, Part]:
    ask = SectionFigures(
        section=section, document=plan, lang=Lang.load(language), packs=packs, today=day
    )
    return {part.name: part for part in section_figures(ask)}


def _counted(plan: PlanDocument) -> PlanDocument:
    """Return the plan without the destruction that states no number."""
    every = [one for records in plan.records.values() for one in records]
    return document_of(
        one for one in every if not isinstance(one, Destruction) or one.quantity is not None
    )


def _charts(plan: PlanDocument, packs: Packs, language: str, day: dt.date) -> list[Chart]:
    ask = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language=language, with_map=False)
    paper = paper_of(plan, ask, packs=packs, today=day)
    return [block for block in paper.blocks if isinstance(block, Chart)]


def _rows(part: Part) -> list[list[str]]:
    assert part.drawn is not None
    return [[cell.text for cell in row] for row in part.drawn.table.rows]


def _lines(part: Part) -> dict[str, str]:
    return {line.text: line.figure for line in part.lines}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("section", list(FIGURED))
def test_charts_are_those_of_the_paper(packs: Packs, section: str, language: str) -> None:
    plan = _counted(figures_plan())
    printed = _charts(plan, packs, language, TODAY)
    parts = _parts(plan, section, packs, language=language)
    for name in OF_PAPERS[section]:
        drawn = parts[name].drawn
        assert drawn is not None, name
        assert drawn.chart in printed, name


def test_charts_of_the_demonstration_are_those_of_its_paper(demo: Store, packs: Packs) -> None:
    plan, day = demo.document(), dt.date(2026, 3, 2)
    printed = _charts(plan, packs, "en", day)
    parts = _parts(plan, "clearance", packs, day=day)
    for name in ("released", "remaining", "costs"):
        drawn = parts[name].drawn
        assert drawn is not None
        assert drawn.chart in printed, name
    cost = _lines(_parts(plan, "victims", packs, day=day)["cost"])
    assert cost["All running services, each year"] == f"EUR{NBSP}156,700"
    frameworks = _lines(_parts(plan, "victims", packs, day=day)["frameworks"])
    assert frameworks["National disability strategy (illustrative)"] == "3 services, 7 activities"


@pytest.mark.parametrize("section", list(FIGURED))
def test_every_bar_has_its_row_its_words_and_what_is_behind_it(packs: Packs, section: str) -> None:
    plan = figures_plan()
    for part in _parts(plan, section, packs).values():
        leads = [line.lead for line in part.lines]
        if part.drawn is not None:
            rows = len(part.drawn.table.rows)
            assert len(part.drawn.behind) == rows > 0, part.name
            if part.drawn.chart is not None:
                assert len(part.drawn.told) == len(part.drawn.chart.categories) == rows
            leads += part.drawn.behind
        for lead in leads:
            found: Any = None if lead.record is None else plan.any(lead.record)
            assert lead.record is None or isinstance(found, lead.kind)


def test_unknown_is_never_shown_as_zero(packs: Packs) -> None:
    victims, stocks = (_parts(figures_plan(), name, packs) for name in ("victims", "stockpiles"))
    casualties = {row[0]: row[1:] for row in _rows(victims["casualties"])}
    assert casualties["2022"] == ["1", "Not known", "at least 1"]
    assert casualties["2024"] == ["Not known", "3", "at least 3"]
    assert casualties["2025"] == ["0", "2", "2"]
    types = {row[0]: row[1:4] for row in _rows(stocks["types"])}
    assert types["Unknown cluster munition"] == ["Not yet filled"] * 3
    assert _rows(stocks["retained"])[-1] == ["2023", "40", "6,000", "Not known"]
    drawn = stocks["types"].drawn
    assert drawn is not None
    assert drawn.chart is not None
    assert drawn.chart.totals[-1] == ""
    assert "Destroyed Not known" in drawn.told[-1]
    assert stocks["types"].enter == (Stock, Destruction)


def test_totals_of_people_are_computed(packs: Packs) -> None:
    victims = _parts(figures_plan(), "victims", packs)
    split = {row[0]: row[-1] for row in _rows(victims["split"])}
    whole = {str(year): str(people.total) for year, people in SPLIT.items()}
    assert split == {**whole, "2023": f"at least {whole['2023']}"}
    assert victims["split"].says == ("Not counted by sex and age: 2022, 2024.",)
    assert _rows(victims["people"]) == [
        [
            "People assessed on 12\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2024",
            "140",
            "210",
            "30",
            "44",
            "6",
            "430",
        ],
        ["People served", "96", "72", "15", "Not known", "", "at least 183"],
    ]
    education = _parts(figures_plan(), "clearance", packs)["education"]
    assert [row[-1] for row in _rows(education)] == ["4,000", "at least 1,440"]
    assert _lines(education)["Number of sessions"] == "at least 140"
    assert _lines(education)["People reached indirectly"] == "Not known"


def test_the_screen_tells_which_assessment_counts_and_of_which_day(packs: Packs) -> None:
    plan = figures_plan()
    others = [one for records in plan.records.values() for one in records]
    earlier = NeedsAssessment(
        id=NeedsAssessmentId(UUID(int=3)), assessed_on=dt.date(2019, 1, 1), people=People(women=9)
    )
    people = _parts(document_of([*others, earlier]), "victims", packs)["people"]
    assert _lines(people)["People assessed, less those served since"] == "430 on 12 May 2024"
    said = " ".join(people.notes).replace(NBSP, " ")
    assert "Only the needs assessment of 12 May 2024 counts here. 1 other is not added" in said
    assert "served by services without an end date are not taken off" in said


def test_services_stand_against_what_was_found_to_be_needed(packs: Packs) -> None:
    victims = _parts(figures_plan(), "victims", packs)
    assert _lines(victims["coverage"]) == {
        "Medical care": "needed, but none entered",
        "Rehabilitation": "2 services; served: at least 92",
        "Psychological support": "1 service; served: 40",
        "Economic inclusion": "needed, but none entered",
        "Education": "1 service; served: 51",
    }
    assert victims["coverage"].enter == (Service,)
    assert "no end date" in victims["cost"].says[0]
    assert [line.figure for line in victims["cost"].lines] == [
        f"EUR{NBSP}107,000",
        f"EUR{NBSP}95,000",
        f"EUR{NBSP}12,000",
        f"USD{NBSP}20,000",
        "",
    ]


def test_the_curve_falls_to_what_is_retained_on_the_day_of_the_deadline(packs: Packs) -> None:
    stocks = _parts(_counted(figures_plan()), "stockpiles", packs)
    drawn = stocks["course"].drawn
    assert drawn is not None
    assert drawn.chart is not None
    assert drawn.chart.kind is ChartKind.LINES
    years = list(drawn.chart.categories)
    left, required, *_ = drawn.chart.series
    assert left.values[years.index("2026")] == required.values[years.index("2026")] == 800
    assert required.values[years.index("2029")] == 30
    assert _lines(stocks["forecast"])["Required per year"] == "281"
    assert _lines(stocks["forecast"])["Remaining"] == "770"


def test_where_a_number_is_missing_there_is_no_curve_and_no_figure_of_what_is_left(
    packs: Packs,
) -> None:
    stocks = _parts(figures_plan(), "stockpiles", packs)
    assert "course" not in stocks
    assert _lines(stocks["forecast"])["Remaining"] == "Not known"
    assert "What is left to destroy comes to at least 770." in stocks["forecast"].notes


def test_a_depot_without_a_number_makes_the_others_at_least_so_many(packs: Packs) -> None:
    blank = Stock(id=StockId(UUID(int=1)), munition=MunitionCode("BLG-66"))
    event = Destruction(id=DestructionId(UUID(int=2)), munition=MunitionCode("CBU-99"))
    plan = figures_plan()
    others = [one for records in plan.records.values() for one in records]
    stocks = _parts(document_of([*others, blank, event]), "stockpiles", packs)
    types = {row[0]: row[1:4] for row in _rows(stocks["types"])}
    assert types["BLG-66"] == ["at least 600", "401", "at least 199"]
    assert types["CBU-99"] == ["1,400", "at least 799", "at most 601"]
    drawn = stocks["types"].drawn
    assert drawn is not None
    assert "Destroyed Not known" in " ".join(drawn.told)
    assert stocks["types"].enter == (Stock, Destruction)


def test_what_is_retained_is_at_least_so_much_where_a_number_is_missing(packs: Packs) -> None:
    def kept(**values: Any) -> Retention:
        return Retention(id=RetentionId(new_id()), **values)

    one, other = MunitionCode("BLU-63"), MunitionCode("BLU-97")
    lines = (
        kept(year=2025, munition=one, quantity=10, used=2),
        kept(year=2025, munition=other, submunitions=90),
        kept(munition=other, quantity=40),
    )
    retained = _parts(document_of(lines), "stockpiles", packs)["retained"]
    assert _rows(retained) == [
        ["2025", "at least 10", "at least 90", "at least 2"],
        ["No date", "40", "Not known", "Not known"],
    ]
    assert retained.drawn is not None
    assert retained.drawn.behind[1].record == lines[2].id


def test_casualties_of_no_known_year_are_told_beside_the_years(packs: Packs) -> None:
    def counts(**values: Any) -> CasualtyCounts:
        return CasualtyCounts(id=CasualtyCountsId(new_id()), **values)

    told = (
        counts(year=2024, killed=1, injured=2),
        counts(killed=5),
        counts(all_years=True, year=2023, killed=100, injured=200),
    )
    casualties = _parts(document_of(told), "victims", packs)["casualties"]
    assert len(_rows(casualties)) == 1
    assert _lines(casualties) == {
        "No date": "Killed: 5, Injured: Not known",
        "All years up to 2023, not added": "Killed: 100, Injured: 200",
    }


def test_services_of_no_stated_kind_are_in_both_figures_of_the_people_served(packs: Packs) -> None:
    def service(**values: Any) -> Service:
        return Service(id=ServiceId(new_id()), **values)

    kind = next(iter(ServiceType))
    served = (service(type=kind, served=People(men=10)), service(served=People(women=50)))
    parts = _parts(document_of(served), "victims", packs)
    assert _rows(parts["coverage"]) == [
        [kind.label, "Not stated", "1", "Not known", "10"],
        ["Kind not stated", "Not stated", "1", "Not known", "50"],
    ]
    assert _lines(parts["coverage"])["Kind not stated"] == "1 service; served: 50"
    assert parts["coverage"].enter == ()
    assert parts["people"].drawn is not None
    assert "60" in {cell for row in _rows(parts["people"]) for cell in row}


def test_a_completed_obligation_is_not_forecast(demo: Store, packs: Packs) -> None:
    forecast = _parts(demo.document(), "stockpiles", packs)["forecast"]
    assert forecast.notes == ("The obligation was completed; nothing is forecast.",)
    assert len(forecast.lines) == 1
    assert forecast.enter == ()


def test_without_records_there_is_nothing_and_with_one_it_says_what_to_enter(packs: Packs) -> None:
    assert not any(_parts(document_of([]), section, packs) for section in FIGURED)
    area = HazardousArea(id=HazardousAreaId(figures_plan().of(HazardousArea)[0].id))
    for name, part in _parts(document_of([area]), "clearance", packs).items():
        assert part.drawn is None, name
        assert part.says, name
        assert part.enter, name
    retained = _parts(document_of(figures_plan().of(Retention)), "stockpiles", packs)
    assert retained["types"].enter == (Stock, Destruction)
    assert retained["types"].says == ("No stock and no destruction is entered.",)
    assessed = _parts(document_of(figures_plan().of(NeedsAssessment)), "victims", packs)
    assert assessed["people"].enter == (Service,)


def test_people_are_added_cell_by_cell_and_stay_unknown_where_nobody_counted() -> None:
    from ccmdesk.rules.people_counts import added

    both = added([People(women=1, men=2), None, People(women=0, girls=3)])
    assert both == People(women=1, men=2, girls=3)
    assert added([None]) is None
