"""What the window may take of each baseline, and the table that says so."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

FEWEST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Ours and a baseline, round by round; *limit* is the largest share, *unit* of both."""

    what: str
    ours: Sequence[float]
    other: Sequence[float]
    limit: float
    unit: str = "ms"

    @property
    def shares(self) -> list[float]:
        """The share in each round: the two of a round met the machine in one mood."""
        return [one / other for one, other in zip(self.ours, self.other, strict=True)]


@dataclass(slots=True)
class Verdict:
    """Prints shares beside their limits, and remembers those that were missed.

    *fewest* is how many rounds are a verdict: what is taken in processor time needs fewer.
    """

    fewest: int = FEWEST_ROUNDS
    missed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def head(self) -> None:
        """Print the heading of the table."""
        print(
            f"{'':46}{'ours':>9}{'other':>9}    {'share':>6}{'least':>7}{'most':>7}"
            f"{'limit':>7}{'rounds':>8}"
        )

    def say(self, pair: Pair) -> None:
        """Print one line; too few rounds are no verdict."""
        if len(pair.shares) < self.fewest:
            self.leave_out(f"{pair.what}: only {len(pair.shares)} rounds")
            return
        share = statistics.median(pair.shares)
        kept = share <= pair.limit
        print(
            f"{pair.what:46}{statistics.median(pair.ours):9.1f}{statistics.median(pair.other):9.1f}"
            f" {pair.unit:3}{share:6.2f}{min(pair.shares):7.2f}{max(pair.shares):7.2f}"
            f"{pair.limit:7.2f}{len(pair.shares):8}  {'kept' if kept else 'MISSED'}"
        )
        if not kept:
            self.missed.append(f"{pair.what}: {share:.2f}, at most {pair.limit:.2f}")

    def leave_out(self, why: str) -> None:
        """Say what was not measured."""
        print(f"not measured: {why}")
        self.left_out.append(why)

    def result(self) -> int:
        """Print the result; 1 when a limit was missed."""
        print("\n".join(f"MISSED: {one}" for one in self.missed) or "every limit measured is kept")
        if self.left_out:
            print(f"{len(self.left_out)} not measured, see above")
        return int(bool(self.missed))
