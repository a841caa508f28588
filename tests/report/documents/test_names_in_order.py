"""Paper, window and command line list names in one order: that of the language."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from plan_paper import request, table
from small_plan import records

from ccmdesk.actions.export_document import ExportDocument, paper_of
from ccmdesk.cli.main import main
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import create_store
from ccmdesk.lang.lang import Lang
from ccmdesk.model.change import Stamp, StepKind, difference
from ccmdesk.model.codes import MunitionCode
from ccmdesk.model.cooperation import Organisation
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.evidence import Term
from ccmdesk.model.ids import MunitionTypeId, OrganisationId, StockId, TermId
from ccmdesk.model.packs import load_packs
from ccmdesk.model.resources import resource
from ccmdesk.model.stockpile import MunitionType, Stock
from ccmdesk.model.values import Texts
from ccmdesk.report.blocks import Document, Table
from ccmdesk.report.documents.kinds import DocumentKind
from ccmdesk.report.documents.needs_plan import build

NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
NAMES = {
    "ru": ["Елецкая больница", "Ёлкинский центр", "Ельнинский отряд", "Женский союз", "Центр 2",
           "Центр 10"],
    "es": ["Nariño Libre", "Nieva", "Ñeembucú", "Oaxaca Solidaria", "Óscar Romero", "Otavalo"],
    "bs": ["Cazin", "Čapljina", "Ćoralići", "Doboj", "Džakule", "Đulići", "Srebrenica", "Šamac",
           "Zenica", "Žepče"],
    "zh": ["阿富汗红新月会", "北京扫雷中心", "老挝国家管理局", "日内瓦国际人道主义排雷中心",
           "万象康复中心"],
    "ar": ["الجيش اللبناني", "الصليب الأحمر", "جمعية الرؤيا", "مركز 2", "مركز 10", "هيئة الإغاثة"],
}  # fmt: skip
TYPES = ["9N210", "AO-1SCh", "BLU-3", "BLU-26", "BLU-97", "ШОАБ-0,5"]


def _mixed(names: list[str]) -> list[str]:
    return random.Random(5).sample(names, len(names))


def _records(language: str) -> list[object]:
    """Return the small plan with organisations, terms and types made in no order at all."""
    names, types = _mixed(NAMES[language]), _mixed(TYPES)
    return [
        *records(),
        *(Organisation(id=OrganisationId(UUID(int=5000 + n)), name=Texts.of({language: name}))
          for n, name in enumerate(names)),
        *(Term(id=TermId(UUID(int=6000 + n)), term=Texts.of({language: name}),
               meaning=Texts.of({language: name * 2})) for n, name in enumerate(names)),
        *(MunitionType(id=MunitionTypeId(UUID(int=7000 + n)), code=MunitionCode(code))
          for n, code in enumerate(types)),
        *(Stock(id=StockId(UUID(int=8000 + n)), munition=MunitionCode(code), quantity=n + 1)
          for n, code in enumerate(types)),
    ]  # fmt: skip


def _plan(language: str) -> PlanDocument:
    return document_of(_records(language))


def _first_column(document: Document, caption: str) -> list[str]:
    return [row[0].text for row in table(document, caption).rows]


@pytest.mark.parametrize("language", NAMES)
def test_a_paper_lists_organisations_terms_and_types_by_name(language: str) -> None:
    lang = Lang.load(language)
    paper = build(request(_plan(language), lang))
    for caption in ("Institutions and partners", "Terms settled on by the country"):
        assert _first_column(paper, lang(caption)) == NAMES[language]
    types = list(TYPES) if language != "ru" else [TYPES[0], TYPES[-1], *TYPES[1:-1]]
    assert _first_column(paper, lang("Types of munitions")) == types
    balances = "Cluster munitions and submunitions held, destroyed and left, by type"
    assert _first_column(paper, lang(balances)) == types


@pytest.mark.parametrize("language", NAMES)
def test_window_and_command_line_have_the_order_of_the_paper(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, numbers = tmp_path / "plan.ccmdesk", itertools.count(10**6)
    plan = _plan(language)
    with create_store(file, office="C", at=NOON, new_id=lambda: UUID(int=next(numbers))) as store:
        changes = [c for r in _records(language) for c in difference(None, r)]
        stamp = Stamp(by="Amina", at=NOON, step=UUID(int=1), does=StepKind.ADD)
        assert store.apply(changes, stamp) is not None
        asked = ListQuery(Organisation, sort="name", language=language)
        listed = store.records(Organisation, store.ids(asked))
        types = ListQuery(MunitionType, sort="code", language=language)
        codes = [one.code for one in store.records(MunitionType, store.ids(types))]
    assert [one.name.get(language) for one in listed] == NAMES[language]
    assert main(["--ui-lang", language, "list", str(file), "organisation"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("  ")[2] for line in lines] == NAMES[language]
    paper = build(request(plan, Lang.load(language)))
    assert _first_column(paper, Lang.load(language)("Types of munitions")) == codes


def test_a_paper_in_two_languages_has_the_order_of_the_first() -> None:
    names = {"Žepče": "Albania", "Cazin": "Zambia", "Čapljina": "Mali"}
    made = [
        Organisation(id=OrganisationId(UUID(int=5000 + n)), name=Texts.of({"bs": bs, "fr": fr}))
        for n, (bs, fr) in enumerate(names.items())
    ]
    ask = ExportDocument(kind=DocumentKind.NEEDS_PLAN, language="bs", second_language="fr")
    packs = load_packs(resource("packs"))
    plan = replace(document_of([*records(), *made]), content_hash="0" * 64)
    paper = paper_of(plan, ask, packs=packs, today=NOON.date())
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    columns = ([row[0] for row in one.rows if row[0].text in names] for one in tables)
    register = next(column for column in columns if column)
    cells = [(cell.text, cell.second) for cell in register]
    assert [(first, getattr(second, "text", second)) for first, second in cells] == [
        ("Cazin", "Zambia"), ("Čapljina", "Mali"), ("Žepče", "Albania")
    ]  # fmt: skip
