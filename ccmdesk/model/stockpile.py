"""Types of munitions, what is held, what was destroyed and what is retained (Article 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from ccmdesk.model.codes import Coded, MethodCode, MunitionCode, StateCode
from ccmdesk.model.facts import Spec, Unit
from ccmdesk.model.ids import (
    AttachmentId,
    DestructionId,
    MunitionTypeId,
    RetentionId,
    StockId,
)
from ccmdesk.model.values import NO_NOTES, NO_TEXTS, Notes, PartialDate, Texts
from ccmdesk.model.words import C_, N_

MOST_ITEMS = 10**12


class MunitionKind(Coded):
    CLUSTER_MUNITION = "carrier", N_("Cluster munition")
    SUBMUNITION = "submunition", N_("Explosive submunition")
    BOMBLET = "bomblet", N_("Explosive bomblet")


@dataclass(frozen=True, slots=True, kw_only=True)
class MunitionType:
    """A type owned, possessed or found, with what helps to recognise and clear it (form C)."""

    id: MunitionTypeId
    code: Annotated[MunitionCode | None, Spec(label=N_("Designation"), required=True)] = None
    kind: Annotated[MunitionKind | None, Spec(label=N_("Kind"), required=True)] = None
    family: Annotated[str, Spec(label=N_("Family"), limits=(0, 100))] = ""
    delivery: Annotated[str, Spec(label=N_("Delivered by"), limits=(0, 200))] = ""
    submunitions: Annotated[
        int | None,
        Spec(label=N_("Submunitions in one munition"), unit=Unit.ITEM, limits=(0, 100_000)),
    ] = None
    explosive_g: Annotated[
        int | None, Spec(label=N_("Explosive content"), unit=Unit.GRAM, limits=(0, 10**9))
    ] = None
    dimensions: Annotated[str, Spec(label=N_("Dimensions"), limits=(0, 200))] = ""
    fuzing: Annotated[Texts, Spec(label=N_("Fuzing"), limits=(0, 500))] = NO_TEXTS
    metal: Annotated[Texts, Spec(label=N_("Metallic content"), limits=(0, 500))] = NO_TEXTS
    clearance_facts: Annotated[
        Texts, Spec(label=N_("Other facts useful for clearance"), limits=(0, 4000))
    ] = NO_TEXTS
    photo: Annotated[AttachmentId | None, Spec(label=N_("Colour photograph"))] = None
    notes: Notes = NO_NOTES


class StockOrigin(Coded):
    AT_ENTRY = "at_entry", N_("Held at entry into force")
    FOUND_LATER = "found_later", N_("Found later")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A quantity of one type that was held; munitions and submunitions are counted apart."""

    id: StockId
    munition: Annotated[MunitionCode | None, Spec(label=N_("Type"), required=True)] = None
    origin: Annotated[StockOrigin | None, Spec(label=N_("Origin"), required=True)] = None
    found_on: Annotated[PartialDate | None, Spec(label=N_("Found on"))] = None
    quantity: Annotated[
        int | None,
        Spec(label=N_("Cluster munitions"), unit=Unit.ITEM, required=True, limits=(0, MOST_ITEMS)),
    ] = None
    submunitions: Annotated[
        int | None,
        Spec(label=N_("Explosive submunitions"), unit=Unit.ITEM, limits=(0, MOST_ITEMS)),
    ] = None
    lots: Annotated[str, Spec(label=N_("Lot numbers"), limits=(0, 2000))] = ""
    place: Annotated[Texts, Spec(label=N_("Where kept"), limits=(0, 300))] = NO_TEXTS
    notes: Notes = NO_NOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """Munitions destroyed under Article 3 (form B, part III)."""

    id: DestructionId
    stock: Annotated[StockId | None, Spec(label=N_("Stock"))] = None
    munition: Annotated[MunitionCode | None, Spec(label=N_("Type"))] = None
    destroyed_on: Annotated[PartialDate | None, Spec(label=N_("Destroyed on"), required=True)] = (
        None
    )
    quantity: Annotated[
        int | None,
        Spec(label=N_("Cluster munitions"), unit=Unit.ITEM, required=True, limits=(0, MOST_ITEMS)),
    ] = None
    submunitions: Annotated[
        int | None,
        Spec(label=N_("Explosive submunitions"), unit=Unit.ITEM, limits=(0, MOST_ITEMS)),
    ] = None
    lots: Annotated[str, Spec(label=N_("Lot numbers"), limits=(0, 2000))] = ""
    method: Annotated[MethodCode | None, Spec(label=N_("Destruction method"))] = None
    site: Annotated[Texts, Spec(label=N_("Destruction site"), limits=(0, 300))] = NO_TEXTS
    standard: Annotated[str, Spec(label=N_("Safety and environment standard"), limits=(0, 300))] = (
        ""
    )
    notes: Notes = NO_NOTES


class RetentionPurpose(Coded):
    DETECTION = "detection", N_("Training in detection")
    CLEARANCE = "clearance", N_("Training in clearance")
    DESTRUCTION = "destruction", N_("Training in destruction")
    COUNTER = "counter", N_("Development of counter-measures")


class Transfer(Coded):
    ACQUIRED = "acquired", C_("transfer", "Acquired from")
    TRANSFERRED = "transferred", C_("transfer", "Transferred to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Munitions retained, acquired or transferred under Articles 3.6 to 3.8 (form D)."""

    id: RetentionId
    year: Annotated[int | None, Spec(label=N_("Year"), required=True, limits=(2010, 2100))] = None
    munition: Annotated[MunitionCode | None, Spec(label=N_("Type"), required=True)] = None
    quantity: Annotated[
        int | None,
        Spec(label=N_("Cluster munitions"), unit=Unit.ITEM, required=True, limits=(0, MOST_ITEMS)),
    ] = None
    submunitions: Annotated[
        int | None,
        Spec(label=N_("Explosive submunitions"), unit=Unit.ITEM, limits=(0, MOST_ITEMS)),
    ] = None
    lots: Annotated[str, Spec(label=N_("Lot numbers"), limits=(0, 2000))] = ""
    purpose: Annotated[RetentionPurpose | None, Spec(label=N_("Purpose"), required=True)] = None
    planned_use: Annotated[Texts, Spec(label=N_("Planned use"), limits=(0, 2000))] = NO_TEXTS
    actual_use: Annotated[Texts, Spec(label=N_("Actual use"), limits=(0, 2000))] = NO_TEXTS
    used: Annotated[
        int | None, Spec(label=N_("Used up in the year"), unit=Unit.ITEM, limits=(0, MOST_ITEMS))
    ] = None
    transfer: Annotated[Transfer | None, Spec(label=N_("Acquired or transferred"))] = None
    other_state: Annotated[StateCode | None, Spec(label=N_("Other State"))] = None
    transferred_on: Annotated[dt.date | None, Spec(label=N_("Date of the transfer"))] = None
    notes: Notes = NO_NOTES
