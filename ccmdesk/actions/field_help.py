"""What is known of one field: what belongs in it, its unit, whether it is needed, who asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ccmdesk.lang.lang import Lang
from ccmdesk.model.facts import Audience, Field, field_map
from ccmdesk.model.kinds import BY_NAME
from ccmdesk.model.packs import Packs
from ccmdesk.model.words import C_, N_
from ccmdesk.rules.completeness import WANTED
from ccmdesk.rules.specificity.asked import asked_by

_SEEN_BY = {
    Audience.OFFICE: N_(
        "Only this office, and an office to which a person sends internal notes too."
    ),
    Audience.ISU: N_("This office and the Implementation Support Unit."),
    Audience.DONORS: N_("Everyone who receives a paper for donors and partners."),
    Audience.PUBLIC: N_("Everyone who receives a paper or a package."),
}


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """One field in words; *told* is empty where its label says all, *unit* where it has none."""

    name: str
    label: str
    told: str
    unit: str
    required: bool
    seen_by: str
    asked_by: tuple[str, ...]


def help_of(kind: str, field: str, *, lang: Lang, packs: Packs) -> FieldHelp:
    """Return the help of a field, by the stored names of its kind and its own."""
    found = field_map(BY_NAME[kind].record)[field]
    spec = found.spec
    return FieldHelp(
        name=field,
        label=lang(spec.label),
        told=lang(spec.help),
        unit="" if spec.unit is None else lang(spec.unit.label),
        required=spec.required,
        seen_by=lang(_SEEN_BY[spec.audience]),
        asked_by=tuple(dict.fromkeys(_asked(kind, found, lang, packs))),
    )


def helps_of(kind: str, *, lang: Lang, packs: Packs) -> tuple[FieldHelp, ...]:
    """Return the help of every field of a kind, in their order."""
    fields = field_map(BY_NAME[kind].record)
    return tuple(help_of(kind, name, lang=lang, packs=packs) for name in fields)


def short_help(known: FieldHelp, lang: Lang) -> str:
    """Return the help of a field in one line."""
    needed = lang(C_("help", "needed")) if known.required else ""
    unit = lang(C_("help", "in {unit}"), unit=known.unit) if known.unit else ""
    return lang.join([part for part in (known.told.rstrip(".。"), needed, unit) if part])


def _asked(kind: str, field: Field, lang: Lang, packs: Packs) -> Iterator[str]:
    for criterion in asked_by(kind, field.name):
        said = C_("asked for by", "Criterion {number}, {title}: {basis}")
        number = str(criterion.number)
        title, basis = lang(criterion.title), lang(criterion.basis)
        yield lang(said, number=number, title=title, basis=basis)
    if kind == "need" and field.name in WANTED:
        yield lang(WANTED[field.name].basis)
    for pack in packs.forms.values():
        for form in pack.forms:
            parts = [part for part in form.parts if part.kind is BY_NAME[kind]]
            if any(_prints(part, field.name) for part in parts):
                said = C_("asked for by", "Form {letter} of the Article 7 report: {title}")
                yield lang(
                    said, letter=form.letters.get(lang.code, form.letter), title=lang(form.label)
                )


def _prints(part: object, name: str) -> bool:
    """Whether a part of a form prints the field of its own record."""
    columns = getattr(part, "columns", ())
    return any(
        path.name == name and not path.link
        for column in columns
        for entry in column.entries
        for path in entry
    )
