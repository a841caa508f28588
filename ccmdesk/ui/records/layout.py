"""Where each field stands on its form, decided by hand: the most important ones first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ccmdesk.model.edition import Edition
from ccmdesk.model.evidence import Attachment
from ccmdesk.model.plan import Plan
from ccmdesk.ui.records.form_group import Group
from ccmdesk.ui.records.layout_facts import FACT_FORMS
from ccmdesk.ui.records.layout_plans import PLAN_FORMS

FORMS: Mapping[type, tuple[Group, ...]] = MappingProxyType({**PLAN_FORMS, **FACT_FORMS})
"""Every kind has its form; a test holds every field to one place."""

_BY_PROGRAM = (
    "Written by the program when the submission is packed; typing it would make it untrue."
)
_ACT = "Written when somebody approves; typing it would make the approval untrue."
_OF_FILE = "Read from the file when it is attached; typing it would make it untrue."

NOT_ON_FORM: Mapping[tuple[type, str], str] = MappingProxyType(
    {
        (Edition, "check_code"): _BY_PROGRAM,
        (Edition, "manifest_code"): _BY_PROGRAM,
        (Edition, "packs"): _BY_PROGRAM,
        (Edition, "missing"): _BY_PROGRAM,
        **{
            (Edition, name): _ACT
            for name in (
                "approval",
                "approved_by",
                "approved_role",
                "approved_office",
                "approved_on",
                "approved_code",
                "masked_below",
            )
        },
        (Plan, "approved_code"): _ACT,
        (Attachment, "media_type"): _OF_FILE,
        (Attachment, "size_bytes"): _OF_FILE,
        (Attachment, "sha256"): _OF_FILE,
    }
)
"""Fields without a place on a form, with the reason, for those who build."""


def fields_on_form(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of *kind* in reading order."""
    return tuple(name for group in FORMS[kind] for row in group.rows for name in row)
