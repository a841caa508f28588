"""A half-filled report opens after an update of its forms, and keeps the forms that it names."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from ccmdesk.actions.check_plan import plan_findings
from ccmdesk.actions.export_document import ExportDocument, export_document
from ccmdesk.actions.updates.packs_in_use import packs_in_use
from ccmdesk.actions.updates.put_in_use import PutInUse, put_in_use
from ccmdesk.db.migrate import KNOWN
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.change import StepKind, difference
from ccmdesk.model.edition import TransparencyReport
from ccmdesk.model.packs import Packs, load_packs
from ccmdesk.model.resources import resource
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.rules.report_forms import newest_report, pack_of
from update_makers import FORMS, MAI, SAID, newer_pack, pack_update

DATA = Path(__file__).parents[1] / "data"
TODAY = MAI.today


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    """The packs after an update: new forms for every year, and a newer edition of the old ones."""
    folder = tmp_path_factory.mktemp("update")
    forms = folder / "packs" / "forms"
    newer_pack(folder / "packs", "forms/art7-2010")
    later = shutil.copytree(FORMS / "made-up-2031", forms / "made-up-2031")
    about = later / "pack.toml"
    about.write_text(about.read_text("utf-8").replace("first_year = 2031", "first_year = 2011"))
    file = pack_update(folder, folder / "packs")
    put_in_use(folder / "data", PutInUse(file=file, compared=SAID), author=MAI)
    return packs_in_use(folder / "data").packs


def _named(packs: Packs, store: Store) -> str:
    report = newest_report(store.document())
    assert report is not None
    pack = pack_of(packs, report, report.year or TODAY.year)
    assert pack is not None
    return pack.name


def test_new_forms_are_for_reports_that_name_none(updated: Packs) -> None:
    assert [*updated.forms] == ["art7-2010", "made-up-2031"]
    fresh = pack_of(updated, None, 2026)
    assert fresh is not None
    assert fresh.name == "made-up-2031"


@pytest.mark.parametrize("version", sorted(KNOWN))
def test_each_old_draft_opens_with_new_forms_and_keeps_its_own(
    updated: Packs, tmp_path: Path, version: str
) -> None:
    plan = tmp_path / "plan.ccmdesk"
    plan.write_bytes(gzip.decompress((DATA / f"schema-{version}.ccmdesk.gz").read_bytes()))
    before = load_packs(resource("packs"))
    with open_store(plan) as store:
        report = newest_report(store.document())
        assert report is not None
        half = {"form_version": "art7-2010", "changed_forms": "B, F"}
        changes = difference(report, _replace(report, half))
        store.apply(changes, MAI.stamp(StepKind.EDIT))
        assert _named(before, store) == _named(updated, store) == "art7-2010"
        document = store.document()
        assert plan_findings(document, packs=updated, today=TODAY)
        paper = ExportDocument(kind=DocumentKind.ARTICLE7, language="en")
        out = tmp_path / "report.pdf"
        export_document(document, paper, out=out, packs=updated, today=TODAY)
        assert out.stat().st_size > 1000
        found = store.get(TransparencyReport, report.id)
        assert found is not None
        assert (found.form_version, found.changed_forms) == ("art7-2010", "B, F")


def _replace(report: TransparencyReport, values: dict[str, str]) -> TransparencyReport:
    from dataclasses import replace

    return replace(report, **values)  # type: ignore[arg-type]
