"""Give texts to a translator: one file for one pair of languages."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from ccmdesk.actions.known_languages import known_language, known_languages
from ccmdesk.db.atomic_file import write_file
from ccmdesk.exchange.translation_file import Outgoing, Unit
from ccmdesk.exchange.xml_text import fits_xml
from ccmdesk.lang.catalogue import SHIPPED, SOURCE_LANGUAGE
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import country_name, show_document
from ccmdesk.lang.show import Show
from ccmdesk.model.codes import Coded, LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.packs import Packs
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.translations import (
    Changed,
    LanguagePair,
    Passage,
    TextState,
    passages,
    state_of,
)


class TranslationFormat(Coded):
    """What the translator works with."""

    XLIFF2 = "xliff2", C_("translation format", "XLIFF 2.0, for translation tools")
    XLIFF12 = "xliff12", C_("translation format", "XLIFF 1.2, for older translation tools")
    DOCX = "docx", C_("translation format", "Word table, for translators without tools")

    @property
    def ending(self) -> str:
        """The ending of its files."""
        return "docx" if self is TranslationFormat.DOCX else "xlf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTranslations:
    """From which language into which, as what, and whether only what is still to be done."""

    source: str
    language: str
    format: TranslationFormat
    only_to_do: bool = False

    @property
    def pair(self) -> LanguagePair:
        """The two languages."""
        return LanguagePair(LanguageTag(self.source), LanguageTag(self.language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many texts the file holds, and how many are not in it.

    *unwritten* are not written in the source language; *unfit* hold characters that a Word file
    cannot hold.
    """

    data: bytes
    texts: int
    unwritten: int
    unfit: int


def translations_bytes(
    plan: PlanDocument, changed: Changed, ask: ExportTranslations, *, packs: Packs
) -> Exported:
    """Return the file; *changed* are the translations that are out of date.

    Raises Problem when there is nothing to write.
    """
    if ask.source == ask.language:
        raise Problem(N_("Choose two different languages: one to translate from, one into."))
    known = known_languages(plan, packs=packs)
    for tag in (ask.source, ask.language):
        known_language(tag, known)
    found = [each for each in passages(plan) if _is_wanted(each, ask, changed)]
    written = [each for each in found if each.texts.get(ask.source)]
    fit = [each for each in written if _fits(each, ask)]
    if not fit:
        raise Problem(N_("There is nothing to translate here. Choose other languages or texts."))
    lang = Lang.load(_spoken(ask))
    show = show_document(lang, packs=packs, document=plan)
    out = io.BytesIO()
    _writer(ask.format)(
        out,
        Outgoing(
            pair=ask.pair,
            title=_title(plan, lang, packs),
            units=tuple(_units(plan, fit, ask, changed=changed, show=show)),
            lang=lang,
        ),
    )
    return Exported(
        data=out.getvalue(),
        texts=len(fit),
        unwritten=len(found) - len(written),
        unfit=len(written) - len(fit),
    )


def save_translations(exported: Exported, out: Path) -> None:
    """Write the file; an older one there stays whole until the new one is complete."""
    write_file(out, lambda file: file.write(exported.data))


def translations_name(state: StateParty | None, ask: ExportTranslations) -> str:
    """Return the usual file name, in ASCII: LAO-en-fr.xlf."""
    country = state.country if state is not None and state.country else "plan"
    return f"{country}-{ask.source}-{ask.language}.{ask.format.ending}"


def _is_wanted(passage: Passage, ask: ExportTranslations, changed: Changed) -> bool:
    """Leave out what is written in the target alone: there is nothing to translate it from."""
    if all(tag == ask.language for tag, _ in passage.texts):
        return False
    return not ask.only_to_do or state_of(passage, ask.pair, changed) is not TextState.UP_TO_DATE


def _fits(passage: Passage, ask: ExportTranslations) -> bool:
    texts = (passage.texts.get(ask.source), passage.texts.get(ask.language))
    return ask.format is not TranslationFormat.DOCX or all(fits_xml(text or "") for text in texts)


def _spoken(ask: ExportTranslations) -> str:
    """Return the language that instructions are in: the translator's own, if it is complete."""
    return next((code for code in (ask.language, ask.source) if code in SHIPPED), SOURCE_LANGUAGE)


def _units(
    plan: PlanDocument,
    found: Iterable[Passage],
    ask: ExportTranslations,
    *,
    changed: Changed,
    show: Show,
) -> Iterable[Unit]:
    for passage in found:
        lang, spec = show.lang, passage.field.spec
        yield Unit(
            key=passage.key,
            record=record_words(show, passage, plan.any(passage.record)),
            field=lang(spec.label),
            help=lang(spec.help),
            longest=passage.longest,
            source=passage.texts.get(ask.source) or "",
            target=passage.texts.get(ask.language) or "",
            state=state_of(passage, ask.pair, changed),
        )


def record_words(show: Show, passage: Passage, record: Any) -> str:
    """Return what the record of a text is called, with its kind before it."""
    kind = show.lang(BY_NAME[passage.kind].one)
    return show.lang(N_("{kind}: {record}"), kind=kind, record=show.title(record))


def _title(plan: PlanDocument, lang: Lang, packs: Packs) -> str:
    first, state = plan.first(Plan), plan.first(StateParty)
    best = None if first is None else first.title.best(lang.code)
    if best is not None:
        return best[1]
    country = state.country if state is not None else None
    return country_name(lang, country, packs=packs) if country else "ccmdesk"


def _writer(wanted: TranslationFormat) -> Any:
    module, function = {
        TranslationFormat.XLIFF2: ("xliff2", "write_xliff2"),
        TranslationFormat.XLIFF12: ("xliff12", "write_xliff12"),
        TranslationFormat.DOCX: ("word_table", "write_word_table"),
    }[wanted]
    return getattr(import_module(f"ccmdesk.exchange.{module}"), function)
