"""Measures the search of Find or do and a plain scan of the same words, in four languages.

python bench/desktop_find.py FILE ROUNDS
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from desktop_plan import RARE
from sqlcipher3 import dbapi2

from ccmdesk.db.store import open_store
from ccmdesk.model.folding import fold

HITS = 20
TIMES = 5
_SCAN = "SELECT kind, rec FROM words WHERE folded LIKE ? LIMIT ?"


def main(file: Path, rounds: int) -> None:
    con = dbapi2.connect(str(file))
    taken: dict[str, list[tuple[float, float]]] = {language: [] for language in RARE}
    with open_store(file) as store:
        for number in range(rounds + 1):
            for language, words in RARE.items():
                like = f"%{fold(words)}%"
                ours = _taken(partial(store.find, words, limit=HITS))
                scan = _taken(lambda: con.execute(_SCAN, (like, HITS)).fetchall())  # noqa: B023 - at once
                if number:
                    taken[language].append((ours, scan))
    con.close()
    print(json.dumps(taken))


def _taken(search: Callable[[], Sequence[object]]) -> float:
    """Return the milliseconds of one search, which finds something."""
    before = time.process_time()
    for _ in range(TIMES):
        if not search():
            raise LookupError
    return 1000 * (time.process_time() - before) / TIMES


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
