"""The text inside ``source`` and ``target``: what translation tools put around it is taken off."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element  # a type; bytes are read by bounded expat  # nosec B405

from ccmdesk.model.words import N_, Message

CHARACTER = "x-cp-"
"""In XLIFF 1.2, the kind of a placeholder that stands for a character XML cannot hold."""

_AROUND = frozenset({"mrk", "pc", "g", "sm", "em"})


class NotText(ValueError):  # noqa: N818 - says what stands there
    """A translation holds what is no text of this program; *message* says what."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


def own_children(element: Element) -> Iterator[Element]:
    """Yield the children that belong to XLIFF itself, not to a tool's extension."""
    space = element.tag.rpartition("}")[0]
    return (child for child in element if child.tag.rpartition("}")[0] == space)


def part_text(element: Element, name: str) -> str | None:
    """Return the text of the child *name*, or None when there is none."""
    parts = [child for child in own_children(element) if child.tag.endswith("}" + name)]
    return inline_text(parts[0]) if parts else None


def inline_text(element: Element) -> str:
    """Return the text inside an element; raises NotText for codes this program never wrote."""
    parts = [element.text or ""]
    for child in element:
        parts.append(_child(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _child(child: Element) -> str:
    name = child.tag.rpartition("}")[2]
    if name in _AROUND:
        return inline_text(child)
    if name == "cp":
        return _character(child.get("hex", ""))
    if name == "x" and child.get("ctype", "").startswith(CHARACTER):
        return _character(child.get("ctype", "").removeprefix(CHARACTER))
    raise NotText(
        Message(
            N_("The text holds codes of a translation tool (“{code}”). Take them out of it."),
            {"code": name},
        )
    )


def _character(number: str) -> str:
    try:
        letter = chr(int(number, 16))
        letter.encode()
    except (ValueError, OverflowError) as error:
        says = N_("The text holds the number of a character that does not exist: {number}.")
        raise NotText(Message(says, {"number": number})) from error
    return letter
