"""Make the manual as a PDF, from the same pages as the help of the window."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.actions.field_help import helps_of, short_help
from ccmdesk.db.atomic_file import write_file
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.manual import pages_of
from ccmdesk.model.kinds import KINDS
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import C_, N_
from ccmdesk.report.documents.manual import KindFields, ManualAsk, build
from ccmdesk.version import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeManual:
    """The manual in one language, to be written to *out*."""

    language: str
    out: Path


def make_manual(ask: MakeManual, *, packs: Packs, author: Author) -> None:
    """Write the manual; raises Problem for a language that is not known."""
    from ccmdesk.report.pdf.write import write

    lang = lang_of(ask.language)
    paper = build(
        ManualAsk(
            lang=lang,
            title=lang(N_("Manual")),
            version=lang(N_("Version {version}"), version=VERSION),
            heads=(lang(C_("help", "Field")), lang(C_("help", "What belongs in it"))),
            pages=pages_of(lang.code),
            kinds=tuple(_kinds(lang, packs)),
            made=author.clock(),
        )
    )
    made = io.BytesIO()
    write(paper, made)
    write_file(ask.out, lambda out: out.write(made.getvalue()))


def _kinds(lang: Lang, packs: Packs) -> Iterator[KindFields]:
    for kind in KINDS:
        helps = helps_of(kind.name, lang=lang, packs=packs)
        fields = tuple((one.label, short_help(one, lang)) for one in helps)
        yield KindFields(title=lang(kind.many), fields=fields)
