"""A plan for the tests of the command line, and what a command answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ccmdesk.cli.main import main

SURVEY = (
    "code=A-1",
    "article=4",
    "title@en=Survey of 42 villages",
    "period=2026-02-01..2026-11-30",
    "quantity=42 villages",
    "cost=USD 450,000",
)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)
