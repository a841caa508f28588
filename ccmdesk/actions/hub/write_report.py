"""Write the report of the hub as a PDF, a workbook or JSON, in a language."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ccmdesk.actions.author import Author
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.actions.hub.alarms import alarm_words
from ccmdesk.actions.hub.report import HubReport
from ccmdesk.actions.hub.report_json import report_json
from ccmdesk.actions.hub.states import states_table
from ccmdesk.actions.hub.tables import tables
from ccmdesk.db.atomic_file import write_file
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.naming import show_of
from ccmdesk.lang.show import Show
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import C_, N_

if TYPE_CHECKING:
    from ccmdesk.report.blocks import Document, KeyFigure

TITLE = N_("Needs, obligations and assistance under the Convention on Cluster Munitions")
_ORGANISATION = N_("Implementation Support Unit, Convention on Cluster Munitions")
_PACKS = N_("Reference data used: {packs}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """Where to write the report, as .pdf, .xlsx or .json, and in which language."""

    out: Path
    language: str


def write_report(report: HubReport, ask: WriteReport, *, packs: Packs, author: Author) -> None:
    """Write the report; raises Problem for another kind of file or an unknown language."""
    lang = lang_of(ask.language)
    show = show_of(lang, packs=packs, find=lambda _: None)
    match ask.out.suffix.lower():
        case ".pdf":
            raw = _pdf(hub_paper(report, show, packs=packs, author=author))
        case ".xlsx":
            raw = _workbook(report, show, packs=packs, author=author)
        case ".json":
            raw = _json(report, lang)
        case _:
            raise Problem(
                N_(
                    "The report is a PDF, a workbook or JSON. Let the name of the file end with"
                    " .pdf, .xlsx or .json."
                )
            )
    write_file(ask.out, lambda out: out.write(raw))


def hub_paper(report: HubReport, show: Show, *, packs: Packs, author: Author) -> Document:
    """Return the report as a paper."""
    from ccmdesk.report.documents.figures import FiguresAsk, build

    lang = show.lang
    return build(
        FiguresAsk(
            show=show,
            organisation=lang(_ORGANISATION),
            title=lang(TITLE),
            left=(lang(N_("Made by {name}"), name=author.name),),
            made=author.clock(),
            key=key_figures(report, lang),
            told=told(report, lang, packs=packs),
            alarms=[lang.say(alarm_words(alarm, packs=packs)) for alarm in report.alarms],
            tables=tables(report.overview, report.alarms),
        )
    )


def key_figures(report: HubReport, lang: Lang) -> tuple[KeyFigure, ...]:
    """Return the figures that stand above all others."""
    from ccmdesk.report.blocks import KeyFigure

    found = report.overview
    articles = (
        KeyFigure(
            lang(C_("figure", "Flagged a need: {article}"), article=lang(one.article.label)),
            lang(
                C_("figure", "{part} of {whole}"),
                part=lang.number(len(one.flagged)),
                whole=lang.number(len(one.obliged)),
            ),
        )
        for one in found.articles
    )
    giving = KeyFigure(lang(C_("figure", "Gave assistance")), lang.number(len(found.giving)))
    return (*articles, giving)


def told(report: HubReport, lang: Lang, *, packs: Packs) -> tuple[str, str]:
    """Return what the figures are counted from, and with which reference data."""
    found = report.overview
    counted = lang.ngettext(
        "Counted from the submission of {n} State on {date}.",
        "Counted from the submissions of {n} States on {date}.",
        len(found.filed),
        date=lang.date(found.today),
    )
    missing = lang.ngettext(
        "Of {parties} States Parties, {n} is missing: nothing is said of it.",
        "Of {parties} States Parties, {n} are missing: nothing is said of them.",
        len(found.missing),
        parties=lang.number(found.parties),
    )
    said = N_("{kind}: {number}")
    used = [lang(said, kind=lang(one.label), number=one.version) for one in packs.versions]
    return f"{counted} {missing}", lang(_PACKS, packs=lang.join(used))


def _pdf(paper: Document) -> bytes:
    from ccmdesk.report.pdf.write import write

    out = io.BytesIO()
    write(paper, out)
    return out.getvalue()


def _json(report: HubReport, lang: Lang) -> bytes:
    text = json.dumps(report_json(report, lang=lang), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _workbook(report: HubReport, show: Show, *, packs: Packs, author: Author) -> bytes:
    from ccmdesk.exchange.figure_workbook import FigureBook, write_figures

    out = io.BytesIO()
    book = FigureBook(
        title=show.lang(TITLE),
        about=told(report, show.lang, packs=packs),
        made_on=author.today,
        tables=(*tables(report.overview, report.alarms), states_table(report.overview)),
    )
    write_figures(book, out, show=show)
    return out.getvalue()
