"""Draws the lanes: their names, the bars, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPen

from ccmdesk.rules.time_line import Lane, Span
from ccmdesk.ui.theme import RING
from ccmdesk.ui.timeline.bands import Band
from ccmdesk.ui.timeline.canvas import Drawing, Place, Role, bold
from ccmdesk.ui.timeline.inks import brush_of, colour_of
from ccmdesk.ui.timeline.picture import POINTER, Picture
from ccmdesk.ui.timeline.words import Words

MARGIN = 10
_BESIDE = 6
_DONE = 4
MILESTONE = 4
_TINT = 80
_SHADE = 0.16


@dataclass(frozen=True, slots=True)
class _Part:
    """A text beside a bar, and how it looks."""

    text: str
    font: QFont
    colour: QColor


def draw_body(canvas: Drawing, picture: Picture, *, height: int) -> None:
    """Draw everything below the axis."""
    across = canvas.across
    bands = picture.bands.between(picture.scrolled, picture.scrolled + height - picture.head)
    below = QRectF(0, picture.head, across.width, max(height - picture.head, 0))
    plot = across.box(across.names, across.width, top=picture.head, height=below.height())
    canvas.painter.setClipRect(below)
    for band in bands:
        _draw_ground(canvas, picture, band)
    canvas.painter.setClipRect(plot)
    _draw_uprights(canvas, picture, height)
    for band in bands:
        if band.row is not None:
            _draw_lane(canvas, picture, band)
    canvas.painter.setClipRect(below)
    for band in bands:
        _draw_name(canvas, picture, band)
    _draw_edge(canvas, picture, height)


def _draw_ground(canvas: Drawing, picture: Picture, band: Band) -> None:
    top = picture.top(band)
    whole = QRectF(0, top, canvas.across.width, band.height)
    if band.row is None:
        canvas.painter.fillRect(whole, canvas.colour(Role.Window))
    elif band.row == picture.current:
        canvas.painter.fillRect(whole, _ground(canvas, picture, band))
        if picture.focused:
            canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
            canvas.painter.setPen(QPen(canvas.colour(Role.Accent), RING))
            canvas.painter.drawRect(whole.adjusted(1, 1, -1, -1))


def _ground(canvas: Drawing, picture: Picture, band: Band) -> QColor:
    """Return what a lane stands on: the current one a shade nearer to the colour of choice."""
    base, chosen = canvas.colour(Role.Base), canvas.colour(Role.Highlight)
    if band.row != picture.current:
        return base
    return QColor(
        _between(base.red(), chosen.red()),
        _between(base.green(), chosen.green()),
        _between(base.blue(), chosen.blue()),
    )


def _between(one: int, other: int) -> int:
    return round(one + (other - one) * _SHADE)


def _draw_uprights(canvas: Drawing, picture: Picture, height: int) -> None:
    reach = (picture.head, height)
    for distance, quarter in picture.ticks():
        if quarter.number == 1 or picture.quarters:
            canvas.upright(distance, reach, QPen(canvas.colour(Role.Midlight), 1))
    for flag in picture.flags:
        canvas.upright(picture.day(flag.mark.day), reach, mark_pen(canvas, strong=flag.mark.strong))


def mark_pen(canvas: Drawing, *, strong: bool) -> QPen:
    """Return how the line of a day looks: a deadline is whole, other days are dashed."""
    if strong:
        return QPen(canvas.colour(Role.BrightText), 1.5)
    return QPen(canvas.colour(Role.PlaceholderText), 1, Qt.PenStyle.DashLine)


def _draw_lane(canvas: Drawing, picture: Picture, band: Band) -> None:
    lane = picture.lanes[band.row or 0]
    dragged = picture.dragged
    moved = dragged if dragged and dragged.activity == lane.activity.id else None
    if lane.span is not None:
        _draw_bar(canvas, picture, band, lane.span)
    _draw_pointers(canvas, picture, band, lane)
    if moved is None:
        _draw_beside(canvas, picture, band, list(_beside(canvas, picture.words, lane)))
    else:
        _draw_moved(canvas, picture, band, moved.span)


def _draw_bar(canvas: Drawing, picture: Picture, band: Band, span: Span) -> None:
    lane, painter = picture.lanes[band.row or 0], canvas.painter
    bar = picture.bar(band, span)
    article = lane.activity.article
    painter.fillRect(bar, canvas.colour(Role.Base))
    painter.setPen(QPen(colour_of(article, canvas.palette), 1))
    painter.setBrush(brush_of(article, canvas.palette))
    painter.drawRect(bar)
    if lane.progress:
        _draw_done(canvas, bar, min(lane.progress, 1000) / 1000)
    _draw_milestones(canvas, lane, bar.center().y())


def _draw_done(canvas: Drawing, bar: QRectF, share: float) -> None:
    """Draw how much is done as a strip along the lower edge."""
    wide = bar.width() * share
    left = bar.right() - wide if canvas.across.rtl else bar.left()
    canvas.painter.fillRect(
        QRectF(left, bar.bottom() - _DONE - 1, wide, _DONE + 1), canvas.colour(Role.Base)
    )
    canvas.painter.fillRect(
        QRectF(left, bar.bottom() - _DONE, wide, _DONE), canvas.colour(Role.Text)
    )


def _draw_milestones(canvas: Drawing, lane: Lane, middle: float) -> None:
    """Draw a diamond at the end of each year that has a milestone, filled where it was achieved."""
    if lane.span is None:
        return
    canvas.painter.setPen(QPen(canvas.colour(Role.Text), 1))
    years = {one.year: one.achieved is not None for one in lane.milestones if one.year}
    for year, achieved in years.items():
        last = min(lane.span.end, lane.span.end.replace(year=year, month=12, day=31))
        if last >= lane.span.start:
            canvas.painter.setBrush(canvas.colour(Role.Text if achieved else Role.Base))
            canvas.diamond(canvas.across.after(last), middle, size=MILESTONE)


def _beside(canvas: Drawing, words: Words, lane: Lane) -> Iterator[_Part]:
    """Yield the texts beside a bar: how it stands, late, and the needs that hang on it."""
    usual, alarm = canvas.colour(Role.Text), canvas.colour(Role.BrightText)
    parts = (
        _Part(words.beside(lane), canvas.small, usual),
        _Part(words.late(lane), bold(canvas.small), alarm),
        _Part(words.hung(lane), canvas.small, canvas.colour(Role.PlaceholderText)),
    )
    yield from (part for part in parts if part.text)


def _draw_beside(canvas: Drawing, picture: Picture, band: Band, parts: list[_Part]) -> None:
    """Draw words after a bar, before it where there is no room, else over its end."""
    widths = [canvas.width(part.text, part.font) + _BESIDE for part in parts]
    lane = picture.lanes[band.row or 0]
    start = _start_beside(canvas, lane.span, sum(widths))
    for part, wide in zip(parts, widths, strict=True):
        place = Place(start, start + wide, picture.top(band) + 3, band.height - 6)
        canvas.painter.fillRect(canvas.box(place), _ground(canvas, picture, band))
        canvas.put(part.text, place, font=part.font, colour=part.colour)
        start += wide


def _start_beside(canvas: Drawing, span: Span | None, wide: float) -> float:
    across = canvas.across
    if span is None:
        return across.names + 2 * MARGIN
    start = across.after(span.end) + _BESIDE + MILESTONE
    if start + wide <= across.width:
        return max(start, across.names + _BESIDE)
    before = across.of(span.start) - _BESIDE - wide
    return before if before >= across.names else across.width - wide - _BESIDE


def _draw_moved(canvas: Drawing, picture: Picture, band: Band, span: Span) -> None:
    """Draw where the bar would be set down, with its dates."""
    bar = picture.bar(band, span)
    tint = QColor(canvas.colour(Role.Highlight))
    tint.setAlpha(_TINT)
    canvas.painter.setBrush(tint)
    canvas.painter.setPen(QPen(canvas.colour(Role.Accent), RING, Qt.PenStyle.DashLine))
    canvas.painter.drawRect(bar)
    text = picture.words.between(span)
    wide = canvas.width(text, canvas.small) + 2 * _BESIDE
    start = _start_beside(canvas, span, wide)
    place = Place(start, start + wide, picture.top(band) + 2, band.height - 4)
    canvas.painter.fillRect(canvas.box(place), canvas.colour(Role.ToolTipBase))
    inner = Place(start + _BESIDE, start + wide, picture.top(band) + 2, band.height - 4)
    canvas.put(text, inner, font=canvas.small, colour=canvas.colour(Role.ToolTipText))


def _draw_pointers(canvas: Drawing, picture: Picture, band: Band, lane: Lane) -> None:
    """Hang the needs below the bar they make possible, each on the day it is needed."""
    canvas.painter.setPen(Qt.PenStyle.NoPen)
    canvas.painter.setBrush(canvas.colour(Role.Text))
    for distance, _ in picture.hung(lane):
        canvas.pointer(distance, picture.foot(band), size=POINTER)


def _draw_name(canvas: Drawing, picture: Picture, band: Band) -> None:
    top = picture.top(band)
    if band.row is None:
        place = Place(MARGIN, canvas.across.width - MARGIN, top, band.height)
        canvas.put(band.heading, place, font=bold(canvas.font), colour=canvas.colour(Role.Text))
        return
    text = picture.words.title(picture.lanes[band.row])
    place = Place(MARGIN, canvas.across.names - MARGIN, top, band.height)
    canvas.put(text, place, font=canvas.font, colour=canvas.colour(Role.Text))


def _draw_edge(canvas: Drawing, picture: Picture, height: int) -> None:
    pen = QPen(canvas.colour(Role.Midlight), 1)
    canvas.upright(canvas.across.names, (picture.head, height), pen)
