"""No bytes bring anything out of a parser but its refusal; what once did is kept under cases.

Ordinarily some mutations of each sample; `make fuzz` looks for more, led by what is reached.
"""

from __future__ import annotations

import os
import traceback
from pathlib import Path

import pytest
from mutations import mutations
from parsers import Parser, parsers

TRIED = int(os.environ.get("CCMDESK_MUTATIONS", "100"))
SEED = os.environ.get("CCMDESK_SEED", "0")
CASES = Path(__file__).with_name("cases")
PARSERS = parsers()

pytestmark = pytest.mark.timeout(300 + TRIED)


@pytest.mark.parametrize("name", PARSERS)
def test_changed_bytes_are_read_or_refused(name: str) -> None:
    parser = PARSERS[name]
    changed = mutations(parser.samples, TRIED, seed=f"{SEED} {name}")
    assert [told for raw in changed if (told := _escaped(parser, raw))] == []


@pytest.mark.parametrize("name", PARSERS)
def test_what_once_came_out_is_refused(name: str) -> None:
    kept = sorted((CASES / name).glob("*"))
    told = {path.name: _escaped(PARSERS[name], path.read_bytes()) for path in kept}
    assert {case: one for case, one in told.items() if one} == {}


def test_another_error_than_a_refusal_is_seen() -> None:
    """The control: a parser that counts on what it is given."""
    careless = Parser(lambda raw: raw.decode().split(":")[1], (b"a: 1",))
    changed = mutations(careless.samples, 50, seed="0")
    assert any(_escaped(careless, raw) for raw in changed)


def _escaped(parser: Parser, raw: bytes) -> str:
    try:
        parser.stands(raw)
    except Exception:  # noqa: BLE001 - whatever else comes out is what is looked for
        return f"{raw[:400]!r}: {traceback.format_exc()}"
    return ""
