"""What one line of a snapshot may be: a JSON object within bounds, without personal data.

The caller redacts records for their receiver and masks small counts; the list of names here is only
a last net that works the same on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ccmdesk.bundle import strict_json
from ccmdesk.bundle.limits import MIB

MAX_LINE = MIB

PERSONAL_FIELDS = (
    "birth_date",
    "casualty_name",
    "date_of_birth",
    "medical_record",
    "national_id",
    "passport_number",
    "survivor_name",
    "victim_name",
)
_PERSONAL = {f'"{field}":'.encode("ascii"): field for field in PERSONAL_FIELDS}
"""How such a field is spelled; a text cannot match, as its quotation marks would be escaped."""


class PersonalDataError(ValueError):
    """A record has a field that names a person; *field* says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def require_record(line: bytes) -> None:
    """Raise NotStrictError or PersonalDataError unless *line*, without line end, is a record."""
    if len(line) > MAX_LINE:
        raise strict_json.NotStrictError("line too long")
    if not isinstance(strict_json.parse(line), dict):
        raise strict_json.NotStrictError("not an object")
    for spelling, field in _PERSONAL.items():
        if spelling in line:
            raise PersonalDataError(field)


def lines_of(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a file read in chunks, without their line ends.

    Raises NotStrictError on a line longer than 1 MiB and on a last line that is not ended.
    """
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        if len(rest) > MAX_LINE:
            raise strict_json.NotStrictError("line too long")
    if rest:
        raise strict_json.NotStrictError("last line not ended")
