"""A difference between offices in words: record, field, values, and who wrote which."""

from __future__ import annotations

from dataclasses import dataclass

from ccmdesk.actions.history_words import HistoryWords
from ccmdesk.actions.settle import Difference
from ccmdesk.db.history import Entry
from ccmdesk.lang.formats import DateStyle
from ccmdesk.lang.show import Show
from ccmdesk.model.codec import DELETED
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import C_, N_

NO_VALUE = C_("value", "nothing")
DELETED_HERE = C_("difference", "Delete the record")
KEPT_HERE = C_("difference", "Keep the record, with what was changed in it")


@dataclass(frozen=True, slots=True)
class DifferenceWords:
    """Words differences in the language of *show*."""

    show: Show
    packs: Packs

    def field(self, found: Difference) -> str:
        """Return which field it is about."""
        return HistoryWords(self.show, self.packs).field(found.sides[0])

    def before(self, found: Difference) -> str:
        """Return the value that was there before both, or that there was none."""
        if found.key == DELETED:
            return ""
        words = HistoryWords(self.show, self.packs)
        return words.value(found.sides[0], found.before) or self.show.lang(NO_VALUE)

    def side(self, found: Difference, side: Entry) -> str:
        """Return what one office wrote."""
        lang = self.show.lang
        if found.key == DELETED:
            return lang(DELETED_HERE if side.new is True else KEPT_HERE)
        return HistoryWords(self.show, self.packs).value(side, side.new) or lang(NO_VALUE)

    def who(self, side: Entry) -> str:
        """Return who wrote it, of which office, and when."""
        lang, moment = self.show.lang, side.at.astimezone()
        return lang(
            N_("{name}, {office}, {date}, {time}"),
            name=side.by or lang(N_("name not given")),
            office=side.office or lang(N_("office not given")),
            date=lang.date(moment.date(), style=DateStyle.MEDIUM),
            time=lang.time_of_day(moment),
        )
