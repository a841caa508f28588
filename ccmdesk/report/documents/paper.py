"""What every paper reads: the records of one plan, in one language, for one circle of readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from ccmdesk.lang.collation import collated
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import show_document
from ccmdesk.lang.show import Show
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.evidence import Source
from ccmdesk.model.facts import Audience, field_map
from ccmdesk.model.kinds import BY_RECORD
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import Texts
from ccmdesk.report.documents.original import original_language

R = TypeVar("R")


@dataclass(frozen=True)
class Paper:
    """The records, the language, the reference packs, and who will read the paper.

    *document* holds only records that *audience* may see; fields meant for a narrower circle are
    not even named.
    """

    document: PlanDocument
    lang: Lang
    packs: Packs
    audience: Audience
    ordered_in: Lang | None = None
    """The language whose order names stand in, when it is not that of the paper."""

    @cached_property
    def show(self) -> Show:
        """Values as words in the paper's language."""
        return show_document(self.lang, packs=self.packs, document=self.document)

    @cached_property
    def plan(self) -> Plan | None:
        """The plan the paper is about."""
        return self.document.first(Plan)

    @cached_property
    def state(self) -> StateParty | None:
        """The State whose plan it is."""
        return self.document.first(StateParty)

    @cached_property
    def original(self) -> LanguageTag:
        """The language the plan was written in; that of the paper when it has no texts."""
        return original_language(self.document, default=self.lang.code)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources in the order of their numbers."""
        return self.document.of(Source)

    @cached_property
    def source_numbers(self) -> Mapping[str, int]:
        """The number of each source in the annex, by its id as notes keep it."""
        return MappingProxyType({str(source.id): n for n, source in enumerate(self.sources, 1)})

    @property
    def is_illustrative(self) -> bool:
        """Whether the plan is an example and not the plan of the State."""
        marked = self.plan is not None and self.plan.illustrative is True
        return marked or self.document.training

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the order they were made."""
        return self.document.of(kind)

    def by_name(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one kind by their names, as the language orders them."""
        (name, *_) = BY_RECORD[kind].title
        return self.collated(self.of(kind), lambda record: getattr(record, name))

    def collated(
        self, things: Iterable[R], name: Callable[[R], Texts | str | None]
    ) -> tuple[R, ...]:
        """Return *things* by their names, as the language orders them."""
        return collated(things, name, language=self.names_in.code)

    @property
    def names_in(self) -> Lang:
        """The language whose order names and forms stand in."""
        return self.ordered_in or self.lang

    def may_print(self, kind: type, name: str) -> bool:
        """Whether the field *name* of *kind* is meant for the readers of this paper."""
        return field_map(kind)[name].spec.audience >= self.audience

    def label(self, kind: type, name: str) -> str:
        """Return what the field *name* of *kind* is called."""
        return self.lang(field_map(kind)[name].spec.label)
