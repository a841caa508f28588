"""Child process: builds the paper with ReportLab's own paragraphs in its own tables, and ends."""

from __future__ import annotations

from pathlib import Path

from pdf_content import (
    FONTS,
    NUMBER_COLUMNS,
    WIDTHS,
    YEARS,
    Section,
    Words,
    asked,
)
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

FILES = Path(__file__).parents[1] / "resources" / "fonts"
FILLS = (colors.HexColor(0x21578F), colors.HexColor(0xCC7314), colors.white)


def main() -> None:
    ask = asked()
    language, words, out = ask.language, ask.words, ask.out
    stem = FONTS[language][0]
    shaped = language == "ar"
    for name, weight in (("body", "Regular"), ("bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, FILES / f"{stem}-{weight}.ttf", shapable=shaped))
    styles = _styles(rtl=shaped, han=language == "zh")
    story: list[Flowable] = [Paragraph(words.title, styles["title"])]
    for number, section in enumerate(ask.sections):
        story.append(Paragraph(section.heading, styles["heading"]))
        story += [
            Paragraph(f"{index + 1}. {text}", styles["text"])
            for index, text in enumerate(section.paragraphs)
        ]
        story.append(_bars(section) if number % 2 else _time_line(words, section))
        story.append(_table(words, section, styles, rtl=shaped))
    document = SimpleDocTemplate(str(out), pagesize=A4, title=words.title, pageCompression=1)
    document.build(story, onFirstPage=_foot, onLaterPages=_foot)


def _styles(*, rtl: bool, han: bool) -> dict[str, ParagraphStyle]:
    wrap = "RTL" if rtl else "CJK" if han else None
    factor = 1.7 if rtl else 1.35
    common = {"wordWrap": wrap, "shaping": int(rtl), "alignment": TA_RIGHT if rtl else 0}

    def style(name: str, font: str, size: float) -> ParagraphStyle:
        return ParagraphStyle(
            name, fontName=font, fontSize=size, leading=size * factor, spaceBefore=4, **common
        )

    number = style("number", "body", 8)
    number.alignment = TA_RIGHT
    return {
        "title": style("title", "bold", 14),
        "heading": style("heading", "bold", 11.5),
        "text": style("text", "body", 9.75),
        "cell": style("cell", "body", 8),
        "head": style("head", "bold", 8),
        "number": number,
    }


def _table(
    words: Words, section: Section, styles: dict[str, ParagraphStyle], *, rtl: bool
) -> Table:
    order = range(7, -1, -1) if rtl else range(8)
    head = [Paragraph(words.columns[index], styles["head"]) for index in order]
    rows = [
        [
            Paragraph(row[index], styles["number" if index in NUMBER_COLUMNS else "cell"])
            for index in order
        ]
        for row in section.rows
    ]
    table = Table([head, *rows], colWidths=[WIDTHS[index] for index in order], repeatRows=1)
    table.setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.lightgrey),
            ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("PADDING", (0, 0), (-1, -1), 2.5),
        ]
    )
    return table


def _bars(section: Section) -> Drawing:
    drawing = Drawing(480, 180)
    highest = max(sum(column) for column in zip(*section.values, strict=True))
    for step in range(6):
        drawing.add(Line(40, 20 + 30 * step, 480, 20 + 30 * step, strokeColor=colors.lightgrey))
        text = f"{highest * step // 5:,}"
        drawing.add(String(4, 18 + 30 * step, text, fontName="body", fontSize=7.5))
    for index, year in enumerate(YEARS):
        base = 20.0
        for values, fill in zip(section.values, FILLS, strict=True):
            height = values[index] * 150 / highest
            drawing.add(Rect(52 + 55 * index, base, 34, height, fillColor=fill))
            base += height
        drawing.add(String(58 + 55 * index, 8, str(year), fontName="body", fontSize=7.5))
    return drawing


def _time_line(words: Words, section: Section) -> Drawing:
    drawing = Drawing(480, 90)
    for index, year in enumerate(YEARS):
        drawing.add(Line(174 + 38 * index, 0, 174 + 38 * index, 76, strokeColor=colors.lightgrey))
        drawing.add(String(176 + 38 * index, 80, str(year), fontName="body", fontSize=7.5))
    for index, (name, span) in enumerate(zip(words.activities, section.spans, strict=True)):
        y = 64 - 14 * index
        drawing.add(String(0, y, name, fontName="body", fontSize=7.5))
        drawing.add(Rect(174 + 38 * span[0], y, 38 * (span[1] - span[0]), 8, fillColor=FILLS[0]))
    return drawing


def _foot(canvas: Canvas, _document: SimpleDocTemplate) -> None:
    canvas.setFont("body", 7.75)
    canvas.drawCentredString(A4[0] / 2, 30, f"CCM/MSP/2026/WP.3 — {canvas.getPageNumber()}")


main()
