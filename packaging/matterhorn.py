"""Tests a PDF by the Matterhorn Protocol 1.1 as far as a machine can: ``matterhorn.py FILE``.

Prints every failure condition with its result and, by number, those that a machine cannot tell.
No PDF/UA identifier is written before an independent validator has passed the files, so that
condition is not applied.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pikepdf

sys.path.insert(0, str(Path(__file__).parent))

import matterhorn_file
import matterhorn_fonts
import matterhorn_structure
from matterhorn_conditions import CONDITIONS, How
from matterhorn_reading import Reading

NOT_CLAIMED = frozenset({"06-002"})
CHECKS = {**matterhorn_file.CHECKS, **matterhorn_fonts.CHECKS, **matterhorn_structure.CHECKS}
_SHOWN = 3


class Outcome(Enum):
    """What became of a condition."""

    PASSED = "passed"
    ABSENT = "passed, the file holds nothing of the kind"
    NOT_APPLIED = "not applicable, PDF/UA is not claimed"
    UNDECIDED = "NOT DECIDED, this program cannot read it"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class Result:
    """One condition, what became of it, and what was found."""

    number: str
    outcome: Outcome
    found: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks against the file."""
        return self.outcome not in {Outcome.FAILED, Outcome.UNDECIDED}


def results_of(data: bytes) -> list[Result]:
    """Return the result of every condition that a machine can tell."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        file = Reading(pdf)
        return [_result(file, number) for number in _of(How.MACHINE)]


def _of(how: How) -> Iterator[str]:
    yield from (number for number, (who, _) in CONDITIONS.items() if who is how)


def _result(file: Reading, number: str) -> Result:
    if number in NOT_CLAIMED:
        return Result(number, Outcome.NOT_APPLIED)
    try:
        found = CHECKS[number](file)
    except NotImplementedError:
        return Result(number, Outcome.UNDECIDED)
    if found is None:
        return Result(number, Outcome.ABSENT)
    return Result(number, Outcome.FAILED if found else Outcome.PASSED, tuple(found))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    results = results_of(parser.parse_args().file.read_bytes())
    lines = [f"{each.number}  {CONDITIONS[each.number][1]}: {_told(each)}" for each in results]
    lines.append(f"A person must judge: {', '.join(_of(How.PERSON))}")
    lines.append(f"There is no test for: {', '.join(_of(How.NOBODY))}")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(not all(each.is_good for each in results))


def _told(result: Result) -> str:
    if not result.found:
        return result.outcome.value
    more = f" and {len(result.found) - _SHOWN} more" if len(result.found) > _SHOWN else ""
    return f"{result.outcome.value} ({'; '.join(result.found[:_SHOWN])}{more})"


if __name__ == "__main__":
    sys.exit(main())
