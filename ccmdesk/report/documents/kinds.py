"""The papers that can be written, and which file builds each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from ccmdesk.model.codes import Coded
from ccmdesk.model.words import C_

if TYPE_CHECKING:
    from ccmdesk.report.blocks import Document
    from ccmdesk.report.documents.ask import PaperAsk

    Build = Callable[[PaperAsk], Document]


class DocumentKind(Coded):
    """The papers, by the name the command line and file names use."""

    NEEDS_PLAN = "needs-plan", C_("paper", "Needs and plan")
    EXTENSION_REQUEST = "extension-request", C_("paper", "Extension request")
    DONOR_BRIEF = "donor-brief", C_("paper", "Donor brief")
    CONCEPT_NOTE = "concept-note", C_("paper", "Concept note of a country coalition")
    STATEMENT = "statement", C_("paper", "Statement")
    RESULTS = "results", C_("paper", "Results page")
    CHANGES = "changes", C_("paper", "What changed since the last submission")
    ARTICLE7 = "article7", C_("paper", "Article 7 report")


class PaperFormat(Coded):
    """The files a paper can be written as: one to read, one for the services of a meeting."""

    PDF = "pdf", C_("file format", "PDF, for reading")
    DOCX = "docx", C_("file format", "Word document, for the secretariat")


_MODULES: Mapping[DocumentKind, str] = MappingProxyType(
    {
        DocumentKind.NEEDS_PLAN: "ccmdesk.report.documents.needs_plan",
        DocumentKind.EXTENSION_REQUEST: "ccmdesk.report.documents.extension_request",
        DocumentKind.DONOR_BRIEF: "ccmdesk.report.documents.donor_brief",
        DocumentKind.CONCEPT_NOTE: "ccmdesk.report.documents.concept_note",
        DocumentKind.STATEMENT: "ccmdesk.report.documents.statement",
        DocumentKind.RESULTS: "ccmdesk.report.documents.results",
        DocumentKind.CHANGES: "ccmdesk.report.documents.changes",
        DocumentKind.ARTICLE7: "ccmdesk.report.documents.article7",
    }
)


def builder(kind: DocumentKind) -> Build:
    """Return the function that builds a paper; its file is loaded only now."""
    build: Build = import_module(_MODULES[kind]).build
    return build
