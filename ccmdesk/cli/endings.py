"""What kind of file a command writes: what the ending of its name says."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from ccmdesk.actions.chosen_file import refuse_folder
from ccmdesk.db.place import refuse_plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_

Endings = Mapping[str, tuple[str, ...]]
"""Each format with the endings of its files, the usual one first."""

PAPER: Endings = MappingProxyType({"pdf": (".pdf",), "docx": (".docx",)})
PDF: Endings = MappingProxyType({"pdf": (".pdf",)})
WORKBOOK: Endings = MappingProxyType({"xlsx": (".xlsx",)})
TRANSLATION: Endings = MappingProxyType(
    {"xliff2": (".xlf", ".xliff"), "xliff12": (".xlf", ".xliff"), "docx": (".docx",)}
)


def chosen_format(out: str, *, formats: Endings, stated: str | None = None) -> str:
    """Return the format that is *stated*, else the first one of the ending of *out*.

    Raises Problem, before work begins, for an ending that is none of *formats* or of another one.
    """
    ending = Path(out).suffix.casefold()
    fitting = [name for name, endings in formats.items() if ending in endings]
    if not fitting:
        _refuse_taken(Path(out))
        known = dict.fromkeys(one for endings in formats.values() for one in endings)
        said = N_("{file} does not end as such a file does. Let its name end with {endings}.")
        raise Problem(said, file=out, endings=" / ".join(known))
    if stated is not None and stated not in fitting:
        said = N_(
            "{file} would be a file of another kind than its ending says. Leave out --format"
            " {format}, or let the name end with {ending}."
        )
        raise Problem(said, file=out, format=stated, ending=formats[stated][0])
    return stated or fitting[0]


def _refuse_taken(path: Path) -> None:
    """Raise Problem when *path* is a folder or a plan, which is to be said first."""
    with suppress(OSError):  # no file has such a name
        refuse_folder(path)
        refuse_plan(path)
