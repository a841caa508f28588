"""The demonstration's texts say the same figures in every language they are written in."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from figures_read import figures_in

from ccmdesk.model.resources import resource

FILES = sorted(resource("demo", "bih").glob("*.csv"))


def texts_of(row: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return each text of *row* by language, by the name of its column."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for column, text in row.items():
        name, mark, language = column.partition("@")
        if mark and text:
            found[name][language] = text
    return found


def long_figures(text: str) -> Counter[str]:
    """Return the figures of two digits and more; one and two may be words."""
    return Counter({n: k for n, k in figures_in([text]).items() if len(n) > 1})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_figures_are_the_same_in_every_language(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        texts = [each for row in csv.DictReader(lines) for each in texts_of(row).values()]
    for each in texts:
        for language, text in each.items():
            assert long_figures(text) == long_figures(each["en"]), (language, text)


def test_a_figure_torn_by_a_plain_space_is_another_figure() -> None:
    assert long_figures("148\u202f059") == long_figures("148,059") != long_figures("148 059")
