"""Every text of the plan and where it stands: worked out once by the worker, then kept up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.collation import collated
from ccmdesk.model.codes import Coded, LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import C_
from ccmdesk.rules.translations import (
    FALLBACK,
    Changed,
    LanguagePair,
    Passage,
    Progress,
    TextState,
    passages,
    passages_of,
    progress,
    state_of,
)
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.faults import raise_fault
from ccmdesk.ui.jobs import Job, Running
from ccmdesk.ui.translations.words import named

if TYPE_CHECKING:
    from ccmdesk.db.write import Step

_FEW = 200
"""A step on more records is worked out anew by the worker."""

Key = tuple[UUID, str]
"""A text: its record and its field."""


class Which(Coded):
    """Which texts are shown."""

    TO_DO = "to_do", C_("texts shown", "What is to be done")
    MISSING = "missing", C_("texts shown", "Missing")
    OUT_OF_DATE = "out_of_date", C_("texts shown", "Out of date")
    ALL = "all", C_("texts shown", "Every text")


_STATES: Mapping[Which, frozenset[TextState]] = {
    Which.TO_DO: frozenset({TextState.MISSING, TextState.OUT_OF_DATE}),
    Which.MISSING: frozenset({TextState.MISSING}),
    Which.OUT_OF_DATE: frozenset({TextState.OUT_OF_DATE}),
    Which.ALL: frozenset(TextState),
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What the worker brings back."""

    by_record: dict[UUID, tuple[Passage, ...]]
    changed: Changed
    progress: dict[str, Progress]


class Survey(QObject):
    """The texts by record, the two languages, and how far each language is."""

    renewed = Signal()
    """Everything may be another: languages, filter, or the texts themselves."""

    touched = Signal()
    """A few texts, or where they stand, are others; the list stays."""

    started = Signal(object)
    """The Job that works it out."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.loaded = False
        self.pair = LanguagePair(FALLBACK, _first_target(desk.lang.code))
        self.which = Which.TO_DO
        self.kind = ""
        self.rows: list[Key] = []
        self.changed: Changed = {}
        self._by_record: dict[UUID, tuple[Passage, ...]] = {}
        self._progress: dict[str, Progress] = {}
        self._written_in: set[str] = set()
        self._kinds: dict[str, None] = {}
        self._job: Job | None = None
        desk.written.connect(self._written)

    @property
    def languages(self) -> list[str]:
        """The languages of papers, then those spoken in the country, then others in the plan."""
        plan = self._desk.plan
        if plan is None:
            return list(PAPER_LANGUAGES)
        spoken = [str(tag) for party in plan.all_of(StateParty) for tag in party.languages]
        others = self._written_in.difference(PAPER_LANGUAGES, spoken)
        code = plan.lang.code
        by_name = collated(sorted(others), lambda tag: named(tag, plan), language=code)
        return list(dict.fromkeys([*PAPER_LANGUAGES, *spoken, *by_name]))

    @property
    def kinds(self) -> list[str]:
        """The kinds of records that have texts, in the order of the list."""
        return list(self._kinds)

    def load(self) -> None:
        """Let the worker read everything anew."""
        plan = self._desk.plan
        if plan is None:
            return
        store, source, languages = plan.store, self.pair.source, self.languages

        def work(running: Running) -> _Found:
            document = store.document(watch=running.go_on)
            return _survey(document, store.out_of_date(), source, languages)

        if self._job is not None:
            self._job.cancel()
        job = self._job = self._desk.jobs.prepare(work)
        job.done.connect(lambda found: self._take(job, found))
        job.failed.connect(raise_fault)
        self.started.emit(job)
        self._desk.jobs.start(job)

    def choose(self, *, source: str | None = None, target: str | None = None) -> None:
        """Translate from or into another language."""
        other = LanguagePair(
            LanguageTag(source or self.pair.source), LanguageTag(target or self.pair.target)
        )
        if other != self.pair:
            again = other.source != self.pair.source
            self.pair = other
            if again:
                self.load()
            self.filter()

    def filter(self, *, which: Which | None = None, kind: str | None = None) -> None:
        """Show other texts; those that were done meanwhile go from the list."""
        self.which = self.which if which is None else which
        self.kind = self.kind if kind is None else kind
        states = _STATES[self.which]
        self.rows = [
            (passage.record, passage.name)
            for some in self._by_record.values()
            for passage in some
            if (not self.kind or passage.kind == self.kind) and self.state(passage) in states
        ]
        self.renewed.emit()

    def passage(self, key: Key) -> Passage | None:
        """Return a text as it is now; None when it is no longer written in any language."""
        some = self._by_record.get(key[0], ())
        return next((passage for passage in some if passage.name == key[1]), None)

    def state(self, passage: Passage) -> TextState:
        """Return where a text stands in the language chosen."""
        return state_of(passage, self.pair, self.changed)

    def progress_of(self, language: str) -> Progress:
        """Return how far a language is."""
        return self._progress.get(language, Progress())

    def next_to_do(self, after: int) -> int | None:
        """Return the place in the list of the next text that is to be done, or None."""
        places = [*range(after + 1, len(self.rows)), *range(after)]
        return next((place for place in places if self._is_to_do(self.rows[place])), None)

    def _is_to_do(self, key: Key) -> bool:
        passage = self.passage(key)
        return passage is not None and self.state(passage) is not TextState.UP_TO_DATE

    def _take(self, job: Job, found: _Found) -> None:
        if job is self._job:
            self._job, self.loaded = None, True
            self._by_record, self.changed = found.by_record, found.changed
            self._progress = found.progress
            for some in found.by_record.values():
                self._note(some)
            self.filter()

    def _written(self, step: Step) -> None:
        """Keep up with a step; nothing is done before the screen was ever visited."""
        plan = self._desk.plan
        records = {change.record for change in step.changes}
        if plan is None or not self.loaded:
            return
        if len(records) > _FEW or self._job is not None:
            self.load()
            return
        before = [p for record in records for p in self._by_record.get(record, ())]
        was, self.changed = self.changed, plan.store.out_of_date()
        for change in step.changes:
            self._put(change.record, plan.now(change.kind, change.record))
        after = [p for record in records for p in self._by_record.get(record, ())]
        for language, known in self._progress.items():
            pairs = [LanguagePair(self.pair.source, LanguageTag(language))]
            (old,), (new,) = progress(before, pairs, was), progress(after, pairs, self.changed)
            self._progress[language] = known.replaced(old, new)
        self.touched.emit()

    def _note(self, some: Iterable[Passage]) -> None:
        """Remember the kinds and languages there are."""
        for passage in some:
            self._kinds.setdefault(passage.kind)
            self._written_in.update(tag for tag, _ in passage.texts)

    def _put(self, record: UUID, value: Any | None) -> None:
        found = () if value is None else tuple(passages_of(value))
        if found:
            self._by_record[record] = found
            self._note(found)
        else:
            self._by_record.pop(record, None)


def _survey(
    document: PlanDocument, changed: Changed, source: LanguageTag, languages: Iterable[str]
) -> _Found:
    found = passages(document)
    by_record: dict[UUID, tuple[Passage, ...]] = {}
    for passage in found:
        by_record[passage.record] = (*by_record.get(passage.record, ()), passage)
    used = sorted({str(tag) for passage in found for tag, _ in passage.texts})
    targets = dict.fromkeys([*languages, *used])
    pairs = [LanguagePair(source, LanguageTag(target)) for target in targets]
    far = progress(found, pairs, changed)
    return _Found(by_record, changed, {str(p.target): f for p, f in zip(pairs, far, strict=True)})


def _first_target(ui_lang: str) -> LanguageTag:
    """Return the language of the window, or French in an English one."""
    return LanguageTag(ui_lang if ui_lang != FALLBACK else "fr")
