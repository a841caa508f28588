"""Which tests judge which modules: what is named is there, none is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutant_areas import AREAS, Area

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_every_module_and_test_of_an_area_is_there(area: Area) -> None:
    assert [
        name for name in area.modules + area.tests if not (ROOT / name.partition("::")[0]).is_file()
    ] == []


def test_a_module_belongs_to_one_area() -> None:
    modules = [name for area in AREAS.values() for name in area.modules]
    assert sorted(set(modules)) == sorted(modules)


def test_no_module_of_packages_and_keys_is_forgotten() -> None:
    named = {
        Path(name).name for area in AREAS.values() for name in area.modules if "bundle" in name
    }
    there = {path.name for path in (ROOT / "ccmdesk" / "bundle").glob("*.py")}
    assert there - named == {"__init__.py"}
