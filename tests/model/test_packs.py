"""Reference packs: every row is found by its code and says where it comes from."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
import time
from pathlib import Path

import pytest

from ccmdesk.model.codes import ActionCode, LanguageTag, ModalityCode, MunitionCode, StateCode
from ccmdesk.model.form_packs import form_messages
from ccmdesk.model.pack_rows import UNKNOWN_MUNITIONS, ModalityKind
from ccmdesk.model.packs import Packs, load_packs, pack_messages
from ccmdesk.model.problem import Problem
from ccmdesk.model.resources import resource
from ccmdesk.model.state import Article, ObligationStatus, Standing
from ccmdesk.model.values import PartialDate
from ccmdesk.model.words import C_, CONTEXT_GLUE

DUE = re.compile(r"none|next_msp|fixed:\d{4}-\d\d-\d\d|eif\+\d+[my]|annual:\d\d-\d\d")


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(resource("packs"))


def test_namibia_norway_and_cameroon_are_states_and_nothing_else(packs: Packs) -> None:
    found = {code: packs.states[StateCode(code)].iso2 for code in ("NAM", "NOR", "CMR")}
    assert found == {"NAM": "NA", "NOR": "NO", "CMR": "CM"}


def test_parties_signatories_and_the_withdrawn_state_are_counted(packs: Packs) -> None:
    standings = [row.standing for row in packs.states.values()]
    assert [standings.count(s) for s in Standing] == [112, 12, 1, 0]


def test_a_signatory_has_no_entry_into_force(packs: Packs) -> None:
    angola = packs.states[StateCode("AGO")]
    assert (angola.standing, angola.entry_into_force) == (Standing.SIGNATORY, None)
    assert angola.signed == dt.date(2008, 12, 3)


def test_unverified_rows_are_marked(packs: Packs) -> None:
    marked = sorted(code for code, row in packs.states.items() if not row.verified)
    assert marked == [
        "LCA",
        "MDG",
        "MDV",
        "NAM",
        "PLW",
        "PRY",
        "PSE",
        "RWA",
        "SOM",
        "SSD",
        "STP",
        "SVK",
        "ZAF",
    ]
    assert not packs.munitions[MunitionCode("M46")].verified
    assert packs.modalities[ModalityCode("SSC")].verified


def test_every_verified_row_names_its_source(packs: Packs) -> None:
    rows = [(row.verified, row.source) for row in packs.states.values()]
    rows += [(row.verified, row.source) for row in packs.duties]
    rows += [(row.verified, row.source) for row in packs.plans.values()]
    rows += [(row.verified, row.source) for row in packs.actions.values()]
    rows += [(row.verified, row.source) for row in packs.methods.values()]
    rows += [(row.verified, row.source) for row in packs.modalities.values()]
    assert [row for row in rows if row == (True, "")] == []


def test_partial_dates_of_completion_are_kept(packs: Packs) -> None:
    (article3, article4, article5) = packs.duties_of(StateCode("BIH"))
    assert article3.completed_on == PartialDate("2012")
    assert (article4.completed_on, article4.deadline) == (
        PartialDate("2023-09-01"),
        dt.date(2023, 9, 1),
    )
    assert (article5.article, article5.status, article5.deadline) == (
        Article.VICTIMS,
        ObligationStatus.OPEN,
        None,
    )


def test_languages_without_a_cldr_name_are_overridden(packs: Packs) -> None:
    assert packs.states[StateCode("MNE")].languages[0] == "cnr"
    assert "rm" in packs.states[StateCode("CHE")].languages
    unnamed = {"zdj", "wni", "cnr"}
    assert {LanguageTag(tag) for tag in unnamed} == set(packs.languages)


def test_dates_of_the_states_pack_agree_with_the_treaty(packs: Packs) -> None:
    with resource("packs", "states", "states.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["iso3"]: row for row in csv.DictReader(lines)}
    party = packs.states[StateCode("BIH")]
    assert party.entry_into_force is not None
    assert (
        rows["BIH"]["article4_deadline_nominal"]
        == party.entry_into_force.replace(year=2021).isoformat()
    )


def test_an_action_is_known_by_code_or_by_a_number_within_its_plan(packs: Packs) -> None:
    known = ["lap-2021/18", "lap-2021/18-26/survey", "vap-2010/66", "dap-2015/4/focal-point"]
    strange = ["lap-2021/51", "lap-2021/0", "dap-2015/9", "lap-2021/x", "xyz/1", "3rc-2026/1"]
    assert [packs.has_action(ActionCode(code)) for code in known] == [True] * 4
    assert [packs.has_action(ActionCode(code)) for code in strange] == [False] * 6


def test_every_due_rule_has_a_known_form(packs: Packs) -> None:
    assert [row.code for row in packs.actions.values() if not DUE.fullmatch(row.due_rule)] == []


def test_kinds_of_support_are_told_apart_from_money(packs: Packs) -> None:
    money = {code for code, row in packs.modalities.items() if row.kind is ModalityKind.MONEY}
    assert money == {"FIN-GRANT", "FIN-POOLED", "PRIVATE"}
    assert packs.modalities[ModalityCode("INK-EQUIP")].articles == ("6.3", "6.10")


def test_an_answer_that_depends_is_none(packs: Packs) -> None:
    answers = {row.code: row.low_cost for row in packs.methods.values()}
    assert (answers["SELF-HELP"], answers["CRYO"], answers["OTHER"]) == (True, False, None)  # type: ignore[index]


def test_unknown_munitions_are_always_offered(packs: Packs) -> None:
    assert set(packs.munitions) >= UNKNOWN_MUNITIONS
    assert packs.munitions[MunitionCode("BLU-97")].submunitions == 202


def test_versions_fit_into_the_record_of_a_submission(packs: Packs) -> None:
    assert len(packs.versions) == 9
    assert "states 2026.11" in packs.record
    assert "art7-2010 2026.11" in packs.record
    assert len(packs.record) <= 1000


def test_every_text_of_a_pack_can_be_translated_once(packs: Packs) -> None:
    messages = list(pack_messages(packs))
    contexts = {message.partition(CONTEXT_GLUE)[0] for message in messages}
    forms = set(form_messages(packs.forms))
    shipped = 125 + 3 + 2 * 15 + 2 * 10 + 24 + 3 + 9 + 12
    assert len(messages) == len(set(messages)) == shipped + len(forms)
    assert contexts == {
        "State",
        "language",
        "modality",
        "modality definition",
        "destruction method",
        "destruction method definition",
        "action",
        "reference data",
        "title of a form",
        "part of a form",
        "column of a form",
        "munition",
        "typical activity",
    }
    assert C_("modality", "Expert advice") in messages


def test_source_keys_of_states_are_explained(packs: Packs) -> None:
    keys = {
        part.split(": ")[-1] for row in packs.states.values() for part in row.source.split(" + ")
    }
    assert keys <= set(packs.sources)


def test_a_code_given_twice_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(resource("packs"), tmp_path / "packs")
    path = folder / "modalities" / "modalities.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    with pytest.raises(Problem, match=r"modalities/modalities.csv, row \d+: “FIN-GRANT” stands"):
        load_packs(folder)


@pytest.mark.parametrize(
    ("row", "number"),
    [("A,B", 2), ("A,B,C,D,E,F,G,H,I", 2), ('A,"B"C,https://x/,yes', 2), ("A,B,C,maybe", 2)],
)
def test_a_row_that_cannot_be_read_is_named_by_file_and_row(
    tmp_path: Path, row: str, number: int
) -> None:
    folder = shutil.copytree(resource("packs"), tmp_path / "packs")
    path = folder / "sources" / "sources.csv"
    head = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    with pytest.raises(Problem, match=rf"sources/sources\.csv, row {number}: this cannot be read"):
        load_packs(folder)
    path.unlink()
    with pytest.raises(Problem, match=r"sources/sources\.csv is missing"):
        load_packs(folder)


def test_packs_load_faster_than_an_eye_can_see(packs: Packs) -> None:
    def seconds() -> float:
        before = time.process_time()
        load_packs(resource("packs"))
        return time.process_time() - before

    assert min(seconds() for _ in range(3)) < 0.03
