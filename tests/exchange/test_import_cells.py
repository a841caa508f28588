"""How the cells of a row are read: amounts, dates, numbers, units, lists, absence, sources."""

import datetime as dt
from dataclasses import replace

import pytest
from exchange_office import Office, applied, faults_of
from exchange_samples import ids
from import_outcomes import MARCH, existing, outcomes

from ccmdesk.exchange.import_plan import ImportPlan
from ccmdesk.exchange.tables import Table
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.model.activity import Activity
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.document import document_of
from ccmdesk.model.ids import PlanId
from ccmdesk.model.plan import Plan
from ccmdesk.model.values import (
    Absence,
    Confidence,
    FieldNote,
    Money,
    Notes,
    PartialDate,
    Period,
    Position,
    Qualifier,
    Quantity,
)

MIDNIGHT = dt.datetime.combine(MARCH, dt.time())


def only(plan: ImportPlan, kind: type = Activity) -> Activity:
    (record,) = [one for one in applied(plan.changes) if isinstance(one, kind)]
    assert isinstance(record, Activity)
    return record


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("1.234,5", 123450),
        ('"1,234.5"', 123450),
        ("1 234.50", 123450),
        ("١٢٣٤٫٥", 123450),
        ("۱۲۳۴", 123400),
        ("1234", 123400),
    ],
)
def test_amounts_are_read_as_people_write_them(office: Office, typed: str, minor: int) -> None:
    text = f"code;cost.amount;cost.currency\nA1;{typed};eur\n"
    assert only(office.plan([office.csv("activities", text)])).cost == Money(
        minor, CurrencyCode("EUR")
    )


def test_a_lone_separator_is_read_as_the_language_of_the_sheet_writes_it(office: Office) -> None:
    table = office.csv("activities", "code;cost.amount;cost.currency\nA1;1.234;EUR\n")
    plan = office.plan([replace(table, language="es")])
    assert only(plan).cost == Money(1234_00, CurrencyCode("EUR"))
    for language, said in (
        ("en", "“1.234” has more decimals than EUR has."),
        (
            "fr",
            "“1.234” can be read in two ways. Type 1234 or 1,234, whichever is meant.",
        ),
    ):
        plan = office.plan([replace(table, language=language)])
        assert [says for _, _, says in faults_of(plan)] == [said]


@pytest.mark.parametrize(("mark", "language"), [(".", "en"), (",", "es"), (",", "fr")])
def test_round_thousands_behind_the_decimal_mark_of_a_sheet_are_asked_back(
    office: Office, mark: str, language: str
) -> None:
    """Also where the currency stands in a column of its own, and in counts and sizes."""
    text = f"code;cost.amount;cost.currency;quantity.amount\nA1;12{mark}500;EUR;250{mark}000\n"
    plan = office.plan([replace(office.csv("activities", text), language=language)])
    assert {says for _, _, says in faults_of(plan)} == {
        f"“12{mark}500” can be read in two ways. Type 12500 or 12{mark}5, whichever is meant.",
        f"“250{mark}000” can be read in two ways. Type 250000 or 250, whichever is meant.",
    }
    dinars = text.replace("EUR", "KWD").replace(f"250{mark}000", "250000")
    plan = office.plan([replace(office.csv("activities", dinars), language=language)])
    assert only(plan).cost == Money(12_500, CurrencyCode("KWD"))


def test_the_currency_is_that_of_the_plan_when_a_sheet_has_none(office: Office) -> None:
    table = office.csv("activities", "code,cost.amount\nA1,12\n")
    assert "has no currency" in faults_of(office.plan([table]))[0][2]
    plan = document_of([Plan(id=PlanId(ids()()), currency=CurrencyCode("BAM"))])
    assert only(office.plan([table], plan)).cost == Money(1200, CurrencyCode("BAM"))


@pytest.mark.parametrize("cell", [MARCH, MIDNIGHT, "2026-03-07", "7.3.2026", "7/3/2026"])
def test_dates_may_be_dates_or_text(office: Office, cell: dt.date | str) -> None:
    table = Table("Activities", (("code", "period.start"), ("A1", cell)))
    assert only(office.plan([table])).period == Period(MARCH, None)


@pytest.mark.parametrize(
    ("cell", "iso"), [(2012.0, "2012"), ("2019-03", "2019-03"), (MARCH, "2026-03-07")]
)
def test_a_year_alone_is_a_partial_date(office: Office, cell: float | str, iso: str) -> None:
    table = Table("Sources", (("code", "dated"), ("S1", cell)))
    (source,) = applied(office.plan([table]).changes)
    assert source.dated == PartialDate(iso)


@pytest.mark.parametrize("cell", ["0000", "1405-01-15", dt.date(1899, 12, 31), dt.date(2569, 3, 7)])
def test_a_day_of_another_calendar_is_told_in_its_cell(office: Office, cell: dt.date | str) -> None:
    for name, columns in (("Sources", ("code", "dated")), ("Activities", ("code", "period.start"))):
        plan = office.plan([Table(name, (columns, ("A1", cell), ("A2", "2026-03-07")))])
        ((row, column, says),) = faults_of(plan)
        assert (row, column) == (2, "B")
        assert str(cell) in says
        assert outcomes(plan) == ["refused", "new"]


@pytest.mark.parametrize("language", ["prs", "../../etc", "en_XX.UTF-8", "-"])
def test_a_language_that_no_paper_has_does_not_end_an_import(office: Office, language: str) -> None:
    table = office.csv("activities", "code;cost.amount;cost.currency\nA1;1.234,5;EUR\n")
    plan = office.plan([replace(table, language=language)])
    assert only(plan).cost == Money(123450, CurrencyCode("EUR"))


def test_numbers_of_number_cells_stay_exact(office: Office) -> None:
    rows = (
        ("code", "cost.amount", "cost.currency", "quantity.amount", "position.latitude",
         "position.longitude", "article"),
        (401.0, 0.1 + 0.2, "EUR", 1_200_000.0, 44.53, -18.1234567, 4.0),
    )  # fmt: skip
    activity = only(office.plan([Table("Activities", rows)]))
    assert activity.code == "401"
    assert activity.cost == Money(30, CurrencyCode("EUR"))
    assert activity.quantity == Quantity(1_200_000, "")
    assert activity.position is not None
    assert (activity.position.latitude_e7, activity.position.longitude_e7) == (
        445300000,
        -181234567,
    )


@pytest.mark.parametrize("language", SHIPPED)
def test_degrees_have_no_thousands(office: Office, language: str) -> None:
    text = "code;position.latitude;position.longitude\nA1;44.531;18,125\n"
    activity = only(office.plan([replace(office.csv("activities", text), language=language)]))
    assert activity.position == Position(445_310_000, 181_250_000)


def test_a_unit_typed_in_another_language_is_kept_by_its_code(office: Office) -> None:
    text = "code,quantity.amount,quantity.unit\nA1,24,stagiaires\nA2,3,puits\n"
    found = applied(office.plan([office.csv("activities", text)]).changes)
    assert {record.code: record.quantity for record in found} == {
        "A1": Quantity(24, "trainees"),
        "A2": Quantity(3, "puits"),
    }


def test_half_a_position_is_refused(office: Office) -> None:
    plan = office.plan([office.csv("activities", "code,position.latitude\nA1,44.5\n")])
    assert faults_of(plan) == [(2, "B", "A position needs both its latitude and its longitude.")]


def test_a_formula_is_only_text(office: Office) -> None:
    text = 'code,title@en\nA1,"=HYPERLINK(""http://x"")"\n'
    plan = office.plan([office.csv("activities", text)])
    assert only(plan).title.get("en") == '=HYPERLINK("http://x")'


def test_lists_are_separated_by_semicolons_of_any_script(office: Office) -> None:
    text = "code,modalities\nN1,TRAINING؛ Financial grant；SURVEY;TRAINING\n"
    (need,) = applied(office.plan([office.csv("needs", text)]).changes)
    assert need.modalities == ("TRAINING", "FIN-GRANT", "SURVEY")


def test_absence_is_said_in_words(office: Office) -> None:
    text = (
        "code,unit_cost.amount,quantity.amount,cost.amount,direct.women,place@en\n"
        "A1,not applicable: lump sum,unknown,N/A,Not known,Does not apply: mobile\n"
    )
    notes = only(office.plan([office.csv("activities", text)])).notes
    assert notes["unit_cost"] == FieldNote(absence=Absence.NOT_APPLICABLE, reason="lump sum")
    assert notes["quantity"] == FieldNote(absence=Absence.UNKNOWN)
    assert notes["cost"] == FieldNote(absence=Absence.NOT_APPLICABLE)
    assert notes["direct"] == FieldNote(absence=Absence.UNKNOWN)
    assert notes["place"] == FieldNote(absence=Absence.NOT_APPLICABLE, reason="mobile")


def test_a_code_of_a_list_is_not_taken_for_an_absence(office: Office) -> None:
    text = "duty,status,completed_on\n3,unknown,unknown\n"
    (obligation,) = applied(office.plan([office.csv("obligations", text)]).changes)
    assert obligation.status.value == "unknown"
    assert obligation.notes["status"] == FieldNote()
    assert obligation.notes["completed_on"] == FieldNote(absence=Absence.UNKNOWN)


def test_a_value_takes_away_why_it_was_absent(office: Office) -> None:
    document, activity = existing()
    absent = Notes.of({"quantity": FieldNote(absence=Absence.UNKNOWN, remark="ask again")})
    document = document_of([replace(activity, notes=absent)])
    table = office.csv("activities", "code,quantity.amount\nA4-01,0\n")
    (change,) = office.plan([table], document).changes
    assert change.new["quantity"] == [0, ""]
    assert dict(change.old)["quantity"] == {"absent": "unknown"}
    assert "quantity#note" not in change.new


def test_zero_is_not_blank(office: Office) -> None:
    text = "code,direct.women,direct.men\nA1,0,\n"
    direct = only(office.plan([office.csv("activities", text)])).direct
    assert direct is not None
    assert (direct.women, direct.men) == (0, None)


def test_the_source_of_a_row_is_that_of_its_figures(office: Office) -> None:
    tables = [
        office.csv("sources", "code,title@en\nS1,Register\nS2,Budget\n"),
        office.csv(
            "activities",
            "code,title@en,quantity.amount,cost.amount,cost.currency,cost#source,cost#qualifier,"
            "#source,#confidence\nA1,Survey,5,10,EUR,S2,About,Register,estimated\n",
        ),
    ]
    plan = office.plan(tables)
    assert faults_of(plan) == []
    sources = {r.code: str(r.id) for r in applied(plan.changes) if hasattr(r, "publisher")}
    notes = only(plan).notes
    assert notes["title"] == FieldNote()
    assert notes["quantity"] == FieldNote(source=sources["S1"], confidence=Confidence.ESTIMATED)
    assert notes["cost"] == FieldNote(
        source=sources["S2"], confidence=Confidence.ESTIMATED, qualifier=Qualifier.ABOUT
    )


def test_a_source_that_is_not_there_is_refused_in_its_column(office: Office) -> None:
    text = "code,quantity.amount,#source\nA1,5,S9\n"
    ((_, column, says),) = faults_of(office.plan([office.csv("activities", text)]))
    assert column == "C"
    assert says.startswith("“S9” is not in the plan")


def test_own_types_of_munition_may_be_named_in_the_same_file(office: Office) -> None:
    stocks = office.csv("stocks", "munition,origin,quantity\nORKAN-X,at_entry,4\n")
    own = office.csv("munition_types", "code,kind\nORKAN-X,carrier\n")
    assert outcomes(office.plan([stocks, own])) == ["new", "new"]
    ((_, column, says),) = faults_of(office.plan([stocks]))
    assert column == "A"
    assert says.startswith("“ORKAN-X” is not a known type of munition.")
