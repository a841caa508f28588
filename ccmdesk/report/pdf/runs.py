"""Texts in runs: what is bold, italic, in another language, a link, or has a footnote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ccmdesk.report.blocks import Run, Runs
from ccmdesk.report.pdf.links import Link, Place
from ccmdesk.report.pdf.notes import Hung, note_slab
from ccmdesk.report.pdf.pen import Strand
from ccmdesk.report.pdf.sheet import Box, SetText, Sheet
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element, language_entry
from ccmdesk.report.pdf.styles import NAVY, Cut, Role, Style, Styles
from ccmdesk.report.text.clean import cleaned
from ccmdesk.report.text.stretches import Passage, Stretch

_WIDEST_MARK = "00"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text to be set and the element it belongs to; *language* is given when not the paper's."""

    text: str
    role: Role
    element: Element
    language: str | None = None
    runs: Runs = ()


def set_wording(sheet: Sheet, wording: Wording, box: Box, *, below: float = 0.0) -> SetText:
    """Set a text in *box*, from the edge where lines of its language begin."""
    style = sheet.styles.of(wording.role, wording.language)
    even = even_style(sheet.styles, style, wording.runs)
    if even is None:
        return _set_runs(sheet, wording, style, box, below=below)
    lines = even.lines(wording.text, box.width)
    return SetText(lines, even, box.start(rtl=style.rtl), wording.element, below)


def even_style(styles: Styles, style: Style, runs: Runs) -> Style | None:
    """Return the style in which all of a text can be set at once; None when its runs differ."""
    if not runs:
        return style
    first = runs[0]
    if len(runs) > 1 or first.target or first.footnote or first.language:
        return None
    return styles.variant(style, _cut(first))


def passage(styles: Styles, style: Style, runs: Runs, marks: Sequence[str] = ()) -> Passage:
    """Return runs as stretches; without *marks* each footnote has room for two figures."""
    marks = marks or [_WIDEST_MARK if run.footnote else "" for run in runs]
    stretches = [
        _stretch(styles.variant(style, _cut(run), run.language), run, style, mark)
        for run, mark in zip(runs, marks, strict=True)
    ]
    return Passage(stretches, style.voice, style.rtl)


def _stretch(own: Style, run: Run, around: Style, mark: str) -> Stretch:
    rtl = own.rtl if run.language else None
    return Stretch(cleaned(run.text), own.voice, rtl, own.size / around.size, mark)


def _cut(run: Run) -> Cut:
    if run.bold:
        return Cut.BOLD
    return Cut.ITALIC if run.italic else Cut.REGULAR


def _set_runs(sheet: Sheet, wording: Wording, style: Style, box: Box, *, below: float) -> SetText:
    """Set runs; the lines are as far apart as the tallest of their scripts needs."""
    hung = [_hung(sheet, run) for run in wording.runs]
    marks = [each.mark if each else "" for each in hung]
    variants = (sheet.styles.variant(style, _cut(run), run.language) for run in wording.runs)
    spaced = replace(style, leading=max(style.leading, *(own.leading for own in variants)))
    lines = passage(sheet.styles, style, wording.runs, marks).lines(box.width * 1000 / style.size)
    strands = dict(_strands(sheet, wording, style, hung))
    notes = dict(_notes(sheet, wording, hung))
    edge = box.start(rtl=style.rtl)
    return SetText(lines, spaced, edge, wording.element, below, strands, notes)


def _hung(sheet: Sheet, run: Run) -> Hung | None:
    if not run.footnote:
        return None
    number = sheet.references.next_note()
    return Hung(number, sheet.document.numeral(number), run.footnote, run.text.strip())


def _strands(
    sheet: Sheet, wording: Wording, style: Style, hung: Sequence[Hung | None]
) -> Iterator[tuple[int, Strand]]:
    """Yield the owner of each run and of the mark after it, in reading order."""
    for number, (run, note) in enumerate(zip(wording.runs, hung, strict=True)):
        place = sheet.references.anchors.get(run.target)
        yield 2 * number, _run_strand(wording.element, run, style, place)
        if note:
            reference = wording.element.add("Reference").add("Link")
            link = Link(note.place, note.text)
            yield 2 * number + 1, Strand(reference, style.colour, link, note.mark_place)


def _run_strand(element: Element, run: Run, style: Style, place: Place | None) -> Strand:
    if place:
        link = element.add("Link", language_entry(run.language))
        return Strand(link, NAVY, Link(place, run.text))
    if run.language:
        return Strand(element.add("Span", language_entry(run.language)), style.colour)
    return Strand(element.part(), style.colour)


def _notes(
    sheet: Sheet, wording: Wording, hung: Sequence[Hung | None]
) -> Iterator[tuple[int, Slab]]:
    """Yield the footnotes by the numbers of their marks; they are read after the text."""
    for number, note in enumerate(hung):
        if note:
            yield 2 * number + 1, note_slab(sheet, note, wording.element, wording.language)
