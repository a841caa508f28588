"""Draws the head of the chart: the years and quarters, and above them the names of days."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPen

from ccmdesk.model.words import N_
from ccmdesk.ui.timeline.body import MARGIN, MILESTONE, mark_pen
from ccmdesk.ui.timeline.canvas import Drawing, Place, Role, bold
from ccmdesk.ui.timeline.picture import POINTER, Picture

_AFTER = 4


def draw_axis(canvas: Drawing, picture: Picture, *, title: str) -> None:
    """Draw the head over all bands; *title* is what the column of names is called."""
    across = canvas.across
    whole = QRectF(0, 0, across.width, picture.head)
    canvas.painter.setClipRect(whole)
    canvas.painter.fillRect(whole, canvas.colour(Role.Window))
    years = picture.head - picture.axis
    place = Place(MARGIN, across.names - MARGIN, years, picture.axis)
    _draw_legend(canvas, picture)
    canvas.put(title, place, font=bold(canvas.font), colour=canvas.colour(Role.Text))
    inside = across.box(across.names, across.width, top=0, height=picture.head)
    canvas.painter.setClipRect(inside)
    _draw_flags(canvas, picture)
    _draw_years(canvas, picture)
    canvas.painter.setClipping(False)
    canvas.painter.setPen(QPen(canvas.colour(Role.Midlight), 1))
    canvas.painter.drawLine(0, picture.head - 1, across.width, picture.head - 1)


def _draw_legend(canvas: Drawing, picture: Picture) -> None:
    """Say what the small signs mean, over the names, where nothing else stands."""
    lang, high = picture.words.show.lang, picture.flag_height
    canvas.painter.setPen(QPen(canvas.colour(Role.Text), 1))
    start = float(MARGIN)
    for sign, text in ((False, lang(N_("Milestone"))), (True, lang(N_("Support needed")))):
        canvas.painter.setBrush(canvas.colour(Role.Text if sign else Role.Base))
        if sign:
            canvas.pointer(start + MILESTONE, high / 2 - POINTER, size=POINTER)
        else:
            canvas.diamond(start + MILESTONE, high / 2, size=MILESTONE)
        start += 2 * MILESTONE + _AFTER
        end = start + canvas.width(text, canvas.small) + 2
        canvas.put(
            text,
            Place(start, end, 0, high),
            font=canvas.small,
            colour=canvas.colour(Role.PlaceholderText),
        )
        start = end + MARGIN


def _draw_flags(canvas: Drawing, picture: Picture) -> None:
    """Draw the lines first and the names over them, so that none is struck through."""
    high, foot = picture.flag_height, picture.head - picture.axis
    for flag in picture.flags:
        top = foot - (flag.row + 1) * high
        pen = mark_pen(canvas, strong=flag.mark.strong)
        canvas.upright(picture.day(flag.mark.day), (top, picture.head), pen)
    for flag in picture.flags:
        scrolled = canvas.across.scrolled
        start, end = flag.start - scrolled, flag.end - scrolled
        place = Place(start, end, foot - (flag.row + 1) * high, high)
        canvas.painter.fillRect(canvas.box(place), canvas.colour(Role.Window))
        role = Role.BrightText if flag.mark.strong else Role.WindowText
        canvas.put(flag.text, place, font=canvas.small, colour=canvas.colour(role))


def _draw_years(canvas: Drawing, picture: Picture) -> None:
    """Write each year after its first day, where the one before leaves room, and the quarters."""
    free = float("-inf")
    lines = 2 if picture.quarters else 1
    top, high = picture.head - picture.axis, picture.axis / lines
    for distance, quarter in picture.ticks():
        if quarter.number == 1:
            canvas.upright(
                distance, (top, picture.head), QPen(canvas.colour(Role.PlaceholderText), 1)
            )
            text = str(quarter.year)
            end = distance + _AFTER + canvas.width(text, bold(canvas.font)) + 2
            if distance >= free:
                place = Place(distance + _AFTER, end, top, high)
                canvas.put(text, place, font=bold(canvas.font), colour=canvas.colour(Role.Text))
                free = end + _AFTER
        if picture.quarters:
            text = picture.words.show.lang.quarter_of_year(quarter)
            end = distance + _AFTER + canvas.width(text, canvas.small) + 2
            place = Place(distance + _AFTER, end, top + high, high)
            canvas.put(text, place, font=canvas.small, colour=canvas.colour(Role.PlaceholderText))
