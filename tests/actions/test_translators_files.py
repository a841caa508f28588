"""Texts to a translator and back: files, verdicts, one step, nothing taken unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from translation_plan import AUTHOR, PACKS, new_plan

from ccmdesk.actions.edit_record import DeleteRecord, SetField, delete_record, set_field
from ccmdesk.actions.export_translations import (
    ExportTranslations,
    TranslationFormat,
    save_translations,
    translations_bytes,
    translations_name,
)
from ccmdesk.actions.import_translations import (
    ImportTranslations,
    TranslationPreview,
    apply_translations,
    preview_translations,
)
from ccmdesk.db.store import Store
from ccmdesk.exchange.returned_texts import HELD_BACK, Verdict
from ccmdesk.lang.lang import ENGLISH
from ccmdesk.model.activity import Activity
from ccmdesk.model.change import StepKind
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.rules.translations import TextState, passages, state_of

FORMATS = pytest.mark.parametrize("form", TranslationFormat)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Store]:
    with new_plan(tmp_path / "plan.ccmdesk") as store:
        yield store


def _give(store: Store, form: TranslationFormat, out: Path, **ask: Any) -> Path:
    request = ExportTranslations(
        **{"source": "en", "language": "fr", "only_to_do": False, "format": form, **ask}
    )
    exported = translations_bytes(store.document(), store.out_of_date(), request, packs=PACKS)
    save_translations(exported, out)
    return out


def _preview(store: Store, path: Path, language: str | None = None) -> TranslationPreview:
    ask = ImportTranslations(path=path, language=language)
    return preview_translations(store.document(), store.out_of_date(), ask, packs=PACKS)


def _verdicts(store: Store, path: Path, language: str | None = None) -> dict[str, int]:
    found = _preview(store, path, language)
    return {v.value: len(found.of({v})) for v in Verdict if found.of({v})}


def _write(store: Store, text: str, language: str, number: int = 0, field: str = "title") -> None:
    record = store.document().of(Activity)[number]
    ask = SetField(kind=Activity, record=record.id, field=field, value=text, language=language)
    set_field(store, ask, author=AUTHOR, packs=PACKS)


def _title(store: Store, language: str, number: int = 0) -> str | None:
    return store.document().of(Activity)[number].title.get(language)


def _filled(data: bytes, source: str, target: str) -> bytes:
    """Put a translation beside a source, as a tool would do it."""
    text = data.decode()
    before, found, after = text.partition(f"<source>{source}</source>")
    assert found, source
    return f"{before}{found}<target>{target}</target>{after}".encode()


@FORMATS
def test_a_file_that_nobody_worked_on_changes_nothing(
    plan: Store, tmp_path: Path, form: TranslationFormat
) -> None:
    path = _give(plan, form, tmp_path / "out")
    assert _verdicts(plan, path) == {"equal": 1, "empty": 3}
    before = plan.document().content_hash
    done = apply_translations(plan, _preview(plan, path), author=AUTHOR)
    assert (done.step, done.texts) == (None, 0)
    assert plan.document().content_hash == before


@FORMATS
def test_a_file_can_hold_only_what_is_to_be_done(
    plan: Store, tmp_path: Path, form: TranslationFormat
) -> None:
    path = _give(plan, form, tmp_path / "out", only_to_do=True)
    assert _verdicts(plan, path) == {"empty": 3}
    _write(plan, "Clearance of both banks", "en", 1)
    path = _give(plan, form, tmp_path / "out", only_to_do=True)
    assert _verdicts(plan, path) == {"empty": 3, "equal": 1}


def test_translations_are_taken_in_as_one_step_that_undo_takes_back(
    plan: Store, tmp_path: Path
) -> None:
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    data = _filled(path.read_bytes(), "Survey of 42 villages", "Étude de 42 villages")
    path.write_bytes(_filled(data, "Two teams\nand a car", "Deux équipes\net une voiture"))
    before = plan.document().content_hash
    assert _verdicts(plan, path) == {"new": 2, "equal": 1, "empty": 1}
    done = apply_translations(plan, _preview(plan, path), author=AUTHOR)
    assert done.texts == 2
    assert done.step is not None
    assert done.step.does is StepKind.IMPORT
    assert len(done.step.changes) == 1
    assert _title(plan, "fr") == "Étude de 42 villages"
    assert plan.document().of(Activity)[0].description.get("fr") == "Deux équipes\net une voiture"
    plan.undo(AUTHOR.stamp(StepKind.UNDO))
    assert plan.document().content_hash == before


def test_a_changed_source_holds_a_translation_back_until_it_is_asked_for(
    plan: Store, tmp_path: Path
) -> None:
    path = _give(plan, TranslationFormat.XLIFF12, tmp_path / "out.xlf")
    path.write_bytes(_filled(path.read_bytes(), "Survey of 42 villages", "Étude"))
    _write(plan, "Survey of 43 villages", "en")
    found = _preview(plan, path)
    (held,) = found.of(HELD_BACK)
    assert held.verdict is Verdict.SOURCE_CHANGED
    assert (held.returned.source, held.source_now) == (
        "Survey of 42 villages",
        "Survey of 43 villages",
    )
    assert apply_translations(plan, found, author=AUTHOR).step is None
    assert _title(plan, "fr") is None
    apply_translations(plan, found, author=AUTHOR, also={held.place})
    assert _title(plan, "fr") == "Étude"


@FORMATS
def test_a_translation_changed_in_the_plan_meanwhile_is_not_undone_by_an_untouched_file(
    plan: Store, tmp_path: Path, form: TranslationFormat
) -> None:
    path = _give(plan, form, tmp_path / "out")
    _write(plan, "Nouvelle traduction", "fr", 1)
    assert _verdicts(plan, path) == {"equal": 1, "empty": 3}
    assert apply_translations(plan, _preview(plan, path), author=AUTHOR).step is None
    assert _title(plan, "fr", 1) == "Nouvelle traduction"


def test_two_changes_of_one_translation_are_a_question(plan: Store, tmp_path: Path) -> None:
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    path.write_bytes(path.read_bytes().replace("Déminage".encode(), "Dépollution".encode()))
    assert _verdicts(plan, path) == {"changed": 1, "empty": 3}
    _write(plan, "Nettoyage de la rive", "fr", 1)
    found = _preview(plan, path)
    (held,) = found.of(HELD_BACK)
    assert held.verdict is Verdict.TRANSLATION_CHANGED
    apply_translations(plan, found, author=AUTHOR)
    assert _title(plan, "fr", 1) == "Nettoyage de la rive"


def test_what_is_changed_after_the_preview_is_not_overwritten_unasked(
    plan: Store, tmp_path: Path
) -> None:
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    path.write_bytes(_filled(path.read_bytes(), "Survey of 42 villages", "Étude"))
    found = _preview(plan, path)
    _write(plan, "Survey of 43 villages", "en")
    assert apply_translations(plan, found, author=AUTHOR).step is None
    assert _title(plan, "fr") is None


@pytest.mark.parametrize("form", [TranslationFormat.XLIFF2, TranslationFormat.XLIFF12])
def test_a_translator_can_say_that_a_translation_still_fits_its_changed_source(
    plan: Store, tmp_path: Path, form: TranslationFormat
) -> None:
    _write(plan, "Clearance of both banks", "en", 1)
    passage = next(p for p in passages(plan.document()) if p.texts.get("fr"))
    pair = ExportTranslations(source="en", language="fr", format=form).pair
    assert state_of(passage, pair, plan.out_of_date()) is TextState.OUT_OF_DATE
    path = _give(plan, form, tmp_path / "out.xlf", only_to_do=True)
    assert _verdicts(plan, path)["equal"] == 1
    said = path.read_text("utf-8")
    said = said.replace('state="initial" subState="ccmdesk:out-of-date"', 'state="final"')
    path.write_text(said.replace("needs-review-translation", "final"), "utf-8")
    assert _verdicts(plan, path)["confirmed"] == 1
    assert apply_translations(plan, _preview(plan, path), author=AUTHOR).texts == 1
    assert state_of(passage, pair, plan.out_of_date()) is TextState.UP_TO_DATE
    assert _title(plan, "fr", 1) == "Déminage de la rive"
    plan.undo(AUTHOR.stamp(StepKind.UNDO))
    assert state_of(passage, pair, plan.out_of_date()) is TextState.OUT_OF_DATE


def test_each_text_that_cannot_be_taken_in_says_why(plan: Store, tmp_path: Path) -> None:
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    data = _filled(path.read_bytes(), "Survey of 42 villages", "É" * 301)
    data = _filled(data, "Two teams\nand a car", "سيارة وفريقان للمسح غير التقني")
    data = _filled(data, "Sepon", "Sé<ph id='1'/>pon")
    data = data.replace("Déminage de la rive".encode(), b"Rive")
    path.write_bytes(data)
    record = plan.document().of(Activity)[1]
    delete_record(plan, DeleteRecord(kind=Activity, record=record.id), author=AUTHOR)
    found = _preview(plan, path)
    said = {judged.verdict: ENGLISH.say(judged.says) for judged in found.texts}
    assert set(said) == {
        Verdict.TOO_LONG,
        Verdict.OTHER_SCRIPT,
        Verdict.DAMAGED,
        Verdict.UNKNOWN,
    }
    assert "301" in said[Verdict.TOO_LONG]
    assert "300" in said[Verdict.TOO_LONG]
    assert all(sentence.endswith(".") for sentence in said.values())
    assert apply_translations(plan, found, author=AUTHOR).step is None


def test_another_language_is_not_taken_for_the_one_that_was_asked(
    plan: Store, tmp_path: Path
) -> None:
    path = _give(plan, TranslationFormat.DOCX, tmp_path / "out.docx")
    assert _verdicts(plan, path, "es") == {"wrong_language": 4}
    assert _preview(plan, path).language == "fr"
    with pytest.raises(Problem, match="no language"):
        _preview(plan, path, "martian")


def test_a_region_added_by_a_tool_is_still_the_language(plan: Store, tmp_path: Path) -> None:
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    said = path.read_text("utf-8").replace('srcLang="en"', 'srcLang="en-GB"')
    path.write_text(said.replace('trgLang="fr"', 'trgLang="fr-FR"'), "utf-8")
    path.write_bytes(_filled(path.read_bytes(), "Survey of 42 villages", "Étude"))
    assert _preview(plan, path).language == "fr"
    assert _verdicts(plan, path) == {"new": 1, "equal": 1, "empty": 2}


def test_a_file_that_names_no_language_needs_one(plan: Store, tmp_path: Path) -> None:
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    path.write_text(path.read_text("utf-8").replace(' trgLang="fr"', ""), "utf-8")
    with pytest.raises(Problem, match="does not say"):
        _preview(plan, path)
    assert _verdicts(plan, path, "fr") == {"equal": 1, "empty": 3}


def test_the_same_key_with_two_translations_is_not_taken(plan: Store, tmp_path: Path) -> None:
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    said = _filled(path.read_bytes(), "Survey of 42 villages", "Étude").decode()
    first = "<unit" + said.split("<unit")[1]
    path.write_text(said.replace(first, first + first.replace("Étude", "Enquête")), "utf-8")
    assert _verdicts(plan, path) == {"equal": 1, "empty": 2, "repeated": 2}


def test_a_key_that_was_lost_is_made_up_for_by_a_source_that_stands_there_once(
    plan: Store, tmp_path: Path
) -> None:
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    data = _filled(path.read_bytes(), "Survey of 42 villages", "Étude").decode()
    record = str(plan.document().of(Activity)[0].id)
    path.write_text(data.replace(f"{record}.title", "lost"), "utf-8")
    assert _verdicts(plan, path) == {"new": 1, "equal": 1, "empty": 2}


def test_quotes_and_dashes_of_a_word_processor_are_no_change_of_the_source(
    plan: Store, tmp_path: Path
) -> None:
    _write(plan, 'Survey "A" - 42 villages...', "en")
    path = _give(plan, TranslationFormat.XLIFF2, tmp_path / "out.xlf")
    said = path.read_text("utf-8").replace(
        '<source>Survey "A" - 42 villages...</source>',
        "<source>Survey “A” – 42\u00a0villages…</source><target>Étude</target>",
    )
    path.write_text(said, "utf-8")
    assert _verdicts(plan, path)["new"] == 1


@FORMATS
def test_characters_that_a_format_cannot_hold_are_escaped_or_told(
    plan: Store, tmp_path: Path, form: TranslationFormat
) -> None:
    _write(plan, "Odd \uffff text", "en")
    ask = ExportTranslations(source="en", language="fr", format=form)
    exported = translations_bytes(plan.document(), plan.out_of_date(), ask, packs=PACKS)
    left = 1 if form is TranslationFormat.DOCX else 0
    assert (exported.texts, exported.unfit) == (4 - left, left)
    save_translations(exported, tmp_path / "out")
    assert len(_preview(plan, tmp_path / "out").texts) == 4 - left


def test_texts_of_another_source_language_are_counted_as_left_out(plan: Store) -> None:
    ask = ExportTranslations(source="lo", language="fr", format=TranslationFormat.XLIFF2)
    with pytest.raises(Problem, match="nothing to translate"):
        translations_bytes(plan.document(), plan.out_of_date(), ask, packs=PACKS)
    _write(plan, "ສຳຫຼວດ", "lo")
    exported = translations_bytes(plan.document(), plan.out_of_date(), ask, packs=PACKS)
    assert (exported.texts, exported.unwritten) == (1, 3)


@pytest.mark.parametrize(("source", "language"), [("fr", "fr"), ("xx", "fr"), ("en", "xx")])
def test_languages_must_be_two_known_ones(plan: Store, source: str, language: str) -> None:
    ask = ExportTranslations(source=source, language=language, format=TranslationFormat.XLIFF2)
    with pytest.raises(Problem):
        translations_bytes(plan.document(), plan.out_of_date(), ask, packs=PACKS)


def test_a_file_is_named_by_country_and_languages(plan: Store) -> None:
    ask = ExportTranslations(source="en", language="lo", format=TranslationFormat.DOCX)
    assert translations_name(plan.first(StateParty), ask) == "LAO-en-lo.docx"


def test_a_missing_file_is_told(plan: Store, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no file"):
        _preview(plan, tmp_path / "gone.xlf")
    old = tmp_path / "old.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(Problem, match=r"save it as \.docx"):
        _preview(plan, old)
