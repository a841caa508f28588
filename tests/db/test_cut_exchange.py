"""An exchange that is cut off anywhere and goes on later leaves nothing twice and nothing out.

While a package is made or taken in, the files of both offices are copied before every statement of
the database: so a process that was killed there leaves them. From each state that the files had the
exchange goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from db_cases import add, area, edit, new_id, new_store, stamp
from office_packages import sent, take_in

from ccmdesk.db.check import check_store
from ccmdesk.db.packages import Arrival
from ccmdesk.db.store import Store, open_store
from ccmdesk.model.change import StepKind

CENTRE, FIELD = "centre.ccmdesk", "field.ccmdesk"
MESSAGES = ((CENTRE, FIELD), (FIELD, CENTRE), (CENTRE, FIELD), (FIELD, CENTRE))
"""Who sends to whom."""

TakeIn = Callable[[Store, Arrival], object]


class Cut(NamedTuple):
    """A state of the files during a message; *package* is there once it is a file.

    They had it before so many statements as *moments* says.
    """

    folder: Path
    moments: int
    message: int
    package: Arrival | None


class Plan(NamedTuple):
    """What an exchange left in a plan."""

    content: str
    lines: int
    received: int


def _write(store: Store, message: int) -> None:
    """Write what the message is to bring: a new area, and the first one anew."""
    name = f"of message {message}"
    add(store, area(10 + message, code=name))
    edit(store, area(1, code=name))


class _Copies:
    """The states that the folder of a plan had, and how often each was met."""

    def __init__(self, store: Store, into: Path) -> None:
        self._store, self._into = store, into
        self._last: dict[str, bytes] = {}
        self.met: list[int] = []

    @contextmanager
    def at_every_statement(self) -> Iterator[None]:
        """Copy the folder before each statement, and once more when all is done."""
        for event in _EVENTS:
            sa.event.listen(self._store.opened.engine, event, self._copy)
        yield
        for event in _EVENTS:
            sa.event.remove(self._store.opened.engine, event, self._copy)
        self._copy()

    def _copy(self, *_: Any) -> None:
        files = self._store.path.parent.iterdir()
        state = {file.name: file.read_bytes() for file in files if file.suffix in _LASTING}
        if state == self._last:
            self.met[-1] += 1
            return
        folder = self._into / str(len(self.met))
        folder.mkdir(parents=True)
        for name, body in state.items():
            (folder / name).write_bytes(body)
        self._last = state
        self.met.append(1)

    def cuts(self, message: int, package: Arrival | None) -> Iterator[Cut]:
        """Yield each state with the message and the package that was under way."""
        for number, moments in enumerate(self.met):
            yield Cut(self._into / str(number), moments, message, package)


_EVENTS = ("before_cursor_execute", "commit")
_LASTING = (".ccmdesk", ".ccmdesk-wal")


def _cuts(folder: Path, how: TakeIn = take_in) -> Iterator[Cut]:
    """Do the exchange, and yield every state that its files had."""
    at_work = folder / "work"
    at_work.mkdir()
    with ExitStack() as opened:
        stores = {name: opened.enter_context(new_store(at_work / name)) for name in (CENTRE, FIELD)}
        add(stores[CENTRE], area(1), area(2))
        take_in(stores[FIELD], sent(stores[CENTRE]))
        for message, (giver, taker) in enumerate(MESSAGES):
            _write(stores[giver], message)
            made = _Copies(stores[giver], folder / f"made-{message}")
            with made.at_every_statement():
                package = sent(stores[giver], to=stores[taker])
            yield from made.cuts(message, None)
            taken = _Copies(stores[taker], folder / f"taken-{message}")
            with taken.at_every_statement():
                how(stores[taker], package)
            yield from taken.cuts(message, package)


def _gone_on(cut: Cut) -> list[Plan]:
    """Go on from a cut: the package that was under way is sent, or made, again."""
    with open_store(cut.folder / CENTRE) as centre, open_store(cut.folder / FIELD) as field:
        stores = {CENTRE: centre, FIELD: field}
        for message, (giver, taker) in list(enumerate(MESSAGES))[cut.message :]:
            package = cut.package if message == cut.message else None
            if message > cut.message:
                _write(stores[giver], message)
            package = package or sent(stores[giver], to=stores[taker])
            take_in(stores[taker], package)
            take_in(stores[taker], package)
        assert [check_store(store) for store in stores.values()] == [[], []]
        return [_left(store) for store in stores.values()]


def _left(store: Store) -> Plan:
    lines = store.lines()
    assert len(set(lines)) == len(lines)
    registered = [package.manifest for package in store.packages.all()]
    assert len(set(registered)) == len(registered)
    numbers = [p.sender.number for p in store.packages.all() if p.sender.replica == store.replica]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    received = len(registered) - len(numbers)
    return Plan(store.document().content_hash, len(lines), received)


def test_an_exchange_that_is_cut_anywhere_and_goes_on_leaves_nothing_twice(
    tmp_path: Path, record_property: Any
) -> None:
    cuts = list(_cuts(tmp_path))
    whole = _gone_on(Cut(tmp_path / "work", 1, len(MESSAGES), None))
    assert whole[0][:2] == whole[1][:2]
    assert [plan.received for plan in whole] == [2, 3]
    for cut in cuts:
        assert _gone_on(cut) == whole, cut.folder
    record_property("cuts", sum(cut.moments for cut in cuts))
    record_property("states", len(cuts))
    assert len({(cut.message, cut.package is None) for cut in cuts}) == 2 * len(MESSAGES)


def _torn(cut: Cut) -> bool:
    """Whether the lines of the package under way are there without its entry, or the reverse."""
    assert cut.package is not None
    with open_store(cut.folder / MESSAGES[cut.message][1]) as taker:
        lines = set(cut.package.lines) <= set(taker.lines())
        return lines != (cut.package.manifest in {p.manifest for p in taker.packages.all()})


def test_what_a_package_brings_and_its_entry_come_together(tmp_path: Path) -> None:
    taken = [cut for cut in _cuts(tmp_path) if cut.package is not None]
    assert not any(map(_torn, taken))


def test_a_package_that_is_noted_apart_from_its_changes_is_seen(tmp_path: Path) -> None:
    """The control: the changes come in one transaction, and the entry in another."""

    def in_two(store: Store, package: Arrival) -> None:
        store.receive(list(package.lines))
        store.packages.take_in(package, stamp(StepKind.MERGE), spare=new_id())

    taken = [cut for cut in _cuts(tmp_path, in_two) if cut.package is not None]
    assert any(map(_torn, taken))
