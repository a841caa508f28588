"""What languages, texts and progress are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import language_name
from ccmdesk.lang.scripts import fonts_of, is_rtl
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.words import N_
from ccmdesk.rules.translations import Passage, Progress, TextState
from ccmdesk.ui.open_plan import OpenPlan

_FSI, _PDI = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
"""Around a name that runs the other way, so that what follows it stays behind it."""


def named(tag: str, plan: OpenPlan) -> str:
    """Return a language by its own name, else as the window's language calls it."""
    known = PAPER_LANGUAGES.get(tag)
    if known is None:
        return language_name(plan.lang, LanguageTag(tag), packs=plan.packs)
    apart = is_rtl(tag) and not plan.lang.rtl
    return f"{_FSI}{known.name}{_PDI}" if apart else known.name


def way_of_language(tag: str) -> Qt.LayoutDirection:
    """Return which way the lines of a language run."""
    right = Qt.LayoutDirection.RightToLeft
    return right if is_rtl(tag) else Qt.LayoutDirection.LeftToRight


def font_of_language(tag: str) -> QFont:
    """Return the window's font with the family of a language first."""
    font = QFont(QApplication.font())
    font.setFamilies([files.family for files in fonts_of(tag)])
    return font


def where_words(passage: Passage, plan: OpenPlan) -> str:
    """Return the field of a text, and the record it belongs to."""
    lang = plan.lang
    record = plan.find(passage.record)
    title = "" if record is None else plan.show.title(record)
    kind = lang(BY_NAME[passage.kind].one)
    field = lang(passage.field.spec.label)
    if field == kind:
        return lang(N_("{kind}: {record}"), kind=kind, record=title)
    return lang(N_("{field} – {kind}: {record}"), kind=kind, record=title, field=field)


def short_progress(lang: Lang, far: Progress) -> str:
    """Return how many texts of how many are up to date."""
    done, whole = far.of(TextState.UP_TO_DATE).texts, far.all.texts
    said = N_("{done} of {all} texts")
    return lang(said, done=lang.number(done), all=lang.number(whole))


def long_progress(lang: Lang, far: Progress) -> str:
    """Return the rest of what is to be said: words, and what is to be done."""
    done, stale = far.of(TextState.UP_TO_DATE), far.of(TextState.OUT_OF_DATE)
    said = N_("{done} of {all} words; texts missing: {missing}; texts out of date: {stale}")
    return lang(
        said,
        done=lang.number(done.words),
        all=lang.number(far.all.words),
        missing=lang.number(far.of(TextState.MISSING).texts),
        stale=lang.number(stale.texts),
    )
