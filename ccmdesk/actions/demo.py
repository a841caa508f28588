"""The demonstration: published figures and an illustrative plan, its papers and its package."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.actions.approve import ApprovePlan, Approver, approve_plan
from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.export_document import ExportDocument, export_document, paper_name
from ccmdesk.actions.import_tables import import_all
from ccmdesk.actions.pack_submission import (
    PackSubmission,
    prepare_submission,
    record_submission,
)
from ccmdesk.actions.signing_key import own_public_key, signing_key
from ccmdesk.bundle.keys import PublicKey
from ccmdesk.bundle.reader import verify
from ccmdesk.db.atomic_file import set_aside
from ccmdesk.db.beside import SIDE_FILES, first_there
from ccmdesk.db.opening import Making
from ccmdesk.db.store import Store, create_filled, open_store
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.change import StepKind
from ccmdesk.model.ids import MeetingId
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.resources import resource
from ccmdesk.model.words import N_
from ccmdesk.report.documents.kinds import DocumentKind

OFFICE = "Demonstration office"
SENDER = "ccmdesk demonstration"
COUNTRY = "BIH"
APPROVED_ON = dt.date(2021, 1, 15)
PLAN_FILE = f"{COUNTRY}-demonstration.ccmdesk"


def make_demo_plan(path: Path, *, author: Author, packs: Packs) -> Store:
    """Make the demonstration plan at *path* through the import, and return it open.

    Raises Problem when there is a file at *path* already.
    """
    create_filled(path, _making(author), lambda store: _fill(store, author=author, packs=packs))
    return open_store(path)


def _making(author: Author) -> Making:
    return Making(office=OFFICE, at=author.clock(), new_id=new_id)


def _fill(store: Store, *, author: Author, packs: Packs) -> None:
    sources = sorted(resource("demo", "bih").glob("*.csv"))
    import_all(store, sources, packs=packs, author=author)
    approve_plan(store, ApprovePlan(approver=_example()), author=author, packs=packs)


def _example() -> Approver:
    """Return who approves the demonstration plan: an authority that there is not."""
    with resource("demo", "bih", "approval", "approver.csv").open(encoding="utf-8") as file:
        own, *others = csv.DictReader(file)
    return Approver(
        name=own["name"],
        role=own["role"],
        office="",
        on=APPROVED_ON,
        language=own["language"],
        translated=tuple((row["language"], row["name"], row["role"]) for row in others),
    )


def make_training_copy(path: Path, *, author: Author, packs: Packs) -> Store:
    """Make the demonstration plan as a copy to learn on, which is never sent; return it open."""

    def fill(store: Store) -> None:
        _fill(store, author=author, packs=packs)
        store.mark_training()

    create_filled(path, _making(author), fill)
    return open_store(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeDemo:
    """The folder, and who is told in which language what is being done."""

    folder: Path
    lang: Lang
    tell: Callable[[str], None]


def make_demo(ask: MakeDemo, *, packs: Packs, clock: Callable[[], dt.datetime]) -> Iterator[Path]:
    """Make plan, papers in every shipped language and package; yield each file.

    What an earlier demonstration left in the folder under the same names is replaced; a plan in
    which somebody has worked since is kept under another name. Raises Problem in a folder with
    other papers or packages of the State.
    """
    folder, lang = ask.folder, ask.lang
    folder.mkdir(parents=True, exist_ok=True)
    plan_file = folder / PLAN_FILE
    packages = list(folder.glob(f"{COUNTRY}-*.ccmb"))
    _refuse_strange(folder, packages)
    _make_room(plan_file)
    for old in packages:
        old.unlink()
    author = Author(SENDER, clock)
    with make_demo_plan(plan_file, author=author, packs=packs) as store:
        yield plan_file
        papers: dict[str, bytes] = {}
        meeting = _meeting(store)
        for code in SHIPPED:
            ask.tell(lang(N_("Writing the paper in {language}"), language=SHIPPED[code].name))
            paper = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language=code, meeting=meeting)
            out = folder / paper_name(COUNTRY, paper, today=author.today)
            export_document(store.document(), paper, out=out, packs=packs, today=author.today)
            papers[code] = out.read_bytes()
            yield out
        ask.tell(lang(N_("Packing the submission for the Implementation Support Unit")))
        request = PackSubmission(
            languages=tuple(SHIPPED),
            office=OFFICE,
            folder=folder,
            key=signing_key(folder / "keys", passphrase=""),  # a key made for the demonstration  # nosec B106
            meeting=meeting,
            papers=papers,
            illustrative=True,
        )
        prepared = prepare_submission(store.document(), request, packs=packs, author=author)
        record_submission(store, prepared)
        yield prepared.packed.path


def _meeting(store: Store) -> MeetingId | None:
    meeting = store.document().first(Meeting)
    return None if meeting is None else meeting.id


def _refuse_strange(folder: Path, packages: Sequence[Path]) -> None:
    """Raise Problem where the State, which is a real one, may keep what it sent."""
    key = own_public_key(folder / "keys")
    strange = [package for package in packages if not _is_signed_by(package, key)]
    if not (folder / PLAN_FILE).exists():
        strange += folder.glob(f"{COUNTRY}-*.pdf")
    if strange:
        raise Problem(
            N_(
                "The folder {folder} holds files that no demonstration made, such as {file}. Choose"
                " another folder for the demonstration. Nothing was changed."
            ),
            folder=str(folder),
            file=min(strange).name,
        )


def _is_signed_by(package: Path, key: PublicKey | None) -> bool:
    try:
        with package.open("rb") as source:
            return verify(source).public_key == key
    except Problem:
        return False


def _make_room(plan_file: Path) -> None:
    if plan_file.exists() and _is_untouched(plan_file):
        plan_file.unlink()
    if first_there(plan_file):
        set_aside(plan_file, sides=SIDE_FILES)


def _is_untouched(plan_file: Path) -> bool:
    """Whether its newest step is the submission this demonstration ended with."""
    try:
        with open_store(plan_file, reads_only=True) as store:
            newest = store.undoable()
    except Problem:
        return False
    return newest is not None and newest.does is StepKind.SUBMIT and newest.by == SENDER
