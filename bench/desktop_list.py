"""One way of showing all areas of a plan: its first paint, random jumps in it, its memory."""

from __future__ import annotations

import json
import random
import statistics
import time
from pathlib import Path

from desktop_rows import plain_table
from PySide6.QtCore import QEventLoop, QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from ccmdesk.actions.author import Author
from ccmdesk.db.store import open_store
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.area import HazardousArea
from ccmdesk.ui.app import build_app
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.opening import now, packs
from ccmdesk.ui.quick_start import keep_for_good
from ccmdesk.ui.records.column_widths import ColumnWidths
from ccmdesk.ui.records.record_list import RecordList

JUMPS = 60
SIZE = (1090, 545)


def measure(way: str, file: Path) -> None:
    """Print what *way* takes, "ours" or "all", with the plan *file* open."""
    app = build_app(["bench"])
    store, author = open_store(file), Author("Bench", now)
    plan = OpenPlan(store, packs=packs(), author=author, lang=ENGLISH, parent=app)
    keep_for_good()
    ENGLISH.number(1000)  # figures are read once for the program, whatever list it shows
    _paint_another()
    before = time.process_time()
    shown = _ours(plan) if way == "ours" else plain_table(file)
    shown.resize(*SIZE)
    shown.show()
    if isinstance(shown, RecordList) and shown.reader.busy:
        waiting = QEventLoop()
        shown.reader.read.connect(waiting.quit)
        waiting.exec()
    table = shown.table if isinstance(shown, RecordList) else shown
    _paint(table)
    taken = time.process_time() - before
    _wait_for(plan)
    figures = {"first": 1000 * taken, "jump": 1000 * _jump(table), "memory": _memory()}
    print(json.dumps(figures))
    plan.close()


def _paint_another() -> None:
    """Paint a table of one row, as the program has by then: Qt's classes are made on first use."""
    another = QTableView()
    another.setModel(QStringListModel(["1"], another))
    another.resize(*SIZE)
    another.show()
    _paint(another)
    another.close()


def _ours(plan: OpenPlan) -> RecordList:
    return RecordList(plan, HazardousArea, widths=ColumnWidths({}, plan))


def _wait_for(plan: OpenPlan) -> None:
    while plan.listing.busy:
        waiting = QEventLoop()
        QTimer.singleShot(20, waiting.quit)
        waiting.exec()


def _jump(table: QTableView) -> float:
    """Return the seconds of the window's thread that nineteen of twenty jumps take at most."""
    chance, taken = random.Random(7), []  # noqa: S311 - the same jumps each time
    rows = table.model().rowCount()
    for _ in range(JUMPS):
        before = time.thread_time()
        table.scrollTo(table.model().index(chance.randrange(rows), 0))
        _paint(table)
        taken.append(time.thread_time() - before)
    return statistics.quantiles(taken, n=20)[-1]


def _paint(table: QTableView) -> None:
    table.viewport().update()
    QApplication.processEvents()


def _memory() -> float:
    """Return the megabytes that this process holds."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise LookupError
