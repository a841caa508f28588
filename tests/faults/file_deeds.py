"""What a person writes beside a plan, or does with its key and at the hub; each a deed.

The older file that each of them finds was written on an earlier day.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from functools import partial
from pathlib import Path

from deeds import COPY, KEY, MAI, NOON, NORTH, PASSPHRASE, PLAN, TABLE, Deed, packs

from ccmdesk.actions.attach_file import AttachFile, attach_file, keep_file
from ccmdesk.actions.author import Author
from ccmdesk.actions.export_document import ExportDocument, export_document
from ccmdesk.actions.export_translations import (
    ExportTranslations,
    TranslationFormat,
    save_translations,
    translations_bytes,
)
from ccmdesk.actions.hub.add import AddSubmissions, add_submissions
from ccmdesk.actions.hub.report import hub_report
from ccmdesk.actions.hub.write_report import WriteReport, write_report
from ccmdesk.actions.import_tables import ImportFiles, preview_import, save_status_copy
from ccmdesk.actions.pack_submission import (
    PackSubmission,
    prepare_submission,
    record_submission,
)
from ccmdesk.actions.plan_key import (
    change_passphrase,
    decrypt_plan,
    encrypt_plan,
    key_by_passphrase,
)
from ccmdesk.actions.plan_workbook import SavePlan, save_plan
from ccmdesk.db.hub.store import open_hub
from ccmdesk.db.store import open_store
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.edition import Edition
from ccmdesk.model.problem import Problem
from ccmdesk.report.documents.kinds import DocumentKind, PaperFormat

BEFORE = NOON - dt.timedelta(days=40)
EARLIER = Author("Mai", lambda: BEFORE)
OTHER_PASSPHRASE = "five other words that are long"
PAPERS = {form: f"paper.{form.value}" for form in PaperFormat}
LOCKED, WORKBOOK, STATUS, REPORT = "locked.ccmdesk", "records.xlsx", "status.xlsx", "report.xlsx"
TEXTS, STORE, SUBMISSION = "texts.xlf", "isu.ccmhub", "stick/submission.ccmb"
FIRST, SECOND, PHOTOGRAPH = "LAO-1.ccmb", "LAO-2.ccmb", "photograph.jpg"


def _document(folder: Path) -> PlanDocument:
    with open_store(folder / PLAN, reads_only=True) as store:
        return store.document()


def _export(folder: Path, form: PaperFormat, author: Author = MAI) -> None:
    ask = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language="en", format=form)
    out = folder / PAPERS[form]
    export_document(_document(folder), ask, out=out, packs=packs(), today=author.today)


def _pack_submission(folder: Path) -> None:
    _submit(folder / PLAN, folder / SUBMISSION, number=1)


def _submit(plan: Path, out: Path, *, number: int) -> None:
    """Pack submission *number* unless the plan says that it is packed."""
    ask = PackSubmission(
        languages=(), office="Centre", folder=out.parent, key=KEY, file_name=out.name
    )
    with open_store(plan) as store:
        document = store.document()
        if len(document.of(Edition)) < number:
            record_submission(store, prepare_submission(document, ask, packs=packs(), author=MAI))


def _decrypt(folder: Path) -> None:
    decrypt_plan(folder / LOCKED, key_by_passphrase(folder / LOCKED, PASSPHRASE))


def _change_passphrase(folder: Path) -> None:
    try:
        key = key_by_passphrase(folder / LOCKED, PASSPHRASE)
    except Problem:
        key = key_by_passphrase(folder / LOCKED, OTHER_PASSPHRASE)
    change_passphrase(folder / LOCKED, key, OTHER_PASSPHRASE)


def _lock(folder: Path) -> None:
    if not (folder / LOCKED).exists():
        shutil.copyfile(folder / NORTH, folder / LOCKED)
        encrypt_plan(folder / LOCKED, PASSPHRASE)


def _save_workbook(folder: Path, author: Author = MAI) -> None:
    ask = SavePlan(out=folder / WORKBOOK, language="en")
    save_plan(_document(folder), ask, packs=packs(), today=author.today)


def _save_status(folder: Path, language: str = "en") -> None:
    ask = ImportFiles(paths=(folder / "stick" / TABLE,), language="en")
    preview = preview_import(_document(folder), ask, packs=packs(), author=MAI)
    save_status_copy(preview, folder / STATUS, language=language)


def _save_texts(folder: Path, language: str = "fr") -> None:
    ask = ExportTranslations(source="en", language=language, format=TranslationFormat.XLIFF2)
    with open_store(folder / PLAN, reads_only=True) as store:
        made = translations_bytes(store.document(), store.out_of_date(), ask, packs=packs())
    save_translations(made, folder / TEXTS)


def _attach(folder: Path) -> None:
    with open_store(folder / PLAN) as store:
        kept = keep_file(store, folder / "stick" / PHOTOGRAPH)
        attach_file(store, AttachFile(file=kept, language="en"), author=MAI, packs=packs())


def _bring_photograph(folder: Path) -> None:
    (folder / "stick" / PHOTOGRAPH).write_bytes(b"a photograph " * 20_000)


def _add_to_hub(folder: Path, name: str = SECOND) -> None:
    ask = AddSubmissions(paths=(folder / "stick" / name,))
    with open_hub(str(folder / STORE), make_at=NOON, writes=True) as hub:
        (added,) = add_submissions(hub, ask, author=MAI)
    if not added.is_in:
        raise Problem(added.says.msgid, **added.says.values)


def _open_hub_of_one(folder: Path) -> None:
    """Make two submissions of one State, and a store that has the first."""
    if (folder / STORE).exists():
        return
    with tempfile.TemporaryDirectory() as made:
        plan = Path(made) / PLAN
        shutil.copyfile(folder / COPY, plan)
        for number, name in enumerate((FIRST, SECOND), start=1):
            _submit(plan, folder / "stick" / name, number=number)
    _add_to_hub(folder, FIRST)


def _report(folder: Path, author: Author = MAI) -> None:
    ask = WriteReport(out=folder / REPORT, language="en")
    with open_hub(str(folder / STORE)) as hub:
        found = hub_report(hub, packs=packs(), today=author.today)
    write_report(found, ask, packs=packs(), author=author)


def _report_of_one(folder: Path) -> None:
    _open_hub_of_one(folder)
    _report(folder, EARLIER)


BESIDE = (PLAN,)
"""A plan that was only read is there as before."""

FILE_DEEDS = {
    **{
        f"export-{form.value}": Deed(
            partial(_export, form=form),
            name,
            also=BESIDE,
            needs=partial(_export, form=form, author=EARLIER),
        )
        for form, name in PAPERS.items()
    },
    "pack-submission": Deed(_pack_submission),
    "decrypt": Deed(_decrypt, LOCKED, again=False, needs=_lock),
    "change-passphrase": Deed(_change_passphrase, LOCKED, needs=_lock),
    "save-workbook": Deed(
        _save_workbook, WORKBOOK, also=BESIDE, needs=partial(_save_workbook, author=EARLIER)
    ),
    "save-status": Deed(
        _save_status, STATUS, also=BESIDE, needs=partial(_save_status, language="fr")
    ),
    "save-texts": Deed(_save_texts, TEXTS, also=BESIDE, needs=partial(_save_texts, language="es")),
    "attach": Deed(_attach, needs=_bring_photograph),
    "add-to-hub": Deed(_add_to_hub, STORE, also=BESIDE, needs=_open_hub_of_one),
    "report": Deed(_report, REPORT, also=(PLAN, STORE), needs=_report_of_one),
}
