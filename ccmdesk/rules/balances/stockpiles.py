"""Stocks, destruction and retained munitions."""

from __future__ import annotations

from collections.abc import Iterator

from ccmdesk.model.document import PlanDocument
from ccmdesk.model.pack_rows import UNKNOWN_MUNITIONS
from ccmdesk.model.packs import Packs
from ccmdesk.model.stockpile import Destruction, MunitionType, Retention, Stock, Transfer
from ccmdesk.model.words import N_
from ccmdesk.rules.finding import Finding
from ccmdesk.rules.rule import Rule, explained, sentence
from ccmdesk.rules.stock import held, stock_balances

UNKNOWN_PER_CENT = 20
DESTROYED = Rule(
    name="stock-destroyed",
    field="quantity",
    todo=N_("Correct the stock or the destruction, or record what was found later."),
    basis=N_("Article 7.1 (b) and (f)"),
)
LOTS = Rule(
    name="stock-lots",
    field="lots",
    todo=N_("Enter the lot numbers, or say why they are not known."),
    basis=N_("Article 7.1 (b)"),
)
STANDARD = Rule(
    name="destruction-standard",
    field="standard",
    todo=N_("Name the safety and environment standard that was applied."),
    basis=N_("Articles 3.2 and 7.1 (f)"),
)
RETENTION = Rule(
    name="retention-change",
    field="used",
    todo=N_("Record what was used up, acquired or transferred in the year."),
    basis=N_("Article 3.8"),
)
UNKNOWN = Rule(
    name="stock-unknown",
    field="munition",
    todo=N_("Name the types as soon as they are identified."),
    basis=N_("Article 7.1 (b) and (c)"),
)
TYPE = Rule(
    name="munition-unlisted",
    field="munition",
    todo=N_("Choose a listed type, or record the type with its technical facts."),
    basis=N_("Article 7.1 (c)"),
)
TWICE = Rule(
    name="munition-twice",
    field="code",
    todo=N_("Keep one of the two records, or give one of them another designation."),
    basis=N_("Article 7.1 (c)"),
)


def stockpile_findings(document: PlanDocument, packs: Packs) -> Iterator[Finding]:
    """Yield what does not fit in stocks, destruction and retention."""
    yield from _destroyed(document)
    yield from _blanks(document)
    yield from _unknown(document)
    yield from _types(document, packs)
    lines = document.of(Retention)
    by_year = {(one.munition, one.year): one for one in reversed(lines)}
    for line in lines:
        before = None if line.year is None else by_year.get((line.munition, line.year - 1))
        if before is not None:
            yield from _retention(line, before)


def _destroyed(document: PlanDocument) -> Iterator[Finding]:
    first = {one.munition: one for one in reversed(document.of(Stock))}
    for balance in stock_balances(document):
        if balance.left is None or balance.left >= 0:
            continue
        stock = first[balance.munition]
        if not explained(stock, "quantity"):
            says = sentence(
                N_("{destroyed} munitions of this type were destroyed, but {held} were held."),
                destroyed=balance.destroyed,
                held=balance.held,
            )
            yield DESTROYED.about(stock, says)


def _blanks(document: PlanDocument) -> Iterator[Finding]:
    for stock in document.of(Stock):
        if not stock.lots and not explained(stock, "lots"):
            yield LOTS.about(stock, sentence(N_("The lot numbers of this stock are not given.")))
    for event in document.of(Destruction):
        if not event.standard and not explained(event, "standard"):
            says = N_("The standard applied in this destruction is not given.")
            yield STANDARD.about(event, sentence(says))


def _unknown(document: PlanDocument) -> Iterator[Finding]:
    stocks, items = document.of(Stock), held(document)
    if items is None:  # a share of what is not known is none
        return
    unknown = [stock for stock in stocks if stock.munition in UNKNOWN_MUNITIONS]
    share = sum(stock.quantity or 0 for stock in unknown)
    if unknown and share * 100 > UNKNOWN_PER_CENT * items:
        says = sentence(
            N_("{unknown} of {items} munitions held are of an unknown type."),
            unknown=share,
            items=items,
        )
        yield UNKNOWN.about(unknown[0], says)


def _types(document: PlanDocument, packs: Packs) -> Iterator[Finding]:
    own: dict[str, MunitionType] = {}
    for kind in document.of(MunitionType):
        if kind.code is not None and kind.code in own:
            says = sentence(N_("The type {code} is recorded twice."), code=kind.code)
            yield TWICE.about(kind, says)
        own.setdefault(kind.code or "", kind)
    named: list[Stock | Destruction | Retention] = [
        *document.of(Stock),
        *document.of(Destruction),
        *document.of(Retention),
    ]
    for record in named:
        code = record.munition
        if code is not None and code not in packs.munitions and code not in own:
            says = sentence(N_("The type {code} is neither listed nor recorded here."), code=code)
            yield TYPE.about(record, says)


def _retention(line: Retention, last: Retention) -> Iterator[Finding]:
    if last.quantity is None or line.quantity is None:
        return
    change = line.quantity - last.quantity
    if change and not _is_explained(line, change) and not explained(line, "used"):
        says = sentence(
            N_("{before} were retained the year before and {now} now; use or transfer differs."),
            before=last.quantity,
            now=line.quantity,
        )
        yield RETENTION.about(line, says)


def _is_explained(line: Retention, change: int) -> bool:
    """Whether use, acquisition or transfer can account for *change*."""
    if line.used is not None and line.transfer is None:
        return change == -line.used
    gained = line.transfer is Transfer.ACQUIRED
    lost = line.transfer is Transfer.TRANSFERRED or bool(line.actual_use)
    return gained if change > 0 else lost
