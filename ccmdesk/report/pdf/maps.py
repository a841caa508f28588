"""Maps of areas; north is up, and they are the same in papers of both directions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ccmdesk.report.charts import Ink
from ccmdesk.report.maps import AreaMap, MapArea
from ccmdesk.report.pdf.inks import OUTLINE, fill
from ccmdesk.report.pdf.lanes import Figure, figure_in
from ccmdesk.report.pdf.map_field import Field, Point, Size, field_of, is_tiny, middle_of, path_of
from ccmdesk.report.pdf.map_labels import Taken
from ccmdesk.report.pdf.marks import marks
from ccmdesk.report.pdf.pen import Anchor, Pen
from ccmdesk.report.pdf.plot import Legend, Sample, Words, legend_of
from ccmdesk.report.pdf.runs import Wording, set_wording
from ccmdesk.report.pdf.sheet import LEFT, TEXT_WIDTH, Sheet, TextSlab
from ccmdesk.report.pdf.slab import Slab
from ccmdesk.report.pdf.structure import Element
from ccmdesk.report.pdf.styles import Role, Style
from ccmdesk.report.pdf.tables import caption_slab

_HIGHEST = 0.5  # share of a page
_SEA, _PAPER = "0.955 0.97 0.985 rg", "1 g"
_AROUND = "0.92 g 0.72 G 0.4 w"
_COUNTRY = "1 g 0.20 G 1 w"
_FRAME = "0.45 G 0.6 w"
_BAR_HEIGHT = 3.0
_INSET = 8.0
_ARROW = Size(12.0, 22.0)
_NOTE_SPACE = 3.0
_MARK = 4.0  # points a side that words leave free for a mark


@dataclass(slots=True)
class _Shapes:
    """What is drawn of the areas with one ink: their paths, and the places of marks."""

    paths: list[str] = field(default_factory=list)
    places: list[Point] = field(default_factory=list)


class _Label(NamedTuple):
    """Words and the middle of the room for them."""

    text: str
    at: Point


@dataclass(slots=True, kw_only=True, eq=False)
class MapSlab(Slab):
    """A map with its legend under the frame; the caption stands above it."""

    figure: Figure
    field: Field
    shapes: str
    labels: Sequence[_Label]
    scale: tuple[int, str]
    legend: Legend

    def draw(self, pen: Pen, top: float) -> None:
        """Draw all of it as one figure."""
        size, bottom = self.field.size, top - self.field.size.height
        words = Words(pen, self.figure.style)
        with self.figure.drawn(pen, top, self.height):
            pen.shape(f"1 0 0 1 {LEFT:.2f} {bottom:.2f} cm {self.shapes}")
            for label in self.labels:
                words.put_clear(label.text, LEFT + label.at[0], bottom + label.at[1], Anchor.MIDDLE)
            _draw_arrow(pen, (LEFT + size.width - _INSET - _ARROW.width / 2, top - _INSET))
            self._draw_scale(words, (LEFT + _INSET, bottom + _INSET))
            self.legend.draw(pen, self.figure.across, bottom)

    def _draw_scale(self, words: Words, at: Point) -> None:
        """Draw a bar in two halves, dark and light, under its length in words."""
        kilometres, text = self.scale
        length, (x, y) = self.field.length(kilometres), at
        words.put_clear(text, x, y + _BAR_HEIGHT + 2 + words.style.size / 2, Anchor.LEFT)
        for start, colour in ((0.0, "0.15 g"), (length / 2, "1 g")):
            half = f"{x + start:.2f} {y:.2f} {length / 2:.2f} {_BAR_HEIGHT:.2f} re"
            words.pen.shape(f"{colour} 0.15 G 0.5 w {half} B")


def map_slabs(sheet: Sheet, block: AreaMap, parent: Element) -> Iterator[Slab]:
    """Yield the caption, the map, and the note that says what its lines mean."""
    caption = caption_slab(sheet, block.caption, parent.add("P"))
    caption.places = sheet.references.places_of(block)
    yield caption
    figure = figure_in(sheet, parent, block.alternative)
    area = field_of(block, Size(TEXT_WIDTH, _HIGHEST * sheet.capacity))
    shapes = _shapes(area, block.areas)
    has_marks = any(each.places for each in shapes.values())
    legend = legend_of(sheet, block.legend, sample=Sample.AREA if has_marks else Sample.BOX)
    yield MapSlab(
        height=area.size.height + legend.height + 4,
        space=2.0,
        keep=bool(block.note),
        figure=figure,
        field=area,
        shapes=_drawing(area, block, shapes),
        labels=list(_labels(area, block, shapes, figure.style)),
        scale=block.scale,
        legend=legend,
    )
    if block.note:
        yield _note_slab(sheet, block.note, parent.add("P"))


def _note_slab(sheet: Sheet, note: str, element: Element) -> TextSlab:
    text = set_wording(sheet, Wording(note, Role.SMALL, element), sheet.box(0, TEXT_WIDTH))
    return TextSlab(height=text.height, space=_NOTE_SPACE, texts=[text])


def _shapes(area: Field, areas: Sequence[MapArea]) -> dict[Ink, _Shapes]:
    """Sort areas by their inks; those too small to show a shape become marks."""
    shapes = {ink: _Shapes() for ink in Ink}
    for each in areas:
        points = [area.point(place) for place in each.outline]
        if points and is_tiny(points):
            place = middle_of(points)
            if area.holds(place):
                shapes[each.ink].places.append(place)
        elif points:
            shapes[each.ink].paths.append(area.path([each.outline]))
    return shapes


def _drawing(area: Field, block: AreaMap, shapes: dict[Ink, _Shapes]) -> str:
    """Return the operators of everything that is cut to the frame, and of the frame."""
    frame = f"0 0 {area.size.width:.2f} {area.size.height:.2f} re"
    parts = [f"q {frame} W n {_SEA if block.around else _PAPER} {frame} f"]
    parts += [f"{_AROUND} {path} B*" for path in [area.path(block.around)] if path]
    parts += [f"{_COUNTRY} {path} B*" for path in [area.path(block.country)] if path]
    for ink, shape in shapes.items():
        path = " ".join(filter(None, shape.paths))
        parts += [f"q {fill(ink)} {OUTLINE} {path} B Q"] if path else []
    parts += [f"q {marks(ink, shape.places)} Q" for ink, shape in shapes.items() if shape.places]
    return " ".join([*parts, f"Q {_FRAME} {frame} S"])


def _labels(
    area: Field, block: AreaMap, shapes: dict[Ink, _Shapes], style: Style
) -> Iterator[_Label]:
    """Yield the names, then the labels of areas as far as there is room for them and no mark."""
    taken = Taken(area.size)
    taken.take(area.size.width - 2 * _INSET - _ARROW.width, area.size.height - 40, Size(40, 40))
    scale = Size(max(area.length(block.scale[0]), style.widths(block.scale[1])[1]), 16)
    taken.take(0, 0, Size(scale.width + 2 * _INSET, scale.height + _INSET))
    for name in block.names:
        at = taken.place(area.point(name.at), _size(name.text, style))
        if at:
            yield _Label(name.text, at)
    for x, y in (place for shape in shapes.values() for place in shape.places):
        taken.take(x - _MARK / 2, y - _MARK / 2, Size(_MARK, _MARK))
    for each in block.areas:
        if each.label and each.outline:
            yield from _area_label(area, each, taken, style)


def _area_label(area: Field, each: MapArea, taken: Taken, style: Style) -> Iterator[_Label]:
    """Yield the label of an area: inside it where it has the room, else beside it."""
    points = [area.point(place) for place in each.outline]
    middle, words = middle_of(points), _size(each.label, style)
    wide, high = (max(way) - min(way) for way in zip(*points, strict=True))
    is_inside = wide > words.width and high > words.height
    at = (taken.place if is_inside else taken.place_beside)(middle, words)
    if at and area.holds(middle):
        yield _Label(each.label, at)


def _size(text: str, style: Style) -> Size:
    return Size(style.widths(text)[1] + 2, style.size + 2)


def _draw_arrow(pen: Pen, at: Point) -> None:
    """Draw an arrow to the north, half dark and half light, downwards from its tip."""
    x, y = at
    foot, notch, half = y - _ARROW.height, y - _ARROW.height + 6, _ARROW.width / 2
    for side, colour in ((-half, "0.15 g"), (half, "1 g")):
        path = path_of([(x, y), (x + side, foot), (x, notch)])
        pen.shape(f"{colour} 0.15 G 0.6 w 1 j {path} B")
