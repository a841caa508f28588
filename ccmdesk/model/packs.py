"""Reference packs: States, obligations, action plans, munitions, methods, support, forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from ccmdesk.model.codes import (
    ActionCode,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.form_packs import form_messages, load_form_packs, load_version
from ccmdesk.model.form_rows import FormPack
from ccmdesk.model.pack_cells import CellRow, whole_rows
from ccmdesk.model.pack_rows import (
    ActionPlanRow,
    ActionRow,
    DutyRow,
    LanguageRow,
    MethodRow,
    ModalityKind,
    ModalityRow,
    MunitionRow,
    PackVersion,
    SourceRow,
    StateRow,
    TypicalActivityRow,
)
from ccmdesk.model.regions import Region
from ccmdesk.model.state import Article, ObligationStatus, Standing
from ccmdesk.model.stockpile import MunitionKind
from ccmdesk.model.values import PartialDate

Row = TypeVar("Row")
FORMS = "forms/"
_Cells = Mapping[str, str]
_ANSWERS: Mapping[str, bool | None] = MappingProxyType({"yes": True, "no": False, "": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """Everything the packs hold, found by code; order is that of the files."""

    versions: tuple[PackVersion, ...]
    states: Mapping[StateCode, StateRow]
    languages: Mapping[LanguageTag, LanguageRow]
    duties: tuple[DutyRow, ...]
    plans: Mapping[str, ActionPlanRow]
    actions: Mapping[ActionCode, ActionRow]
    munitions: Mapping[MunitionCode, MunitionRow]
    methods: Mapping[MethodCode, MethodRow]
    modalities: Mapping[ModalityCode, ModalityRow]
    sources: Mapping[str, SourceRow]
    forms: Mapping[str, FormPack]
    typical: tuple[TypicalActivityRow, ...]

    @property
    def record(self) -> str:
        """The versions in use, as a submission keeps them: states 2026.11, modalities 2026.11."""
        return ", ".join(f"{pack.name} {pack.version}" for pack in self.versions)

    def duties_of(self, country: StateCode) -> tuple[DutyRow, ...]:
        """Return what is known of the obligations of one State."""
        return tuple(row for row in self.duties if row.country == country)

    def has_action(self, code: ActionCode) -> bool:
        """Whether *code* is a listed action or a number within its action plan."""
        if code in self.actions:
            return True
        plan, _, number = code.partition("/")
        row = self.plans.get(plan)
        if row is None or row.action_count is None or not number.isdecimal():
            return False
        return 1 <= int(number) <= row.action_count


_NOTHING: Mapping[str, Path] = MappingProxyType({})


def load_packs(folder: Path, *, instead: Mapping[str, Path] = _NOTHING) -> Packs:
    """Read all packs below *folder*; those that *instead* names are read from its folders.

    *instead* may have form packs that are not below *folder*, such as ``forms/art7-2031``. Raises
    Problem, with file and row, for a pack that cannot be read.
    """
    folders = {**pack_folders(folder), **instead}
    forms = load_form_packs(folders[name] for name in sorted(folders) if name.startswith(FORMS))

    def rows(path: str) -> Iterator[CellRow]:
        pack, _, file = path.partition("/")
        return whole_rows(folders[pack] / file)

    def read(path: str, build: Callable[[_Cells], Row]) -> tuple[Row, ...]:
        return tuple(_built(row, build) for row in rows(path))

    def keyed(path: str, build: Callable[[_Cells], Row], key: str) -> Mapping[Any, Row]:
        """Return the rows by what stands under *key*, which stands there once."""
        found: dict[str, Row] = {}
        for row in rows(path):
            made = _built(row, build)
            if row.cells[key] in found:
                raise row.refuse_again(key, row.cells[key])
            found[row.cells[key]] = made
        return MappingProxyType(found)

    overrides = dict(read("states/languages.csv", lambda c: (c["iso3"], c["languages"])))
    regions = dict(read("states/regions.csv", lambda c: (c["iso3"], Region(c["region"]))))
    return Packs(
        versions=(
            *(load_version(folders[name]) for name in sorted(folders) if FORMS not in name),
            *(pack.version for pack in forms.values()),
        ),
        states=keyed("states/states.csv", lambda c: _state(c, overrides, regions), "iso3"),
        languages=keyed("states/language_names.csv", _language, "tag"),
        duties=read("obligations/obligations.csv", _duty),
        plans=keyed("action_plans/index.csv", _plan, "plan"),
        actions=keyed("action_plans/actions.csv", _action, "code"),
        munitions=keyed("munitions/munitions.csv", _munition, "code"),
        methods=keyed("destruction_methods/destruction_methods.csv", _method, "code"),
        modalities=keyed("modalities/modalities.csv", _modality, "code"),
        sources=keyed("sources/sources.csv", _source, "key"),
        forms=forms,
        typical=read("typical_activities/typical_activities.csv", _typical),
    )


def pack_folders(folder: Path) -> dict[str, Path]:
    """Return where each pack below *folder* is, by its name: states, forms/art7-2022."""
    found = [*folder.glob("*/pack.toml"), *folder.glob(f"{FORMS}*/pack.toml")]
    return {path.parent.relative_to(folder).as_posix(): path.parent for path in found}


def _built(row: CellRow, build: Callable[[_Cells], Row]) -> Row:
    try:
        return build(row.cells)
    except (KeyError, ValueError) as error:
        raise row.refuse_what(str(error)) from error


def pack_messages(packs: Packs) -> Iterator[str]:
    """Yield every translatable text of the packs as a message with its context, each once."""
    labels = [row.label for row in packs.states.values()]
    labels += [row.label for row in packs.languages.values()]
    for modality in packs.modalities.values():
        labels += [modality.label, modality.definition_label]
    for method in packs.methods.values():
        labels += [method.label, method.definition_label]
    labels += [action.label for action in packs.actions.values()]
    labels += [typical.label for typical in packs.typical]
    labels += [pack.label for pack in packs.versions]
    labels += form_messages(packs.forms)
    labels += [munition.label for munition in packs.munitions.values() if munition.label]
    yield from dict.fromkeys(labels)


def _state(cells: _Cells, overrides: Mapping[str, str], regions: Mapping[str, Region]) -> StateRow:
    return StateRow(
        code=StateCode(cells["iso3"]),
        iso2=cells["iso2"],
        name=cells["name_en"],
        standing=Standing(cells["status"]),
        signed=_date(cells["signed"]),
        deposited=_date(cells["deposited"]),
        entry_into_force=_date(cells["entry_into_force"]),
        languages=_tags(overrides.get(cells["iso3"], cells["languages"])),
        region=regions.get(cells["iso3"]),
        source=cells["source"],
        verified=_verified(cells),
    )


def _language(cells: _Cells) -> LanguageRow:
    return LanguageRow(
        tag=LanguageTag(cells["tag"]),
        name=cells["name"],
        source=cells["source"],
        verified=_verified(cells),
    )


def _duty(cells: _Cells) -> DutyRow:
    return DutyRow(
        country=StateCode(cells["country"]),
        article=Article(cells["article"]),
        since=dt.date.fromisoformat(cells["since"]),
        nominal_deadline=_date(cells["deadline_nominal"]),
        deadline=_date(cells["deadline"]),
        status=ObligationStatus(cells["status"]),
        completed_on=PartialDate(cells["completed_on"]) if cells["completed_on"] else None,
        note=cells["note"],
        source=cells["source_url"],
        verified=_verified(cells),
    )


def _plan(cells: _Cells) -> ActionPlanRow:
    return ActionPlanRow(
        code=cells["plan"],
        name=cells["name"],
        first_year=int(cells["from_year"]),
        last_year=int(cells["to_year"]),
        adopted=cells["adopted_at"],
        action_count=_count(cells["action_count"]),
        note=cells["text_status"],
        source=cells["source"],
        verified=_verified(cells),
    )


def _action(cells: _Cells) -> ActionRow:
    return ActionRow(
        code=ActionCode(cells["code"]),
        plan=cells["plan"],
        number=cells["action_number"],
        article=cells["article"],
        paraphrase=cells["paraphrase"],
        due_rule=cells["due_rule"],
        source=cells["source_url"],
        verified=_verified(cells),
    )


def _munition(cells: _Cells) -> MunitionRow:
    return MunitionRow(
        code=MunitionCode(cells["code"]),
        kind=MunitionKind(cells["kind"]),
        name=cells["name"],
        family=cells["family"],
        delivery=cells["delivered_by"],
        submunitions=_count(cells["submunitions_per_carrier"]),
        seen_in=cells["context_seen"],
        note=cells["note"],
        source=cells["source"],
        verified=_verified(cells),
    )


def _method(cells: _Cells) -> MethodRow:
    return MethodRow(
        code=MethodCode(cells["code"]),
        name=cells["name"],
        definition=cells["definition"],
        applies_to=cells["applies_to"],
        needs_industry=_ANSWERS[cells["needs_industry"]],
        low_cost=_ANSWERS[cells["low_cost"]],
        in_country=_ANSWERS[cells["doable_in_country"]],
        record=cells["record"],
        source=cells["source"],
        verified=_verified(cells),
    )


def _typical(cells: _Cells) -> TypicalActivityRow:
    return TypicalActivityRow(
        code=cells["code"],
        title=cells["title"],
        article=cells["article"],
        type=cells["type"],
        unit=cells["unit"],
        source=cells["source"],
        verified=_verified(cells),
    )


def _modality(cells: _Cells) -> ModalityRow:
    return ModalityRow(
        code=ModalityCode(cells["code"]),
        name=cells["name"],
        definition=cells["definition"],
        kind=ModalityKind(cells["kind"]),
        articles=tuple(part for part in cells["treaty_article"].split(";") if part),
        unit=cells["quantity_unit"],
        source=cells["source"],
        verified=_verified(cells),
    )


def _source(cells: _Cells) -> SourceRow:
    return SourceRow(
        key=cells["key"],
        description=cells["description"],
        address=cells["url"],
        verified=_verified(cells),
    )


def _verified(cells: _Cells) -> bool:
    return {"yes": True, "no": False}[cells["verified"]]


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _count(text: str) -> int | None:
    return int(text) if text else None


def _tags(text: str) -> tuple[LanguageTag, ...]:
    return tuple(LanguageTag(tag) for tag in text.split())
