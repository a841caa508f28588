"""The areas of the plan as they are drawn: read once by the worker, shared by map and forms."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ccmdesk.db.write import Step
from ccmdesk.model.area import HazardousArea
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.state import StateParty
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.map.ground import Fine, Loaded, Shape, fine_of, load, shape_of
from ccmdesk.ui.open_plan import OpenPlan

_FEW = 60
"""So many changed areas are read at once; after more the worker reads all of them again."""


class AreasOnMap(QObject):
    """Follows the plan while somebody looks; what nobody looks at waits."""

    changed = Signal()
    """The areas or the base map are others."""

    refined = Signal(object)
    """The Fine outlines are there."""

    refused = Signal(object)
    """The Problem that keeps the areas from being read."""

    ended = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan)
        self._plan = plan
        self.loaded: Loaded | None = None
        self.fine: Fine | None = None
        self._shapes: dict[UUID, Shape] = {}
        self._lookers: set[QObject] = set()
        self._stale = True
        self.loading = False
        self._refining = False
        plan.changed.connect(self._written)

    @classmethod
    def of(cls, plan: OpenPlan) -> AreasOnMap:
        """Return the one of *plan*, which is made when it is first asked for."""
        found = plan.findChild(cls)
        return cls(plan) if found is None else found

    @property
    def shapes(self) -> Collection[Shape]:
        """Every area that has a place, in the usual order."""
        return self._shapes.values()

    def shape(self, area: UUID) -> Shape | None:
        """Return one area, if it has a place."""
        return self._shapes.get(area)

    def look(self, looker: QObject, *, looks: bool) -> None:
        """Say who looks at the areas, and read them when that was not done yet."""
        (self._lookers.add if looks else self._lookers.discard)(looker)
        if looks and self._stale:
            self._load()

    def refine(self) -> None:
        """Let the worker unpack the finer outlines, once."""
        if self.loaded is None or self.fine is not None or self._refining:
            return
        self._refining = True
        ground = self.loaded.ground
        job = self._plan.reading.prepare(lambda _running: fine_of(ground))
        job.done.connect(self._take_fine)
        job.failed.connect(raise_fault)
        self._plan.reading.start(job)

    def _load(self) -> None:
        """Let the worker read the areas and prepare the base map."""
        if self.loading:
            return
        self._stale, self.loading = False, True
        store, known = self._plan.store, None if self.loaded is None else self.loaded.ground
        job = self._plan.reading.prepare(lambda running: load(store, running, known=known))
        job.done.connect(self._take)
        job.refused.connect(self.refused)
        job.failed.connect(raise_fault)
        job.ended.connect(self._end)
        self._plan.reading.start(job)

    def _take(self, loaded: Loaded) -> None:
        if self._stale and self.loaded is not None:
            return  # it is older than what is shown, and they are read again
        if self.loaded is not None and self.loaded.ground is not loaded.ground:
            self.fine, self._refining = None, False
        self.loaded = loaded
        self._shapes = {shape.id: shape for shape in loaded.shapes}
        self.changed.emit()

    def _take_fine(self, fine: Fine | None) -> None:
        self.fine = fine
        if fine is not None:
            self.refined.emit(fine)

    def _end(self) -> None:
        self.loading = False
        self.ended.emit()
        if self._stale and self._lookers:
            self._load()

    def _written(self, step: Step) -> None:
        """Show what a step changed: a few areas at once, many by the worker."""
        own = {c.record for c in step.changes if c.kind == BY_RECORD[HazardousArea].name}
        state = any(c.kind == BY_RECORD[StateParty].name for c in step.changes)
        if not own and not state:
            return
        if state or len(own) > _FEW or self.loaded is None or not self._lookers:
            self._stale = True
            if self._lookers:
                self._load()
            return
        self._stale = self._stale or self.loading
        self._reread(own, self.loaded)

    def _reread(self, areas: Iterable[UUID], loaded: Loaded) -> None:
        for one in areas:
            area = self._plan.store.get(HazardousArea, one)
            shape = None if area is None else shape_of(area, loaded.ground)
            if shape is not None:
                self._shapes[one] = shape
            else:
                self._shapes.pop(one, None)
        (every,) = self._plan.store.counts([BY_RECORD[HazardousArea].name]).values()
        left_out = max(every - len(self._shapes), 0)
        self.loaded = Loaded(loaded.ground, tuple(self._shapes.values()), left_out)
        self.changed.emit()
