"""The rows of the reference packs; each says whether somebody has seen it in its source."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ccmdesk.model.codes import (
    ActionCode,
    Coded,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.regions import Region
from ccmdesk.model.state import Article, ObligationStatus, Standing
from ccmdesk.model.stockpile import MunitionKind
from ccmdesk.model.values import PartialDate
from ccmdesk.model.words import C_

UNKNOWN_MUNITIONS = frozenset({MunitionCode("UNKNOWN-SUB"), MunitionCode("UNKNOWN-CAR")})
NO_DESIGNATIONS = UNKNOWN_MUNITIONS | {MunitionCode("OTHER")}
"""Rows of the munition pack that say something in words and so are translated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackVersion:
    """Which edition of a pack is in use; a submission records them all."""

    name: str
    title: str
    version: str
    dated: dt.date
    licence: str
    source: str

    @property
    def label(self) -> str:
        """The translatable title."""
        return C_("reference data", self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """A State and its standing; *iso2* finds its customary name in the CLDR."""

    code: StateCode
    iso2: str
    name: str
    standing: Standing
    signed: dt.date | None
    deposited: dt.date | None
    entry_into_force: dt.date | None
    languages: tuple[LanguageTag, ...]
    source: str
    verified: bool
    region: Region | None = None

    @property
    def label(self) -> str:
        """The translatable name, as documents of the United Nations write it."""
        return C_("State", self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRow:
    """The English name of a language that the CLDR does not name."""

    tag: LanguageTag
    name: str
    source: str
    verified: bool

    @property
    def label(self) -> str:
        """The translatable name."""
        return C_("language", self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """What is publicly known of one obligation of one State; a blank deadline is not known."""

    country: StateCode
    article: Article
    since: dt.date
    nominal_deadline: dt.date | None
    deadline: dt.date | None
    status: ObligationStatus
    completed_on: PartialDate | None
    note: str
    source: str
    verified: bool


class ModalityKind(Coded):
    """The broad kind of a form of support; money is one of four."""

    MONEY = "money", C_("support", "Money")
    IN_KIND = "in_kind", C_("support", "Goods and staff")
    KNOWLEDGE = "knowledge", C_("support", "Skills and knowledge")
    SERVICE = "service", C_("support", "Services")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityRow:
    """A kind of support that can be asked for or offered (Articles 6.2 to 6.10)."""

    code: ModalityCode
    name: str
    definition: str
    kind: ModalityKind
    articles: tuple[str, ...]
    unit: str
    source: str
    verified: bool

    @property
    def label(self) -> str:
        """The translatable name."""
        return C_("modality", self.name)

    @property
    def definition_label(self) -> str:
        """The translatable definition."""
        return C_("modality definition", self.definition)


@dataclass(frozen=True, slots=True, kw_only=True)
class MunitionRow:
    """A designation of a munition, the same in every language; a few rows are words instead."""

    code: MunitionCode
    kind: MunitionKind
    name: str
    family: str
    delivery: str
    submunitions: int | None
    seen_in: str
    note: str
    source: str
    verified: bool

    @property
    def label(self) -> str | None:
        """The translatable name of what is no designation, such as a munition that is unknown."""
        return C_("munition", self.name) if self.code in NO_DESIGNATIONS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypicalActivityRow:
    """Work that most plans have; *article*, *type* and *unit* are codes of activities."""

    code: str
    title: str
    article: str
    type: str
    unit: str
    source: str
    verified: bool

    @property
    def label(self) -> str:
        """The translatable title."""
        return C_("typical activity", self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRow:
    """A way of destroying munitions; the three answers are None where they depend on the case."""

    code: MethodCode
    name: str
    definition: str
    applies_to: str
    needs_industry: bool | None
    low_cost: bool | None
    in_country: bool | None
    record: str
    source: str
    verified: bool

    @property
    def label(self) -> str:
        """The translatable name."""
        return C_("destruction method", self.name)

    @property
    def definition_label(self) -> str:
        """The translatable definition."""
        return C_("destruction method definition", self.definition)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanRow:
    """An action plan of the Convention; *action_count* is None while its text was not seen."""

    code: str
    name: str
    first_year: int
    last_year: int
    adopted: str
    action_count: int | None
    note: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action, or a range of them, in our own words.

    *due_rule* is none, next_msp, ``fixed:DATE``, ``eif+Nm``, ``eif+Ny`` or ``annual:MM-DD``.
    """

    code: ActionCode
    plan: str
    number: str
    article: str
    paraphrase: str
    due_rule: str
    source: str
    verified: bool

    @property
    def label(self) -> str:
        """The translatable paraphrase."""
        return C_("action", self.paraphrase)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What a source key of the other packs stands for."""

    key: str
    description: str
    address: str
    verified: bool
