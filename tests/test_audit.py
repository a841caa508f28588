"""The audit of pins: a weakness is told, and silence of the database is never taken for safety."""

from __future__ import annotations

from dataclasses import replace

import pytest
from audit import UNTOLD, WEAK, Told, outcome, rounds, told_of
from packaging.utils import canonicalize_name
from pins import Pin

MAKO = Pin(name=canonicalize_name("mako"), version="1.4.3", marker="", hashes=("0" * 64,))
ALEMBIC = Pin(name=canonicalize_name("alembic"), version="1.20.1", marker="", hashes=("1" * 64,))
PINS = (MAKO, ALEMBIC)

# Answers of pip-audit 2.10.1 as they came, from a database with one made-up weakness.
_ALEMBIC = '{"name": "alembic", "version": "1.20.1", "vulns": []}'
_WEAKNESS = (
    '{"id": "PYSEC-0000-1", "fix_versions": ["1.4.4"], "aliases": [], "description": "made up"}'
)
_PASSED_OVER = (
    '{"name": "mako", "skip_reason": "Dependency not found on PyPI and could not be audited:'
    ' mako (1.4.3)"}'
)


def _answer(mako: str) -> str:
    return f'{{"dependencies": [{mako}, {_ALEMBIC}], "fixes": []}}'


def test_a_known_weakness_is_told_with_the_version_that_mends_it() -> None:
    told = told_of(_answer(f'{{"name": "mako", "version": "1.4.3", "vulns": [{_WEAKNESS}]}}'))
    assert outcome(PINS, told) == (WEAK, ("WEAK mako 1.4.3: PYSEC-0000-1, mended in 1.4.4",))


def test_only_an_answer_for_every_pin_is_good_news() -> None:
    told = told_of(_answer('{"name": "mako", "version": "1.4.3", "vulns": []}'))
    assert outcome(PINS, told) == (0, ("2 pins were asked about: no known weakness.",))


@pytest.mark.parametrize(
    ("answer", "silent"),
    [
        (_answer(_PASSED_OVER), "1 of 2"),
        (_answer('{"name": "mako", "version": "1.4.2", "vulns": []}'), "1 of 2"),
        ("", "2 of 2"),
        ('{"message": "not found"}', "2 of 2"),
        ('{"dependencies": [], "fixes": []}', "2 of 2"),
    ],
    ids=["passed over", "another version", "no answer", "a refusal", "empty"],
)
def test_a_database_that_is_silent_proves_nothing(answer: str, silent: str) -> None:
    code, lines = outcome(PINS, told_of(answer))
    assert code == UNTOLD
    assert f"did not answer for {silent} pins" in lines[0]
    assert "mako 1.4.3" in lines[1]


def test_a_weakness_is_told_even_when_the_rest_is_silence() -> None:
    code, lines = outcome(PINS, Told(pins=frozenset({("mako", "1.4.3")}), weak=("WEAK mako",)))
    assert code == WEAK
    assert lines[0] == "WEAK mako"
    assert "alembic 1.20.1" in lines[2]


def test_a_library_in_two_versions_is_asked_about_in_two_rounds() -> None:
    older = replace(MAKO, version="1.3.0")
    asked = [set(turn) for turn in rounds([MAKO, ALEMBIC, older, replace(MAKO, marker="x")])]
    assert len(asked) == 2
    assert {(pin.name, pin.version) for turn in asked for pin in turn} == {
        ("mako", "1.4.3"),
        ("mako", "1.3.0"),
        ("alembic", "1.20.1"),
    }
