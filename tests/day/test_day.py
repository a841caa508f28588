"""A person's day in a real window, worked by mouse and keyboard from outside.

Each step is asserted on what a screen reader is told is on the screen, and kept as a picture in
the folder CCMDESK_DAY_PICTURES, else in the folder of the test. The whole day runs with
CCMDESK_DAY=1, which `make day` sets; its beginning runs wherever a screen can be had.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import mending
import papers
import pytest
import story
from virtual_desktop import Desktop, desktop, lacking

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.cli.main import main
from ccmdesk.db.store import open_store
from ccmdesk.model.activity import Activity
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.budget import BudgetLine, BudgetRole
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.need import Need
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.rules.finding import Finding

LACKING = lacking()
COMMAND = [sys.executable, "-m", "ccmdesk"]
pytestmark = [
    pytest.mark.skipif(bool(LACKING), reason=f"no window is worked from outside: no {LACKING}"),
    pytest.mark.timeout(2400),
]
whole = pytest.mark.skipif(
    os.environ.get("CCMDESK_DAY") != "1", reason="CCMDESK_DAY=1 works a whole day in the window"
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def desk(home: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desktop]:
    kept = os.environ.get("CCMDESK_DAY_PICTURES")
    pictures = Path(kept) / request.node.name if kept else tmp_path / "pictures"
    with desktop(home, pictures=pictures) as started:
        started.start(COMMAND)
        yield started


def test_a_plan_is_begun_read_in_arabic_and_found_again(desk: Desktop, home: Path) -> None:
    file = home / "Documents" / "BIH.ccmdesk"
    story.first_screen(desk)
    story.start_plan(desk, file)
    story.type_one(desk, story.ACTIVITIES[0])
    papers.to_arabic(desk)
    papers.to_english(desk)
    papers.quit_program(desk)
    assert _titles(file) == ["Survey of Bihać"]


@whole
def test_a_day(desk: Desktop, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = home / "Documents"
    file, paper, stick = documents / "BIH.ccmdesk", documents / "paper.pdf", home / "stick"
    workbook = documents / "areas.xlsx"
    stick.mkdir()
    mending.make_workbook(workbook)
    story.first_screen(desk)
    story.start_plan(desk, file)
    story.type_activities(desk, story.ACTIVITIES)
    story.type_budget(desk)
    mending.import_workbook(desk, workbook)
    mending.fill_need(desk, story.ACTIVITIES[0].title)
    story.cut_off_while_typing(desk, COMMAND)
    story.undo(desk)
    papers.to_arabic(desk)
    papers.to_english(desk)
    papers.export_paper(desk, paper)
    fingerprint = papers.pack(desk, stick)
    papers.quit_program(desk)
    titles = ["Survey of Bihać and around", *[one.title for one in story.ACTIVITIES[1:]]]
    assert sorted(_titles(file)) == sorted(titles)
    assert _sizes(file) == sorted(mending.SIZES)
    assert _lacking(file, Need) == []
    assert _amounts(file) == sorted(n for one in story.ACTIVITIES for n in (one.cost, one.national))
    printed = _printed(paper)
    assert [title for title in titles if title not in printed] == []
    (bundle,) = stick.iterdir()
    assert main(["verify", str(bundle)]) == 0
    assert fingerprint.replace(" ", "") in capsys.readouterr().out.replace(" ", "")


def _titles(file: Path) -> list[str]:
    with open_store(file, reads_only=True) as store:
        return [one.title.get("en") or "" for one in store.document().of(Activity)]


def _sizes(file: Path) -> list[int]:
    with open_store(file, reads_only=True) as store:
        return sorted(area.size_m2 or 0 for area in store.document().of(HazardousArea))


def _lacking(file: Path, kind: type[object]) -> list[Finding]:
    """Return what the records of a kind still lack."""
    packs = load_packs(resource("packs"))
    with open_store(file, reads_only=True) as store:
        found = plan_findings(store.document(), packs=packs, today=dt.datetime.now(dt.UTC).date())
    return [one for one in found if BY_NAME[one.kind].record is kind]


def _amounts(file: Path) -> list[int]:
    """Return the amounts of the budget in whole euros."""
    with open_store(file, reads_only=True) as store:
        lines = store.document().of(BudgetLine)
    assert {line.role for line in lines} == {BudgetRole.NEEDED, BudgetRole.NATIONAL}
    return sorted(line.amount.minor // 100 for line in lines if line.amount is not None)


def _printed(paper: Path) -> str:
    """Return the words of a paper, with one blank between them."""
    text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, check=True).stdout
    return " ".join(text.decode().split())
