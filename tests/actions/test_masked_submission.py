"""A submission with small counts masked: in its records, its papers and its manifest."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pypdfium2
import pytest

from ccmdesk.actions.approval import approved_content
from ccmdesk.actions.approve import (
    ApproveEdition,
    ApprovePlan,
    Approver,
    approve_edition,
    approve_plan,
)
from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.compared_editions import compared
from ccmdesk.actions.edit_record import AddRecord, add_record
from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.actions.last_submission import last_submission
from ccmdesk.actions.pack_submission import (
    Packed,
    PackSubmission,
    prepare_submission,
    record_submission,
    would_mask,
)
from ccmdesk.actions.verify_package import open_package
from ccmdesk.bundle.keys import SigningKey
from ccmdesk.cli.main import main
from ccmdesk.db.store import Store
from ccmdesk.model.activity import Activity, ActivityType, Milestone
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.change import StepKind, deletion, difference
from ccmdesk.model.check_code import check_code
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.edition import Edition
from ccmdesk.model.facts import Audience, fields_of
from ccmdesk.model.ids import CasualtyCountsId
from ccmdesk.model.indicator import Indicator
from ccmdesk.model.need import Need
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import Article
from ccmdesk.model.values import Absence, Money, People, Period, Quantity, Texts
from ccmdesk.model.victims import CasualtyCounts, Device
from ccmdesk.report.blocks import Document
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.rules.approvals import is_approved

EUR = CurrencyCode("EUR")


@pytest.fixture
def counted(demo: Store, author: Author) -> Store:
    one = CasualtyCounts(
        id=CasualtyCountsId(new_id()),
        year=2024,
        killed=0,
        injured=947,
        people=People(women=431, men=509, girls=3, boys=4, unknown=0),
    )
    demo.apply(difference(None, one), author.stamp(StepKind.ADD))
    return demo


def pack(
    store: Store, packs: Packs, author: Author, *, folder: Path, below: int | None = 5
) -> Packed:
    ask = PackSubmission(
        languages=("en",),
        office="National authority",
        folder=folder,
        key=SigningKey(bytes(32)),
        illustrative=True,
        mask_below=below,
        before=last_submission(store, store.document()),
    )
    prepared = prepare_submission(store.document(), ask, packs=packs, author=author)
    record_submission(store, prepared)
    return prepared.packed


def text_of(paper: bytes) -> str:
    with pypdfium2.PdfDocument(paper) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def paper_in(package: Path) -> bytes:
    return zipfile.ZipFile(package).read("data/human/plan.en.pdf")


def test_records_paper_and_manifest_mask_the_same(
    counted: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    packed = pack(counted, packs, author, folder=tmp_path)
    assert packed.masked == would_mask(counted.document(), 5, before=None) >= 2
    opened = open_package(packed.path)
    assert opened.verified.manifest.masked_below == 5
    (seen,) = [
        one
        for one in opened.records
        if isinstance(one, CasualtyCounts) and one.year == 2024 and one.injured == 947
    ]
    assert seen.people == People(women=431, men=509, unknown=0)
    assert seen.notes["people"].absence is Absence.MASKED
    said = " ".join(text_of(paper_in(packed.path)).split())
    assert "Counts of fewer than 5 people are masked in this paper" in said


def test_the_plan_remembers_how_it_was_masked(
    counted: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    packed = pack(counted, packs, author, folder=tmp_path)
    (edition,) = [one for one in counted.document().of(Edition) if one.masked_below == 5]
    assert edition.number == packed.number
    before = last_submission(counted, counted.document())
    assert before is not None
    assert before.exact


def test_no_code_in_the_package_tells_when_a_masked_count_was_guessed(
    counted: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    who = Approver(name="Sample Person", role="Director", office="", on=author.today)
    approve_plan(counted, ApprovePlan(approver=who), author=author, packs=packs)
    approve_edition(counted, ApproveEdition(approver=who), author=author, packs=packs)
    guessed = approved_content(counted.document())
    for _ in range(2):  # the second has the edition of the first in it
        packed = pack(counted, packs, author, folder=tmp_path)
        with zipfile.ZipFile(packed.path) as package:
            said = [package.read(name) for name in package.namelist()]
        assert packed.masked
        assert not [part for part in said if guessed.encode() in part]
    (plan,) = [one for one in open_package(packed.path).records if isinstance(one, Plan)]
    assert is_approved(plan)


def test_what_was_hidden_along_stays_hidden_in_the_submissions_after(
    demo: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    by_device: dict[Device | None, CasualtyCounts] = {
        device: CasualtyCounts(
            id=CasualtyCountsId(new_id()), year=1999, device=device, injured=injured
        )
        for device, injured in ((Device.REMNANT, 2), (Device.NOT_SEPARATED, 40), (None, 42))
    }
    for record in by_device.values():
        demo.apply(difference(None, record), author.stamp(StepKind.ADD))
    first = pack(demo, packs, author, folder=tmp_path)
    demo.apply([deletion(by_device[None])], author.stamp(StepKind.DELETE))
    plan = demo.document()
    awaited = would_mask(plan, 5, before=last_submission(demo, plan))
    second, third = (pack(demo, packs, author, folder=tmp_path) for _ in range(2))
    hidden: dict[Device | None, int | None]
    hidden = {Device.REMNANT: None, Device.NOT_SEPARATED: None}
    assert _injured_by_device(first) == {**hidden, None: 42}
    assert _injured_by_device(second) == _injured_by_device(third) == hidden
    assert second.masked == third.masked == awaited
    last = last_submission(demo, demo.document())
    assert last is not None
    assert last.exact
    for packed in (first, second, third):
        paper = _paper_of_submission(demo, packed.number, packs=packs, author=author)
        manifest = open_package(packed.path).verified.manifest
        assert paper.check_code == check_code(manifest.plan_hash)
        assert paper.check_code in text_of(paper_in(packed.path))


def _injured_by_device(packed: Packed) -> dict[Device | None, int | None]:
    counts = [one for one in open_package(packed.path).records if isinstance(one, CasualtyCounts)]
    return {one.device: one.injured for one in counts if one.year == 1999}


def _paper_of_submission(store: Store, number: int, *, packs: Packs, author: Author) -> Document:
    ask = ExportDocument(
        kind=DocumentKind.NEEDS_PLAN, language="en", edition=number, audience=Audience.ISU
    )
    plan, ask = compared(store, store.document(), ask)
    return paper_of(plan, ask, packs=packs, today=author.today)


def test_what_was_masked_is_not_told_as_a_change_later(
    counted: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    pack(counted, packs, author, folder=tmp_path)
    (one,) = [each for each in counted.document().of(CasualtyCounts) if each.injured == 947]
    now = replace(one, people=People(women=431, men=502, girls=7, boys=7, unknown=0))
    counted.apply(difference(one, now), author.stamp(StepKind.EDIT))
    second = pack(counted, packs, author, folder=tmp_path)
    said = " ".join(text_of(paper_in(second.path)).split())
    assert "Girls: 3" not in said
    assert "Boys: 4" not in said


def test_without_a_limit_nothing_is_masked(
    counted: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    packed = pack(counted, packs, author, folder=tmp_path, below=None)
    assert packed.masked == 0
    manifest = open_package(packed.path).verified.manifest
    assert manifest.masked_below is None
    assert b"masked_below" not in orjson.dumps(manifest.title)


@pytest.fixture
def few(demo: Store, author: Author, packs: Packs) -> Store:
    """A plan in which three survivors get a prosthesis, two of them so far."""
    number = Quantity(3, "survivors")
    work = AddRecord(
        kind=Activity,
        values={
            "plan": demo.document().of(Plan)[0].id,
            "article": Article.VICTIMS,
            "type": ActivityType.REHABILITATION,
            "title": Texts.of({"en": "Prostheses for a village"}),
            "period": Period(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
            "quantity": number,
            "unit_cost": Money(800_00, EUR),
        },
    )
    of = {"activity": add_record(demo, work, author=author, packs=packs)}
    for kind, values in (
        (Milestone, {**of, "year": 2026, "planned": 3, "achieved": 2}),
        (Indicator, {**of, "title": work.values["title"], "target": number}),
        (Need, {**of, "article": Article.VICTIMS, "title": work.values["title"]}),
        (BudgetLine, {**of, "role": BudgetRole.NEEDED, "amount": Money(2400_00, EUR)}),
    ):
        add_record(demo, AddRecord(kind=kind, values=values), author=author, packs=packs)
    return demo


def test_a_few_survivors_are_in_no_record_and_no_paper_of_the_package(
    few: Store, packs: Packs, author: Author, tmp_path: Path
) -> None:
    told = {2: "2 survivors", 3: "3 survivors"}
    for below, there in ((None, True), (5, False)):
        packed = pack(few, packs, author, folder=tmp_path, below=below)
        said = " ".join(text_of(paper_in(packed.path)).split())
        records = open_package(packed.path).records
        quantities = [value for one in records for value in _amounts(one)]
        assert [text in said for text in told.values()] == [there, there]
        assert [(n, "survivors") in quantities for n in told] == [False, there]
        assert ((2, "") in quantities) == there
        prices = [one.unit_cost for one in records if isinstance(one, Activity)]
        assert (Money(800_00, EUR) in prices) == there
    assert "Masked: too few people" in said


def test_no_paper_tells_of_a_few_survivors(few: Store, packs: Packs, author: Author) -> None:
    told = {}
    for below in (None, 5):
        for kind in DocumentKind:
            ask = ExportDocument(kind=kind, language="en", masked_below=below)
            paper = repr(paper_of(few.document(), ask, packs=packs, today=author.today).blocks)
            told[kind, below] = any(f"{n} survivors" in paper for n in (2, 3))
    assert told[DocumentKind.NEEDS_PLAN, None]
    assert told[DocumentKind.RESULTS, None]
    assert not any(told[kind, 5] for kind in DocumentKind)


def _amounts(record: Any) -> Iterator[tuple[int | None, str]]:
    """Yield the amounts that a record of the package still has, each with its unit."""
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if isinstance(value, Quantity):
            yield value.amount, value.unit
        elif isinstance(record, Milestone) and field.name in {"planned", "achieved"}:
            yield value, ""


@pytest.mark.parametrize("below", [2, 0, 101])
def test_a_limit_that_protects_nobody_is_refused(
    counted: Store, packs: Packs, author: Author, tmp_path: Path, below: int
) -> None:
    with pytest.raises(Problem, match="from 3 to 100"):
        pack(counted, packs, author, folder=tmp_path, below=below)


def test_the_command_says_what_would_leave_and_refuses_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, out = str(tmp_path / "lao.ccmdesk"), tmp_path / "out.ccmb"
    assert main(["new", plan, "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["add", plan, "casualty_counts", "year=2024", "killed=1", "injured=40"]) == 0
    isu = ["pack", plan, "--for", "isu", "--out", str(out), "--mask-below", "5"]
    assert main([*isu, "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "1 count of people is masked" in said
    assert "Nothing was packed." in said
    assert not out.exists()
    assert main(isu) == 0
    assert out.exists()
    office = ["pack", plan, "--for", "office", "--to", "North", "--out", str(out)]
    assert main([*office, "--mask-below", "5"]) == 1
    assert "Changes go to another office whole" in capsys.readouterr().err
