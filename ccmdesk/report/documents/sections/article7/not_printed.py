"""The fields of a report its paper leaves out, each with its reason; a test holds it to that."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.model.edition import TransparencyReport

_STATES = "the cover page says of each form whether it has changed, not which letters were typed"

NOT_PRINTED: Mapping[tuple[type, str], str] = MappingProxyType(
    {
        (TransparencyReport, "form_version"): "title and version of the forms used are printed",
        (TransparencyReport, "changed_forms"): _STATES,
        (TransparencyReport, "not_applicable_forms"): _STATES,
    }
)
"""What the other records print is chosen by the forms in use, which are data."""
