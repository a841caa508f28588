"""Which editor a field gets: a full table by type, which raises for a type it does not know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ccmdesk.model.codes import (
    ActionCode,
    Coded,
    CurrencyCode,
    LanguageTag,
    MethodCode,
    ModalityCode,
    MunitionCode,
    StateCode,
)
from ccmdesk.model.facts import Field, is_reference, item_type
from ccmdesk.model.values import (
    Money,
    PartialDate,
    People,
    Period,
    Polygon,
    Position,
    Quantity,
    Texts,
)
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.editors.choice import ChoiceEditor, YesNoEditor
from ccmdesk.ui.records.editors.dates import DateEditor, PartialDateEditor, PeriodEditor
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.number import (
    DecimalEditor,
    MoneyEditor,
    NumberEditor,
    QuantityEditor,
)
from ccmdesk.ui.records.editors.outline import PolygonEditor
from ccmdesk.ui.records.editors.people import PeopleEditor
from ccmdesk.ui.records.editors.place import PositionEditor
from ccmdesk.ui.records.editors.reference import PickEditor
from ccmdesk.ui.records.editors.several import ChipsEditor, ModalitiesEditor, TicksEditor
from ccmdesk.ui.records.editors.text import TextEditor
from ccmdesk.ui.records.editors.texts import TextsEditor

_Make = Callable[[Field, OpenPlan], Editor]
_PACK_CODES = (StateCode, CurrencyCode, MunitionCode, MethodCode, ActionCode, LanguageTag)

_ONE: Mapping[Any, _Make] = MappingProxyType(
    {
        bool: YesNoEditor,
        int: NumberEditor,
        Decimal: DecimalEditor,
        str: TextEditor,
        dt.date: DateEditor,
        PartialDate: PartialDateEditor,
        Period: PeriodEditor,
        Money: MoneyEditor,
        Quantity: QuantityEditor,
        People: PeopleEditor,
        Position: PositionEditor,
        Polygon: PolygonEditor,
        Texts: TextsEditor,
        ModalityCode: PickEditor,
        **dict.fromkeys(_PACK_CODES, PickEditor),
    }
)
_LIST: Mapping[Any, _Make] = MappingProxyType(
    {ModalityCode: ModalitiesEditor, **dict.fromkeys(_PACK_CODES, ChipsEditor)}
)


def editor_of(field: Field, plan: OpenPlan) -> Editor:
    """Return a new editor for *field*; raises KeyError for a type that has none."""
    items = item_type(field.type)
    if items is not None:
        return _of_list(items)(field, plan)
    if is_reference(field.type):
        return PickEditor(field, plan)
    if _is_coded(field.type):
        return ChoiceEditor(field, plan)
    return _ONE[field.type](field, plan)


def _of_list(items: Any) -> _Make:
    if is_reference(items):
        return ChipsEditor
    return TicksEditor if _is_coded(items) else _LIST[items]


def _is_coded(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Coded)
