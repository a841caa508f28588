"""Editors of whole numbers, amounts of money and quantities."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ccmdesk.lang.digits import latin_digits, parse_number, parse_whole
from ccmdesk.lang.parse import clean_text, parse_int, parse_money
from ccmdesk.lang.units import unit_of, unit_text
from ccmdesk.model.codes import CurrencyCode
from ccmdesk.model.facts import Field, Unit
from ccmdesk.model.plan import Plan
from ccmdesk.model.problem import Problem
from ccmdesk.model.values import Money, Quantity
from ccmdesk.model.words import C_, N_
from ccmdesk.ui.open_plan import OpenPlan
from ccmdesk.ui.records.codes import codes_of, found_code
from ccmdesk.ui.records.editors.editor import Editor
from ccmdesk.ui.records.editors.lines import FigureLine, WordLine
from ccmdesk.ui.records.editors.search_combo import SearchCombo

_CODE_WIDTH = 4
_FIRST_YEAR, _LAST_YEAR = 1945, 2100


def is_year(field: Field) -> bool:
    """Whether a number is a calendar year, which is never grouped."""
    limits = field.spec.limits
    return field.spec.unit is None and limits is not None and limits[1] == _LAST_YEAR


class FigureEditor(Editor):
    """One line with a figure; what figures there are say those who inherit it."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.line = FigureLine()
        self.line.textEdited.connect(lambda _: self.typed.emit())
        self._row = _row(self)
        self._row.addWidget(self.line, 1)

    def first(self) -> QWidget:
        return self.line

    def name(self, label: str) -> None:
        self.line.setAccessibleName(label)

    def typed_texts(self) -> tuple[str, ...]:
        return (self.line.text(),)

    def type_again(self, texts: tuple[str, ...]) -> None:
        self.line.setText(texts[0])

    def set_untouched(self) -> None:
        self.line.setModified(False)


class NumberEditor(FigureEditor):
    """A whole number with its unit; an area may be typed in ha or km²."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.unit = QLabel()
        self._row.addWidget(self.unit)
        self.retranslate()

    def show_value(self, value: int | None) -> None:
        if value is None:
            self.line.show_text("")
        elif is_year(self.field):
            self.line.show_text(str(value))
        else:
            self.line.show_text(self.plan.lang.number(value))

    def value(self) -> int | None:
        typed = self.line.text().strip()
        if not typed:
            return None
        language = self.reads.code
        if is_year(self.field):
            return parse_whole(typed, language=language)
        return parse_int(typed, language=language, unit=self.field.spec.unit)

    def name(self, label: str) -> None:
        unit = self.unit.text()
        named = self.plan.lang(N_("{label} in {unit}"), label=label, unit=unit) if unit else label
        super().name(named)

    def retranslate(self) -> None:
        unit, lang = self.field.spec.unit, self.plan.lang
        self.unit.setText(lang(unit.label) if unit else "")
        self.unit.setVisible(unit is not None)
        if unit is Unit.SQUARE_METRE:
            self.line.setToolTip(lang(N_("You can also type 4.2 ha or 0.85 km².")))


class DecimalEditor(FigureEditor):
    """An exact number with decimals, such as an exchange rate."""

    def show_value(self, value: Decimal | None) -> None:
        self.line.show_text("" if value is None else self.plan.lang.decimal(value))

    def value(self) -> Decimal | None:
        typed = self.line.text().strip()
        return parse_number(typed, language=self.reads.code) if typed else None


class MoneyEditor(Editor):
    """An amount, its currency, and the year whose prices it is in."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.amount = FigureLine()
        self.currency = SearchCombo(
            lambda text: found_code(codes_of(CurrencyCode, plan), text), width=_CODE_WIDTH
        )
        self.prices = QLabel()
        self.year = FigureLine()
        self.prices.setBuddy(self.year)
        wide = self.fontMetrics().horizontalAdvance
        self.amount.setMinimumWidth(wide("999,999,999") + 14)
        self.year.setFixedWidth(wide("2026") + 16)
        for line in (self.amount, self.year):
            line.textEdited.connect(lambda _: self.typed.emit())
        self.currency.typed.connect(self.typed)
        self.currency.decided.connect(self._choose_currency)
        row = _row(self)
        row.addWidget(self.amount, 1)
        for part in (self.currency, self.prices, self.year):
            row.addWidget(part)
        self.retranslate()

    def show_value(self, value: Money | None) -> None:
        if value is None:
            self.amount.show_text("")
            self.year.show_text("")
            self.currency.show_choice(usual_currency(self.plan), "")
            return
        self.amount.show_text(self.plan.lang.amount(value))
        self.currency.show_choice(value.currency, value.currency)
        self.year.show_text("" if value.price_year is None else str(value.price_year))

    def value(self) -> Money | None:
        typed, language = self.amount.text().strip(), self.reads.code
        if not typed:
            self._refuse_year_alone()
            return None
        chosen = self.currency.value()
        money = parse_money(typed, language=language, currency=chosen)
        return Money(money.minor, money.currency, self._year())

    def first(self) -> QWidget:
        return self.amount

    def name(self, label: str) -> None:
        lang = self.plan.lang
        self.amount.setAccessibleName(label)
        self.currency.setAccessibleName(lang(N_("{label}: currency"), label=label))
        self.year.setAccessibleName(lang(N_("{label}: prices of the year"), label=label))

    def typed_texts(self) -> tuple[Any, ...]:
        return (self.amount.text(), self.currency.typed_choice(), self.year.text())

    def type_again(self, texts: tuple[Any, ...]) -> None:
        self.amount.setText(texts[0])
        self.currency.type_again(texts[1])
        self.year.setText(texts[2])
        self.year.setModified(not texts[0].strip())

    def set_untouched(self) -> None:
        self.amount.setModified(False)
        self.year.setModified(False)
        self.currency.set_untouched()

    def retranslate(self) -> None:
        lang = self.plan.lang
        self.prices.setText(lang(C_("before a year", "at prices of")))
        said = lang(N_("The year whose prices the amount is in; empty: current."))
        self.prices.setToolTip(said)
        self.year.setToolTip(said)
        self.currency.retranslate(lang)

    def _refuse_year_alone(self) -> None:
        """Raise Problem for a year typed without an amount; one that was left over goes with it."""
        year = self.year.text().strip()
        if year and self.year.isModified():
            raise Problem(N_("Type the amount that is at prices of {year}."), year=year)

    def _year(self) -> int | None:
        typed = latin_digits(self.year.text())
        if not typed:
            return None
        if not typed.isdecimal() or not _FIRST_YEAR <= int(typed) <= _LAST_YEAR:
            raise Problem(N_("“{text}” is not a year. Type four digits."), text=typed)
        return int(typed)

    def _choose_currency(self) -> None:
        if self.amount.text().strip():
            self.chosen.emit()


class QuantityEditor(Editor):
    """An amount and what is counted, such as 24 trainees."""

    def __init__(self, field: Field, plan: OpenPlan) -> None:
        super().__init__(field, plan)
        self.amount = FigureLine()
        self.unit = WordLine()
        for line in (self.amount, self.unit):
            line.textEdited.connect(lambda _: self.typed.emit())
        row = _row(self)
        row.addWidget(self.amount, 1)
        row.addWidget(self.unit, 1)
        self.retranslate()

    def show_value(self, value: Quantity | None) -> None:
        amount = None if value is None else value.amount
        self.amount.show_text("" if amount is None else self.plan.lang.number(amount))
        self.unit.show_text("" if value is None else unit_text(self.plan.lang, value.unit))

    def value(self) -> Quantity | None:
        typed, unit = self.amount.text().strip(), clean_text(self.unit.text()).strip()
        if not typed and not unit:
            return None
        lang = self.reads
        amount = parse_whole(typed, language=lang.code) if typed else None
        return Quantity(amount, unit_of(unit, langs=(lang,)))

    def first(self) -> QWidget:
        return self.amount

    def name(self, label: str) -> None:
        self.amount.setAccessibleName(label)
        self.unit.setAccessibleName(self.plan.lang(N_("{label}: unit"), label=label))

    def after(self, part: QWidget) -> QWidget | None:
        return self.unit if part is self.amount else None

    def typed_texts(self) -> tuple[str, ...]:
        return (self.amount.text(), self.unit.text())

    def type_again(self, texts: tuple[str, ...]) -> None:
        self.amount.setText(texts[0])
        self.unit.setText(texts[1])

    def set_untouched(self) -> None:
        self.amount.setModified(False)
        self.unit.setModified(False)

    def retranslate(self) -> None:
        self.unit.setPlaceholderText(self.plan.lang(C_("placeholder", "unit")))


def usual_currency(plan: OpenPlan) -> CurrencyCode | None:
    """Return the currency of the plan, which a new amount starts with."""
    from ccmdesk.db.query import ListQuery

    ids = plan.store.ids(ListQuery(kind=Plan))
    found = plan.store.records(Plan, ids[:1])
    return found[0].currency if found else None


def _row(editor: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(editor)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    return row
