"""Child process: builds the paper with WeasyPrint, from HTML with charts in SVG, and ends."""

from __future__ import annotations

import os
import tempfile
import warnings
from html import escape
from pathlib import Path

from pdf_content import FONTS, NUMBER_COLUMNS, WIDTHS, YEARS, Section, Words, asked

FILES = Path(__file__).parents[1] / "resources" / "fonts"
FILLS = ("#21578f", "#cc7314", "white")
NO_FONTS = '<?xml version="1.0"?><fontconfig><cachedir>{folder}</cachedir></fontconfig>'
"""Fonts of the system are not looked at, as by the other engines."""

STYLE = """
{faces}
@page {{ size: A4; margin: 64pt 56pt 62pt;
  @bottom-center {{ content: "CCM/MSP/2026/WP.3 — " counter(page); font: 7.75pt body; }} }}
body {{ font: 9.75pt/1.35 body, Noto; }}
h1 {{ font-size: 14pt; }} h2 {{ font-size: 11.5pt; }}
table {{ border-collapse: collapse; font-size: 8pt; table-layout: fixed; width: 483pt; }}
td, th {{ border-bottom: 0.4pt solid #bebebe; padding: 2.5pt 3.5pt; text-align: start;
  vertical-align: top; }}
td.n, th.n {{ text-align: right; }}
svg {{ display: block; }} text {{ font: 7.5px body, Noto; }}
"""


def main() -> None:
    ask = asked()
    parts = [f"<h1>{escape(ask.words.title)}</h1>"]
    for number, section in enumerate(ask.sections):
        parts.append(f"<h2>{escape(section.heading)}</h2>")
        items = "".join(f"<li>{escape(text)}</li>" for text in section.paragraphs)
        parts.append(f"<ol>{items}</ol>")
        parts.append(_bars(section) if number % 2 else _time_line(ask.words, section))
        parts.append(_table(ask.words, section))
    way = "rtl" if ask.language == "ar" else "ltr"
    page = (
        f'<html lang="{ask.language}" dir="{way}"><head><title>{escape(ask.words.title)}</title>'
        f"<style>{_style(ask.language)}</style></head><body>{''.join(parts)}</body></html>"
    )
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "fonts.conf")
        config.write_text(NO_FONTS.format(folder=folder))
        os.environ["FONTCONFIG_FILE"] = str(config)
        warnings.filterwarnings("ignore", message="No fonts configured")
        from weasyprint import HTML  # noqa: PLC0415 - it reads that file when it is imported

        HTML(string=page).write_pdf(ask.out)


def _style(language: str) -> str:
    files = {"body": FONTS[language][0], "Noto": "NotoSans"}
    faces = [
        f"@font-face {{ font-family: {name}; font-weight: {weight};"
        f" src: url({(FILES / f'{stem}-{file}.ttf').as_uri()}); }}"
        for name, stem in files.items()
        for weight, file in (("normal", "Regular"), ("bold", "Bold"))
    ]
    return STYLE.format(faces="\n".join(faces))


def _table(words: Words, section: Section) -> str:
    columns = "".join(f'<col style="width: {width}pt">' for width in WIDTHS)
    head = _row(words.columns, "th")
    rows = "".join(_row(row, "td") for row in section.rows)
    return f"<table>{columns}<thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(texts: tuple[str, ...], tag: str) -> str:
    cells = (
        f"<{tag}{' class=n' if index in NUMBER_COLUMNS else ''}>{escape(text)}</{tag}>"
        for index, text in enumerate(texts)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _bars(section: Section) -> str:
    highest = max(sum(column) for column in zip(*section.values, strict=True))
    shapes = []
    for step in range(6):
        y = 160 - 30 * step
        shapes.append(f'<path d="M40 {y}H480" stroke="gray" stroke-width="0.4"/>')
        shapes.append(_label(4, y + 2, f"{highest * step // 5:,}"))
    for index, year in enumerate(YEARS):
        base = 160.0
        for values, fill in zip(section.values, FILLS, strict=True):
            height = values[index] * 150 / highest
            base -= height
            shapes.append(_rect(52 + 55 * index, base, 34, height, fill))
        shapes.append(_label(58 + 55 * index, 172, str(year)))
    return _figure(shapes, 180)


def _time_line(words: Words, section: Section) -> str:
    shapes = []
    for index, year in enumerate(YEARS):
        x = 174 + 38 * index
        shapes.append(f'<path d="M{x} 12V88" stroke="gray" stroke-width="0.4"/>')
        shapes.append(_label(x + 2, 9, str(year)))
    for index, (name, span) in enumerate(zip(words.activities, section.spans, strict=True)):
        y = 16 + 14 * index
        shapes.append(_label(0, y + 7, name))
        shapes.append(_rect(174 + 38 * span[0], y, 38 * (span[1] - span[0]), 8, FILLS[0]))
    return _figure(shapes, 90)


def _figure(shapes: list[str], height: int) -> str:
    size = f'width="480pt" height="{height}pt" viewBox="0 0 480 {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(shapes)}</svg>'


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    place = f'x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"'
    return f'<rect {place} fill="{fill}" stroke="black" stroke-width="0.5"/>'


def _label(x: float, y: float, text: str) -> str:
    return f'<text x="{x}" y="{y}">{escape(text)}</text>'


main()
