"""The needs-and-plan paper: what it says, in which order, and the same in every language."""

from __future__ import annotations

import ast
import datetime as dt
import re
from dataclasses import replace
from itertools import chain, groupby, takewhile
from pathlib import Path
from uuid import UUID

import pytest
from every_record import every_record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_paper import (
    SIX,
    TODAY,
    Brackets,
    english,
    packs,
    paper,
    request,
    shape,
    table,
    tagged,
    texts,
    written,
)
from small_plan import PLAN, activity, changed, euros, need, records, small_plan

from ccmdesk.lang.lang import Lang
from ccmdesk.model.area import AnnualPosition, LandRelease
from ccmdesk.model.document import PlanDocument, document_of
from ccmdesk.model.facts import fields_of
from ccmdesk.model.ids import AnnualPositionId
from ccmdesk.model.meeting import Meeting
from ccmdesk.model.need import Priority
from ccmdesk.model.plan import Plan, PlanStatus
from ccmdesk.model.state import StateParty
from ccmdesk.model.values import Absence, FieldNote, Notes, Qualifier, Texts
from ccmdesk.report import documents
from ccmdesk.report.blocks import Heading, Masthead, PageBreak, Paragraph, Table
from ccmdesk.report.documents.length import Counted, Length, length_messages, length_of, texts_of
from ccmdesk.report.documents.needs_plan import build
from ccmdesk.rules.finding import Level, Reached
from ccmdesk.rules.summary import summary

FOLDER = Path(documents.__file__).parent
PLANS = {"empty": document_of([]), "small": small_plan(), "every": every_record()}

_LETTERS = re.compile(r"[^\W\d_]")
_FREE = re.compile(
    r"[A-Z]\w+ \w+ words|\b(EUR|BLU-26|lap|[MDCLXVI]+\.|Lebanon|Switzerland|French)\b"
    r"|\d{1,2} [A-Z][a-z]+ \d{4}|7F2K-9QXM|https?://\S+|^\([a-f]\)$"
)
"""What is not translated: authors' texts, codes, dates, numbers of sections."""


@pytest.fixture(params=PLANS, scope="module")
def plan(request: pytest.FixtureRequest) -> PlanDocument:
    return PLANS[request.param]


# Numbers and languages


def test_blocks_and_paragraph_numbers_are_equal_in_all_languages(plan: PlanDocument) -> None:
    shapes = [shape(paper(plan, english(code))) for code in SIX]
    shapes.append(shape(paper(plan, Lang("fr", Brackets()))))
    assert all(found == shapes[0] for found in shapes)


def test_paragraphs_are_numbered_through(plan: PlanDocument) -> None:
    numbers = [b.number for b in paper(plan).blocks if isinstance(b, Paragraph) and b.number]
    assert numbers == [f"{n}." for n in range(1, len(numbers) + 1)]
    assert len(numbers) > 20


@pytest.mark.parametrize("name", ["empty", "every"])
def test_everything_fixed_comes_from_the_catalogue(name: str) -> None:
    found = texts(paper(PLANS[name], Lang("en", Brackets())))
    plain = [text for text in found if "⟦" not in text and _LETTERS.search(_FREE.sub("", text))]
    assert plain == []


def test_no_sentence_is_glued_together() -> None:
    glued = []
    for path in FOLDER.rglob("*.py"):
        if path.name == "numbering.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_text = isinstance(node, ast.BinOp) and any(
                isinstance(side, ast.Constant) and isinstance(side.value, str)
                for side in (node.left, node.right)
            )
            if is_text or isinstance(node, ast.JoinedStr):
                glued.append((path.name, ast.unparse(node)))
    assert glued == []


def test_a_text_in_another_language_is_marked_and_tagged() -> None:
    document = paper(every_record(language="en"), english("fr"))
    cells = [cell for cell in tagged(document) if "Activity description words" in cell.text]
    assert cells
    assert all("[anglais]" in cell.text and cell.language == "en" for cell in cells)
    marked = [text for text in texts(document) if "Plan summary words" in text]
    assert marked == ["Plan summary words [anglais]"]


def test_a_text_in_the_papers_own_language_is_not_marked() -> None:
    document = paper(every_record(language="fr"), Lang.load("fr"))
    assert all(cell.language is None for cell in tagged(document))
    assert "[" not in next(text for text in texts(document) if "Plan summary words" in text)


# Title block and banner


def test_the_title_block_leaves_the_symbol_to_the_secretariat() -> None:
    (masthead,) = [b for b in paper(small_plan()).blocks if isinstance(b, Masthead)]
    assert masthead.organisation == "Convention on Cluster Munitions"
    assert masthead.symbol == "[symbol]"
    assert masthead.subtitle == "Draft, not approved: Lebanon"


def test_only_an_approved_plan_is_submitted() -> None:
    approved = paper(changed(Plan, status=PlanStatus.APPROVED, approved_code="0" * 64))
    (masthead,) = [b for b in approved.blocks if isinstance(b, Masthead)]
    assert masthead.subtitle == "Submitted by: Lebanon"
    typed = changed(Plan, status=PlanStatus.APPROVED, approved_by=Texts.of({"en": "A council"}))
    for plan in (changed(Plan, status=PlanStatus.DRAFT), typed, document_of([])):
        assert not any("A council" in text for text in texts(paper(plan)))
        assert not any(text.startswith("Submitted by") for text in texts(paper(plan)))


def test_no_sentence_puts_a_preposition_before_the_name_of_a_state() -> None:
    plan = changed(StateParty, entry_into_force=dt.date(2011, 5, 1))
    said = [text for text in texts(paper(plan)) if "Lebanon" in text and len(text) > 20]
    assert "Lebanon: the Convention entered into force on 1 May 2011." in said
    assert not any(re.search(r"\b(by|for|of|in) Lebanon", text) for text in said)


def test_the_title_block_names_meeting_place_dates_and_item() -> None:
    every = every_record()
    (masthead,) = [b for b in paper(every).blocks if isinstance(b, Masthead)]
    meeting = every.first(Meeting)
    assert meeting is not None
    assert masthead.symbol == meeting.symbol
    assert masthead.left[0] == "Meeting title words"
    assert masthead.left[1].startswith("Meeting place words, ")
    assert masthead.left[2] == "Item Meeting agenda_item words of the provisional agenda"


def test_an_illustrative_plan_says_so_on_every_page_and_is_submitted_by_nobody() -> None:
    document = paper(changed(Plan, illustrative=True))
    assert document.banner == "Illustrative example: this is not the plan of the State."
    assert not any(text.startswith("Submitted by") for text in texts(document))
    assert paper(small_plan()).banner is None


# Page one


def first_page(plan: PlanDocument) -> list[str]:
    blocks = takewhile(lambda b: not isinstance(b, PageBreak), paper(plan).blocks)
    return [text for block in blocks for text in texts_of(block)]


def test_page_one_has_what_a_donor_looks_for() -> None:
    found = first_page(small_plan())
    (money,) = summary(small_plan(), packs(), TODAY).money
    assert "Olive groves cannot be used." in found
    assert "31 Dec 2024" in found
    assert money.total.cost == euros(390_000)
    assert {"390,000", "240,000", "160,000", "80,000", "90,000"} <= set(found)
    assert "15.4%" in found
    assert "EUR\N{NO-BREAK SPACE}60,000 of the total cost, not stated for 1 activity" in found
    assert "not known for a further EUR\N{NO-BREAK SPACE}90,000 of 1 activity" in found
    assert "Detectors for team 1" in found
    assert "Nabatieh" in found
    assert "120,000\u00a0m²" in found
    assert "Contact point: Centre, tel. 5550" in found


def test_page_one_says_how_old_its_facts_are() -> None:
    said = "as of 1 Jun 2022; latest fact on record: 2021"
    assert any(text.endswith(said) for text in first_page(small_plan()))
    said = "as of 1 Jun 2022; no dated fact on record"
    assert any(text.endswith(said) for text in first_page(document_of([])))


def test_page_one_fits_on_the_first_page_of_the_file() -> None:
    import pypdfium2

    for code in ("en", "ru", "zh"):
        pdf = pypdfium2.PdfDocument(written(paper(small_plan(), english(code))))
        text = " ".join(pdf[0].get_textpage().get_text_range().split())
        for fact in ("Olive groves", "Detectors for team 1", "240", "tel. 5550"):
            assert fact in text, (code, fact)
        assert "Contents" in pdf[1].get_textpage().get_text_range()


def test_the_most_urgent_need_comes_first() -> None:
    plan = document_of([*records(), need(3, priority=Priority.HIGH), activity(3, 5_000)])
    rows = table(paper(plan), "The most urgent needs").rows
    assert [row[0].text[-1] for row in rows] == ["1", "3", "2"]


# Figures


def test_zero_is_zero_and_what_is_not_filled_is_said() -> None:
    (row,) = table(paper(small_plan()), "Land released by year").rows
    assert [cell.text for cell in row] == [
        "2021",
        "Not yet filled",
        "0.31\u00a0km²",
        "0.00\u00a0km²",
        "0.31\u00a0km²",
    ]


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        (FieldNote(absence=Absence.UNKNOWN), "Not known"),
        (FieldNote(absence=Absence.NOT_APPLICABLE), "Does not apply"),
        (
            FieldNote(absence=Absence.NOT_APPLICABLE, reason="no list"),
            "Does not apply: no list",
        ),
        (FieldNote(), "Not yet filled"),
    ],
)
def test_an_absent_value_says_why(note: FieldNote, shown: str) -> None:
    plan = changed(AnnualPosition, notes=Notes.of({"new_m2": note}))
    (row,) = table(paper(plan), "Contaminated land at the end of each year").rows
    assert row[2].text == shown


def test_a_qualifier_stands_before_the_number() -> None:
    note = FieldNote(qualifier=Qualifier.MORE_THAN)
    plan = changed(LandRelease, whole_programme=True, notes=Notes.of({"reduced_m2": note}))
    found = table(paper(plan), "Sums of the whole programme, not added to the yearly figures")
    assert "More than 0.31\u00a0km²" in [cell.text for cell in found.rows[0]]


def test_an_unverified_source_is_marked_where_its_figures_stand_and_in_the_annex() -> None:
    document = paper(small_plan())
    (position,) = table(document, "Contaminated land at the end of each year").rows
    assert position[-1].text == "[1] unverified"
    (source,) = table(document, "Sources of the figures").rows
    assert [cell.text for cell in source] == [
        "1",
        "Yearly report",
        "2021",
        "https://example.org/report",
        "Unverified",
    ]


def test_figures_that_do_not_add_up_are_noted_under_their_table() -> None:
    later = replace(
        records()[4], id=AnnualPositionId(UUID(int=44)), year=2022, suspected_m2=9_000_000
    )
    document = paper(document_of([*records(), later]))
    notes = [text for text in texts(document) if "do not add up" in text]
    assert len(notes) == 1
    assert "In 2022" in notes[0]


# Parts


def test_needs_follow_the_letters_of_article_6_11() -> None:
    headings = [b for b in paper(small_plan()).blocks if isinstance(b, Heading) and b.level == 3]
    letters = [h.number for h in headings if h.number]
    assert letters == ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)"]


def test_a_need_marks_what_it_takes_from_its_activity() -> None:
    (sheet,) = [
        b
        for b in paper(small_plan()).blocks
        if isinstance(b, Table) and b.alternative == "N-1 · Detectors for team 1"
    ]
    cells = [cell.text for row in sheet.rows for cell in row]
    pairs = dict(zip(cells[::2], cells[1::2], strict=True))
    assert pairs["Place\N{NO-BREAK SPACE}*"] == "Nabatieh"
    assert pairs["Estimated cost\N{NO-BREAK SPACE}*"] == "EUR\N{NO-BREAK SPACE}240,000"
    assert pairs["Funding gap"] == "EUR\N{NO-BREAK SPACE}240,000"
    assert pairs["Activity this makes possible"].startswith("A4-01")
    assert "Kinds of support" not in pairs  # the heading says it


def test_the_annex_lists_the_same_findings_in_the_same_order_one_row_for_each_record() -> None:
    asked = request(small_plan())
    found = table(build(asked), "Points to complete or to explain")
    rows = [row[1].text for row in found.rows if len(row) > 1]
    by_record = groupby(asked.findings, key=lambda finding: finding.record)
    for text, (_, findings) in zip(rows, by_record, strict=True):
        of_record = tuple(findings)
        assert text.startswith(("Needed: ", "Stronger: "))
        assert "Needed: " in text or all(f.level is Level.STRONGER for f in of_record)
        places = [text.index(asked.lang.say(finding.says)) for finding in of_record]
        needed = [p for p, f in zip(places, of_record, strict=True) if f.level is Level.NEEDED]
        others = [p for p, f in zip(places, of_record, strict=True) if f.level is Level.STRONGER]
        assert needed + others == sorted(places)
    assert len(rows) > 5


def test_the_annex_of_what_is_missing_sends_nobody_back_to_another_table() -> None:
    found = table(paper(small_plan()), "Points to complete or to explain")
    assert not any("Criterion" in cell.text for row in found.rows for cell in row)


def test_the_matrix_tells_by_letters_and_not_by_colour_alone() -> None:
    asked = request(small_plan())
    found = table(build(asked), "How far the criteria are met: Activity")
    letters = {Reached.MISSING: "M", Reached.PRESENT: "P", Reached.SOURCED: "S", None: "–"}
    wanted = [letters[r.reached] for r in asked.results if r.kind == "activity"]
    assert [cell.text for row in found.rows for cell in row[1:]] == wanted
    assert [row[0].text for row in found.rows] == ["A4-01", "A4-02"]


def test_an_empty_plan_says_in_each_part_that_nothing_is_entered() -> None:
    document = paper(document_of([]))
    said = " ".join(texts(document))
    for sentence in ("No obligation is entered.", "No need for assistance is entered.",
                     "No challenge is entered.", "No source is entered."):  # fmt: skip
        assert sentence in said
    assert written(document).startswith(b"%PDF")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_half_filled_records_are_no_reason_to_fail(data: st.DataObject) -> None:
    kept = []
    for record in chain.from_iterable(every_record().records.values()):
        names = [field.name for field in fields_of(type(record))]
        gone = data.draw(st.sets(st.sampled_from(names)))
        empty = {f.name: f.default for f in fields_of(type(record)) if f.name in gone}
        kept.append(replace(record, **empty))
    left = data.draw(st.sets(st.integers(0, len(kept) - 1), max_size=20))
    plan = document_of(record for n, record in enumerate(kept) if n not in left)
    assert shape(paper(plan, english("ar"))) == shape(paper(plan))


def test_a_plan_of_25_activities_fills_twelve_pages_in_every_script() -> None:
    import pypdfium2

    numbers = range(3, 26)
    more = [*(activity(n, 1000 * n) for n in numbers), *(need(n) for n in numbers)]
    for code in ("en", "ar", "zh"):
        data = written(paper(document_of([*records(), *more]), english(code)))
        assert len(pypdfium2.PdfDocument(data)) >= 12


# Length


def test_length_counts_words_and_chinese_characters() -> None:
    plan = small_plan()
    in_english = length_of(paper(plan))
    assert in_english.counted is Counted.WORDS
    assert 0 < in_english.running < in_english.whole
    assert in_english.is_over(in_english.whole - 1)
    assert not in_english.is_over(in_english.whole)
    chinese = replace(PLAN, summary=Texts.of({"zh": "集束弹药公约"}))
    without = length_of(paper(plan, english("zh")))
    with_six = length_of(paper(changed(Plan, summary=chinese.summary), english("zh")))
    assert with_six.counted is Counted.CHARACTERS
    assert with_six.whole - without.whole == 6
    assert with_six.running - without.running == 6


def test_a_paper_over_the_usual_limit_is_said_to_be() -> None:
    def said(whole: int, counted: Counted = Counted.WORDS) -> list[str]:
        return [english().say(message) for message in length_messages(Length(50, whole, counted))]

    assert said(3300) == ["The paper has 3,300 words, 50 of them in running text."]
    over = said(3301)
    assert over[0].startswith("The paper has 3,301 words")
    assert over[1].startswith("Papers of a meeting usually hold 3,300 words")
    assert said(9000, Counted.CHARACTERS) == [
        "The paper has 9,000 characters, 50 of them in running text."
    ]
