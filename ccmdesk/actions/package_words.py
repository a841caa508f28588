"""What every package says of itself, for readers with and without this program."""

from __future__ import annotations

from typing import Any

import orjson

from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.codes import StateCode
from ccmdesk.model.facts import fields_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.problem import Problem
from ccmdesk.model.state import StateParty
from ccmdesk.model.words import N_


def country_of(state: StateParty | None) -> StateCode:
    """Return whose plan it is; raises Problem when it has no country yet."""
    if state is None or state.country is None:
        raise Problem(N_("The plan has no country yet. Choose it under Country, then pack."))
    return state.country


def readme() -> str:
    """Return what the package says of itself, in every shipped language, one after the other."""
    paragraphs = []
    for shipped in SHIPPED.values():
        lang = Lang.load(shipped.code)
        lines = (
            lang("This is a plan submitted under the Convention on Cluster Munitions."),
            lang("It was made with ccmdesk. The plan as PDF is in the folder data/human."),
            lang("The records are in data/snapshot, one JSON object on a line."),
            lang("To prove that nothing was changed: unpack it, then type:"),
            "sha256sum -c manifest-sha256.txt",
            lang("To prove that the file itself is whole: the two lines must be equal."),
            "head -c -64 FILE | sha256sum",
            "tail -c 64 FILE",
            lang("To prove who sent it, open it with ccmdesk: ccmdesk verify FILE"),
        )
        paragraphs.append("\n".join((f"[{shipped.name}]", *lines)))
    return "\n\n".join(paragraphs) + "\n"


def schema() -> bytes:
    """Return the list of fields for a reader without ccmdesk, as JSON."""
    kinds = {
        kind.name: {
            field.name: {
                "label": field.spec.label.rpartition("\x04")[2],
                "type": _type_name(field.type),
                **({"unit": field.spec.unit.value} if field.spec.unit else {}),
            }
            for field in fields_of(kind.record)
        }
        for kind in KINDS
    }
    return orjson.dumps({"kinds": kinds, "version": 1}, option=orjson.OPT_SORT_KEYS)


def _type_name(kind: Any) -> str:
    name = getattr(kind, "__name__", None)
    return str(name) if name and name != "tuple" else str(kind).replace("ccmdesk.model.", "")
