"""Sources of figures, files kept with the plan, and terms the country has settled on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded
from ccmdesk.model.facts import Audience, Spec, Visibility
from ccmdesk.model.ids import AttachmentId, SourceId, TermId
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Notes, PartialDate, Texts
from ccmdesk.model.words import C_, N_


class SourceKind(Coded):
    SURVEY = "survey", C_("source kind", "Survey")
    REGISTER = "register", N_("National database or register")
    REPORT = "report", C_("source kind", "Report")
    TREATY = "treaty", N_("Treaty text or decision of a meeting")
    BUDGET = "budget", N_("Budget or agreement")
    OTHER = "other", C_("source kind", "Other source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure comes from; each field can name one."""

    id: SourceId
    code: Annotated[str, Spec(label=N_("Short name"), limits=(0, 60))] = ""
    title: Annotated[Texts, Spec(label=N_("Source"), required=True, limits=(0, 500))] = NO_TEXTS
    kind: Annotated[SourceKind | None, Spec(label=N_("Kind of source"))] = None
    dated: Annotated[PartialDate | None, Spec(label=N_("Date"), required=True)] = None
    publisher: Annotated[str, Spec(label=N_("Publisher"), limits=(0, 300))] = ""
    address: Annotated[str, Spec(label=C_("source", "Web address"), limits=(0, 500))] = ""
    checked: Annotated[
        bool | None,
        Spec(
            label=N_("Opened and checked"),
            help=N_("Whether somebody of this office has read the figure in the source."),
        ),
    ] = None
    remark: Annotated[Texts, Spec(label=N_("Remark"), limits=(0, 2000))] = NO_TEXTS
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept with the plan, named by its content."""

    id: AttachmentId
    title: Annotated[Texts, Spec(label=N_("Title"), required=True, limits=(0, 300))] = NO_TEXTS
    file_name: Annotated[str, Spec(label=N_("File name"), limits=(0, 255))] = ""
    media_type: Annotated[str, Spec(label=N_("Kind of file"), limits=(0, 100))] = ""
    size_bytes: Annotated[int | None, Spec(label=C_("file", "Size"), limits=(0, 10**10))] = None
    sha256: Annotated[str, Spec(label=N_("Check code"), limits=(0, 64))] = ""
    dated: Annotated[dt.date | None, Spec(label=N_("Date"))] = None
    visibility: Annotated[Visibility | None, Spec(label=N_("Who may see it"))] = None
    remark: Annotated[
        str, Spec(label=N_("Internal note"), limits=(0, 4000), audience=Audience.OFFICE)
    ] = ""
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word the country has settled on, in each of its languages."""

    id: TermId
    term: Annotated[Texts, Spec(label=N_("Term"), required=True, limits=(0, 200))] = NO_TEXTS
    meaning: Annotated[Texts, Spec(label=N_("Meaning"), limits=(0, 1000))] = NO_TEXTS
    notes: Notes = NO_NOTES
