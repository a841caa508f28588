"""What ours may take of each peer, and the tables that say so."""

from __future__ import annotations

import itertools
import re
import statistics
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pypdfium2
from pdf_content import sections

OURS, UNTAGGED = "ours", "untagged"
FEWEST_ROUNDS = 3
MOST_PER_ROW = 1.25
"""How many times the time of a further row may grow when there are twice as many."""
LATIN_NAME = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest shares of a peer's processor time (by language), memory and file."""

    seconds: Mapping[str, float]
    memory: float | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Build:
    """One finished process: processor seconds with its children, and highest memory."""

    seconds: float
    megabytes: float


def _alike(limit: float) -> Mapping[str, float]:
    return MappingProxyType(dict.fromkeys(("en", "ar", "zh"), limit))


LIMITS: Mapping[str, Limits] = MappingProxyType(
    {
        UNTAGGED: Limits(_alike(1.8), size=2.0),
        "typst": Limits(MappingProxyType({"en": 0.7, "ar": 0.7, "zh": 0.9}), memory=0.4),
        "weasyprint": Limits(_alike(0.1)),
        "stock": Limits(_alike(0.5)),
    }
)


@dataclass(slots=True)
class Verdict:
    """Prints shares against their limits, and remembers whether one was passed."""

    missed: list[str] = field(default_factory=list)

    def share(self, what: str, share: float, limit: float) -> str:
        """Return a share in words; one above its limit counts as missed."""
        if share > limit:
            self.missed.append(f"{what} {share:.2f}, at most {limit:.2f}")
        mark = " MISSED" if share > limit else ""
        return f"{what.rpartition(' ')[2]} {share:.2f} (≤ {limit:.2f}{mark})"

    def say(self) -> int:
        """Print the result; 1 when something was missed."""
        print("\n".join(f"MISSED: {one}" for one in self.missed) or "every limit is kept")
        return int(bool(self.missed))


def compare(
    builds: Mapping[tuple[str, str], Sequence[Build]],
    folder: Path,
    verdict: Verdict,
    *,
    unique: bool,
) -> None:
    """Print each engine in each language, and what ours takes of it."""
    print(
        f"{'':16}{'median s':>9}{'least s':>9}{'MB':>6}{'pages':>7}{'kB':>7}{'found':>7}  ours is"
    )
    for (engine, language), runs in sorted(builds.items(), key=lambda item: item[0][1]):
        file = folder / f"{engine}-{language}.pdf"
        pages, found = _read_back(file, language, unique=unique)
        if engine in {OURS, UNTAGGED} and found < 1:
            verdict.missed.append(f"{language} {engine}: not all cells are in the text")
        ours = builds[OURS, language], folder / f"{OURS}-{language}.pdf"
        shares = [] if engine == OURS else _shares(verdict, engine, language, ours, (runs, file))
        print(
            f"{language} {engine:13}{_seconds(runs):9.2f}{_least(runs):9.2f}"
            f"{_megabytes(runs):6.0f}{pages:7}{file.stat().st_size // 1024:7}{found:7.2f}"
            f"  {', '.join(shares)}"
        )


def linear(builds: Mapping[int, Sequence[Build]], verdict: Verdict) -> None:
    """Print the time of papers of more and more rows, and whether a further row costs the same.

    The least time of each length is taken: what else the machine does can only add to it.
    """
    print(f"\n{'rows':>6}{'least s':>10}{'MB':>6}{'ms per further row':>20}")
    costs: list[float] = []
    sizes = sorted(builds)
    for before, rows in zip([None, *sizes], sizes, strict=False):
        cost = ""
        if before is not None:
            further = _least(builds[rows]) - _least(builds[before])
            costs.append(further / (rows - before))
            cost = f"{1000 * costs[-1]:.3f}"
        print(f"{rows:6}{_least(builds[rows]):10.2f}{_megabytes(builds[rows]):6.0f}{cost:>20}")
    for first, second in itertools.pairwise(costs):
        print("  " + verdict.share("further rows: growth", second / first, MOST_PER_ROW))


Made = tuple[Sequence[Build], Path]


def _shares(verdict: Verdict, engine: str, language: str, ours: Made, peer: Made) -> Iterator[str]:
    limits = LIMITS[engine]
    if min(len(ours[0]), len(peer[0])) < FEWEST_ROUNDS:
        yield "no share from so few rounds"
        return
    named = f"{language} {engine}:"
    time = _share_of_time(ours[0], peer[0])
    yield verdict.share(f"{named} time", time, limits.seconds[language])
    memory = _megabytes(ours[0]) / _megabytes(peer[0])
    if limits.memory is not None:
        yield verdict.share(f"{named} memory", memory, limits.memory)
    if limits.size is not None:
        size = ours[1].stat().st_size / peer[1].stat().st_size
        yield verdict.share(f"{named} size", size, limits.size)


def _share_of_time(ours: Sequence[Build], peer: Sequence[Build]) -> float:
    """Return the median share of the rounds: the two of a round met the machine in one mood."""
    return statistics.median(
        one.seconds / other.seconds for one, other in zip(ours, peer, strict=False)
    )


def _seconds(runs: Sequence[Build]) -> float:
    return statistics.median(one.seconds for one in runs)


def _least(runs: Sequence[Build]) -> float:
    return min(one.seconds for one in runs)


def _megabytes(runs: Sequence[Build]) -> float:
    return max(one.megabytes for one in runs)


def _read_back(file: Path, language: str, *, unique: bool) -> tuple[int, float]:
    """Return pages, and the share of different cells found in the text.

    pdfium turns Latin names in lines from right to left round, whoever wrote the file: in Arabic
    such cells are not asked for.
    """
    document = pypdfium2.PdfDocument(file)
    text = _plain("".join(page.get_textpage().get_text_range() for page in document))
    cells = {
        _plain(cell)
        for section in sections(language, unique=unique)
        for row in section.rows
        for cell in row
        if language != "ar" or not LATIN_NAME.search(cell)
    }
    return len(document), sum(cell in text for cell in cells) / len(cells)


def _plain(text: str) -> str:
    kept = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", kept))
