"""A full disk refuses a step and loses nothing; several threads may use one store."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import pytest
from db_cases import add, area, stamp

from ccmdesk.db.check import check_store
from ccmdesk.db.line import change_id
from ccmdesk.db.query import ListQuery
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.change import difference

FULL_DISK = """
    import resource, signal, sys
    from pathlib import Path
    from pathlib import Path
    from db_cases import area, ids, stamp
    from dataclasses import replace
    from ccmdesk.db.store import open_store
    from ccmdesk.model.change import difference
    from ccmdesk.model.problem import Problem
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    fresh = ids(10**12)
    with open_store(Path(sys.argv[1])) as store:
        def write(first):
            changes = [c for n in range(first, first + 50) for c in difference(None, area(n))]
            store.apply(changes, replace(stamp(), step=fresh()))
        limit = int(sys.argv[2])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        for first in range(1, 1000, 50):
            try:
                write(first)
            except Problem as problem:
                print("refused", problem)
                break
            print("saved")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        write(2001)
        print("saved")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
@pytest.mark.parametrize("room", [1_000, 60_000, 300_000])
def test_a_full_disk_refuses_the_step_and_the_next_one_works(store: Store, room: int) -> None:
    store.close()
    limit = room if room < 100_000 else store.path.stat().st_size + room
    script = [sys.executable, "-c", textwrap.dedent(FULL_DISK), str(store.path), str(limit)]
    done = subprocess.run(
        script,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.count("refused") == 1
    assert store.path.parent.name in done.stdout
    with open_store(store.path) as again:
        assert again.counts()["hazardous_area"] == done.stdout.count("saved\n") * 50
        assert check_store(again) == []


def test_several_threads_may_write_and_read(store: Store) -> None:
    def write(number: int) -> int:
        changes = difference(None, area(number))
        assert store.apply(changes, stamp()) is not None
        return len(store.ids(ListQuery(HazardousArea, search="area")))

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(write, range(1, 41)))
    assert max(seen) == 40
    assert store.counts()["hazardous_area"] == 40
    assert check_store(store) == []


def test_the_log_of_one_office_has_no_gap_and_no_double(store: Store) -> None:
    for number in range(1, 6):
        add(store, area(number))
    (reached,) = store.now().reached.items()
    assert reached == (store.replica, 5)
    assert len({change_id(line) for line in store.lines()}) == 5
