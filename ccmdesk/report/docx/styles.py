"""The styles of a paper: what the PDF sets, under the names that Word knows where it has any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.lang.scripts import is_rtl, script_of
from ccmdesk.report.docx.element import Node, flag, node, properties, root, twips, value
from ccmdesk.report.docx.faces import HAN, LATIN, complex_font, slot_of, tag_of
from ccmdesk.report.docx.grid import ground, rule
from ccmdesk.report.docx.looks import BANNER_GROUND, NAVY, RULE, colour_of
from ccmdesk.report.pdf.styles import Role, Styles

_ARABIC = 1.1
"""Arabic letters are set larger: at the size of Latin ones those of Arial are small."""

_FIRST = "Normal"
_NEUTRAL = "en"
"""The language of Latin names in a paper that is not written in Latin letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """A style of paragraphs; spaces are points. Names in lower case are Word's own."""

    id: str
    name: str
    role: Role
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    level: int | None = None


_BODY, _CELL, _LOWEST = Role.BODY, Role.CELL, Role.HEADING_3
_LOOKS = (
    _Look(id="BodyText", name="Body Text", role=_BODY, before=6),
    _Look(id="Lead", name="Lead", role=Role.LEAD, before=10),
    _Look(id="Note", name="Note", role=Role.NOTE, before=5),
    _Look(id="Small", name="Small Print", role=Role.SMALL, before=3),
    _Look(id="ListItem", name="List Item", role=_BODY, before=3),
    _Look(id="Title", name="Title", role=Role.TITLE, bold=True, before=14, keep=True),
    _Look(id="Subtitle", name="Subtitle", role=Role.SUBTITLE, before=2, after=4, keep=True),
    _Look(id="Organisation", name="Organisation", role=Role.ORGANISATION, bold=True),
    _Look(id="Symbol", name="Document Symbol", role=Role.SYMBOL, bold=True),
    _Look(id="Masthead", name="Masthead", role=Role.MASTHEAD),
    _Look(id="Caption", name="caption", role=Role.CAPTION, bold=True, before=8, after=3, keep=True),
    _Look(id="TableText", name="Table Text", role=_CELL),
    _Look(id="TableHead", name="Table Head", role=_CELL, bold=True, keep=True),
    _Look(id="TableTotal", name="Table Total", role=_CELL, bold=True),
    _Look(id="FigureLabel", name="Key Figure Label", role=Role.FIGURE_LABEL),
    _Look(id="FigureValue", name="Key Figure", role=Role.FIGURE, bold=True),
    _Look(id="FigureValueLong", name="Key Figure Long", role=Role.FIGURE_LONG, bold=True),
    _Look(id="FigureNote", name="Key Figure Note", role=Role.FIGURE_NOTE),
    _Look(id="Picture", name="Picture", role=_BODY, after=6),
    _Look(id="TOCHeading", name="TOC Heading", role=_LOWEST, bold=True, before=14, keep=True),
    _Look(id="TOC1", name="toc 1", role=_BODY, before=1),
    _Look(id="TOC2", name="toc 2", role=_BODY, before=1),
    _Look(id="TOC3", name="toc 3", role=_BODY, before=1),
    _Look(id="FootnoteText", name="footnote text", role=Role.SMALL),
)
_HEADINGS = ((1, Role.HEADING_1, 20.0), (2, Role.HEADING_2, 14.0), (3, Role.HEADING_3, 10.0))


def letter_scale(language: str) -> float:
    """Return how much larger than in the PDF the letters of *language* are."""
    return _ARABIC if script_of(language) == "Arab" else 1.0


def styles_part(styles: Styles) -> Node:
    """Return the part; sizes, weights and spaces follow the PDF in the same language."""
    looks = [*_LOOKS, *_headings()]
    return root(
        "w:styles",
        _defaults(styles.language),
        _normal(styles),
        *(_style(styles, look) for look in looks),
        *_running(styles),
        _spacer(),
        *_characters(),
    )


def _headings() -> Iterator[_Look]:
    """Yield headings, and their likes in the second language, which no contents list names."""
    for level, role, before in _HEADINGS:
        own, name = f"Heading{level}", f"heading {level}"
        yield _Look(
            id=own, name=name, role=role, bold=True, before=before, after=3, keep=True,
            level=level - 1,
        )  # fmt: skip
        yield _Look(
            id=f"Beside{level}", name=f"Heading {level} Beside", role=role, bold=True,
            before=before, after=3, keep=True,
        )  # fmt: skip


def _defaults(language: str) -> Node:
    """Return fonts and languages of all text; the paper's own goes into its slot of the three."""
    fonts = {
        "w:ascii": LATIN,
        "w:hAnsi": LATIN,
        "w:eastAsia": HAN,
        "w:cs": complex_font(language),
    }
    tags = {"w:val": tag_of(_NEUTRAL), "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"}
    tags[slot_of(language)] = tag_of(language)
    look = node("w:rPr", node("w:rFonts", attributes=fonts), node("w:lang", attributes=tags))
    return node("w:docDefaults", node("w:rPrDefault", look), node("w:pPrDefault"))


def _normal(styles: Styles) -> Node:
    body = styles.of(_BODY)
    lines = properties(
        "w:pPr",
        flag("w:widowControl"),
        flag("w:bidi") if is_rtl(styles.language) else None,
        _spacing(0, 0, body.leading),
    )
    return _named(_FIRST, _FIRST, lines, _type(styles, _BODY))


def _style(styles: Styles, look: _Look) -> Node:
    lines = node(
        "w:pPr",
        flag("w:keepNext") if look.keep else None,
        flag("w:keepLines") if look.keep else None,
        _spacing(look.before, look.after, styles.of(look.role).leading),
        None if look.level is None else value("w:outlineLvl", look.level),
    )
    return _named(look.id, look.name, lines, _type(styles, look.role, bold=look.bold))


def _running(styles: Styles) -> Iterator[Node]:
    """Yield head, foot and banner of every page."""
    leading = styles.of(Role.RUNNING).leading
    for name, place, before in (("Header", "bottom", 12.0), ("Footer", "top", 0.0)):
        line = rule(place, RULE, points=0.5)
        line.set("w:space", "2")
        lines = node("w:pPr", node("w:pBdr", line), _spacing(before, 0, leading))
        yield _named(name, name.lower(), lines, _type(styles, Role.RUNNING))
    banner = node("w:pPr", ground(BANNER_GROUND), _spacing(0, 0, leading), value("w:jc", "center"))
    type_ = _type(styles, Role.BANNER, bold=True)
    yield _named("Banner", "Banner", banner, type_)


def _spacer() -> Node:
    narrow = node("w:spacing", attributes={"w:line": "80", "w:lineRule": "exact"})
    type_ = node("w:rPr", value("w:sz", 4), value("w:szCs", 4))
    return _named("Spacer", "Spacer", node("w:pPr", narrow), type_)


def _characters() -> Iterator[Node]:
    """Yield the looks of links and of the marks of footnotes."""
    raised = node("w:rPr", value("w:vertAlign", "superscript"))
    link = node("w:rPr", value("w:color", NAVY))
    for id_, name, look in (
        ("FootnoteReference", "footnote reference", raised),
        ("Hyperlink", "Hyperlink", link),
    ):
        yield node(
            "w:style", value("w:name", name), look,
            attributes={"w:type": "character", "w:styleId": id_},
        )  # fmt: skip


def _named(id_: str, name: str, *parts: Node | None) -> Node:
    """Return a style of paragraphs; all but the first are based on that."""
    kind = {"w:type": "paragraph", "w:styleId": id_}
    is_first = id_ == _FIRST
    return node(
        "w:style",
        value("w:name", name),
        None if is_first else value("w:basedOn", _FIRST),
        flag("w:qFormat"),
        *parts,
        attributes=kind | ({"w:default": "1"} if is_first else {}),
    )


def _spacing(before: float, after: float, leading: float) -> Node:
    """Return spaces and the least distance of lines; marks that are taller push them apart."""
    lengths = {"w:before": before, "w:after": after, "w:line": leading}
    amounts = {name: str(twips(points)) for name, points in lengths.items()}
    return node("w:spacing", attributes=amounts | {"w:lineRule": "atLeast"})


def _type(styles: Styles, role: Role, *, bold: bool = False) -> Node:
    style = styles.of(role)
    scale = _ARABIC if complex_font(styles.language) == LATIN else 1.0
    return node(
        "w:rPr",
        *((flag("w:b"), flag("w:bCs")) if bold else ()),
        value("w:color", colour_of(style.colour)),
        value("w:sz", round(2 * style.size)),
        value("w:szCs", round(2 * style.size * scale)),
    )
