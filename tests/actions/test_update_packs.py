"""Reference packs come by a signed file: read whole before they are used, with a way back."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from ccmdesk.actions.signing_key import signing_key
from ccmdesk.actions.trust import NOT_COMPARED
from ccmdesk.actions.updates.go_back import go_back, listed_updates
from ccmdesk.actions.updates.kept import next_number
from ccmdesk.actions.updates.make_update import MakeUpdate, make_update
from ccmdesk.actions.updates.open_update import IN_USE, look_at_update
from ccmdesk.actions.updates.packs_in_use import PACK_LIST, packs_in_use
from ccmdesk.actions.updates.put_in_use import PutInUse, put_in_use
from ccmdesk.actions.updates.update_words import offer_words
from ccmdesk.bundle.refused import CONTRADICTS, DAMAGED, UNEXPECTED_FILE
from ccmdesk.bundle.update import BAD_UPDATE
from ccmdesk.bundle.update_manifest import UpdateKind
from ccmdesk.bundle.update_refused import NEEDS_NEWER, NOT_AN_UPDATE, OLDER, UNKNOWN_KEY
from ccmdesk.lang.lang import Lang
from ccmdesk.model.packs import load_packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.resources import resource
from update_makers import (
    ANNA,
    CENTRE,
    DATED,
    FORMS,
    ISU,
    MAI,
    ROW,
    SAID,
    newer_pack,
    newer_sources,
    pack_update,
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a computer that gets updates."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def update(tmp_path: Path) -> Path:
    """An update of the ISU that knows one source more."""
    newer_sources(tmp_path / "packs", ROW)
    return pack_update(tmp_path, tmp_path / "packs")


def take(data: Path, file: Path, compared: str = SAID) -> None:
    put_in_use(data, PutInUse(file=file, compared=compared), author=MAI)


def refused(data: Path, file: Path, compared: str = SAID) -> Problem:
    """Return why an update is refused; what is in use has not changed by that."""
    before = packs_in_use(data).packs.record
    with pytest.raises(Problem) as told:
        take(data, file, compared)
    str(told.value)
    assert packs_in_use(data).packs.record == before
    return told.value


def test_packs_of_an_update_are_in_use_after_it(data: Path, update: Path) -> None:
    assert "TEST-1" not in packs_in_use(data).packs.sources
    take(data, update)
    found = packs_in_use(data)
    assert found.packs.sources["TEST-1"].description == "A source that a test made up"
    assert found.trouble is None
    assert "sources 2027.1" in found.packs.record
    assert found.packs.states == load_packs(resource("packs")).states


def test_what_an_update_would_do_is_said_before_it_is_done(data: Path, update: Path) -> None:
    offered = look_at_update(data, update)
    assert offered.known is None
    assert [(one.now, one.after) for one in offered.changes] == [("2026.11", "2027.1")]
    assert offered.manifest.news_in("fr") == "Une source de plus."
    assert list(data.iterdir()) == []


def test_a_key_nobody_compared_is_not_believed(data: Path, update: Path) -> None:
    assert refused(data, update, "").message.msgid == UNKNOWN_KEY
    other = "".join("BCDA"[i % 4] for i in range(32))
    assert refused(data, update, other).message.msgid == NOT_COMPARED
    take(data, update)
    later = _later(update.parent, ISU)
    assert refused(data, later, other).message.msgid == NOT_COMPARED  # though it is known by now
    known = look_at_update(data, later).known
    assert known is not None
    assert known.accepted is not None
    assert (known.accepted.accepted_by, known.accepted.office) == (
        "Mai",
        "Implementation Support Unit",
    )
    assert refused(data, _later(update.parent, CENTRE), "").message.msgid == UNKNOWN_KEY


def _later(folder: Path, key: object) -> Path:
    shutil.rmtree(folder / "later", ignore_errors=True)
    newer_sources(folder / "later", ROW, dated="2027-02-01")
    return pack_update(folder, folder / "later", key=key, name="later.ccmu")  # type: ignore[arg-type]


def test_the_own_key_of_a_computer_is_known_there(data: Path, tmp_path: Path) -> None:
    newer_sources(tmp_path / "packs", ROW)
    own = signing_key(data, passphrase="")
    take(data, pack_update(tmp_path, tmp_path / "packs", key=own), "")
    assert "TEST-1" in packs_in_use(data).packs.sources


def test_a_key_that_is_known_for_packages_is_not_one_for_updates(data: Path, update: Path) -> None:
    from ccmdesk.actions.key_card import MakeKeyCard, make_key_card
    from ccmdesk.actions.trust import Certify, certify_card
    from ccmdesk.model.codes import StateCode

    ask = MakeKeyCard(
        out=data / "card.pdf", language="en", office="ISU", key=ISU, country=StateCode("LAO")
    )
    card = make_key_card(ask, packs=load_packs(resource("packs")), author=ANNA).signed
    certify_card(data, Certify(card=card, compared=SAID), root=ISU, author=MAI)
    assert refused(data, update, "").message.msgid == UNKNOWN_KEY


def test_going_back_uses_what_was_in_use_before(data: Path, update: Path) -> None:
    take(data, update)
    take(data, _later(update.parent, ISU))
    assert go_back(data, UpdateKind.PACKS).number > 0
    assert packs_in_use(data).packs.versions != load_packs(resource("packs")).versions
    go_back(data, UpdateKind.PACKS)
    assert packs_in_use(data).packs == load_packs(resource("packs"))
    with pytest.raises(Problem, match="no version before"):
        go_back(data, UpdateKind.PACKS)
    assert [one.is_in_use for one in listed_updates(data)] == [False, False]
    take(data, update)
    assert [one.is_in_use for one in listed_updates(data)] == [False, False, True]


def test_an_update_with_a_lower_or_equal_number_is_older(data: Path, update: Path) -> None:
    later = _later(update.parent, ISU)
    take(data, later)
    assert refused(data, update).message.msgid == OLDER
    assert refused(data, later).message.msgid == IN_USE


def test_an_update_whose_packs_are_all_older_is_refused(data: Path, tmp_path: Path) -> None:
    newer_sources(tmp_path / "packs", ROW, dated="2020-01-01")
    assert refused(data, pack_update(tmp_path, tmp_path / "packs")).message.msgid == OLDER


def test_updates_of_two_signers_are_both_in_use(data: Path, tmp_path: Path, update: Path) -> None:
    from ccmdesk.bundle.fingerprint import fingerprint_digits, fingerprint_of

    shutil.copytree(FORMS / "made-up-2031", tmp_path / "own" / "forms" / "made-up-2031")
    own = pack_update(tmp_path, tmp_path / "own", key=CENTRE, name="own.ccmu")
    take(data, update)
    take(data, own, fingerprint_digits(fingerprint_of(CENTRE.public_key)))
    packs = packs_in_use(data).packs
    assert "TEST-1" in packs.sources
    assert [*packs.forms] == ["art7-2010", "made-up-2031"]


def test_one_form_pack_makes_an_update_by_itself(data: Path, tmp_path: Path) -> None:
    take(data, pack_update(tmp_path, FORMS / "made-up-2031"))
    assert "made-up-2031" in packs_in_use(data).packs.forms


def test_the_newer_of_each_pack_wins(
    data: Path, update: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A later program brings packs that are newer than the update was."""
    take(data, update)
    later = shutil.copytree(resource("packs"), tmp_path / "later")
    shutil.rmtree(later / "sources")
    newer_pack(later, "sources", dated="2027-06-01", version="2027.6")
    for module in ("packs_in_use", "updated_packs"):
        monkeypatch.setattr(f"ccmdesk.actions.updates.{module}.resource", lambda _: later)
    assert "sources 2027.6" in packs_in_use(data).packs.record


def test_an_update_for_a_newer_program_says_so(data: Path, tmp_path: Path) -> None:
    newer_sources(tmp_path / "packs", ROW)
    file = pack_update(tmp_path, tmp_path / "packs", oldest="7.1")
    told = refused(data, file)
    assert told.message.msgid == NEEDS_NEWER
    assert "ccmdesk 7.1 or later" in str(told)


def test_no_update_and_a_damaged_one_are_refused(data: Path, update: Path, tmp_path: Path) -> None:
    raw = update.read_bytes()
    (tmp_path / "cut.ccmu").write_bytes(raw[:-200])
    assert refused(data, tmp_path / "cut.ccmu").message.msgid == NOT_AN_UPDATE
    (tmp_path / "bad.ccmu").write_bytes(raw[:99] + b"?" + raw[100:])
    assert refused(data, tmp_path / "bad.ccmu").message.msgid == DAMAGED
    from forged_packages import package

    (tmp_path / "plan.ccmb").write_bytes(package())
    assert refused(data, tmp_path / "plan.ccmb").message.msgid == NOT_AN_UPDATE
    assert "no file" in str(refused(data, tmp_path / "none.ccmu"))


def _forged(tmp_path: Path, pack: str, rows: dict[str, str]) -> Path:
    """Return an update with packs that the maker of ours would not sign."""
    import io

    from update_samples import reading, update, written

    files = {path: text.encode() for path, text in rows.items()}
    about = (resource("packs", "sources", "pack.toml")).read_text("utf-8")
    name = pack.removeprefix("forms/")
    files[f"{pack}/pack.toml"] = (
        about.replace('"sources"', f'"{name}"').replace("2026-11-23", DATED).encode()
    )
    file = tmp_path / "forged.ccmu"
    file.write_bytes(io.BytesIO(written(update(files=reading(files)), key=ISU)).getvalue())
    return file


def test_a_pack_with_an_error_is_refused_with_file_and_row(data: Path, tmp_path: Path) -> None:
    rows = resource("packs", "sources", "sources.csv").read_text("utf-8") + "X,Y,https://x/,maybe\n"
    number = len(rows.splitlines())
    told = refused(data, _forged(tmp_path, "sources", {"sources/sources.csv": rows}))
    assert f"sources/sources.csv, row {number}: " in str(told)
    newer_sources(tmp_path / "own", "X,Y,https://x/,maybe")
    with pytest.raises(Problem, match=r"sources\.csv"):
        pack_update(tmp_path, tmp_path / "own")


def test_a_pack_that_leaves_out_what_plans_may_use_is_refused(data: Path, tmp_path: Path) -> None:
    rows = resource("packs", "modalities", "modalities.csv").read_text("utf-8").splitlines()
    path = "modalities/modalities.csv"
    told = refused(data, _forged(tmp_path, "modalities", {path: "\n".join(rows[:-1]) + "\n"}))
    assert rows[-1].split(",")[0] in str(told)


def _keep(path: Path, column: int, keys: set[str]) -> set[str]:
    """Leave out the rows of a file that have none of *keys* under a column; return their own."""
    head, *rows = path.read_text("utf-8").splitlines()
    kept = [row for row in rows if row.split(",")[column] in keys]
    path.write_text("\n".join([head, *kept]) + "\n", encoding="utf-8")
    return {row.split(",")[0] for row in kept}


def test_a_form_that_is_left_out_of_its_pack_is_missed(data: Path, tmp_path: Path) -> None:
    folder = newer_pack(tmp_path / "packs", "forms/art7-2010")
    forms = load_packs(resource("packs")).forms["art7-2010"].forms
    *others, gone = (form.key for form in forms)
    parts = _keep(folder / "parts.csv", 1, _keep(folder / "forms.csv", 0, {*others}))
    _keep(folder / "columns.csv", 0, parts)
    told = str(refused(data, pack_update(tmp_path, tmp_path / "packs")))
    assert f"art7-2010 in this update has no {gone} any more" in told


def test_packs_of_an_unknown_kind_or_under_another_name_are_refused(
    data: Path, tmp_path: Path
) -> None:
    assert refused(data, _forged(tmp_path, "seeds", {})).message.msgid == UNEXPECTED_FILE
    newer_sources(tmp_path / "packs", ROW)
    about = tmp_path / "packs" / "sources" / "pack.toml"
    about.write_text(about.read_text("utf-8").replace('"sources"', '"states"'), encoding="utf-8")
    with pytest.raises(Problem) as told:
        pack_update(tmp_path, tmp_path / "packs")
    assert told.value.message.msgid == CONTRADICTS


def test_damaged_packs_give_way_to_those_of_the_program(data: Path, update: Path) -> None:
    take(data, update)
    (kept,) = data.glob("updates/packs/*/sources/sources.csv")
    whole = kept.read_bytes()
    for raw in (whole.replace(b"TEST-1", b"TEST-2"), whole[:-9], None):
        kept.unlink() if raw is None else kept.write_bytes(raw)
        found = packs_in_use(data)
        assert found.packs == load_packs(resource("packs"))
        assert found.trouble is not None
    take(data, update)
    assert packs_in_use(data).trouble is None
    assert "TEST-1" in packs_in_use(data).packs.sources


def test_what_an_update_does_is_told_in_words(data: Path, tmp_path: Path, update: Path) -> None:
    def told(file: Path) -> list[str]:
        offered = look_at_update(data, file)
        return [Lang.load("en").say(one) for one in offer_words(offered, language="fr")]

    assert told(update)[1].startswith("Nobody here has compared their key yet. ")
    take(data, update)
    own = shutil.copytree(FORMS / "made-up-2031", tmp_path / "forms")
    said = "\n".join(told(pack_update(tmp_path, own, name="forms.ccmu")))
    assert "Mai compared their key on" in said
    assert "Adapted forms made up for a test: 0, which is new" in said
    assert "Anna writes what is new: " in said


@pytest.mark.parametrize("raw", [b"", b"{", b'{"in_use":["000009"],"installed":[]}', b"\0" * 99])
def test_a_damaged_list_gives_way_and_the_next_update_mends_it(
    data: Path, update: Path, raw: bytes
) -> None:
    take(data, update)
    (data / PACK_LIST).write_bytes(raw)
    assert packs_in_use(data).trouble is not None
    with pytest.raises(Problem, match="list of updates"):
        go_back(data, UpdateKind.PACKS)
    take(data, update)
    found = packs_in_use(data)
    assert found.trouble is None
    assert "TEST-1" in found.packs.sources


def test_what_was_cut_off_goes_at_the_next_update(data: Path, update: Path) -> None:
    left = data / "updates" / "packs" / "000007.part" / "sources"
    left.mkdir(parents=True)
    (left / "sources.csv").write_text("half", encoding="utf-8")
    take(data, update)
    assert not left.exists()


def test_numbers_of_updates_only_rise(data: Path, tmp_path: Path) -> None:
    newer_sources(tmp_path / "packs", ROW)
    ask = MakeUpdate(
        source=tmp_path / "packs",
        brings=UpdateKind.PACKS,
        out=tmp_path / "a.ccmu",
        office="ISU",
        news={},
    )
    first = make_update(data, ask, key=ISU, author=ANNA).number
    second = make_update(data, ask, key=ISU, author=ANNA).number
    assert second == first + 1
    (data / "updates" / "made.json").write_bytes(b"lost")
    tomorrow = ANNA.today + dt.timedelta(days=1)
    assert next_number(data, UpdateKind.PACKS, today=tomorrow) > second
    assert next_number(data, UpdateKind.PROGRAM, today=ANNA.today) == first


def test_the_maker_is_told_where_there_is_no_pack_or_no_office(tmp_path: Path) -> None:
    ask = MakeUpdate(
        source=tmp_path, brings=UpdateKind.PACKS, out=tmp_path / "a.ccmu", office="", news={}
    )
    with pytest.raises(Problem, match="no reference pack"):
        make_update(tmp_path, ask, key=ISU, author=ANNA)
    newer_sources(tmp_path, ROW)
    with pytest.raises(Problem) as told:
        make_update(tmp_path, ask, key=ISU, author=ANNA)
    assert told.value.message.msgid == BAD_UPDATE
    assert not (tmp_path / "a.ccmu").exists()
