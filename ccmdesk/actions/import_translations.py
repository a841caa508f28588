"""Take in what a translator sends back: first what would happen, text by text, then one step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_file import chosen_file
from ccmdesk.actions.edit_record import with_value
from ccmdesk.actions.known_languages import known_language, known_languages
from ccmdesk.actions.looking.child import FileKind
from ccmdesk.actions.looking.look_through import look_through
from ccmdesk.db.document import Watch, go_on
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.exchange.returned_file import read_returned
from ccmdesk.exchange.returned_texts import (
    HELD_BACK,
    TAKEN,
    Against,
    Judged,
    Verdict,
    judge,
    same_language,
)
from ccmdesk.exchange.translation_file import ReturnedFile
from ccmdesk.model.change import Change, StepKind, confirmation, difference
from ccmdesk.model.codes import LanguageTag
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_
from ccmdesk.rules.translations import Changed, passages


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTranslations:
    """The file, and the language to take in; None for the one the file says."""

    path: Path
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPreview:
    """What was read, and what taking it in would do; nothing is written yet."""

    file: ReturnedFile
    language: LanguageTag
    texts: tuple[Judged, ...]

    def of(self, verdicts: Collection[Verdict]) -> tuple[Judged, ...]:
        """Return the texts with one of these verdicts."""
        return tuple(judged for judged in self.texts if judged.verdict in verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What was done: the step, None when nothing was new, and how many texts it wrote."""

    step: Step | None
    texts: int


def preview_translations(
    document: PlanDocument,
    changed: Changed,
    ask: ImportTranslations,
    *,
    packs: Packs,
    watch: Watch = go_on,
) -> TranslationPreview:
    """Read the file and say what taking it in would do to each text.

    Raises Problem when it cannot be read, or is in a language this program does not know. *watch*
    stops it by raising.
    """
    file = _read(ask.path, watch)
    language = _language(file, ask, known_languages(document, packs=packs))
    against = Against(passages=passages(document), changed=changed, language=language)
    return TranslationPreview(file=file, language=language, texts=judge(file, against))


def apply_translations(
    store: Store,
    preview: TranslationPreview,
    *,
    author: Author,
    also: Collection[int] = frozenset(),
) -> TakenIn:
    """Write the translations as one step.

    *also* are the places, in the file, of texts that are held back and that the user asks for.
    What was changed in the plan since the preview is judged anew and not overwritten unasked.
    """
    against = Against(
        passages=passages(store.document()),
        changed=store.out_of_date(),
        language=preview.language,
    )
    taken = [
        judged
        for judged in judge(preview.file, against)
        if judged.verdict in TAKEN or (judged.verdict in HELD_BACK and judged.place in also)
    ]
    changes = _changes(store.document(), taken, preview.language)
    step = store.apply(changes, author.stamp(StepKind.IMPORT)) if changes else None
    return TakenIn(step=step, texts=len({judged.returned.key for judged in taken}))


def _changes(
    document: PlanDocument, taken: Sequence[Judged], language: LanguageTag
) -> Sequence[Change]:
    """Return the changes, one of each record for what is written and one for what stands."""
    after: dict[Any, Any] = {}
    standing: dict[Any, set[str]] = {}
    for judged in taken:
        passage = judged.passage
        if passage is None:
            continue
        if judged.verdict is Verdict.CONFIRMED:
            standing.setdefault(passage.record, set()).add(f"{passage.name}@{language}")
            continue
        record = after.get(passage.record) or document.any(passage.record)
        after[passage.record] = with_value(record, passage.name, judged.text, language=language)
    written = (difference(document.any(record), new) for record, new in after.items())
    confirmed = (confirmation(document.any(record), keys) for record, keys in standing.items())
    return [*_flat(written), *confirmed]


def _flat(several: Iterable[Iterable[Change]]) -> Iterable[Change]:
    return (change for changes in several for change in changes)


def _read(path: Path, watch: Watch) -> ReturnedFile:
    with chosen_file(path) as file:
        look_through(FileKind.TRANSLATIONS, file, name=path.name, watch=watch)
        return read_returned(path.name, file)


def _language(file: ReturnedFile, ask: ImportTranslations, known: Sequence[str]) -> LanguageTag:
    """Return the language to take in; raises Problem when neither user nor file says it."""
    if ask.language is not None:
        return LanguageTag(known_language(ask.language, known))
    said = dict.fromkeys(str(text.pair.target) for text in file.texts if text.pair.target)
    exact = [tag for tag in said if tag in known]
    near = [tag for found in said for tag in known if same_language(found, tag)]
    if not [*exact, *near]:
        raise Problem(
            N_(
                "“{name}” does not say into which language it was translated. Choose the language,"
                " then take the file in."
            ),
            name=file.name,
        )
    return LanguageTag([*exact, *near][0])
