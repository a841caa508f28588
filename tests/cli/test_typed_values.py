"""What is typed after a field of a command is taken whole, or refused and nothing changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plan_commands import SURVEY, answer

from ccmdesk.cli.main import main
from ccmdesk.lang.catalogue import SHIPPED


@pytest.fixture
def plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "lao.ccmdesk"
    assert main(["new", str(path), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["add", str(path), "activity", *SURVEY, "direct=women=7 men=6"]) == 0
    capsys.readouterr()
    return path


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("women=1,200 men=950 girls=1 100 boys=4", [1200, 950, 1100, 4, None]),
        ("women=1,200, men=950; boys 4", [1200, 950, None, 4, None]),
        ("Women: 12,men:3,unknown=١٬٢٠٠", [12, 3, None, None, 1200]),
    ],
)
def test_a_count_of_people_is_read_to_its_end(
    plan: Path, capsys: pytest.CaptureFixture[str], typed: str, counts: list[int | None]
) -> None:
    assert main(["set", str(plan), "A-1", f"direct={typed}"]) == 0
    assert answer(capsys, "show", str(plan), "A-1", "--json")["direct"] == counts


@pytest.mark.parametrize(
    "typed",
    [
        "women=10 men=8 girl=4 boys=5",
        "women=10 women=11",
        "10 women 8 men",
        "women= men=3",
        "women=10 or more",
        "women=10 8",
    ],
)
def test_a_count_of_people_with_a_rest_is_refused(
    plan: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert main(["set", str(plan), "A-1", f"direct={typed}"]) == 1
    assert "“" in capsys.readouterr().err
    assert answer(capsys, "show", str(plan), "A-1", "--json")["direct"] == [7, 6, None, None, None]


def test_what_does_not_apply_in_one_language_leaves_the_others(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["set", str(plan), "A-1", "title@fr=Enquête"]) == 0
    assert main(["set", str(plan), "A-1", "title@fr=n/a: une raison"]) == 1
    assert "Leave out the reason" in capsys.readouterr().err
    assert main(["set", str(plan), "A-1", "title@fr=n.a."]) == 0
    record = answer(capsys, "show", str(plan), "A-1", "--json")
    assert record["title@en"] == "Survey of 42 villages"
    assert not {"title", "title@fr"} & record.keys()
    assert main(["set", str(plan), "A-1", "title@en=n/a: a reason"]) == 0
    record = answer(capsys, "show", str(plan), "A-1", "--json")
    assert record["title"] == {"absent": "not_applicable", "reason": "a reason"}


@pytest.fixture
def two_of_one_name(plan: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    for code in ("P-1", "P-2"):
        area = ("hazardous_area", f"code={code}", "name@en=Field by the mill", "size_m2=1000")
        assert main(["add", str(plan), *area]) == 0
    assert main(["add", str(plan), "land_release", "year=2023", "cleared_m2=5"]) == 0
    assert main(["add", str(plan), "annual_position", "year=2023", "closing_m2=5"]) == 0
    capsys.readouterr()
    return plan


def test_a_name_of_two_records_deletes_none_of_them(
    two_of_one_name: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(two_of_one_name)
    ids = {a["code"]: a["id"] for a in answer(capsys, "list", plan, "hazardous_area", "--json")}
    assert main(["delete", plan, "Field by the mill"]) == 1
    told = capsys.readouterr().err
    assert ids["P-1"] in told
    assert ids["P-2"] in told
    assert main(["delete", plan, "2023"]) == 1
    assert "More than one record is called “2023”" in capsys.readouterr().err
    assert main(["delete", plan, "p-2"]) == 0
    assert main(["delete", plan, "Field by the mill"]) == 0
    assert answer(capsys, "list", plan, "hazardous_area", "--json") == []
    assert len(answer(capsys, "list", plan, "land_release", "--json")) == 1


def test_a_reference_by_the_name_of_two_records_is_refused(
    two_of_one_name: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(two_of_one_name)
    assert main(["add", plan, "land_release", "year=2024", "area=Field by the mill"]) == 1
    assert "More than one record" in capsys.readouterr().err
    assert main(["add", plan, "land_release", "year=2024", "area=P-2"]) == 0


@pytest.mark.parametrize(
    ("typed", "cost"),
    [
        ("60000 EUR", [6_000_000, "EUR", 2024]),
        ("60000 EUR, prices of 2026", [6_000_000, "EUR", 2026]),
        ("EUR 60,000 at prices of 2026", [6_000_000, "EUR", 2026]),
        ("60000 USD", [6_000_000, "USD", None]),
        ("60000 USD prices of ٢٠٢٦", [6_000_000, "USD", 2026]),
    ],
)
def test_an_amount_keeps_the_year_of_its_prices_or_takes_the_one_that_is_typed(
    plan: Path, capsys: pytest.CaptureFixture[str], typed: str, cost: list[object]
) -> None:
    assert main(["set", str(plan), "A-1", "cost=50000 EUR, prices of 2024"]) == 0
    assert main(["set", str(plan), "A-1", f"cost={typed}"]) == 0
    capsys.readouterr()
    assert answer(capsys, "show", str(plan), "A-1", "--json")["cost"] == cost


@pytest.mark.parametrize("language", SHIPPED)
def test_an_amount_can_be_typed_with_its_year_as_it_is_shown(
    plan: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    spoken = ["--ui-lang", language]
    assert main(["set", str(plan), "A-1", "cost=50000.5 EUR, prices of 2024"]) == 0
    capsys.readouterr()
    assert main([*spoken, "show", str(plan), "A-1"]) == 0
    (line,) = [
        one for one in capsys.readouterr().out.splitlines() if "2024" in one and "EUR" in one
    ]
    shown = re.split("[:：]", line, maxsplit=1)[1]
    assert main(["set", str(plan), "A-1", "cost="]) == 0
    assert main([*spoken, "set", str(plan), "A-1", f"cost={shown}"]) == 0
    capsys.readouterr()
    assert answer(capsys, "show", str(plan), "A-1", "--json")["cost"] == [5_000_050, "EUR", 2024]


@pytest.mark.parametrize(
    "typed", ["60000 EUR, prices of 1403", "60000 EUR, prices of", "prices of 2024"]
)
def test_a_year_of_prices_that_cannot_be_one_is_refused(
    plan: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert main(["set", str(plan), "A-1", "cost=50000 EUR"]) == 0
    assert main(["set", str(plan), "A-1", f"cost={typed}"]) == 1
    assert "“" in capsys.readouterr().err
    assert answer(capsys, "show", str(plan), "A-1", "--json")["cost"] == [5_000_000, "EUR", None]
