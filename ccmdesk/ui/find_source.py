"""What the find box offers: places, commands by their words in any language, records, help."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from uuid import UUID

from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.folding import fold
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.commands import Commands
from ccmdesk.ui.desk import Desk
from ccmdesk.ui.find_box import ROWS
from ccmdesk.ui.offers import Offer
from ccmdesk.ui.sections import SECTIONS

ONLY_COMMANDS, ONLY_RECORDS = ">", "#"
_RECENT = 5
_RECORDS = 20
_HELP = 4

Open = Callable[[type, UUID], object]
Explain = Callable[[str], object]


class FindSource:
    """Answers the box; keeps the places visited last for an empty one."""

    def __init__(
        self, desk: Desk, commands: Commands, open_record: Open, *, explain: Explain
    ) -> None:
        self._desk = desk
        self._explain = explain
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
            go = partial(self._open, kind.record, hit.record)
            yield Offer(show.title(hit.found), lang(kind.one), go)

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


def _fits(text: str, *names: str) -> bool:
    wanted = fold(text)
    return any(wanted in fold(name) for name in names)
