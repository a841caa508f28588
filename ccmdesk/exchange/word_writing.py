"""Paragraphs and runs of a Word file, in the direction and the font of their language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ccmdesk.exchange.xml_text import escaped
from ccmdesk.lang.scripts import is_rtl, script_of

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LATIN, HAN = "Arial", "Microsoft YaHei"
_COMPLEX: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("Laoo", "Khmr", "Thai"), "Leelawadee UI")
)
"""Fonts of scripts Arial has no letters of; every Windows brings them."""

_COMPLEX_SCRIPTS = frozenset({"Arab", "Hebr", "Syrc", "Thaa", *_COMPLEX})
_LETTER = "A-Za-z\u00c0-\u024f"
_FROM_THE_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LATIN = re.compile(f"[{_LETTER}](?:[^{_FROM_THE_RIGHT}\t]*[{_LETTER}0-9])?")
"""Latin words with what stands between them."""

_BODY_SIZE = 20
_SMALL_SIZE = 15

STYLES = (
    f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{HAN}" w:cs="{LATIN}"/>'
    f'<w:sz w:val="{_BODY_SIZE}"/><w:szCs w:val="{_BODY_SIZE + 2}"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="20" w:after="40"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title">'
    '<w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr>'
    '<w:rPr><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="34"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Context"><w:name w:val="Context"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="20"/></w:pPr>'
    f'<w:rPr><w:color w:val="4A5560"/><w:sz w:val="{_SMALL_SIZE}"/>'
    f'<w:szCs w:val="{_SMALL_SIZE + 2}"/></w:rPr></w:style></w:styles>'
)
"""Body, title and small print; sizes are in half points, those of Arabic a little larger."""


def paragraphs(text: str, language: str) -> str:
    """Return an author's text: each of its lines is a paragraph."""
    return "".join(paragraph(line, language) for line in text.split("\n"))


def paragraph(text: str, language: str, *, style: str = "", bold: bool = False) -> str:
    """Return one paragraph; tabulators of the text stay tabulators."""
    rtl = is_rtl(language)
    about = _marks({"pStyle": style or None, "bidi": rtl})
    runs = "".join(_runs(text, language, bold=bold)) if text else ""
    return f"<w:p><w:pPr>{about}</w:pPr>{runs}</w:p>"


def code(text: str) -> str:
    """Return a paragraph with a key in small letters that no spelling checker looks at."""
    about = '<w:pPr><w:pStyle w:val="Context"/></w:pPr>'
    font = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:noProof/>'
    return f"<w:p>{about}<w:r><w:rPr>{font}</w:rPr><w:t>{escaped(text)}</w:t></w:r></w:p>"


def _runs(text: str, language: str, *, bold: bool) -> Iterator[str]:
    for part, rtl in _parts(text, rtl=is_rtl(language)):
        about = _run_properties(language, bold=bold, rtl=rtl)
        for place, piece in enumerate(part.split("\t")):
            if place:
                yield f"<w:r>{about}<w:tab/></w:r>"
            if piece:
                yield f'<w:r>{about}<w:t xml:space="preserve">{escaped(piece)}</w:t></w:r>'


def _parts(text: str, *, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether each runs from the right: Latin words never do."""
    start = 0
    for found in _LATIN.finditer(text) if rtl else ():
        if found.start() > start:
            yield text[start : found.start()], True
        yield found.group(), False
        start = found.end()
    if start < len(text):
        yield text[start:], rtl


def _run_properties(language: str, *, bold: bool, rtl: bool) -> str:
    """Word wants these in this order."""
    script = script_of(language)
    fonts = f'<w:rFonts w:cs="{_COMPLEX[script]}"/>' if script in _COMPLEX else ""
    weight = _marks({"b": bold, "bCs": bold})
    direction = _marks({"rtl": rtl})
    slot = "bidi" if script in _COMPLEX_SCRIPTS else "eastAsia" if script == "Hans" else "val"
    return f'<w:rPr>{fonts}{weight}{direction}<w:lang w:{slot}="{language}"/></w:rPr>'


def _marks(properties: Mapping[str, object]) -> str:
    """Return an empty element for each property that is set, in the order given."""
    return "".join(
        f"<w:{name}/>" if value is True else f'<w:{name} w:val="{value}"/>'
        for name, value in properties.items()
        if value is not None and value is not False
    )
