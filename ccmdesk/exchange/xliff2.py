"""XLIFF 2.0 (OASIS Standard of 5 August 2014): writes texts to translate, reads them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO
from xml.etree.ElementTree import Element  # a type; bytes are read by bounded expat  # nosec B405

from ccmdesk.exchange.translation_file import Outgoing, Returned, Unit, short_text
from ccmdesk.exchange.xliff_inline import NotText, own_children, part_text
from ccmdesk.exchange.xliff_notes import notes_of
from ccmdesk.exchange.xml_pieces import Piece
from ccmdesk.exchange.xml_text import attributes, escaped, split_outside
from ccmdesk.rules.translations import LanguagePair, TextState

OWN = "urn:ccmdesk:translation"
_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_DONE = frozenset({"translated", "reviewed", "final"})
_STATES = {
    TextState.MISSING: {"state": "initial"},
    TextState.OUT_OF_DATE: {"state": "initial", "subState": "ccmdesk:out-of-date"},
    TextState.UP_TO_DATE: {"state": "translated"},
}


def write_xliff2(out: BinaryIO, outgoing: Outgoing) -> None:
    """Write one file for one pair of languages."""
    out.write("".join(_lines(outgoing)).encode())


def read_unit(piece: Piece, pair: LanguagePair) -> Returned:
    """Return what one ``unit`` says; its segments are one text again."""
    unit = piece.element
    segments = [each for each in own_children(unit) if _local(each) in {"segment", "ignorable"}]
    source, target, fault = "", "", None
    try:
        source = "".join(part_text(each, "source") or "" for each in segments)
        target = _target(segments)
    except NotText as error:
        fault = error.message
    states = [each.get("state") for each in segments if _local(each) == "segment"]
    return Returned(
        key=unit.get("id", ""),
        pair=pair,
        source=source,
        target=target,
        was=unit.get(f"{{{OWN}}}was"),
        done=bool(states) and all(state in _DONE for state in states),
        where=piece.line,
        fault=fault,
    )


def _target(segments: Sequence[Element]) -> str:
    """Return the translation of all segments, in the order the translator gave them.

    What stands between two segments is taken over when nobody translated it. A text that is
    translated in part only is not translated.
    """
    texts: list[tuple[int, str]] = []
    for place, segment in enumerate(segments, start=1):
        text = part_text(segment, "target")
        if _local(segment) == "ignorable":
            text = text if text is not None else part_text(segment, "source")
        elif not text and (part_text(segment, "source") or "").strip():
            return ""
        target = next((each for each in own_children(segment) if _local(each) == "target"), None)
        order = "" if target is None else target.get("order", "")
        texts.append((int(order) if order.isdecimal() else place, text or ""))
    return "".join(text for _, text in sorted(texts, key=lambda each: each[0]))


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _lines(outgoing: Outgoing) -> Iterator[str]:
    pair = outgoing.pair
    root = {
        "xmlns": _CORE,
        "xmlns:slr": _SIZES,
        "xmlns:own": OWN,
        "version": "2.0",
        "srcLang": pair.source,
        "trgLang": pair.target,
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<xliff{attributes(root)}>\n"
    yield f"<file{attributes({'id': 'plan', 'original': outgoing.title})}>\n"
    yield '<slr:profiles generalProfile="xliff:codepoints"/>\n'
    for unit in outgoing.units:
        yield _unit(unit, outgoing)
    yield "</file>\n</xliff>\n"


def _unit(unit: Unit, outgoing: Outgoing) -> str:
    about = {
        "id": unit.key,
        "name": f"{unit.record} · {unit.field}",
        "xml:space": "preserve",
        "slr:sizeRestriction": unit.longest,
        "own:was": short_text(unit.target),
    }
    notes = "".join(
        f"<note{attributes({'category': category})}>{escaped(text)}</note>"
        for category, text in notes_of(unit, outgoing.lang)
    )
    target = f"<target>{_inline(unit.target)}</target>" if unit.target else ""
    return (
        f"<unit{attributes(about)}>\n<notes>{notes}</notes>\n"
        f"<segment{attributes(_STATES[unit.state])}>\n"
        f"<source>{_inline(unit.source)}</source>{target}\n</segment>\n</unit>\n"
    )


def _inline(text: str) -> str:
    """Write a text; a character that XML cannot hold as the ``cp`` the standard has for it."""
    return "".join(
        escaped(held) + (f'<cp hex="{ord(outside):04X}"/>' if outside else "")
        for held, outside in split_outside(text)
    )
