"""The tables of the demonstration, and the published figures it is held against, for tests."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from ccmdesk.exchange.reader import read_tables
from ccmdesk.exchange.tables import Table
from ccmdesk.model.resources import resource

PUBLISHED = Path(__file__).parents[1] / "data" / "bih"


Row = dict[str, str]


def published(name: str) -> list[Row]:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def demo_tables() -> Iterator[Table]:
    for path in sorted(resource("demo", "bih").glob("*.csv")):
        with path.open("rb") as file:
            yield from read_tables(path.name, file)


def minor(text: str) -> int:
    return int(Decimal(text) * 100)
