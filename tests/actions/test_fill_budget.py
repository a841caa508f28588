"""Typing and pasting into the budget by year: each is one step, and sums follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccmdesk.actions.author import Author
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.actions.fill_budget import FillBudget, FillCell, fill_budget, is_new, typed_cell
from ccmdesk.actions.paste_budget import Pasted, block_of, copied, read_again, read_paste
from ccmdesk.db.store import Store, open_store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.activity import Activity
from ccmdesk.model.budget import BudgetRole
from ccmdesk.model.change import StepKind
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Absence, Money
from ccmdesk.report.blocks import Table
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.rules.budget_grid import BudgetCell, BudgetGrid, Standing, budget_grid
from ccmdesk.rules.funding_totals import Sums

EUR = CurrencyCode("EUR")
TODAY = dt.date(2026, 3, 2)


def grid_in(store: Store) -> BudgetGrid:
    return budget_grid(store.document(), kept={}, today=dt.date(2026, 6, 1))


def cell_in(store: Store, code: str, role: BudgetRole, year: int | None) -> BudgetCell:
    (group,) = [one for one in grid_in(store).groups if one.activity.code == code]
    return group.cell(role, year)


@pytest.fixture
def fill(demo: Store, author: Author, packs: Packs) -> Filler:
    return Filler(demo, author, packs)


class Filler:
    """Types texts into cells of a plan, all in one step."""

    def __init__(self, store: Store, author: Author, packs: Packs) -> None:
        self.store, self._author, self._packs = store, author, packs

    def write(self, *cells: FillCell) -> None:
        ask = FillBudget(cells=cells)
        fill_budget(self.store, ask, author=self._author, packs=self._packs)

    def type(self, code: str, role: BudgetRole, year: int | None, text: str) -> BudgetCell:
        self.write(typed_cell(cell_in(self.store, code, role, year), text, lang=ENGLISH))
        return cell_in(self.store, code, role, year)

    def paste(self, texts: dict[tuple[int, BudgetRole, int], str]) -> None:
        """Put texts into cells named by activity, row and column."""
        grid = grid_in(self.store)
        cells = [
            (grid.groups[at].cell(role, grid.columns[column]), text)
            for (at, role, column), text in texts.items()
        ]
        self.write(*Pasted(read_paste(cells, lang=ENGLISH)).fills)

    def undo(self) -> None:
        self.store.undo(self._author.stamp(StepKind.UNDO))

    def take(self, way: str) -> None:
        """Undo or redo, where there is anything; the plan itself is not taken back."""
        undo, redo = self.store.next_undo(), self.store.next_redo()
        if way == "undo" and undo is not None and undo.meant in {StepKind.ADD, StepKind.EDIT}:
            self.undo()
        elif way == "redo" and redo is not None:
            self.store.redo(self._author.stamp(StepKind.REDO))


@pytest.mark.parametrize(
    "text", ["1.234,5", "1 234,5", "1,234.5", "١٬٢٣٤٫٥", "۱۲۳۴٫۵", "1234.5 EUR"]
)
@pytest.mark.parametrize("language", list(SHIPPED))
def test_an_amount_is_the_same_in_every_way_it_is_written(
    demo: Store, text: str, language: str
) -> None:
    cell = cell_in(demo, "A4-01", BudgetRole.PAID, 2021)
    assert typed_cell(cell, text, lang=Lang.load(language)).amount == Money(123_450, EUR)


@pytest.mark.parametrize("text", ["12x", "1,2,3", "1.2345", "USD 5", "--"])
def test_what_cannot_be_read_is_refused(demo: Store, text: str) -> None:
    cell = cell_in(demo, "A4-01", BudgetRole.PAID, 2021)
    with pytest.raises(Problem):
        typed_cell(cell, text, lang=ENGLISH)


def test_a_computed_share_cannot_be_typed_over(demo: Store) -> None:
    share = cell_in(demo, "A3-03", BudgetRole.NATIONAL, 2021)
    assert share.standing is Standing.DERIVED
    with pytest.raises(Problem, match="computed"):
        typed_cell(share, "5", lang=ENGLISH)


def test_typing_makes_changes_and_empties_one_budget_line(fill: Filler) -> None:
    made = fill.type("A4-01", BudgetRole.PAID, 2021, "1,000")
    assert (made.minor, len(made.lines)) == (100_000, 1)
    changed = fill.type("A4-01", BudgetRole.PAID, 2021, "0")
    assert (changed.minor, changed.lines[0].id) == (0, made.lines[0].id)
    emptied = fill.type("A4-01", BudgetRole.PAID, 2021, "")
    assert (emptied.minor, emptied.lines) == (None, ())


def test_a_line_that_names_its_donor_stays_when_its_amount_is_taken_out(fill: Filler) -> None:
    before = cell_in(fill.store, "A4-01", BudgetRole.PLEDGED, 2021)
    assert before.lines[0].organisation or before.lines[0].funder
    after = fill.type("A4-01", BudgetRole.PLEDGED, 2021, "")
    assert (after.minor, after.absence) == (None, None)
    assert after.lines[0].id == before.lines[0].id


def test_not_known_is_kept_apart_from_not_filled(fill: Filler) -> None:
    unknown = fill.type("A4-01", BudgetRole.IN_KIND, 2021, "?")
    assert (unknown.minor, unknown.absence) == (None, Absence.UNKNOWN)
    assert copied(unknown, lang=ENGLISH) == "?"
    known = fill.type("A4-01", BudgetRole.IN_KIND, 2021, "5")
    assert (known.minor, known.absence) == (500, None)


def test_the_cost_of_an_activity_is_typed_into_the_cell_without_a_year(fill: Filler) -> None:
    cell = fill.type("A4-05", BudgetRole.NEEDED, None, "700,000")
    activity = fill.store.get(Activity, cell.place.activity)
    assert activity is not None
    assert activity.cost == Money(70_000_000, EUR)
    assert cell.lines == ()


def test_an_amount_that_cannot_be_right_writes_nothing(fill: Filler) -> None:
    good = FillCell(cell_in(fill.store, "A4-01", BudgetRole.PAID, 2021), Money(5, EUR))
    bad = FillCell(cell_in(fill.store, "A4-02", BudgetRole.PAID, 2021), Money(-5, EUR))
    with pytest.raises(Problem):
        fill.write(good, bad)
    assert cell_in(fill.store, "A4-01", BudgetRole.PAID, 2021).minor is None


def test_a_cell_whose_line_has_gone_says_so(fill: Filler) -> None:
    old = cell_in(fill.store, "A4-01", BudgetRole.PLEDGED, 2021)
    bare = fill.type("A4-01", BudgetRole.PAID, 2021, "5")
    fill.type("A4-01", BudgetRole.PAID, 2021, "")
    with pytest.raises(Problem, match="no longer"):
        fill.write(FillCell(bare, Money(7, EUR)))
    assert old.lines


def test_one_step_takes_back_a_whole_paste(fill: Filler) -> None:
    before = grid_in(fill.store)
    roles = (BudgetRole.PAID, BudgetRole.IN_KIND, BudgetRole.PLEDGED)
    cells = [cell_in(fill.store, "A4-02", role, year) for role in roles for year in (2021, 2022)]
    found = read_paste(zip(cells, ["1", "2", "3", "4", "5", "6"], strict=True), lang=ENGLISH)
    fill.write(*Pasted(found).fills)
    assert cell_in(fill.store, "A4-02", BudgetRole.PLEDGED, 2022).minor == 600
    fill.undo()
    assert grid_in(fill.store) == before


def test_a_paste_is_read_as_a_spreadsheet_writes_it() -> None:
    assert block_of('1\t"2,5"\r\n\t4\r\n') == (("1", "2,5"), ("", "4"))
    assert block_of("7") == (("7",),)


def test_a_paste_says_what_changes_and_what_cannot_be_read(demo: Store) -> None:
    needed = cell_in(demo, "A4-01", BudgetRole.NEEDED, 2021)
    paid = cell_in(demo, "A4-01", BudgetRole.PAID, 2021)
    same, bad, new = ((needed, "36,000.00"), (paid, "many"), (paid, "7"))
    found = Pasted(read_paste([same, bad, new], lang=ENGLISH))
    assert [one.text for one in found.faults] == ["many"]
    assert [fill.amount for fill in found.fills] == [Money(700, EUR)]
    assert found.asks_first
    assert not Pasted(read_paste([new], lang=ENGLISH)).asks_first
    assert Pasted((), outside=1).asks_first


@pytest.mark.parametrize("language", list(SHIPPED))
def test_what_is_copied_is_read_back_as_it_was(demo: Store, language: str) -> None:
    lang = Lang.load(language)
    for group in grid_in(demo).groups:
        for role in BudgetRole:
            for year in grid_in(demo).columns[:2]:
                cell = group.cell(role, year)
                if cell.refusal is None:
                    fill = typed_cell(cell, copied(cell, lang=lang), lang=lang)
                    assert not is_new(fill)


def test_the_totals_are_those_of_the_needs_and_plan_paper(demo: Store, packs: Packs) -> None:
    (found,) = grid_in(demo).totals
    ask = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language="en")
    paper = paper_of(demo.document(), ask, packs=packs, today=TODAY)
    caption = "Needed, covered and missing by year, in EUR"
    (table,) = [
        block for block in paper.blocks if isinstance(block, Table) and block.caption == caption
    ]
    printed = [[cell.text for cell in row] for row in (*table.rows, *table.totals)]
    names = [*(str(row.key or "Not by year") for row in found.by_year), "Total"]
    sums = [*(row.sums for row in found.by_year), found.total]
    assert printed == [[name, *_printed(one)] for name, one in zip(names, sums, strict=True)]


def _printed(sums: Sums) -> list[str]:
    amounts = (sums.needed, sums.national, sums.pledged, sums.in_kind, sums.unsettled, sums.gap)
    return [
        "Not stated" if minor is None else ENGLISH.amount(Money(minor, EUR)) for minor in amounts
    ]


def check_sums(grid: BudgetGrid) -> None:
    """Assert that the cells of each row and column add up to the totals."""
    for found in grid.totals:
        groups = [one for one in grid.groups if one.funding.currency == found.currency]
        by_year = {row.key: row.sums for row in found.by_year}
        for role in BudgetRole:
            whole = 0
            for year in grid.columns:
                cells = [group.cell(role, year).counted for group in groups]
                shown = _of(by_year[year], role) if year in by_year else None
                assert sum(filter(None, cells)) == (shown or 0)
                assert (shown is None) is all(cell is None for cell in cells)
                whole += shown or 0
            assert whole == (_of(found.total, role) or 0)
            for group in groups:
                cells = [group.cell(role, year).counted for year in grid.columns]
                assert sum(filter(None, cells)) == (group.total(role) or 0)
        gaps = [group.gap(year) for group in groups for year in grid.columns]
        assert sum(filter(None, gaps)) == (found.total.gap or 0)


def _of(sums: Sums, role: BudgetRole) -> int | None:
    return {
        BudgetRole.NEEDED: sums.needed,
        BudgetRole.NATIONAL: sums.national,
        BudgetRole.PLEDGED: sums.pledged,
        BudgetRole.IN_KIND: sums.in_kind,
        BudgetRole.PAID: sums.paid,
    }[role]


@pytest.fixture(scope="module")
def changing(
    demo_file: Path, tmp_path_factory: pytest.TempPathFactory, author: Author, packs: Packs
) -> Iterator[Filler]:
    """A plan that one random edit after the other changes."""
    copy = tmp_path_factory.mktemp("changing") / "plan.ccmdesk"
    copy.write_bytes(demo_file.read_bytes())
    with open_store(copy) as store:
        yield Filler(store, author, packs)


_TEXT = st.sampled_from(["", "?", "0", "1", "1,234.5", "1.234,5", "٧٠٠", "99 999", "5 USD", "x"])
_PLACE = st.tuples(st.integers(0, 24), st.sampled_from(BudgetRole), st.integers(0, 5))
_PASTE = st.dictionaries(_PLACE, _TEXT, min_size=1, max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(_PASTE, st.sampled_from(["undo", "redo"])), min_size=1, max_size=6))
def test_cells_add_up_to_the_totals_after_any_edits(
    changing: Filler, doings: list[dict[tuple[int, BudgetRole, int], str] | str]
) -> None:
    for doing in doings:
        if isinstance(doing, str):
            changing.take(doing)
        else:
            changing.paste(doing)
        check_sums(grid_in(changing.store))


def test_a_cell_that_others_filled_meanwhile_gets_no_second_line(fill: Filler) -> None:
    """Both saw it empty: the amounts would be added to one another."""
    empty = cell_in(fill.store, "A4-01", BudgetRole.PAID, 2021)
    fill.write(typed_cell(empty, "500", lang=ENGLISH))
    for text in ("100", "?", "100"):
        with pytest.raises(Problem, match="meanwhile"):
            fill.write(typed_cell(empty, text, lang=ENGLISH))
    other = cell_in(fill.store, "A4-02", BudgetRole.PAID, 2021)
    with pytest.raises(Problem, match="meanwhile"):
        fill.write(typed_cell(other, "7", lang=ENGLISH), typed_cell(empty, "7", lang=ENGLISH))
    found = cell_in(fill.store, "A4-01", BudgetRole.PAID, 2021)
    assert (found.minor, len(found.lines)) == (50_000, 1)
    assert cell_in(fill.store, "A4-02", BudgetRole.PAID, 2021).minor is None


def test_what_a_paste_does_is_read_again_in_the_table_as_it_is(fill: Filler, demo: Store) -> None:
    places = [("A4-01", 2021), ("A4-02", 2021)]
    cells = [cell_in(demo, code, BudgetRole.PAID, year) for code, year in places]
    asked = tuple((cell.place, text) for cell, text in zip(cells, ("500", "x"), strict=True))
    first = Pasted(read_paste(zip(cells, ("500", "x"), strict=True), lang=ENGLISH), 1, asked)
    assert len(first.fills) == len(first.faults) == 1
    filled = fill.type("A4-01", BudgetRole.PAID, 2021, "500")
    assert read_again(first, grid_in(demo), lang=ENGLISH).fills == ()
    fill.type("A4-01", BudgetRole.PAID, 2021, "900")
    (again,) = read_again(first, grid_in(demo), lang=ENGLISH).fills
    assert [line.id for line in again.cell.lines] == [line.id for line in filled.lines]
    fill.write(again)
    assert cell_in(demo, "A4-01", BudgetRole.PAID, 2021).minor == 50_000
    assert read_again(first, grid_in(demo), lang=ENGLISH).outside == 1
