"""Looks for bytes that bring something else than a refusal out of a parser, led by what is reached.

    python fuzz.py PARSER --minutes N --seed S --corpus FOLDER
    python fuzz.py names

Goes on from the FOLDER of an earlier run. What it finds is kept under tests/faults/cases and ends
the run; each run prints how many inputs were tried. Needs atheris: `make fuzz` installs it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
MOST_BYTES = 65_536
sys.path[:0] = [str(HERE), str(HERE.parent / "bundle"), str(HERE.parent), str(HERE.parents[1])]

with atheris.instrument_imports(include=["ccmdesk"]):
    from parsers import parsers


def main() -> None:
    found = parsers()
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parser", choices=[*found, "names"])
    asked.add_argument("--minutes", type=float, default=5)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--corpus", type=Path, default=Path("out/fuzz"))
    given = asked.parse_args()
    if given.parser == "names":
        sys.stdout.write("\n".join(found) + "\n")
        return
    parser = found[given.parser]
    corpus = given.corpus / given.parser
    corpus.mkdir(parents=True, exist_ok=True)
    for sample in parser.samples:
        (corpus / hashlib.sha256(sample).hexdigest()[:16]).write_bytes(sample)

    def once(raw: bytes) -> None:
        try:
            parser.stands(raw)
        except Exception:
            kept = HERE / "cases" / given.parser / hashlib.sha256(raw).hexdigest()[:16]
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(raw)
            raise

    limits = [f"-max_total_time={round(given.minutes * 60)}", f"-seed={given.seed}"]
    kept = [f"-artifact_prefix={corpus.parent}/{given.parser}-", f"-max_len={MOST_BYTES}"]
    bounds = ["-timeout=5", "-rss_limit_mb=1024", "-print_final_stats=1", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *limits, *kept, *bounds, str(corpus)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
