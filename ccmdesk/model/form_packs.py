"""Loads form packs: folders of one TOML file and three CSV files, checked row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from ccmdesk.model.form_columns import column_of, filters_of, layout_of, year_of
from ccmdesk.model.form_rows import (
    CoverLine,
    CoverRule,
    Demand,
    Form,
    FormColumn,
    FormPack,
    FormPart,
    Paragraph,
)
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.pack_cells import CellRow, Said, rows_of, said_in
from ccmdesk.model.pack_rows import PackVersion

_ABOUT = ("name", "title", "version", "dated", "licence", "source")
_USE = ("first_year", "last_year", "sent_to", "unverified", "cover")
_COVER = ("lines", "rules")
_FORMS = ("form", "letter", "title", "may_not_apply", "source", "verified")
_PARTS = (
    "part",
    "form",
    "number",
    "title",
    "paragraph",
    "demand",
    "layout",
    "records",
    "filter",
    "areas",
    "missing",
    "source",
    "verified",
)
_COLUMNS = ("part", "fields", "heading", "voluntary", "total")
_LETTER_OF = "letter@"
_AREAS = ("", "m2", "km2")
_MISSING = ("", "yes")
NEED = "need"
_PARAGRAPH = re.compile(r"([1-9]\d?)\.([1-9]\d?)(?: \(([a-n])\))?")


def load_form_packs(folders: Iterable[Path]) -> Mapping[str, FormPack]:
    """Return the form packs in *folders* by name; raises Problem for one that is wrong."""
    found = [load_form_pack(folder) for folder in folders]
    return MappingProxyType({pack.name: pack for pack in found})


def load_form_pack(folder: Path) -> FormPack:
    """Return one form pack; raises Problem that names file, row and what is allowed there."""
    said = said_in(folder / "pack.toml").only((*_ABOUT, *_USE))
    cover = said.table("cover").only(_COVER)
    return FormPack(
        version=version_of(said),
        first_year=said.number("first_year"),
        last_year=said.number("last_year") or None,
        sent_to=said.texts("sent_to"),
        unverified=said.texts("unverified"),
        lines=cover.codes("lines", CoverLine),
        rules=cover.codes("rules", CoverRule),
        forms=_forms(folder),
    )


def load_version(folder: Path) -> PackVersion:
    """Return which edition of a pack is in *folder*; raises Problem when that is not said there."""
    return version_of(said_in(folder / "pack.toml").having(_ABOUT))


def version_of(said: Said) -> PackVersion:
    """Return which edition the pack.toml of a pack says it is."""
    return PackVersion(
        name=said.text("name"),
        title=said.text("title"),
        version=said.text("version"),
        dated=said.date("dated"),
        licence=said.text("licence"),
        source=said.text("source"),
    )


def form_messages(packs: Mapping[str, FormPack]) -> Iterator[str]:
    """Yield every translatable text of the form packs."""
    for pack in packs.values():
        for form in pack.forms:
            yield form.label
            for part in form.parts:
                yield part.label
                yield from (column.label for column in part.columns if column.label)


def _forms(folder: Path) -> tuple[Form, ...]:
    rows = list(rows_of(folder / "forms.csv", _FORMS, also=_LETTER_OF))
    keys = _unique(rows, "form")
    for column in ("letter", *_letter_columns(rows)):
        _unique(rows, column, otherwise="letter")
    parts = _parts(folder, keys)
    return tuple(_form(row, parts.get(row.text("form"), ())) for row in rows)


def _form(row: CellRow, parts: Sequence[FormPart]) -> Form:
    letters = {
        column.removeprefix(_LETTER_OF): row.cells[column]
        for column in _letter_columns([row])
        if row.cells[column]
    }
    return Form(
        key=row.text("form"),
        letter=row.text("letter"),
        letters=MappingProxyType(letters),
        title=row.text("title"),
        may_not_apply=row.answer("may_not_apply"),
        parts=tuple(parts),
        source=row.cells["source"],
        verified=row.answer("verified"),
    )


def _parts(folder: Path, forms: Sequence[str]) -> Mapping[str, list[FormPart]]:
    """Return the parts of each form, in the order of the file."""
    rows = list(rows_of(folder / "parts.csv", _PARTS))
    columns = _columns(folder, dict(zip(_unique(rows, "part"), rows, strict=True)))
    found: dict[str, list[FormPart]] = {}
    for row in rows:
        form = row.one_of("form", forms)
        found.setdefault(form, []).append(_part(row, columns.get(row.text("part"), ())))
    return found


def _part(row: CellRow, columns: Sequence[FormColumn]) -> FormPart:
    kind = BY_NAME[row.one_of("records", BY_NAME)]
    if not columns:
        raise row.refuse_empty(row.text("part"))
    demand = row.code("demand", Demand)
    for_needs = _MISSING if kind.name == NEED else _MISSING[:1]
    return FormPart(
        key=row.text("part"),
        number=row.cells["number"],
        title=row.text("title"),
        paragraph=_paragraph(row, demand),
        demand=demand,
        layout=layout_of(row, kind),
        kind=kind,
        year=year_of(row, kind),
        filters=filters_of(row, kind),
        columns=tuple(columns),
        whole_country=row.listed("areas", row.cells["areas"], _AREAS) == "km2",
        missing=row.listed("missing", row.cells["missing"], for_needs) == "yes",
        source=row.cells["source"],
        verified=row.answer("verified"),
    )


def _paragraph(row: CellRow, demand: Demand) -> Paragraph | None:
    """Return the paragraph that asks for a part; None for a voluntary one."""
    if demand is Demand.VOLUNTARY:
        return None
    article, number, letter = row.matched("paragraph", _PARAGRAPH, like="7.1 (h)").groups("")
    return Paragraph(int(article), int(number), letter)


def _columns(folder: Path, parts: Mapping[str, CellRow]) -> Mapping[str, list[FormColumn]]:
    """Return the columns of each part; rows of one part stand together."""
    rows = list(rows_of(folder / "columns.csv", _COLUMNS))
    found: dict[str, list[FormColumn]] = {}
    for key, of_part in groupby(rows, key=lambda row: row.one_of("part", parts)):
        part = parts[key]
        kind = BY_NAME[part.one_of("records", BY_NAME)]
        layout = layout_of(part, kind)
        found.setdefault(key, []).extend(column_of(row, kind, layout) for row in of_part)
    return found


def _letter_columns(rows: Sequence[CellRow]) -> list[str]:
    return sorted({key for row in rows for key in row.cells if key.startswith(_LETTER_OF)})


def _unique(rows: Sequence[CellRow], column: str, *, otherwise: str = "") -> list[str]:
    """Return what stands under *column*, or under *otherwise* where that is empty.

    Raises Problem where something stands twice.
    """
    seen: list[str] = []
    for row in rows:
        found = row.cells[column] or row.text(otherwise or column)
        if found in seen:
            raise row.refuse_again(column, found)
        seen.append(found)
    return seen
