"""What references and codes are called: records by their titles, codes by their packs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ccmdesk.lang.formats import babel_locale
from ccmdesk.lang.lang import Lang
from ccmdesk.lang.show import Naming, Show
from ccmdesk.model.codes import (
    ActionCode,
    CurrencyCode,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.document import PlanDocument
from ccmdesk.model.facts import is_reference
from ccmdesk.model.packs import Packs
from ccmdesk.model.regions import Region
from ccmdesk.model.words import C_

Find = Callable[[UUID], Any | None]


def country_name(lang: Lang, country: StateCode, *, packs: Packs) -> str:
    """Return the name of a State as documents of the United Nations write it, else its code."""
    row = packs.states.get(country)
    return country if row is None else lang(row.label)


def customary_name(lang: Lang, country: StateCode, *, packs: Packs) -> str:
    """Return what people usually call a State in this language (CLDR), else its code."""
    row = packs.states.get(country)
    if row is None:
        return country
    return str(babel_locale(lang.code).territories.get(row.iso2, row.name))


def region_name(lang: Lang, region: Region) -> str:
    """Return what a region of the world is called in this language (CLDR)."""
    return str(babel_locale(lang.code).territories[region.value])


def language_name(lang: Lang, tag: LanguageTag, *, packs: Packs) -> str:
    """Return what a language is called in this language (CLDR, else the pack), else its tag."""
    base, _, script = tag.partition("-")
    locale = babel_locale(lang.code)
    known = locale.languages.get(base)
    if known is None:
        row = packs.languages.get(tag)
        return lang(row.label) if row else tag
    if script in locale.scripts:
        written = locale.scripts[script]
        return lang(C_("language", "{language} ({script})"), language=known, script=written)
    return str(known)


def munition_name(lang: Lang, code: MunitionCode, *, packs: Packs) -> str:
    """Return a designation as it is, and what is none, such as unknown, in words."""
    row = packs.munitions.get(code)
    return str(code) if row is None or row.label is None else lang(row.label)


def show_of(lang: Lang, *, packs: Packs, find: Find) -> Show:
    """Return a Show that names packs' codes, and the records *find* knows."""
    return Show(lang, _naming(lang, packs, find))


def show_document(lang: Lang, *, packs: Packs, document: PlanDocument) -> Show:
    """Return a Show for the records of one document."""
    return show_of(lang, packs=packs, find=document.any)


def _naming(lang: Lang, packs: Packs, find: Find) -> Naming:
    def name(kind: Any, value: Any) -> str | None:
        if is_reference(kind):
            record = find(value)
            return None if record is None else Show(lang, name).title(record)
        return _code(lang, packs, kind, value)

    return name


def _code(lang: Lang, packs: Packs, kind: Any, value: Any) -> str | None:
    match kind:
        case _ if kind is StateCode:
            return country_name(lang, value, packs=packs)
        case _ if kind is LanguageTag:
            return language_name(lang, value, packs=packs)
        case _ if kind is ModalityCode:
            modality = packs.modalities.get(value)
            return lang(modality.label) if modality else str(value)
        case _ if kind is Region:
            return region_name(lang, value)
        case _ if kind is MethodCode:
            method = packs.methods.get(value)
            return lang(method.label) if method else str(value)
        case _ if kind is MunitionCode:
            return munition_name(lang, value, packs=packs)
        case _ if kind is ActionCode or kind is CurrencyCode:
            return str(value)
    return None
