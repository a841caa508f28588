"""Compares the processor time of a paper of 1,500 rows and 10 charts with two peers.

Every build is a process of its own, start and imports included; rounds are interleaved and the
first is thrown away. Fails (exit 1) when ours takes more than typst, or more than half of what
ReportLab's own paragraphs in its own tables take, when tags nearly double it, or when cells are
missing from our file.

    python bench/pdf.py [--rounds 5] [--languages en ar zh] [--unique]
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import statistics
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pypdfium2
from pdf_content import sections

HERE = Path(__file__).parent
PEERS = {"typst": ("typst", 1.0), "stock": ("reportlab", 0.5)}
"""The package of each peer, and the share of its processor time that ours may take."""
UNTAGGED = "untagged"
MOST_FOR_TAGS = 1.8
"""How many times the processor time of our own paper without tags the one with them may take."""
LATIN_NAME = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Build:
    """One finished process: processor seconds with its children, and highest memory."""

    seconds: float
    megabytes: float


def main() -> int:
    asked = _arguments()
    engines = ["ours", UNTAGGED, *_installed()]
    content = "unique" if asked.unique else "plain"
    print(f"{content} content, {asked.rounds} rounds, load {os.getloadavg()[0]:.2f} before")
    builds: dict[tuple[str, str], list[Build]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.rounds + 1):
            for language in asked.languages:
                for engine in engines[number % len(engines) :] + engines[: number % len(engines)]:
                    out = Path(folder, f"{engine}-{language}.pdf")
                    build = _built(engine, language, content, out)
                    if number:
                        builds.setdefault((engine, language), []).append(build)
        return _report(builds, Path(folder), unique=asked.unique)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--languages", nargs="+", default=["en", "ar", "zh"])
    parser.add_argument(
        "--unique", action="store_true", help="no two paragraphs or activities alike"
    )
    return parser.parse_args()


def _installed() -> list[str]:
    found = []
    for engine, (package, _) in PEERS.items():
        if importlib.util.find_spec(package):
            found.append(engine)
            print(f"{engine}: {package} {version(package)}")
        else:
            print(f"{engine}: skipped, {package} is not installed (requirements/bench.txt)")
    return found


def _built(engine: str, language: str, content: str, out: Path) -> Build:
    child = subprocess.Popen(
        [sys.executable, HERE / f"pdf_{engine}.py", language, content, out], cwd=HERE
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{engine} failed in {language}")
    return Build(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _report(builds: dict[tuple[str, str], list[Build]], folder: Path, *, unique: bool) -> int:
    print(
        f"{'':14}{'median s':>9}{'least s':>9}{'MB':>6}{'pages':>7}{'kB':>7}{'found':>7}  ours is"
    )
    failed = False
    medians = {
        key: statistics.median(build.seconds for build in runs) for key, runs in builds.items()
    }
    for (engine, language), runs in sorted(builds.items(), key=lambda item: item[0][1]):
        file = folder / f"{engine}-{language}.pdf"
        pages, found = _read_back(file, language, unique=unique)
        verdict = ""
        if engine in {"ours", UNTAGGED}:
            failed |= found < 1
        if engine != "ours":
            ratio = medians["ours", language] / medians[engine, language]
            limit = MOST_FOR_TAGS if engine == UNTAGGED else PEERS[engine][1]
            failed |= ratio > limit
            verdict = f"{ratio:.2f} of it (at most {limit:.2f})"
        print(
            f"{language} {engine:11}{medians[engine, language]:9.2f}"
            f"{min(build.seconds for build in runs):9.2f}"
            f"{max(build.megabytes for build in runs):6.0f}{pages:7}"
            f"{file.stat().st_size // 1024:7}{found:7.2f}  {verdict}"
        )
    print("FAILED" if failed else "passed")
    return int(failed)


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


if __name__ == "__main__":
    sys.exit(main())
