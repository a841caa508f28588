"""The situation under Article 4: contamination and land release, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ccmdesk.lang.formats import AreaUnit
from ccmdesk.model.area import AnnualPosition, HazardousArea, LandRelease
from ccmdesk.model.words import C_, N_
from ccmdesk.report.blocks import Align, Block, Cell, Column, Paragraph, Row, Table, Tint
from ccmdesk.report.documents.desk import Desk
from ccmdesk.report.documents.prose import author_paragraph, heading, note
from ccmdesk.report.documents.record_tables import Register, any_filled, register, remarks
from ccmdesk.report.documents.sections.area_map import area_map
from ccmdesk.report.documents.sections.figure_notes import figure_notes
from ccmdesk.report.documents.sections.land_charts import position_chart, release_chart
from ccmdesk.report.documents.value_cells import (
    absent_text,
    says_something,
    source_marks,
    with_note,
)
from ccmdesk.report.documents.year_charts import at_least, year_chart
from ccmdesk.rules.land import (
    ReleaseYear,
    closing_m2,
    known_positions,
    positions,
    released_by_year,
    stated_releases,
)

POSITIONS = ("opening_m2", "new_m2", "suspected_m2", "confirmed_m2", "closing_m2")
RELEASES = (
    "year",
    "area",
    "place",
    "method",
    "cancelled_m2",
    "reduced_m2",
    "cleared_m2",
    "released_m2",
    "submunitions_destroyed",
)
PARTS = ("cancelled_m2", "reduced_m2", "cleared_m2")
RELEASE_DETAILS = (
    "year",
    "place",
    "period",
    "depth_cm",
    "other_items_destroyed",
    "locations",
    "standard",
    "quality_result",
    "operator",
)
WHOLE = ("year", *RELEASES[4:], "locations", "other_items_destroyed")
"""What is told of a sum of the whole programme, beside its details."""


def contamination(desk: Desk) -> Iterator[Block]:
    """Yield the books of contaminated land and the land released."""
    yield heading(2, desk.lang(N_("Contamination")))
    yield from _positions(desk)
    yield from area_map(desk)
    yield heading(2, desk.lang(N_("Land release")))
    yield from _releases(desk)


def _positions(desk: Desk) -> Iterator[Block]:
    lang, found = desk.lang, positions(desk.document)
    if not found:
        yield Paragraph(lang(N_("No position at the end of a year is entered.")))
    else:
        yield from _latest(desk)
        yield _position_table(desk, found)
        yield from remarks(desk.paper, found, POSITIONS)
        yield from figure_notes(desk, AnnualPosition)
        yield from _stated_totals(desk, found)
        yield from _explanations(desk, found)
        yield year_chart(lang, position_chart(desk, found))
    if desk.paper.plan is not None:
        yield from author_paragraph(desk.paper, desk.paper.plan.data_split)


def _latest(desk: Desk) -> Iterator[Block]:
    """Yield what remained at the end of the last year of which that is known."""
    for position in known_positions(desk.document)[-1:]:
        text = desk.lang(
            N_("At the end of {year}, {area} were suspected or confirmed to be contaminated."),
            year=str(position.year),
            area=desk.lang.area(closing_m2(position) or 0, unit=AreaUnit.KM2),
        )
        yield Paragraph(text)


def _position_table(desk: Desk, found: Sequence[AnnualPosition]) -> Table:
    lang = desk.lang
    caption = lang(N_("Contaminated land at the end of each year"))
    heads = (
        desk.paper.label(AnnualPosition, "year"),
        lang(C_("position", "At the start of the year")),
        desk.paper.label(AnnualPosition, "new_m2"),
        lang(N_("Suspected hazardous area (SHA)")),
        lang(N_("Confirmed hazardous area (CHA)")),
        desk.paper.label(AnnualPosition, "closing_m2"),
        lang(C_("column", "Source")),
    )
    return Table(
        columns=(Column(), *[Column(Align.NUMBER) for _ in POSITIONS], Column()),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_position_row(desk, one) for one in found),
        caption=caption,
        alternative=caption,
    )


def _position_row(desk: Desk, position: AnnualPosition) -> Row:
    cells = [_area(desk, position, name) for name in POSITIONS[:-1]]
    return (
        Cell(str(position.year)),
        *cells,
        _closing(desk, position),
        Cell(source_marks(desk.paper, position)),
    )


def _closing(desk: Desk, position: AnnualPosition) -> Cell:
    closing = closing_m2(position)
    if closing is None or closing == position.closing_m2:
        return _area(desk, position, "closing_m2")
    return Cell(desk.lang.area(closing, unit=AreaUnit.KM2))


def _area(desk: Desk, record: AnnualPosition | LandRelease, name: str) -> Cell:
    """Return an area of a whole country in km², or why there is none."""
    size: int | None = getattr(record, name)
    if size is None:
        return Cell(absent_text(desk.paper, record.notes[name]), tint=Tint.QUIET)
    shown = desk.lang.area(size, unit=AreaUnit.KM2)
    return Cell(with_note(desk.paper, shown, record.notes[name]))


def _stated_totals(desk: Desk, found: Sequence[AnnualPosition]) -> Iterator[Block]:
    """Say where a stated total is not the sum of suspected and confirmed land."""
    for position in found:
        total = closing_m2(position)
        if total is not None and position.closing_m2 not in {None, total}:
            text = N_("The total stated for {year} is {stated}; the parts add up to {total}.")
            yield note(
                desk.lang(
                    text,
                    year=str(position.year),
                    stated=_area(desk, position, "closing_m2").text,
                    total=desk.lang.area(total, unit=AreaUnit.KM2),
                )
            )


def _explanations(desk: Desk, found: Sequence[AnnualPosition]) -> Iterator[Block]:
    for position in found:
        if position.explanation:
            yield from author_paragraph(desk.paper, position.explanation)


def _releases(desk: Desk) -> Iterator[Block]:
    lang, releases = desk.lang, desk.paper.of(LandRelease)
    if not releases:
        yield Paragraph(lang(N_("No land release is entered.")))
        return
    years = released_by_year(desk.document)
    if years:
        yield from _released_in_all(desk)
        yield release_table(desk, years)
        yield year_chart(lang, release_chart(desk, years))
    yield from _release_registers(desk, releases)
    yield from figure_notes(desk, LandRelease, HazardousArea)


def _released_in_all(desk: Desk) -> Iterator[Block]:
    years = stated_releases(desk.document)
    if not years:
        return
    text = desk.lang(
        N_("From {first} to {last}, {area} were released by the yearly figures on record."),
        first=str(years[0].year),
        last=str(years[-1].year),
        area=land_at_least(desk, [part for one in years for part in one.in_all]) or "",
    )
    yield Paragraph(text)


def release_table(desk: Desk, years: Sequence[ReleaseYear]) -> Table:
    """Return what was released in each year, by kind and in all."""
    lang = desk.lang
    caption = lang(N_("Land released by year"))
    heads = (
        desk.paper.label(LandRelease, "year"),
        desk.paper.label(LandRelease, "cancelled_m2"),
        desk.paper.label(LandRelease, "reduced_m2"),
        desk.paper.label(LandRelease, "cleared_m2"),
        desk.paper.label(LandRelease, "released_m2"),
    )
    return Table(
        columns=(Column(), *[Column(Align.NUMBER) for _ in heads[1:]]),
        head=(tuple(Cell(text, bold=True) for text in heads),),
        rows=tuple(_release_row(desk, one) for one in years),
        caption=caption,
        alternative=caption,
    )


def _release_row(desk: Desk, one: ReleaseYear) -> Row:
    kinds = [one.of_kind(part) for part in (one.cancelled, one.reduced, one.cleared)]
    return (Cell(str(one.year)), *(_size(desk, parts) for parts in (*kinds, one.in_all)))


def _size(desk: Desk, parts: Sequence[int | None]) -> Cell:
    text = land_at_least(desk, parts)
    if text is None:
        return Cell(desk.lang(C_("absent value", "Not yet filled")), tint=Tint.QUIET)
    return Cell(text)


def land_at_least(desk: Desk, parts: Sequence[int | None]) -> str | None:
    """Return the land of *parts* together, at least so much where one of them is not known."""
    return at_least(desk.lang, parts, partial(desk.lang.area, unit=AreaUnit.KM2))


def _release_registers(desk: Desk, releases: Sequence[LandRelease]) -> Iterator[Block]:
    lang, paper = desk.lang, desk.paper
    ordered = sorted(releases, key=lambda one: (one.year is None, one.year or 0))
    single = [one for one in ordered if not one.whole_programme]
    caption = lang(N_("Land release, record by record"))
    names = tuple(name for name in RELEASES if name != "released_m2" or _asks_for_all(single))
    yield from register(paper, Register(LandRelease, single, names, caption, sourced=True))
    detailed = [one for one in ordered if _has_details(one)]
    caption = lang(N_("Land release: depth, standard and quality"))
    yield from register(paper, Register(LandRelease, detailed, RELEASE_DETAILS, caption))
    whole = [one for one in ordered if one.whole_programme]
    caption = lang(N_("Sums of the whole programme, not added to the yearly figures"))
    asked = Register(LandRelease, whole, WHOLE, caption, sourced=True, areas=AreaUnit.KM2)
    yield from register(paper, asked)


def _asks_for_all(releases: Sequence[LandRelease]) -> bool:
    """Whether the figure in all is stated or asked for: where parts are stated it is their sum."""
    return any(says_something(one, "released_m2") or not any_filled(one, PARTS) for one in releases)


def _has_details(release: LandRelease) -> bool:
    """Whether a release says what its own table leaves out."""
    told = WHOLE if release.whole_programme else ()
    return any(getattr(release, name) for name in RELEASE_DETAILS[2:] if name not in told)
