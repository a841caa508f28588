"""XLIFF 1.2 (OASIS Standard of 1 February 2008): writes texts to translate, reads them back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ccmdesk.exchange.translation_file import Outgoing, Returned, Unit, short_text
from ccmdesk.exchange.xliff_inline import CHARACTER, NotText, own_children, part_text
from ccmdesk.exchange.xliff_notes import notes_of
from ccmdesk.exchange.xml_pieces import Piece
from ccmdesk.exchange.xml_text import attributes, escaped, split_outside
from ccmdesk.rules.translations import LanguagePair, TextState

_CORE = "urn:oasis:names:tc:xliff:document:1.2"
_WAS = "was:"
_DONE = frozenset({"translated", "signed-off", "final"})
_STATES = {
    TextState.MISSING: "new",
    TextState.OUT_OF_DATE: "needs-review-translation",
    TextState.UP_TO_DATE: "translated",
}


def write_xliff12(out: BinaryIO, outgoing: Outgoing) -> None:
    """Write one file for one pair of languages."""
    out.write("".join(_lines(outgoing)).encode())


def read_trans_unit(piece: Piece, pair: LanguagePair) -> Returned:
    """Return what one ``trans-unit`` says."""
    unit = piece.element
    source, target, fault = "", "", None
    try:
        source = part_text(unit, "source") or ""
        target = part_text(unit, "target") or ""
    except NotText as error:
        fault = error.message
    states = [each.get("state") for each in own_children(unit) if each.tag.endswith("}target")]
    extra = unit.get("extradata", "")
    return Returned(
        key=unit.get("id", ""),
        pair=pair,
        source=source,
        target=target,
        was=extra.removeprefix(_WAS) if extra.startswith(_WAS) else None,
        done=unit.get("approved") == "yes" or any(state in _DONE for state in states),
        where=piece.line,
        fault=fault,
    )


def _lines(outgoing: Outgoing) -> Iterator[str]:
    pair = outgoing.pair
    about = {
        "original": outgoing.title,
        "source-language": pair.source,
        "target-language": pair.target,
        "datatype": "plaintext",
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<xliff{attributes({'xmlns': _CORE, 'version': '1.2'})}>\n"
    yield f"<file{attributes(about)}>\n<body>\n"
    for unit in outgoing.units:
        yield _unit(unit, outgoing)
    yield "</body>\n</file>\n</xliff>\n"


def _unit(unit: Unit, outgoing: Outgoing) -> str:
    limit = {} if unit.longest is None else {"maxwidth": unit.longest, "size-unit": "char"}
    about = {
        "id": unit.key,
        "resname": f"{unit.record} · {unit.field}",
        "approved": "yes" if unit.state is TextState.UP_TO_DATE else "no",
        "xml:space": "preserve",
        "extradata": _WAS + short_text(unit.target),
        **limit,
    }
    state = attributes({"state": _STATES[unit.state]})
    target = f"<target{state}>{_inline(unit.target)}</target>\n" if unit.target else ""
    notes = "".join(
        f"<note{attributes({'from': category})}>{escaped(text)}</note>\n"
        for category, text in notes_of(unit, outgoing.lang)
    )
    return (
        f"<trans-unit{attributes(about)}>\n<source>{_inline(unit.source)}</source>\n"
        f"{target}{notes}</trans-unit>\n"
    )


def _inline(text: str) -> str:
    """Write a text; a character that XML cannot hold as a placeholder that names its number."""
    return "".join(
        escaped(held) + (_placeholder(number, outside) if outside else "")
        for number, (held, outside) in enumerate(split_outside(text), start=1)
    )


def _placeholder(number: int, letter: str) -> str:
    return f"<x{attributes({'id': number, 'ctype': f'{CHARACTER}{ord(letter):04X}'})}/>"
