"""Parts of others: each has a licence, the texts that must travel do, and the SBOM lists all."""

from __future__ import annotations

import hashlib
import json
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing
from packaging.utils import canonicalize_name
from pins import pins_of
from sbom import sbom
from third_party import libraries, shipped_parts

from ccmdesk.version import VERSION

ROOT = Path(__file__).parents[1]
BASE = pins_of(ROOT / "requirements" / "base.txt")
SIGN = pins_of(ROOT / "requirements" / "sign.txt")
SPDX = get_spdx_licensing()
WITHOUT_TEXT = {"pyside6-essentials", "shiboken6"}
"""Their makers put no text of a licence into the wheel; THIRD_PARTY.md says so."""

OWN = ROOT / "resources/update_keys"
"""Keys of the project itself are nobody else's part."""


def test_every_library_has_one_row_and_no_row_is_left_over() -> None:
    listed = [canonicalize_name(each.name) for each in libraries(ROOT)]
    assert sorted(listed) == sorted({pin.name for pin in (*BASE, *SIGN)})


@pytest.mark.parametrize("name", [each.name for each in libraries(ROOT)])
def test_a_licence_is_the_one_that_the_makers_state(name: str) -> None:
    (said,) = [each.licence for each in libraries(ROOT) if each.name == name]
    assert SPDX.validate(said).errors == []
    if name == "tzdata":
        return  # installed on Windows only
    stated = metadata.metadata(name).json.get("license_expression")
    assert stated is None or SPDX.is_equivalent(said, stated)


def test_every_library_brings_the_text_of_its_licence() -> None:
    without = {pin.name for pin in BASE if pin.name != "tzdata" and not _texts(pin.name)}
    assert without == WITHOUT_TEXT
    said = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    assert "PySide6_Essentials and shiboken6 alone bring no text" in said


def test_every_shipped_file_of_others_is_listed_once() -> None:
    listed = [path for part in shipped_parts(ROOT) for path in part.files]
    texts = [ROOT / part.text for part in shipped_parts(ROOT) if part.text]
    files = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    there = [path for path in files if OWN not in path.parents]
    assert sorted({*listed, *texts}) == sorted(there)
    assert len(set(listed)) == len(listed)


def test_what_asks_for_its_text_ships_it() -> None:
    for part in shipped_parts(ROOT):
        if part.licence == "facts from public sources":
            continue
        assert SPDX.validate(part.licence).errors == []
        text = (ROOT / part.text).read_text("utf-8")
        assert "Copyright" in text, part.name
        assert {"OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1", "ISC": "Permission to use, copy"}[
            part.licence
        ] in text


def test_a_font_says_the_licence_that_is_listed() -> None:
    from fontTools.ttLib import TTFont

    for part in shipped_parts(ROOT):
        for file in part.files:
            if file.suffix == ".ttf":
                with TTFont(file, lazy=True) as font:
                    assert "Open Font License" in font["name"].getDebugName(13), file
                assert part.licence == "OFL-1.1"


def test_the_list_of_parts_is_valid_and_says_of_each_library_version_licence_and_hashes() -> None:
    written = sbom(ROOT, version=VERSION)
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written.decode())
    assert problem is None, problem.data.message
    listed = json.loads(written)
    assert listed["metadata"]["component"]["version"] == VERSION
    found = {each["name"]: each for each in listed["components"] if each["type"] == "library"}
    licences = {canonicalize_name(each.name): each.licence for each in libraries(ROOT)}
    needed = {pin.name for pin in BASE}
    assert found.keys() == {pin.name for pin in (*BASE, *SIGN)}
    for pin in (*BASE, *SIGN):
        one = found[pin.name]
        assert one["scope"] == ("required" if pin.name in needed else "optional")
        assert one["version"] == pin.version
        assert one["purl"] == f"pkg:pypi/{pin.name}@{pin.version}"
        assert _licence(one) == licences[pin.name]
        assert {each["content"] for each in one["hashes"]} == set(pin.hashes)


def test_the_list_of_parts_has_every_shipped_file_as_it_is() -> None:
    listed = json.loads(sbom(ROOT, version=VERSION))["components"]
    parts = {each["name"]: each for each in listed if each["type"] == "data"}
    for part in shipped_parts(ROOT):
        inside = {each["name"]: each for each in parts[part.name]["components"]}
        assert _licence(parts[part.name]) == part.licence
        for path in (*part.files, *([ROOT / part.text] if part.text else [])):
            (digest,) = inside[path.relative_to(ROOT).as_posix()]["hashes"]
            assert digest["content"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_list_that_lacks_what_it_must_say_is_not_valid() -> None:
    listed = json.loads(sbom(ROOT, version=VERSION))
    del listed["components"][0]["name"]
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(json.dumps(listed)) is not None


def _licence(component: dict[str, Any]) -> str:
    (said,) = component["licenses"]
    named = said.get("license", {})
    text: str = said.get("expression") or named.get("id") or named["name"]
    return text


def _texts(name: str) -> list[str]:
    words = ("licen", "copying", "notice")
    files = metadata.files(name) or []
    return [str(file) for file in files if any(word in str(file).casefold() for word in words)]
