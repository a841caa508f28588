"""What stands on every page around the text: banner, running head and foot."""

from __future__ import annotations

from ccmdesk.report.blocks import Masthead
from ccmdesk.report.pdf.pen import Anchor, Artifact, Pen
from ccmdesk.report.pdf.sheet import FOOT_TOP, HEIGHT, LEFT, TEXT_WIDTH, Sheet
from ccmdesk.report.pdf.styles import Role

_RULE = "0.75 G 0.5 w"
BANNER_GROUND = "1 0.93 0.72 rg"
_BANNER_TOP = HEIGHT - 28.0
_ABOVE_FOOT = 4.0


def draw_running(pen: Pen, sheet: Sheet, pages: int) -> None:
    """Draw head, foot and banner as artifacts; the head not over a title block."""
    with pen.artifact(Artifact.HEAD):
        _draw_banner(pen, sheet)
        if pen.page or not any(isinstance(b, Masthead) for b in sheet.document.blocks[:1]):
            _draw_head(pen, sheet)
    with pen.artifact(Artifact.FOOT):
        _draw_foot(pen, sheet, pages)


def _draw_banner(pen: Pen, sheet: Sheet) -> None:
    banner = sheet.document.banner
    if banner:
        style = sheet.styles.of(Role.BANNER)
        lines = style.lines(banner, TEXT_WIDTH - 12)
        height = len(lines) * style.leading + 4
        pen.ground((LEFT, _BANNER_TOP - height, TEXT_WIDTH, height), BANNER_GROUND)
        place = (LEFT + TEXT_WIDTH / 2, _BANNER_TOP - 2)
        pen.text(lines, style, at=place, anchor=Anchor.MIDDLE)


def _draw_head(pen: Pen, sheet: Sheet) -> None:
    head = sheet.document.running_head
    if head:
        style = sheet.styles.of(Role.RUNNING)
        bottom = sheet.top + 10
        x, anchor = sheet.box(0, TEXT_WIDTH).start(rtl=style.rtl)
        lines = style.lines(head, TEXT_WIDTH)[:1]
        pen.text(lines, style, at=(x, bottom + 2 + style.leading), anchor=anchor)
        pen.rule((LEFT, bottom), TEXT_WIDTH, _RULE)


def _draw_foot(pen: Pen, sheet: Sheet, pages: int) -> None:
    style = sheet.styles.of(Role.RUNNING)
    text = sheet.document.running_foot(pen.page + 1, pages)
    x, anchor = sheet.box(0, TEXT_WIDTH).end(rtl=style.rtl)
    pen.rule((LEFT, FOOT_TOP + _ABOVE_FOOT), TEXT_WIDTH, _RULE)
    pen.text(style.lines(text, TEXT_WIDTH)[:1], style, at=(x, FOOT_TOP), anchor=anchor)
