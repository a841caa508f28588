"""Two offices exchange their changes by commands alone."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from ccmdesk.cli.main import main


@pytest.fixture
def offices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, Path]:
    """Return the plan of the centre, and that of a field office which began from a package."""
    centre, field = tmp_path / "centre.ccmdesk", tmp_path / "field.ccmdesk"
    assert main(["new", str(centre), "--country", "LAO", "--years", "2026-2030"]) == 0
    assert main(["add", str(centre), "hazardous_area", "code=HA-1", "size_m2=1000"]) == 0
    assert main(packed(centre, "field")) == 0
    package = str(centre.with_name("centre-field.ccmb"))
    assert main(["begin", str(field), package, "--office", "field"]) == 0
    capsys.readouterr()
    return centre, field


def run(capsys: pytest.CaptureFixture[str], *arguments: str, ends: int = 0) -> str:
    capsys.readouterr()
    assert main(arguments) == ends
    said = capsys.readouterr()
    return said.out + said.err


def packed(plan: Path, to: str, *more: str) -> list[str]:
    out = plan.with_name(f"{plan.stem}-{to}.ccmb")
    return [
        *("pack", str(plan), "--for", "office", "--to", to, "--office", plan.stem),
        *("--out", str(out), *more),
    ]


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(run(capsys, *arguments, "--json"))


def test_changes_go_from_office_to_office(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, field = offices
    (area,) = told(capsys, "list", str(field), "hazardous_area")
    assert area["code"] == "HA-1"
    run(capsys, "add", str(centre), "hazardous_area", "code=HA-2")
    assert "Package 2 was packed" in run(capsys, *packed(centre, "field", "--whole"))
    package = str(centre.with_name("centre-field.ccmb"))
    assert "complete and unchanged" in run(capsys, "verify", package)
    assert told(capsys, "verify", package)["kind"] == "changes"
    (dry,) = told(capsys, "merge", str(field), package, "--dry-run")
    assert (dry["number"], dry["sender"]["office"], dry["new"]) == (2, "centre", 1)
    assert len(told(capsys, "list", str(field), "hazardous_area")) == 1
    assert "Package 2 of centre" in run(capsys, "merge", str(field), package)
    assert len(told(capsys, "list", str(field), "hazardous_area")) == 2
    assert list(field.parent.glob("field.before-*.ccmdesk"))


def test_a_plan_does_not_begin_with_what_is_new_alone(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, field = offices
    run(capsys, *packed(field, "centre"))
    run(capsys, "merge", str(centre), str(field.with_name("field-centre.ccmb")))
    run(capsys, "add", str(centre), "hazardous_area", "code=HA-2")
    run(capsys, *packed(centre, "field"))
    third = field.with_name("third.ccmdesk")
    package = str(centre.with_name("centre-field.ccmb"))
    said = run(capsys, "begin", str(third), package, "--office", "Third", ends=1)
    assert "Ask centre to pack the whole plan" in said
    assert not third.exists()


def test_what_two_offices_wrote_is_listed_until_a_person_decides(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, field = offices
    assert "Nothing needs a decision." in run(capsys, "conflicts", str(field))
    run(capsys, "set", str(centre), "HA-1", "size_m2=2000")
    run(capsys, "set", str(field), "HA-1", "size_m2=3000")
    run(capsys, *packed(field, "centre"))
    said = run(capsys, "merge", str(centre), str(field.with_name("field-centre.ccmb")))
    assert "1 field needs a decision." in said
    (dispute,) = told(capsys, "conflicts", str(centre))
    assert {dispute["shown"]["value"], dispute["other"]["value"]} == {2000, 3000}
    assert "HA-1" in run(capsys, "conflicts", str(centre))
    assert "wrote nothing" in run(capsys, "decide", str(centre), "--keep", "East", ends=1)
    arguments = ("--keep", "field", "--record", "HA-1", "--field", "size_m2")
    assert "1 field was decided" in run(capsys, "decide", str(centre), *arguments)
    assert told(capsys, "show", str(centre), "HA-1")["size_m2"] == 3000
    assert told(capsys, "conflicts", str(centre)) == []


def test_the_receiver_is_named(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, _ = offices
    arguments = ["pack", str(centre), "--for", "office", "--out", str(centre.with_suffix(".ccmb"))]
    assert "Add --to" in run(capsys, *arguments, ends=1)


def test_a_package_that_has_not_come_is_named_until_it_comes(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, field = offices
    run(capsys, *packed(field, "centre"))
    run(capsys, "merge", str(centre), str(field.with_name("field-centre.ccmb")))
    older = field.read_bytes()
    for code in ("HA-2", "HA-3"):
        run(capsys, "add", str(centre), "hazardous_area", f"code={code}")
        run(capsys, *packed(centre, "field"))
        run(capsys, "merge", str(field), str(centre.with_name("centre-field.ccmb")))
        run(capsys, *packed(field, "centre", "--whole"))
        run(capsys, "merge", str(centre), str(field.with_name("field-centre.ccmb")))
    run(capsys, "add", str(centre), "hazardous_area", "code=HA-4")
    run(capsys, *packed(centre, "field"))
    field.write_bytes(older)
    package = str(centre.with_name("centre-field.ccmb"))
    assert "Waiting for package 3 of centre." in run(capsys, "merge", str(field), package)
    assert "Waiting for package 3 of centre." in run(capsys, "conflicts", str(field))
    run(capsys, *packed(centre, "field", "--whole"))
    assert "Waiting" not in run(capsys, "merge", str(field), package)
    assert run(capsys, "conflicts", str(field)).strip() == "Nothing needs a decision."


def test_a_receipt_goes_back_and_the_next_package_is_small(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, field = offices
    run(capsys, "add", str(centre), "hazardous_area", "code=HA-2")
    run(capsys, *packed(centre, "field"))
    package, folder = centre.with_name("centre-field.ccmb"), field.with_name("receipts")
    said = run(
        capsys, "merge", str(field), str(package), "--receipts", str(folder), "--office", "field"
    )
    (receipt,) = folder.iterdir()
    assert str(receipt) in said
    said = run(capsys, "receipt", str(centre), str(receipt))
    assert "field took in the package LAO-" in said
    assert run(capsys, "receipt", str(field), str(receipt), ends=1).startswith("The receipt is for")
    run(capsys, "add", str(centre), "hazardous_area", "code=HA-3")
    assert "with 1 change, read back" in run(capsys, *packed(centre, "field"))


def test_an_office_knows_the_centre_once_it_has_the_list_of_trusted_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def at(office: str, *arguments: str, ends: int = 0) -> str:
        return run(capsys, "--data-folder", str(tmp_path / office), *arguments, ends=ends)

    plan, field = str(tmp_path / "centre.ccmdesk"), str(tmp_path / "field.ccmdesk")
    package, card = str(tmp_path / "whole.ccmb"), tmp_path / "card.pdf"
    at("centre", "new", plan, "--country", "LAO", "--years", "2026-2030")
    at("centre", "pack", plan, "--for", "office", "--to", "field", "--out", package)
    begin = ("begin", field, package, "--office", "field")
    assert "Nobody here has compared the key" in at("field", *begin, ends=1)
    at("centre", "key-card", "--out", str(card), "--country", "LAO")
    signed = card.with_suffix(".json")
    compared = json.loads(base64.b64decode(json.loads(signed.read_bytes())["payload"]))["digits"]
    said = at("centre", "certify", str(signed), "--compared", compared, "--expires", "2099-12-31")
    assert "now the national authority of LAO" in said
    listed = str(tmp_path / "centre" / "trusted-keys-LAO.ccmt")
    assert "compare all groups with the national authority" in at("field", "trust", listed, ends=1)
    said = at("field", "trust", listed, "--compared", compared)
    assert "Trusted keys of LAO, version 1" in said
    assert "checked their key on" in at("field", *begin)
    (key,) = json.loads(at("field", "keys", "--country", "LAO", "--json"))
    assert (key["standing"], key["expires_on"]) == ("verified", "2099-12-31")
    assert ": Verified. " in at("field", "keys", "--country", "LAO")
    at("centre", "revoke", "--country", "LAO", "--compared", compared)
    at("field", "trust", listed)
    assert "no longer trusted" in at("field", "merge", field, package, ends=1)
    assert "was signed with a key that is revoked" in at("field", "info", field)
    assert len(json.loads(at("field", "info", field, "--json"))["revoked_packages"]) == 1
    assert "No keys are known for BIH" in at("field", "keys", "--country", "BIH", ends=1)
    assert "is not a day" in at(
        "centre", "certify", str(signed), "--compared", compared, "--expires", "soon", ends=1
    )


def test_what_only_this_office_is_to_see_goes_along_only_when_it_is_said(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, _ = offices
    run(capsys, "set", str(centre), "HA-1", "remark=Paid twice?")
    said = run(capsys, *packed(centre, "field"), ends=1)
    assert "records 1" in said
    assert "nothing was packed" in said
    run(capsys, *packed(centre, "field", "--with-internal"))


def test_a_plan_with_two_copies_is_looked_through_and_backed_up(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, field = offices
    copy = field.with_name("copy.ccmdesk")
    copy.write_bytes(field.read_bytes())
    for number, plan in enumerate((field, copy)):
        run(capsys, "add", str(plan), "hazardous_area", f"code=HA-{number + 5}")
        run(capsys, *packed(plan, "centre"))
        run(capsys, "merge", str(centre), str(plan.with_name(f"{plan.stem}-centre.ccmb")))
    assert "Two copies of the plan of field" in run(capsys, "info", str(centre))
    backup = centre.with_name("backup.ccmdesk")
    run(capsys, "backup", str(centre), "--out", str(backup))
    assert len(told(capsys, "list", str(backup), "hazardous_area")) == 3


def test_an_area_entered_twice_is_listed_joined_and_taken_apart(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, field = offices
    assert "looks as if" in run(capsys, "twice", str(centre))
    run(capsys, "add", str(centre), "hazardous_area", "code=C-5", "name@en=Ban Na", "size_m2=500")
    run(capsys, "add", str(field), "hazardous_area", "code=N-9", "name@en=BAN NA", "size_m2=510")
    run(capsys, *packed(field, "centre"))
    run(capsys, "merge", str(centre), str(field.with_name("field-centre.ccmb")))
    (found,) = told(capsys, "twice", str(centre))
    assert found["reasons"] == ["The same name", "The same size, or nearly"]
    assert "Ban Na" in run(capsys, "twice", str(centre))
    said = run(capsys, "join", str(centre), "C-5", "N-9", ends=1)
    assert "code, name@en, size_m2" in said
    run(capsys, "join", str(centre), "C-5", "N-9", "--take", "size_m2", "--keep-rest")
    areas = {one["code"]: one for one in told(capsys, "list", str(centre), "hazardous_area")}
    assert set(areas) == {"HA-1", "C-5"}
    assert areas["C-5"]["size_m2"] == 510
    assert told(capsys, "twice", str(centre)) == []
    run(capsys, "set", str(field), "N-9", "size_m2=700")
    run(capsys, *packed(field, "centre"))
    run(capsys, "merge", str(centre), str(field.with_name("field-centre.ccmb")))
    (dispute,) = told(capsys, "conflicts", str(centre))
    assert (dispute["record"], dispute["other"]["value"]) == (areas["C-5"]["id"], 700)
    assert "C-5" in run(capsys, "conflicts", str(centre))
    run(capsys, "decide", str(centre), "--keep", "field")
    assert told(capsys, "conflicts", str(centre)) == []
    run(capsys, "apart", str(centre), "C-5", "N-9")
    assert len(told(capsys, "list", str(centre), "hazardous_area")) == 3
    assert told(capsys, "twice", str(centre)) == []


def test_a_plan_begun_apart_is_joined_only_when_that_is_said(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, _ = offices
    south = centre.with_name("south.ccmdesk")
    run(capsys, "new", str(south), "--country", "LAO", "--years", "2026-2030")
    run(capsys, *packed(centre, "south"))
    package = str(centre.with_name("centre-south.ccmb"))
    for more in ((), ("--dry-run",), ("--yes",)):
        said = run(capsys, "merge", str(south), package, *more, ends=1)
        assert "begun apart from this one" in said
    assert len(told(capsys, "list", str(south), "state_party")) == 1
    run(capsys, "merge", str(south), package, "--begun-apart")
    assert len(told(capsys, "list", str(south), "state_party")) == 2
    assert "stands in the plan already" in run(capsys, "check", str(south))


def test_a_package_of_the_other_kind_says_what_it_is_and_where_it_goes(
    offices: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    centre, field = offices
    submission = centre.with_name("submission.ccmb")
    run(capsys, "pack", str(centre), "--for", "isu", "--out", str(submission))
    said = run(capsys, "merge", str(field), str(submission), ends=1)
    assert "This package is a submission" in said
    assert "the command verify" in said
    store, changes = centre.with_name("hub.ccmdesk"), centre.with_name("centre-field.ccmb")
    said = run(capsys, "hub", str(store), "add", str(changes), ends=1)
    assert "holds the changes of an office" in said
    assert "the command merge" in said
