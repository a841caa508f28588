"""What the find box offers: places, commands in two languages, fields, records, help."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.folding import fold
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.commands import Commands
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.find_box import ROWS
from ccmdesk.ui.offers import Offer
from ccmdesk.ui.sections import SECTIONS, Section, View

if TYPE_CHECKING:
    from uuid import UUID

ONLY_COMMANDS, ONLY_RECORDS = ">", "#"
_RECENT = 5
_RECORDS = 20
_FIELDS = 4
_HELP = 4
_BETWEEN = re.compile(r"[:：,،]")
"""What stands between the name of a section and that of its view; nobody has to type it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where an offer leads: a record and one of its fields, a list, a view, a page of help.

    *here* says which record is shown now, as its kind and id.
    """

    record: Callable[[type, UUID, str | None], object]
    kind: Callable[[type], object]
    view: Callable[[str, str], object]
    explain: Callable[[str], object]
    here: Callable[[], tuple[type, UUID] | None]


class FindSource:
    """Answers the box; keeps the places visited last for an empty one."""

    def __init__(self, desk: Desk, commands: Commands, ways: Ways) -> None:
        self._desk = desk
        self._commands = commands
        self._ways = ways

    def visited(self, section: str) -> None:
        """Remember a place, the newest first, also from one day to the next."""
        before = [name for name in self._desk.state.places if name != section]
        self._desk.remember(places=(section, *before)[:_RECENT])

    def __call__(self, typed: str) -> Sequence[Offer]:
        """Return what fits *typed*, the best group first."""
        text = typed.strip()
        if not text:
            known = {section.name for section in SECTIONS}
            return [self._place(name) for name in self._desk.state.places if name in known]
        if text.startswith(ONLY_COMMANDS):
            return list(self._done(text[1:])) or self._nothing()
        if text.startswith(ONLY_RECORDS):
            wanted = text[1:].strip()
            return list(self._records(wanted)) or (self._new(wanted) if wanted else ())
        found = [*self._places(text), *self._lists(text), *self._done(text)]
        found += islice(self._fields(text), _FIELDS)
        room = max(ROWS - len(found), ROWS // 2)
        found += islice(self._records(text), max(room, _RECORDS))
        found += islice(self._pages_of_help(text), _HELP)
        return found or self._new(text)

    def _places(self, text: str) -> Iterator[Offer]:
        for section in SECTIONS:
            if _fits(text, self._desk.lang(section.label), ENGLISH(section.label)):
                yield self._place(section.name)

        for section in SECTIONS:
            for view in section.views:
                names = (_view_words(lang, section, view) for lang in (self._desk.lang, ENGLISH))
                if self._desk.plan is not None and _fits(text, *names):
                    yield self._view(section, view)

    def _view(self, section: Section, view: View) -> Offer:
        lang = self._desk.lang
        go = partial(self._ways.view, section.name, view.name)
        return Offer(_view_words(lang, section, view), lang(C_("find", "Go to")), go)

    def _place(self, name: str) -> Offer:
        (label,) = [section.label for section in SECTIONS if section.name == name]
        lang = self._desk.lang
        action = self._commands.actions[f"go {name}"]
        return Offer(lang(label), lang(C_("find", "Go to")), action.trigger)

    def _lists(self, text: str) -> Iterator[Offer]:
        """Yield the lists of kinds whose name fits; without a plan there is none to go to."""
        from ccmdesk.model.kinds import KINDS

        lang = self._desk.lang
        for kind in KINDS if self._desk.plan is not None else ():
            if _fits(text, lang(kind.many), ENGLISH(kind.many)):
                go = partial(self._ways.kind, kind.record)
                yield Offer(lang(kind.many), lang(C_("find", "Go to")), go)

    def _fields(self, text: str) -> Iterator[Offer]:
        """Yield the fields of the record that is shown whose label fits."""
        here = self._ways.here()
        if here is None:
            return
        from ccmdesk.model.facts import field_map
        from ccmdesk.ui.records.layout import fields_on_form

        (kind, record), lang = here, self._desk.lang
        for name in fields_on_form(kind):
            label = field_map(kind)[name].spec.label
            if _fits(text, lang(label), ENGLISH(label)):
                go = partial(self._ways.record, kind, record, name)
                yield Offer(lang(label), lang(C_("find", "Field")), go)

    def _done(self, text: str) -> Iterator[Offer]:
        lang = self._desk.lang
        for name, action in self._commands.actions.items():
            words = action.text().replace("&", "")
            if name.startswith("go ") or not action.isEnabled():
                continue
            if _fits(text, words, self._commands.english(name)):
                keys = action.shortcut().toString()
                yield Offer(words, keys or lang(C_("find", "Do")), action.trigger)

    def _pages_of_help(self, text: str) -> Iterator[Offer]:
        from ccmdesk.lang.manual import find_pages

        lang = self._desk.lang
        for hit in find_pages(text, language=lang.code):
            target = f"{hit.page}#{hit.anchor}" if hit.anchor else hit.page
            yield Offer(hit.heading, lang(C_("find", "Help")), partial(self._ways.explain, target))

    def _records(self, text: str) -> Iterator[Offer]:
        from ccmdesk.model.kinds import BY_NAME

        plan = self._desk.plan
        if plan is None or not text.strip():
            return
        from ccmdesk.ui.records.words import shown_in

        lang, show = self._desk.lang, shown_in(plan)
        for hit in plan.store.find(text.strip(), limit=_RECORDS):
            kind = BY_NAME[hit.kind_name]
            go = partial(self._ways.record, kind.record, hit.record, None)
            yield Offer(show.title(hit.found), lang(kind.one), go)

    def _nothing(self) -> list[Offer]:
        """Say that nothing fits; choosing that leaves the box."""
        return [Offer(self._desk.lang(N_("Nothing was found.")), "", lambda: None)]

    def _new(self, text: str) -> list[Offer]:
        """Nothing fits: say so by offering to write it down."""
        plan, lang = self._desk.plan, self._desk.lang
        if plan is None:
            return self._nothing()
        from ccmdesk.model.need import Need
        from ccmdesk.model.values import Texts

        def write() -> None:
            need = plan.add(Need, {"title": Texts.of({lang.code: text})})
            self._ways.record(Need, need, None)

        said = lang(N_("Nothing was found. New need called “{text}”"), text=text)
        return [Offer(said, lang(C_("find", "Do")), write)]


def _view_words(lang: Lang, section: Section, view: View) -> str:
    """Return a view by its section: some are called the same in several."""
    return lang(
        C_("view of a section", "{section}: {view}"),
        section=lang(section.label),
        view=lang(view.label),
    )


def _fits(text: str, *names: str) -> bool:
    """Whether every word of *text* is in one of the *names*."""
    wanted = fold(_BETWEEN.sub(" ", text)).split()
    return any(all(word in fold(name) for word in wanted) for name in names)
