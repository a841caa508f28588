"""Write the recovery sheet of an encrypted plan: the one page that replaces a lost passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.key_beside import recovery_code
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSheet:
    """The sheet of one plan, by its file name, in one language, to be written to *out*."""

    plan: str
    key: bytes = field(repr=False)
    out: Path
    language: str


def write_sheet(ask: WriteSheet, *, author: Author) -> None:
    """Write the page as a PDF that only its owner may read; it is kept nowhere else."""
    from ccmdesk.report.documents.recovery_sheet import RecoveryAsk, build
    from ccmdesk.report.pdf.write import write

    if ask.out.suffix.lower() != ".pdf":
        raise Problem(N_("A recovery sheet is a PDF. Let the name of the file end with .pdf."))
    request = RecoveryAsk(
        lang=lang_of(ask.language),
        plan=ask.plan,
        name=author.name,
        made=author.clock(),
        code=recovery_code(ask.key),
    )
    paper = build(request)
    write_file(ask.out, lambda out: write(paper, out), private=True)
