"""A Word table for translators without tools: number, source, translation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ccmdesk.exchange.translation_file import Outgoing, Unit, short_key, short_text
from ccmdesk.exchange.word_package import write_package
from ccmdesk.exchange.word_writing import NAMESPACE, STYLES, code, paragraph, paragraphs
from ccmdesk.exchange.xliff_notes import limit_words
from ccmdesk.lang.lang import Lang
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.translations import TextState

WIDTHS = (2800, 5950, 5950)
"""In twentieths of a point: A4 on its side, less the margins."""

_HEAD_SHADE, _READ_SHADE = "D9E2EC", "F3F5F7"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_INSTRUCTIONS = (
    N_("Write the translation of each text into the last column, beside its source."),
    N_("Do not change the first two columns, and do not delete, divide or join rows."),
    N_("Leave the last column empty where you have no translation; the text can follow later."),
    N_("Numbers, codes and names of places stay as they are unless your language writes them so."),
    N_("Save the file in the format DOCX, whatever your program offers, and send it back."),
)


def write_word_table(out: BinaryIO, outgoing: Outgoing) -> None:
    """Write one file for one pair of languages."""
    body = "".join((*_top(outgoing), *_table(outgoing), _section(rtl=outgoing.lang.rtl)))
    document = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
    settings = (
        f'<w:settings xmlns:w="{NAMESPACE}"><w:defaultTabStop w:val="720"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
    write_package(out, document=document, styles=STYLES, settings=settings)


def _top(outgoing: Outgoing) -> Iterator[str]:
    lang = outgoing.lang
    title = lang(N_("To be translated: {title}"), title=outgoing.title)
    yield paragraph(title, lang.code, style="Title")
    for number, sentence in enumerate(_INSTRUCTIONS, start=1):
        said = lang(C_("list", "{number}. {text}"), number=str(number), text=lang(sentence))
        yield paragraph(said, lang.code)


def _table(outgoing: Outgoing) -> Iterator[str]:
    lang, pair = outgoing.lang, outgoing.pair
    edges = "".join(f'<w:{s} w:val="single" w:sz="4" w:color="7D8996"/>' for s in _SIDES)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    yield "<w:p/><w:tbl><w:tblPr>"
    yield "<w:bidiVisual/>" if lang.rtl else ""
    yield f'<w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
    yield f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    heads = (
        lang(C_("translation", "Number and key")),
        lang(C_("translation", "Source ({code})"), code=pair.source),
        lang(C_("translation", "Translation ({code})"), code=f"{pair.source} → {pair.target}"),
    )
    cells = (paragraph(head, lang.code, bold=True) for head in heads)
    yield _row([(cell, _HEAD_SHADE) for cell in cells], head=True)
    for number, unit in enumerate(outgoing.units, start=1):
        place = f"{number}/{len(outgoing.units)}"
        yield _row(
            [
                ("".join(_about(place, unit, lang)), _READ_SHADE),
                (paragraphs(unit.source, pair.source), _READ_SHADE),
                (paragraphs(unit.target, pair.target), ""),
            ]
        )
    yield "</w:tbl><w:p/>"


def _about(place: str, unit: Unit, lang: Lang) -> Iterator[str]:
    """Yield the first cell: the number of how many, where it stands in small print, its key."""
    yield paragraph(place, lang.code, bold=True)
    yield paragraph(unit.record, lang.code, style="Context")
    yield paragraph(unit.field, lang.code, style="Context", bold=True)
    if unit.help:
        yield paragraph(unit.help, lang.code, style="Context")
    if unit.longest is not None:
        yield paragraph(limit_words(unit, lang), lang.code, style="Context")
    if unit.state is TextState.OUT_OF_DATE:
        said = lang(N_("The source was changed after this was translated. Check it."))
        yield paragraph(said, lang.code, style="Context", bold=True)
    was = short_text(unit.target)
    yield code(f"{short_key(unit.key)}-{was}" if was else short_key(unit.key))


def _row(cells: list[tuple[str, str]], *, head: bool = False) -> str:
    about = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_shade(shade)}</w:tcPr>{content}</w:tc>'
        for width, (content, shade) in zip(WIDTHS, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{about}</w:trPr>{filled}</w:tr>"


def _shade(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""


def _section(*, rtl: bool) -> str:
    return (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="900" w:right="1069" w:bottom="900" w:left="1069" w:header="450"'
        f' w:footer="450" w:gutter="0"/>{"<w:bidi/>" if rtl else ""}</w:sectPr>'
    )
