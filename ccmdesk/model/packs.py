"""Reference packs: States, obligations, action plans, munitions, methods, support, forms."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ccmdesk.model.codes import (
    ActionCode,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.form_packs import form_messages, load_form_packs
from ccmdesk.model.form_rows import FormPack
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


def load_packs(folder: Path) -> Packs:
    """Read all packs below *folder*.

    Raises OSError, KeyError or ValueError when one is damaged, and Problem for a form pack that
    somebody has written wrongly.
    """
    forms = load_form_packs(folder / "forms")
    overrides = {row["iso3"]: row["languages"] for row in _rows(folder / "states/languages.csv")}
    regions = {row["iso3"]: Region(row["region"]) for row in _rows(folder / "states/regions.csv")}
    names = sorted(path.parent.name for path in folder.glob("*/pack.toml"))

    def read(path: str, build: Callable[[_Cells], Row]) -> tuple[Row, ...]:
        return tuple(build(cells) for cells in _rows(folder / path))

    return Packs(
        versions=(
            *(_version(folder / name / "pack.toml") for name in names),
            *(pack.version for pack in forms.values()),
        ),
        states=_keyed(
            read("states/states.csv", lambda cells: _state(cells, overrides, regions)),
            lambda r: r.code,
        ),
        languages=_keyed(read("states/language_names.csv", _language), lambda r: r.tag),
        duties=read("obligations/obligations.csv", _duty),
        plans=_keyed(read("action_plans/index.csv", _plan), lambda r: r.code),
        actions=_keyed(read("action_plans/actions.csv", _action), lambda r: r.code),
        munitions=_keyed(read("munitions/munitions.csv", _munition), lambda r: r.code),
        methods=_keyed(read("destruction_methods/destruction_methods.csv", _method), _method_code),
        modalities=_keyed(read("modalities/modalities.csv", _modality), lambda r: r.code),
        sources=_keyed(read("sources/sources.csv", _source), lambda r: r.key),
        forms=forms,
        typical=read("typical_activities/typical_activities.csv", _typical),
    )


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


Key = TypeVar("Key")


def _keyed(rows: tuple[Row, ...], key: Callable[[Row], Key]) -> Mapping[Key, Row]:
    found = {key(row): row for row in rows}
    if len(found) != len(rows):
        raise ValueError([key(row) for row in rows])
    return MappingProxyType(found)


def _rows(path: Path) -> Iterator[_Cells]:
    """Yield the rows as text: NA is Namibia and NO is Norway, never blank and never false."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, strict=True)


def _version(path: Path) -> PackVersion:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return PackVersion(**said)


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


def _method_code(row: MethodRow) -> MethodCode:
    return row.code


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
