"""Child process: builds the paper with typst, shapes drawn by its own primitives, and ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst
from pdf_content import FONTS, NUMBER_COLUMNS, WIDTHS, YEARS, Section, Words, asked

FILES = Path(__file__).parents[1] / "resources" / "fonts"
FILLS = ('rgb("#21578f")', 'rgb("#cc7314")', "white")
PREAMBLE = """
#set page(paper: "a4", margin: (x: 56pt, top: 64pt, bottom: 62pt), footer: context align(center,
  text(size: 7.75pt, "CCM/MSP/2026/WP.3 — " + counter(page).display())))
#set text(font: {fonts}, size: 9.75pt, lang: "{language}", dir: {direction})
#set table(stroke: (bottom: 0.4pt + luma(190)), inset: (x: 3.5pt, y: 2.5pt),
  align: (x, y) => if x in ({numbers}) {{ right + top }} else {{ start + top }})
#set document(title: {title})
"""


def main() -> None:
    ask = asked()
    language, words, out = ask.language, ask.words, ask.out
    parts = [
        PREAMBLE.format(
            fonts=f"({_text(FONTS[language][1])}, {_text('Noto Sans')})",
            language=language,
            direction="rtl" if language == "ar" else "ltr",
            numbers=", ".join(map(str, sorted(NUMBER_COLUMNS))),
            title=_text(words.title),
        ),
        f"#heading(level: 1, {_text(words.title)})",
    ]
    for number, section in enumerate(ask.sections):
        parts.append(f"#heading(level: 2, {_text(section.heading)})")
        paragraphs = ", ".join(map(_text, section.paragraphs))
        parts.append(f"#enum({paragraphs})")
        parts.append(_bars(section) if number % 2 else _time_line(words, section))
        parts.append(_table(words, section))
    source = "\n".join(parts).encode()
    compile_pdf: Any = typst.compile
    out.write_bytes(compile_pdf(source, font_paths=[str(FILES)], ignore_system_fonts=True))


def _table(words: Words, section: Section) -> str:
    widths = ", ".join(f"{width}pt" for width in WIDTHS)
    head = ", ".join(f"strong({_text(text)})" for text in words.columns)
    cells = ",".join(_text(text) for row in section.rows for text in row)
    return (
        f"#[#set text(size: 8pt)\n#table(columns: ({widths}), table.header({head}), ..({cells}))]"
    )


def _bars(section: Section) -> str:
    highest = max(sum(column) for column in zip(*section.values, strict=True))
    shapes = []
    for step in range(6):
        y = 160 - 30 * step
        shapes.append(f"#place(dx: 40pt, dy: {y}pt, line(length: 440pt, stroke: 0.4pt + gray))")
        shapes.append(_label(4, y - 4, f"{highest * step // 5:,}"))
    for index, year in enumerate(YEARS):
        base = 160.0
        for values, fill in zip(section.values, FILLS, strict=True):
            height = values[index] * 150 / highest
            base -= height
            shapes.append(_rect(52 + 55 * index, base, 34, height, fill))
        shapes.append(_label(58 + 55 * index, 164, str(year)))
    return _figure(shapes, 180)


def _time_line(words: Words, section: Section) -> str:
    shapes = []
    for index, year in enumerate(YEARS):
        x = 174 + 38 * index
        shapes.append(
            f"#place(dx: {x}pt, dy: 12pt, line(angle: 90deg, length: 76pt, stroke: 0.4pt + gray))"
        )
        shapes.append(_label(x + 2, 2, str(year)))
    for index, (name, span) in enumerate(zip(words.activities, section.spans, strict=True)):
        y = 16 + 14 * index
        shapes.append(_label(0, y, name))
        shapes.append(_rect(174 + 38 * span[0], y, 38 * (span[1] - span[0]), 8, FILLS[0]))
    return _figure(shapes, 90)


def _figure(shapes: list[str], height: int) -> str:
    return f"#block(width: 100%, height: {height}pt, breakable: false)[{''.join(shapes)}]"


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    shape = f"rect(width: {width}pt, height: {height}pt, fill: {fill}, stroke: 0.5pt)"
    return f"#place(dx: {x}pt, dy: {y}pt, {shape})"


def _label(x: float, y: float, text: str) -> str:
    return f"#place(dx: {x}pt, dy: {y}pt, text(size: 7.5pt, {_text(text)}))"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


main()
