"""How large a package and its parts may be before reading stops."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes unless said otherwise; the writer keeps to the limits of the reader.

    *records*, *record_bytes* and *values* (fields and list items) count all record kinds together,
    so that reading every line stays a matter of seconds; *values* is for the reader alone, since
    no real plan comes near it. *changes*, *change_bytes* and *change_values* are the
    same for a whole history. *ratio* is expanded to packed size of one member larger than 1 MiB:
    an ordinary package is about 6.5 : 1, a run of zeros 1,028 : 1.
    """

    package: int = 512 * MIB
    expanded: int = 2048 * MIB
    members: int = 10_000
    ratio: int = 100
    ratio_from: int = MIB
    text_member: int = MIB
    manifest: int = 4 * MIB
    records: int = 200_000
    record_bytes: int = 128 * MIB
    changes: int = 2_000_000
    change_bytes: int = 1024 * MIB
    values: int = 8_000_000
    change_values: int = 40_000_000


LIMITS = Limits()
