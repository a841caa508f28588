"""Take in workbooks and CSV files: first what would happen, row by row, then one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from ccmdesk.actions.author import Author, new_id
from ccmdesk.actions.chosen_file import CHOOSE_TABLE, chosen_file
from ccmdesk.actions.chosen_language import lang_of
from ccmdesk.actions.looking.child import FileKind
from ccmdesk.actions.looking.look_through import look_through
from ccmdesk.db.atomic_file import write_file
from ccmdesk.db.document import Watch, go_on
from ccmdesk.db.store import Store
from ccmdesk.db.write import Step
from ccmdesk.exchange.import_plan import ImportPlan, ImportRequest, Notice, RowResult
from ccmdesk.exchange.importing import plan_import
from ccmdesk.exchange.input_sheets import with_languages
from ccmdesk.exchange.reader import read_tables
from ccmdesk.exchange.row_text import Layout, table_of_text
from ccmdesk.exchange.status_copy import write_status_copy
from ccmdesk.exchange.tables import Table
from ccmdesk.exchange.template import SheetRequest, write_template
from ccmdesk.lang.catalogue import SHIPPED
from ccmdesk.lang.lang import Lang
from ccmdesk.model.change import Change, StepKind
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.packs import Packs
from ccmdesk.model.problem import Problem
from ccmdesk.model.words import N_, Message
from ccmdesk.rules.refusals import Refusal, refusals

_NOTHING = ImportPlan(rows=(), notices=(), changes=())
_BY_PLACE = N_(
    "The rows had no headings: their cells were read in the order of the columns of the list. The"
    " headings count as row 1."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFiles:
    """The files to take in, and the language of numbers in those that do not say it themselves.

    The headings of a file go before a *language* that nobody said, such as that of the window.
    Files that came with the program, *are_ours*, are not looked through first.
    """

    paths: tuple[Path, ...]
    language: str
    is_said: bool = False
    are_ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRows:
    """Rows copied from a spreadsheet, and the kind and columns of the list they were put on."""

    text: str
    kind: type[Any]
    fields: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What was read, and what importing it would do; nothing is written yet.

    *language* is that of numbers in tables that do not say theirs; *about* is what there is to
    know of how the tables came. *document* is the plan the rows were looked at against, and *ids*
    are those of the records that would be new.
    """

    tables: tuple[Table, ...]
    plan: ImportPlan
    document: PlanDocument
    language: str
    ids: tuple[UUID, ...] = ()
    about: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTemplate:
    """Where to, the language of its headings, and further languages it has text columns for."""

    out: Path
    language: str
    texts: tuple[str, ...] = ()
    country: str = ""


def preview_import(
    document: PlanDocument,
    ask: ImportFiles,
    *,
    packs: Packs,
    author: Author,
    watch: Watch = go_on,
) -> Preview:
    """Read the files and say, row by row, what importing them would do.

    Raises Problem when a file cannot be read or is not for this plan. *watch* stops it by raising.
    """
    found = tuple(table for path in ask.paths for table in _read(path, ask, watch))
    request = _request(document, ask.language, packs=packs, author=author)
    tables = with_languages(found, replace(request, is_said=ask.is_said))
    none_yet = Preview(tables=tables, plan=_NOTHING, document=document, language=ask.language)
    return look_again(document, none_yet, packs=packs, author=author, watch=watch)


def preview_pasted(
    document: PlanDocument,
    ask: PastedRows,
    *,
    packs: Packs,
    author: Author,
    watch: Watch = go_on,
) -> Preview:
    """Say, row by row, what importing pasted rows would do; raises Problem as for files."""
    layout = Layout(kind=ask.kind, fields=ask.fields, lang=Lang.load(ask.language))
    table, had_headings = table_of_text(ask.text, layout)
    about = () if had_headings else (Notice(table.name, Message(_BY_PLACE)),)
    none_yet = Preview(
        tables=(table,), plan=_NOTHING, document=document, language=ask.language, about=about
    )
    return look_again(document, none_yet, packs=packs, author=author, watch=watch)


def look_again(
    document: PlanDocument,
    found: Preview,
    *,
    packs: Packs,
    author: Author,
    watch: Watch = go_on,
) -> Preview:
    """Say again, row by row, what importing would do: cells were mended, or the plan changed."""
    ids = _Ids(found.ids)
    request = _request(document, found.language, packs=packs, author=author)
    request = replace(request, new_id=ids, watch=watch)
    plan = _told(plan_import(found.tables, request), found.about)
    return replace(found, plan=plan, document=document, ids=tuple(ids.given))


def rows_that_differ(before: Preview, now: Preview) -> tuple[RowResult, ...]:
    """Return the rows that do something else now; both are looks at the same tables."""
    were, are = _by_record(before.plan), _by_record(now.plan)
    return tuple(
        new
        for old, new in zip(before.plan.rows, now.plan.rows, strict=True)
        if old != new or were.get(old.record) != are.get(new.record)
    )


def _by_record(plan: ImportPlan) -> Mapping[UUID | None, list[Change]]:
    found: dict[UUID | None, list[Change]] = {}
    for change in plan.changes:
        found.setdefault(change.record, []).append(change)
    return found


class _Ids:
    """Gives new records the ids they had at the last look, so that two looks can be compared."""

    def __init__(self, known: tuple[UUID, ...]) -> None:
        self._known = iter(known)
        self.given: list[UUID] = []

    def __call__(self) -> UUID:
        self.given.append(next(self._known, None) or new_id())
        return self.given[-1]


def _told(found: ImportPlan, about: tuple[Notice, ...]) -> ImportPlan:
    return replace(found, notices=(*about, *found.notices))


def _request(
    document: PlanDocument, language: str, *, packs: Packs, author: Author
) -> ImportRequest:
    def refused(record: Any) -> Iterable[Refusal]:
        return refusals(record, packs, author.today)

    languages = dict.fromkeys((language, *SHIPPED))
    return ImportRequest(
        document=document,
        lang=lang_of(language),
        langs=tuple(Lang.load(code) for code in languages),
        packs=packs,
        new_id=new_id,
        refusals=refused,
    )


def apply_import(store: Store, preview: Preview, *, author: Author) -> Step | None:
    """Write the good rows as one step; None when there is nothing new in them."""
    return store.apply(preview.plan.changes, author.stamp(StepKind.IMPORT))


def refuse_status_copy(ask: ImportFiles, out: Path) -> None:
    """Raise Problem when the copy with the results would take the place of a file it is about."""
    taken = any(out.exists() and path.exists() and out.samefile(path) for path in ask.paths)
    if taken or out.suffix.lower() != ".xlsx":
        raise Problem(
            N_(
                "The copy with the results cannot be {file}. Choose a name that ends with .xlsx and"
                " is not that of an imported file."
            ),
            file=str(out),
        )


def save_status_copy(preview: Preview, out: Path, *, language: str) -> None:
    """Write the tables back as a workbook that says in each row what became of it."""
    lang = lang_of(language)
    write_file(out, lambda file: write_status_copy(preview.tables, preview.plan, file, lang=lang))


def save_template(ask: SaveTemplate, *, packs: Packs, today: dt.date) -> None:
    """Write an empty workbook: a sheet per kind of record, headings and choices translated."""
    request = SheetRequest(
        lang=lang_of(ask.language),
        languages=tuple(dict.fromkeys((ask.language, *ask.texts))),
        packs=packs,
        made_on=today,
        country=ask.country,
    )
    write_file(ask.out, lambda file: write_template(request, file))


def import_all(store: Store, paths: Sequence[Path], *, packs: Packs, author: Author) -> ImportPlan:
    """Read and apply English files in one go, for the demonstration; returns what was found."""
    ask = ImportFiles(paths=tuple(paths), language="en", are_ours=True)
    preview = preview_import(store.document(), ask, packs=packs, author=author)
    apply_import(store, preview, author=author)
    return preview.plan


def _read(path: Path, ask: ImportFiles, watch: Watch) -> tuple[Table, ...]:
    with chosen_file(path, folder_says=CHOOSE_TABLE) as file:
        if not ask.are_ours:
            look_through(FileKind.TABLES, file, name=path.name, watch=watch)
        return read_tables(path.name, file)
