"""Commands on translations: translations, translations-out, translations-in."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ccmdesk.actions.export_translations import (
    ExportTranslations,
    TranslationFormat,
    record_words,
    save_translations,
    translations_bytes,
)
from ccmdesk.actions.import_translations import (
    ImportTranslations,
    TranslationPreview,
    apply_translations,
    preview_translations,
)
from ccmdesk.cli.desk import Desk, reading_store, writing_store
from ccmdesk.cli.endings import TRANSLATION, chosen_format
from ccmdesk.exchange.returned_texts import HELD_BACK, NEEDLESS, TAKEN, Judged, Verdict
from ccmdesk.lang.catalogue import PAPER_LANGUAGES
from ccmdesk.lang.collation import collated
from ccmdesk.lang.show import Show
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.translations import LanguagePair, Progress, TextState, passages, progress

PROBLEM = 1


def progress_of_languages(ask: Namespace, desk: Desk) -> int:
    """Print how far each language is."""
    with reading_store(ask.file, desk) as store:
        found, changed = passages(store.document()), store.out_of_date()
    source = LanguageTag(ask.written_in)
    used = {tag for passage in found for tag, _ in passage.texts}.difference(PAPER_LANGUAGES)
    tags = [*map(LanguageTag, PAPER_LANGUAGES), *collated(used, str, language=desk.lang.code)]
    pairs = [LanguagePair(source, tag) for tag in tags]
    far = progress(found, pairs, changed)
    if ask.json:
        desk.json({str(p.target): _far_json(each) for p, each in zip(pairs, far, strict=True)})
        return 0
    for pair, each in zip(pairs, far, strict=True):
        _say_far(pair.target, each, desk)
    return 0


def give_out(ask: Namespace, desk: Desk) -> int:
    """Write the file for a translator, and say what is not in it."""
    form = chosen_format(ask.out, formats=TRANSLATION, stated=ask.format)
    request = ExportTranslations(
        source=ask.written_in,
        language=ask.language,
        format=TranslationFormat(form),
        only_to_do=ask.to_do,
    )
    with reading_store(ask.file, desk) as store:
        plan, changed = store.document(), store.out_of_date()
    exported = translations_bytes(plan, changed, request, packs=desk.packs)
    save_translations(exported, Path(ask.out))
    desk.say(
        N_("{file}: {texts} texts; {left} are left out, not written in this source language."),
        file=ask.out,
        texts=desk.lang.number(exported.texts),
        left=desk.lang.number(exported.unwritten),
    )
    if exported.unfit:
        says = N_("{left} texts are left out: Word cannot hold their characters. Use XLIFF.")
        desk.say(says, left=desk.lang.number(exported.unfit))
    return 0


def take_in(ask: Namespace, desk: Desk) -> int:
    """Say what a file would change and, without --dry-run, write it as one step.

    Ends with 1 when a translation was not taken in, so that a script notices.
    """
    request = ImportTranslations(path=Path(ask.source), language=ask.language)
    opened = reading_store if ask.dry_run else writing_store
    with opened(ask.file, desk) as store:
        found = preview_translations(
            store.document(), store.out_of_date(), request, packs=desk.packs
        )
        asked = {j.place for j in found.of(HELD_BACK)} if ask.held_back else set()
        document, show = store.document(), desk.show(store)
        lines = [_json(judged, document, show) for judged in found.texts]
        if not ask.dry_run:
            apply_translations(store, found, author=desk.author, also=asked)
    _tell(found, lines, ask, desk)
    left = [j for j in found.texts if j.verdict not in TAKEN | NEEDLESS and j.place not in asked]
    return PROBLEM if left else 0


def _tell(
    found: TranslationPreview, lines: Sequence[dict[str, Any]], ask: Namespace, desk: Desk
) -> None:
    counts = {verdict: len(found.of({verdict})) for verdict in Verdict}
    notices = [desk.lang.say(notice) for notice in found.file.notices]
    if ask.json:
        by_code = {verdict.value: count for verdict, count in counts.items()}
        desk.json(
            {"language": found.language, "counts": by_code, "notices": notices, "texts": lines}
        )
        return
    for notice in notices:
        desk.line(notice)
    for judged, line in zip(found.texts, lines, strict=True):
        if judged.verdict not in TAKEN | NEEDLESS:
            desk.line(f"{line['where']} [{desk.lang(judged.verdict.label)}] {line['says']}")
    for verdict, count in counts.items():
        if count:
            desk.line(f"{desk.lang(verdict.label)}: {desk.lang.number(count)}")


def _json(judged: Judged, document: PlanDocument, show: Show) -> dict[str, Any]:
    passage, returned = judged.passage, judged.returned
    where = str(returned.where)
    if passage is not None:
        where = record_words(show, passage, document.any(passage.record))
    return {
        "where": where,
        "line": returned.where,
        "record": None if passage is None else str(passage.record),
        "field": None if passage is None else passage.name,
        "verdict": judged.verdict.value,
        "says": show.lang.say(judged.says),
        "source": returned.source,
        "translation": judged.text,
    }


def _far_json(far: Progress) -> dict[str, Any]:
    amounts = {"all": far.all, **{state.value: far.of(state) for state in TextState}}
    return {name: {"texts": a.texts, "words": a.words} for name, a in amounts.items()}


def _say_far(language: str, far: Progress, desk: Desk) -> None:
    lang, known = desk.lang, PAPER_LANGUAGES.get(language)
    desk.say(
        C_(
            "command line",
            "{language}: {done} of {all} texts, {words} of {all_words} words;"
            " missing {missing}, out of date {stale}",
        ),
        language=known.name if known else language,
        done=lang.number(far.of(TextState.UP_TO_DATE).texts),
        all=lang.number(far.all.texts),
        words=lang.number(far.of(TextState.UP_TO_DATE).words),
        all_words=lang.number(far.all.words),
        missing=lang.number(far.of(TextState.MISSING).texts),
        stale=lang.number(far.of(TextState.OUT_OF_DATE).texts),
    )
