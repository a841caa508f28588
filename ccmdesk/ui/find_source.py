"""What the find box offers: places, commands by their words in any language, records, help."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from uuid import UUID

from ccmdesk.lang.lang import ENGLISH, Lang
from ccmdesk.model.folding import fold
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.commands import Commands
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.find_box import ROWS
from ccmdesk.ui.offers import Offer
from ccmdesk.ui.sections import SECTIONS, Section, View

ONLY_COMMANDS, ONLY_RECORDS = ">", "#"
_RECENT = 5
_RECORDS = 20
_HELP = 4
_BETWEEN = re.compile(r"[:：,،]")
"""What stands between the name of a section and that of its view; nobody has to type it."""

Open = Callable[[type, UUID], object]
Explain = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else an offer may lead: to a page of the manual, or to a view of a section."""

    explain: Explain
    open_view: Callable[[str, str], object]


class FindSource:
    """Answers the box; keeps the places visited last for an empty one."""

    def __init__(
        self, desk: Desk, commands: Commands, open_record: Open, *, more: Elsewhere
    ) -> None:
        self._desk = desk
        self._explain, self._open_view = more.explain, more.open_view
        self._commands = commands
        self._open = open_record
        self._recent: deque[str] = deque(maxlen=_RECENT)

    def visited(self, section: str) -> None:
        """Remember a place, the newest first."""
        if section in self._recent:
            self._recent.remove(section)
        self._recent.appendleft(section)

    def __call__(self, typed: str) -> Sequence[Offer]:
        """Return what fits *typed*, the best group first."""
        text = typed.strip()
        if not text:
            return [self._place(name) for name in self._recent]
        if text.startswith(ONLY_COMMANDS):
            return list(self._done(text[1:]))
        if text.startswith(ONLY_RECORDS):
            return list(self._records(text[1:]))
        found = [*self._places(text), *self._done(text)]
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
        go = partial(self._open_view, section.name, view.name)
        return Offer(_view_words(lang, section, view), lang(C_("find", "Go to")), go)

    def _place(self, name: str) -> Offer:
        (label,) = [section.label for section in SECTIONS if section.name == name]
        lang = self._desk.lang
        action = self._commands.actions[f"go {name}"]
        return Offer(lang(label), lang(C_("find", "Go to")), action.trigger)

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
            yield Offer(hit.heading, lang(C_("find", "Help")), partial(self._explain, target))

    def _records(self, text: str) -> Iterator[Offer]:
        from ccmdesk.model.kinds import BY_NAME

        plan = self._desk.plan
        if plan is None or not text.strip():
            return
        from ccmdesk.ui.records.words import shown_in

        lang, show = self._desk.lang, shown_in(plan)
        for hit in plan.store.find(text.strip(), limit=_RECORDS):
            kind = BY_NAME[hit.kind_name]
            record = plan.store.get(kind.record, hit.record)
            if record is not None:
                go = partial(self._open, kind.record, hit.record)
                yield Offer(show.title(record), lang(kind.one), go)

    def _new(self, text: str) -> list[Offer]:
        """Nothing fits: say so by offering to write it down."""
        plan, lang = self._desk.plan, self._desk.lang
        if plan is None:
            return []
        from ccmdesk.model.need import Need
        from ccmdesk.model.values import Texts

        def write() -> None:
            need = plan.add(Need, {"title": Texts.of({lang.code: text})})
            self._open(Need, need)

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
